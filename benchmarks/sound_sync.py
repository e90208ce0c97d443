"""Sound and picture of a recording, made in a real browser: `python -m benchmarks.sound_sync [--seconds 60]`.

The fake camera flashes and the fake microphone beeps, each 4 s. How far the beep is from the flash is measured in the
browser, before anything is sent, and in the recorded film; the difference is what the booth adds. Prints a table.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import wave
from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

from rig.booth import press, seen, serving, until, video_frame
from rig.browser import chromium
from vision.imageio import save_jpeg
from vision.types import as_image

EVERY_S, FPS, RATE = 4, 30, 48_000
SIZE = 640, 480
FLASH_FRAMES, BEEP_S = 6, 0.2
LIGHT, LOUD = 160, 0.1

SCRIPT = """(() => {
  window.flashes = []; window.beeps = [];
  const look = track => {
    const video = document.createElement('video');
    Object.assign(video, {muted: true, autoplay: true, srcObject: new MediaStream([track])});
    video.style.cssText = 'position:fixed;left:0;top:0;width:4px;height:3px';
    document.documentElement.append(video);
    const pen = new OffscreenCanvas(4, 4).getContext('2d', {willReadFrequently: true});
    let was = true;
    const shown = () => {
      pen.drawImage(video, 0, 0, 4, 4);
      const light = pen.getImageData(2, 2, 1, 1).data[1] > LIGHT;
      if (light && !was) window.flashes.push(performance.now() / 1000);
      was = light;
      video.requestVideoFrameCallback(shown);
    };
    video.requestVideoFrameCallback(shown);
  };
  const hear = track => {
    const context = new AudioContext({latencyHint: 'interactive'});
    const tap = context.createScriptProcessor(256, 1, 1);
    context.createMediaStreamSource(new MediaStream([track])).connect(tap);
    tap.connect(context.destination);
    let last = -10;
    tap.onaudioprocess = event => {
      const now = performance.now() / 1000;
      if (event.inputBuffer.getChannelData(0).some(v => Math.abs(v) > LOUD)) {
        if (now - last > 1) window.beeps.push(now);
        last = now;
      }
    };
  };
  const watch = track => {
    if (!track || track.watched) return;
    track.watched = true;
    (track.kind === 'video' ? look : hear)(track);
  };
  const Peer = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Peer {
    addTrack(track, ...rest) { watch(track); return super.addTrack(track, ...rest); }
    addTransceiver(what, ...rest) {
      if (what instanceof MediaStreamTrack) watch(what);
      return super.addTransceiver(what, ...rest);
    }
  };
})();""".replace("LIGHT", str(LIGHT)).replace("LOUD", str(LOUD))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    seconds = options.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder:
        camera, sound, film = (Path(folder, name) for name in ("camera.mjpeg", "beeps.wav", "film.mp4"))
        write_flashes(camera)
        write_beeps(sound)
        with (
            serving(Path(folder, "log.txt")) as server,
            chromium(camera, f"--use-file-for-fake-audio-capture={sound}") as browser,
        ):
            page = browser.new_page(viewport={"width": 1400, "height": 1000})
            page.add_init_script(SCRIPT)
            page.goto(server.url)
            record(page, seconds, film)
            before = gaps(*(video_frame(page).evaluate(f"window.{name}") for name in ("flashes", "beeps")))
        after = gaps(flashes(film), beeps(film))
    added = [1000 * (gap - statistics.median(before)) for gap in after]
    print("| seconds | events | beep after flash, browser ms | in the film ms | added ms, median | added ms, most |")
    print("|---|---|---|---|---|---|")
    middle = [1000 * statistics.median(g) for g in (before, after)]
    numbers = *middle, statistics.median(added), max(added, key=abs)
    print(f"| {seconds:.0f} | {len(after)} | {' | '.join(f'{n:.0f}' for n in numbers)} |")


def record(page: Page, seconds: float, to: Path) -> None:
    page.get_by_text("Microphone", exact=True).click()
    press(page, "START")
    until(lambda: seen(page) is not None, 30, "no picture", page)
    page.get_by_role("button", name="Record", exact=True).click(timeout=30_000)
    page.wait_for_timeout(seconds * 1000)
    page.get_by_role("button", name="Stop recording").click()
    page.get_by_text("Saved below").wait_for(timeout=30_000)
    page.get_by_role("button", name="Play", exact=True).first.click()
    page.wait_for_timeout(2000)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download", exact=True).click()
    saved.value.save_as(to)


def write_flashes(path: Path) -> None:
    """A dark camera that is white for a fifth of a second, each 4 s."""
    width, height = SIZE
    dark = np.full((height, width, 3), 40, np.uint8)
    dark[::7, ::5] = 90
    with path.open("wb") as file:
        for i in range(EVERY_S * FPS):
            file.write(save_jpeg(as_image(np.full_like(dark, 235) if i < FLASH_FRAMES else dark)))


def write_beeps(path: Path) -> None:
    time_s = np.arange(EVERY_S * RATE) / RATE
    tone = np.where(time_s < BEEP_S, 0.5 * np.sin(2 * np.pi * 1000 * time_s), 0)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((tone * 32767).astype(np.int16).tobytes())


def flashes(film: Path) -> list[float]:
    """When it becomes light, seconds."""
    with av.open(str(film)) as file:
        shots = [(float(f.time or 0), float(f.to_ndarray(format="gray").mean())) for f in file.decode(video=0)]
    return onsets([t for t, _ in shots], np.array([light > LIGHT for _, light in shots]))


def beeps(film: Path) -> list[float]:
    """When it becomes loud, seconds."""
    times, loud = [], []
    with av.open(str(film)) as file:
        for block in file.decode(audio=0):
            samples = np.abs(block.to_ndarray()).max(axis=0)
            for i in range(0, len(samples), 48):
                times.append(float(block.time or 0) + i / block.sample_rate)
                loud.append(bool(samples[i : i + 48].max() > LOUD))
    return onsets(times, np.array(loud))


def onsets(times: Sequence[float], on: NDArray[np.bool_]) -> list[float]:
    """Where `on` begins after more than a second without."""
    found, last = [], -10.0
    for time_s in np.asarray(times)[on]:
        if time_s - last > 1:
            found.append(float(time_s))
        last = float(time_s)
    return found[1:]


def gaps(lights: Sequence[float], sounds: Sequence[float]) -> list[float]:
    """From each flash to the nearest beep, seconds."""
    return [min((s - light for s in sounds), key=abs) for light in lights[1:-1]]


if __name__ == "__main__":
    main()
