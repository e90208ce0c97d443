"""The looks that know things, live: `python -m benchmarks.looks_live [--seconds 12]`, with the models' files at hand.

A booth and a Chromium on this machine, 640x480 at 30 frames a second: the frames painted, the findings, how late a
picture comes back. Then several viewers of one booth without a browser, who share a network. The camera's light changes
a little at random, frame after frame; by that a picture that comes back is known, blurred or painted over as it may be.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

from benchmarks import live, replay
from benchmarks.looks.scenes import SIGNS, frame
from benchmarks.probe import watching
from rig.booth import Server, press, serving, until, video_frame
from rig.browser import chromium
from rig.drawn_hand import drawn_hand
from vision.imageio import save_jpeg
from vision.types import Image, as_image

WIDTH, HEIGHT, FRAMES = 640, 480, 240
LIGHT = 9  # grey levels, either way
HELD = 3  # frames that a light lasts, since not every frame comes through
MOST_MS, STEP_MS = 800, 4
LOOKS = "none,blur_background,objects,body,face_mesh,mask_party"
HANDS = "none,hands,air_drawing"
SHARED = "none,blur_background,objects"
_READ_LIGHT = """async video => {
    const frame = new VideoFrame(video), {width, height} = frame.visibleRect;
    const rect = {x: width / 4 & ~1, y: height * 0.55 & ~1, width: width / 2 & ~1, height: 16};
    const rows = new Uint8Array(frame.allocationSize({rect}));
    await frame.copyTo(rows, {rect});
    frame.close();
    const luma = rows.subarray(0, rect.width * rect.height);
    return luma.reduce((sum, value) => sum + value, 0) / luma.length;
  }"""
Rows = Sequence[Sequence[float]]


def write_flickering_camera(path: Path, base: Image) -> None:
    """An MJPEG file of a picture that sways, its light another each HELD frames; base: larger than a frame."""
    light = np.random.default_rng(5).choice([-LIGHT, LIGHT], FRAMES // HELD + 1)
    room = base.shape[1] - WIDTH, base.shape[0] - HEIGHT
    with path.open("wb") as file:
        for i in range(FRAMES):
            x, y = (round(r / 2 * (1 + np.sin(2 * np.pi * k * i / FRAMES))) for r, k in zip(room, (2, 3), strict=True))
            part = base[y : y + HEIGHT, x : x + WIDTH].astype(int) + light[i // HELD]
            file.write(save_jpeg(as_image(np.clip(part, 0, 255).astype(np.uint8)), quality=90))


def person() -> Image:
    return frame("astronaut", WIDTH + 60, HEIGHT + 20)


def hand() -> Image:
    wall = cv2.resize(drawn_hand(SIGNS[2]), (HEIGHT + 20, HEIGHT + 20))
    sides = (WIDTH + 40 - wall.shape[1]) // 2
    return as_image(np.asarray(cv2.copyMakeBorder(wall, 0, 0, sides, sides, cv2.BORDER_REPLICATE), np.uint8))


def delay_ms(here: Rows, back: Rows) -> float:
    """How long after it was shown here a picture comes back: where both courses of light agree best; else NaN."""
    if len(here) < HELD * 10 or len(back) < HELD * 10:
        return float("nan")
    times, lights = _course(back)
    seen_times, seen = _course(here)
    inside = times > seen_times[0] + MOST_MS
    lags = np.arange(0, MOST_MS, STEP_MS)
    agree = [float(np.corrcoef(np.interp(times[inside] - lag, seen_times, seen), lights[inside])[0, 1]) for lag in lags]
    return float(lags[int(np.nanargmax(agree))]) if np.nanmax(agree) > 0.4 else float("nan")


def _course(rows: Rows) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Times and lights, without what moves slowly."""
    times, lights = np.array([row[:2] for row in rows], float).T
    wide = min(len(lights), 8 * HELD)
    return times, lights - np.convolve(lights, np.full(wide, 1 / wide), "same")


def visit(page: Page, server: Server, look: str, count: Path, seconds: float) -> str:
    """One row of the table."""
    page.add_init_script(watching(_READ_LIGHT))
    page.goto(f"{server.url}/?recipe={look}")
    press(page, "START")
    until(lambda: video_frame(page).evaluate("window.seen.back.length > 0"), 60, "no video comes back", page)
    page.wait_for_timeout(5000)
    count.write_text("")
    video = video_frame(page)
    video.evaluate("window.seen.here.length = window.seen.back.length = 0")
    cpu = sum(server.process.cpu_times()[:2])
    page.wait_for_timeout(1000 * seconds)
    letters, rows = count.read_text(), video.evaluate("window.seen")
    cpu = (sum(server.process.cpu_times()[:2]) - cpu) / seconds
    memory = server.process.memory_info().rss / 1e6
    sizes = {tuple(row[2:]) for row in rows["back"]}
    painted, findings = len(rows["back"]) / seconds, letters.count("l") or letters.count("n")
    size = " ".join(f"{w:.0f}x{h:.0f}" for w, h in sizes)
    return (
        f"| {look} | {len(rows['here']) / seconds:.1f} | {painted:.1f} | {findings / seconds:.1f} "
        f"| {delay_ms(rows['here'], rows['back']):.0f} | {cpu:.2f} | {memory:.0f} | {size} |"
    )


def in_a_browser(looks: str, base: Image, folder: Path, seconds: float) -> None:
    camera, count = folder / "camera.mjpeg", folder / "count.txt"
    write_flickering_camera(camera, base)
    with serving(folder / "log.txt", COUNT_FILE=str(count), PYTHONPATH=_COUNTED) as server:
        for look in looks.split(","):
            with chromium(camera) as browser:
                page = browser.new_page(viewport={"width": 1400, "height": 1000})
                print(visit(page, server, look, count, seconds), flush=True)


async def shared(looks: str, streams: Sequence[int], folder: Path, seconds: float) -> None:
    replay.prepare(replay.look_at)
    video, count = replay.recording(), folder / "shared.txt"
    os.environ |= {"COUNT_FILE": str(count), "PYTHONPATH": _COUNTED}
    for look in looks.split(","):
        for many in streams:
            count.write_text("")
            seen = await live.measure([live.Server("booth")], look, many, seconds, video)
            letters = count.read_text()
            findings = (letters.count("l") or letters.count("n")) / many / (seconds + live.SETTLE_S)
            numbers = f"{seen.rate:.1f} | {min(seen.rates):.1f} | {findings:.1f} | {seen.p95}"
            print(f"| {look} | {many} | {numbers} | {seen.cores:.2f} | {seen.memory_mb:.0f} |", flush=True)


_COUNTED = os.pathsep.join(("benchmarks/inside", "."))


def _table(*heads: Any) -> None:
    print(f"\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=12)
    options.add_argument("--looks", default=LOOKS)
    options.add_argument("--hands", default=HANDS)
    options.add_argument("--shared", default=SHARED)
    options.add_argument("--streams", default="1,2,4")
    given = options.parse_args()
    print(f"Load of the machine before: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        _table("look", "fps sent", "fps painted", "findings / s", "latency ms", "CPU", "memory MB", "size")
        for looks, base in ((given.looks, person()), (given.hands, hand())):
            if looks:
                in_a_browser(looks, base, Path(name), given.seconds)
        if given.shared:
            _table(
                "look", "viewers", "fps median", "fps least", "findings / s each", "p95 latency ms", "CPU", "memory MB"
            )
            asyncio.run(shared(given.shared, [int(n) for n in given.streams.split(",")], Path(name), given.seconds / 2))


if __name__ == "__main__":
    main()
