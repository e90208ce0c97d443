"""Sound seen and voices changed: `python -m benchmarks.sound`; with `--browser`, a file's sound beside its picture.

Processor time of a picture at 25 a second, and of 20 ms of a changed voice. In the browser: a file of clicks is played
to Chromium over loopback; when each click comes out of the connection, and when the picture shows it at its right edge.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
from playwright.sync_api import Page

from live.video import workers
from rig.booth import press, seen, serving, settled, until, video_frame
from rig.browser import chromium
from vision.sound.effects import effects
from vision.sound.heard import HeardSound
from vision.sound.pitch import pitch_of
from vision.sound.sound_seen import TOP, sound_seen
from vision.sound.stft import RATE, Mono

FPS, BLOCK, TIMES = 25, RATE // 50, 200
EVERY_S, CLICK_S = 0.7, 0.02

SCRIPT = """video => {
  window.seen = []; window.heard = [];
  const pen = new OffscreenCanvas(640, 480).getContext('2d', {willReadFrequently: true});
  let was = true, last = -1;
  const look = now => {
    pen.drawImage(video, 0, 0);
    const dots = pen.getImageData(634, TOP, 5, 290).data;
    let light = 0;
    for (let i = 0; i < dots.length; i += 4) light = Math.max(light, dots[i] + dots[i + 1] + dots[i + 2]);
    if (light > 250 && !was) window.seen.push(now / 1000);
    was = light > 250;
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  const context = new AudioContext({latencyHint: 'interactive'});
  const tap = context.createScriptProcessor(256, 2, 1);
  context.createMediaStreamSource(video.srcObject).connect(tap);
  tap.connect(context.destination);
  tap.onaudioprocess = event => {
    const now = performance.now() / 1000;
    if (event.inputBuffer.getChannelData(0).some(v => Math.abs(v) > 0.1)) {
      if (now - last > 0.3) window.heard.push(now);
      last = now;
    }
  };
}""".replace("TOP", str(TOP))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--browser", action="store_true")
    options.add_argument("--seconds", type=float, default=60)
    asked = options.parse_args()
    load = os.getloadavg()[0]
    if asked.browser:
        print_together(asked.seconds)
    else:
        print_costs()
    print(f"\nLoad of the machine before and after: {load:.1f} and {os.getloadavg()[0]:.1f}.")


def print_costs() -> None:
    workers.share_cores()  # as the server does
    t = np.arange(RATE * TIMES // FPS) / RATE
    voice = sum(0.2 / n * np.sin(2 * np.pi * n * 180 * t) for n in range(1, 6))
    sound = np.asarray(voice + 0.01 * np.random.default_rng(1).normal(size=len(t)), np.float32)
    print("| what | processor time ms, median | of it at its rate, % |")
    print("|---|---:|---:|")
    for axis in ("mel", "linear", "logarithmic"):
        state = HeardSound()

        def picture(samples: Mono, axis: str = axis) -> None:
            nonlocal state
            _, state = sound_seen(samples, state, axis=axis)  # type: ignore[arg-type]

        row(f"a picture of 25 a second, {axis}", picture, sound, RATE // FPS)
    row("of it: the note", lambda samples: pitch_of(samples[:4096]), sound, RATE // FPS, reach=4096)
    for name, entry in effects().items():
        held = [entry.state()]

        def changed(samples: Mono, entry: object = entry, held: list[object] = held) -> None:
            function, values = entry.function, entry.complete({})  # type: ignore[attr-defined]
            _, held[0] = function(samples, held[0], **values)

        row(f"20 ms of a voice, {entry.label.lower()} ({name})", changed, sound, BLOCK)


def row(name: str, work: Callable[[Mono], object], sound: Mono, step: int, reach: int = 0) -> None:
    costs = []
    for at in range(0, len(sound) - max(step, reach), step):
        began = time.process_time()
        work(sound[at : at + max(step, reach)])
        costs.append(1000 * (time.process_time() - began))
    middle = statistics.median(costs[20:])
    print(f"| {name} | {middle:.2f} | {100 * middle / (1000 * step / RATE):.1f} |")


def print_together(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder, "clicks.wav")
        write_clicks(film)
        with serving(Path(folder, "log.txt")) as server, chromium() as browser:
            page = browser.new_page(viewport={"width": 1400, "height": 1000})
            page.goto(server.url)
            begin(page, film)
            video = video_frame(page).locator("video")
            video.evaluate(SCRIPT)
            page.wait_for_timeout(seconds * 1000)
            heard, lit = (video.evaluate(f"window.{name}") for name in ("heard", "seen"))
    late = sorted(1000 * (min(lit, key=lambda at: abs(at - click)) - click) for click in heard[3:-2])
    print("| clicks heard | picture after sound, ms: median | 5 % | 95 % | farthest |")
    print("|---:|---:|---:|---:|---:|")
    numbers = statistics.median(late), late[len(late) // 20], late[-1 - len(late) // 20], max(late, key=abs)
    print(f"| {len(late)} | {' | '.join(f'{n:.0f}' for n in numbers)} |")


def begin(page: Page, film: Path) -> None:
    settled(page)
    page.get_by_role("combobox", name="Picture from").click()
    page.get_by_role("option", name="A sound file of mine").click()
    settled(page)
    page.locator("input[type=file]").set_input_files(film)
    page.get_by_text("Hear it").wait_for(timeout=60_000)
    settled(page)
    press(page, "START")
    until(lambda: seen(page) is not None, 60, "no picture", page)
    page.wait_for_timeout(5000)


def write_clicks(path: Path) -> None:
    """20 ms of noise, each 0.7 s."""
    t = np.arange(round(10 * EVERY_S * RATE)) / RATE
    noise = np.random.default_rng(2).uniform(-0.8, 0.8, len(t)) * (t % EVERY_S < CLICK_S)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((noise * 32767).astype(np.int16).tobytes())


if __name__ == "__main__":
    main()
