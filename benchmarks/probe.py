"""Measure live video from outside, in a real Chromium: when a picture is shown here, and when it comes back.

The fake camera carries a number in a strip of black and white blocks, the same from both sides, so that a mirrored
picture reads alike. Both the local picture and the returned one are read as they are shown: two lines of luma, since
drawing whole pictures to read them takes a browser without a graphics card half of its frames.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import skimage.data
from playwright.sync_api import Page

from rig.booth import video_frame
from vision.imageio import save_jpeg
from vision.types import Image, as_image

PAGES = {"booth": "app.py", "callback": "benchmarks/callback_page.py"}
"""What is held against each other."""

BITS = 9
FRAMES = 480  # 16 seconds at 30 a second, then it begins again
FREEZE_MS = 250.0

Row = tuple[float, int, int, int]
"""When it was shown (ms), the number in the strip (-1 unreadable), width, height."""

_READ_NUMBER = """async video => {
    const bits = BITS, blocks = 2 * (bits + 2);
    const frame = new VideoFrame(video), {width, height} = frame.visibleRect;
    const rect = {x: 0, y: height / 24 & ~1, width: width & ~1, height: 2};
    const row = new Uint8Array(frame.allocationSize({rect}));
    await frame.copyTo(row, {rect});
    frame.close();
    const light = i => row[Math.floor((i + 0.5) * rect.width / blocks)];
    const white = light(0), black = light(1), middle = (white + black) / 2;
    if (Math.abs(white - black) < 60) return -1;
    let number = 0;
    for (let i = 0; i < bits; i++) number = 2 * number + ((light(i + 2) > middle) === (white > black) ? 1 : 0);
    return number;
  }""".replace("BITS", str(BITS))

_WATCH = """(() => {
  window.seen = {here: [], back: []};
  window.peers = [];
  const read = READ;
  const watch = (name, track) => {
    if (!track || track.kind !== 'video') return;
    const video = document.createElement('video');
    Object.assign(video, {muted: true, autoplay: true, playsInline: true, srcObject: new MediaStream([track])});
    video.style.cssText = 'position:fixed;left:0;top:0;width:4px;height:3px';
    document.documentElement.append(video);
    const shown = async () => {
      const at = performance.now();
      video.requestVideoFrameCallback(shown);
      window.seen[name].push([at, await read(video), video.videoWidth, video.videoHeight]);
    };
    video.requestVideoFrameCallback(shown);
  };
  const Peer = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Peer {
    constructor(...given) {
      super(...given);
      window.peers.push(this);
      this.addEventListener('track', event => watch('back', event.track));
    }
    addTrack(track, ...streams) { watch('here', track); return super.addTrack(track, ...streams); }
    addTransceiver(what, ...rest) {
      if (what instanceof MediaStreamTrack) watch('here', what);
      return super.addTransceiver(what, ...rest);
    }
  };
})();"""


def watching(read: str) -> str:
    """The script that fills `window.seen`, by a function of JavaScript that reads a number from a video."""
    return _WATCH.replace("READ", read)


SCRIPT = watching(_READ_NUMBER)

_STATS = """async () => {
  const found = {};
  for (const peer of window.peers) for (const s of (await peer.getStats()).values())
    if (s.type === 'inbound-rtp' && s.kind === 'video') { found.qp = s.qpSum; found.decoded = s.framesDecoded; }
  return found; }"""


def write_numbered_camera(path: Path, width: int, height: int, *, cuts: bool = True) -> None:
    """An MJPEG file of photographs that pass by, one after another each 4 s or one to and fro, each frame numbered."""
    photos = (skimage.data.astronaut(), np.dstack([skimage.data.camera()] * 3), skimage.data.astronaut()[::-1])
    scenes = [cv2.resize(p, (width + 120, height + 120), interpolation=cv2.INTER_CUBIC) for p in photos]
    with path.open("wb") as file:
        for number in range(FRAMES):
            turn, place = divmod(number, 120)
            if not cuts:
                turn, place = 0, 119 - place if turn % 2 else place
            scene = scenes[turn % len(scenes)]
            picture = scene[place : place + height, place : place + width].copy()
            picture[: height // 12] = _strip(number, width, height // 12)
            file.write(save_jpeg(as_image(picture), quality=90))


def _strip(number: int, width: int, height: int) -> Image:
    bits = [True, False, *(bool(number >> i & 1) for i in reversed(range(BITS)))]
    blocks = np.array([*bits, *reversed(bits)], np.uint8) * 200 + 25
    strip = cv2.resize(blocks[None, :], (width, height), interpolation=cv2.INTER_NEAREST)
    return as_image(np.dstack([strip] * 3))


@dataclass(frozen=True, slots=True)
class Seen:
    """What a viewer saw in some seconds: times in ms; `quantiser` is VP8's, 0 sharpest, 127 coarsest."""

    latency: float
    latency_p95: float
    fps_here: float
    fps_back: float
    size: tuple[int, int]
    repeats: int
    freezes: int
    quantiser: float


def look(page: Page, seconds: float) -> Seen:
    """Watch a running video for so long."""
    frame = video_frame(page)
    before = frame.evaluate(_STATS)
    frame.evaluate("window.seen.here.length = window.seen.back.length = 0")
    page.wait_for_timeout(seconds * 1000)
    rows: dict[str, list[Row]] = frame.evaluate("window.seen")
    after = frame.evaluate(_STATS)
    return summary(rows["here"], rows["back"], seconds, before, after)


def summary(here: Sequence[Row], back: Sequence[Row], seconds: float, before: Any, after: Any) -> Seen:
    delays = sorted(latencies(here, back)) or [float("nan")]
    gaps = [b[0] - a[0] for a, b in pairwise(back)]
    decoded = after.get("decoded", 0) - before.get("decoded", 0)
    return Seen(
        statistics.median(delays),
        delays[int(0.95 * (len(delays) - 1))],
        len(here) / seconds,
        len(back) / seconds,
        (back[-1][2], back[-1][3]) if back else (0, 0),
        sum(a[1] == b[1] != -1 for a, b in pairwise(back)),
        sum(gap > FREEZE_MS for gap in gaps),
        (after.get("qp", 0) - before.get("qp", 0)) / max(1, decoded),
    )


def latencies(here: Sequence[Row], back: Sequence[Row]) -> list[float]:
    """From the first showing of a number here to its first return, ms."""
    shown: dict[int, float] = {}
    came: set[int] = set()
    found = []
    events = sorted([(t, True, n) for t, n, *_ in here] + [(t, False, n) for t, n, *_ in back])
    for time_ms, is_here, number in events:
        if number < 0:
            continue
        if is_here:
            if time_ms - shown.get(number, -1e9) > 1000 * FRAMES / 60:
                shown[number] = time_ms
                came.discard(number)
        elif number in shown and number not in came:
            came.add(number)
            found.append(time_ms - shown[number])
    return found
