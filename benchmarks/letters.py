"""What letters of other scripts cost a live frame: `python -m benchmarks.letters > benchmarks/letters.md`.

OpenCV's letters, which draw ASCII as before, and fonts, in turns: ten labels over a picture, and a room of nine names.
"""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable

import cv2
import numpy as np

from live.rooms.labels import name_label
from live.rooms.mosaic import Tile, compose
from rig.fonts import SAMPLES, has
from vision.draw import draw_detections
from vision.letters import written as letters
from vision.types import Detections, Image

ROUNDS, REPEATS = 31, 5
MS = 1000
ASCII = ("person", "cup", "book", "chair", "laptop", "cat", "dog", "bottle", "clock", "vase")
WORLD = ("Łukasz", "чашка", "βιβλίο", "小明", "カップ", "한글", "فنجان", "ספל", "नमस्ते", "😀 Mia")


def median_ms(*works: Callable[[], object]) -> list[float]:
    """Of each, in turns, so that a busy moment meets all alike."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, times, strict=True):
            began = time.thread_time()
            for _ in range(REPEATS):
                work()
            taken.append(MS * (time.thread_time() - began) / REPEATS)
    return [statistics.median(taken) for taken in times]


def labelled(names: tuple[str, ...]) -> Detections:
    places = [(20 + at % 5 * 124, 60 + at // 5 * 200) for at in range(len(names))]
    return Detections.of([(x, y, x + 100, y + 160) for x, y in places], names)


def room(names: tuple[str, ...], picture: Image) -> list[Tile]:
    return [Tile(picture, name_label(name, number)) for number, name in enumerate(names[:9], 1)]


def first_ms(word: str) -> float:
    """Of a word that was not drawn lately, its font open."""

    def once() -> None:
        letters._kept = type(letters._kept)(letters._MOST_BYTES)
        letters.written(word, 20)

    return median_ms(once)[0]


def main() -> None:
    cv2.setNumThreads(1)
    gc.disable()
    picture = np.random.default_rng(1).integers(0, 256, (480, 640, 3), dtype=np.uint8)
    ours, theirs = labelled(ASCII), labelled(WORLD)
    labels = median_ms(lambda: draw_detections(picture, ours), lambda: draw_detections(picture, theirs))
    rooms = [room(names, picture) for names in (ASCII, WORLD)]
    mosaics = median_ms(lambda: compose(rooms[0]), lambda: compose(rooms[1]))
    print("# What letters of other scripts cost\n\n`python -m benchmarks.letters > benchmarks/letters.md`\n")
    print("Milliseconds of one core for a frame, both columns in turns in one run. ASCII over a picture is drawn by")
    print("OpenCV, all else by fonts, once; from then on it is stamped. A room's names are fonts' either way.\n")
    print(
        f"Measured by the processor's time while {os.getloadavg()[0]:.0f} processes asked for {os.cpu_count()} cores.\n"
    )
    print("| frame | ASCII | ten scripts | ratio |\n|---|---:|---:|---:|")
    for name, (before, now) in (("640 x 480, ten labels", labels), ("a room of nine names", mosaics)):
        print(f"| {name} | {before:.2f} | {now:.2f} | {now / before:.2f} |")
    print("\nThe first time a word is drawn, 20 pixels high:\n")
    print("| script | word | ms |\n|---|---|---:|")
    for script, word in SAMPLES.items():
        print(f"| {script} | {word} | {first_ms(word):.2f} |" if has(script) else f"| {script} | no font | |")


if __name__ == "__main__":
    main()
