"""The looks in a stream's place: how often each comes round at 30 frames a second, and their packaged previews."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks.looks.costs import milliseconds
from benchmarks.looks.scenes import HEIGHT, SIGNS, WIDTH, frame
from rig.drawn_hand import drawn_hand
from vision.imageio import save_jpeg
from vision.pipeline import Pipeline
from vision.processor import run_now
from vision.recipe import Recipe
from vision.types import Image, as_image

_NAMES = "blur_background replace_background cut_out objects counting_line hands air_drawing body face_mesh mask_party"
LOOKS = _NAMES.split()
PREVIEWS = Path(__file__).parents[2] / "vision" / "learned" / "previews"


def live_costs() -> list[str]:
    rows = [
        "| look at 640x480, 30 frames a second | ms a frame, stream's thread | looks a second | frames a second "
        "| ms a frame without worker and flow |",
        "|---|---|---|---|---|",
    ]
    for name in LOOKS:
        hand = name in ("hands", "air_drawing")
        base = cv2.resize(drawn_hand(SIGNS[2]), (WIDTH, HEIGHT)) if hand else frame("astronaut")
        rows.append(_live(name, as_image(np.asarray(base, np.uint8))))
    return rows


def _live(name: str, base: Image) -> str:
    looks = 0

    def counting(work: Callable[..., Any], *args: Any) -> Any:
        nonlocal looks
        looks += 1
        return pool.submit(work, *args)

    recipe = Recipe.parse(name)
    with ThreadPoolExecutor(1) as pool:
        pipeline, spent, frames = Pipeline(counting), [], 0
        pipeline.run(base, recipe, -1.0)
        looks, began = 0, time.monotonic()
        while (now := time.monotonic() - began) < 4:
            image = np.roll(base, round(20 * np.sin(now * 2)), axis=1)
            before = time.thread_time()
            pipeline.run(image, recipe, now)
            spent.append(1000 * (time.thread_time() - before))
            frames += 1
            time.sleep(max(0.0, frames / 30 - (time.monotonic() - began)))
    alone = Pipeline(run_now)
    times = iter(np.arange(100) * 10.0)  # long after each other: each frame is a look
    whole = milliseconds(lambda: alone.run(base, recipe, float(next(times))), 7)
    return (
        f"| {name} | {statistics.median(spent):.1f} | {looks / 4 or frames / 4:.0f} | {frames / 4:.0f} | {whole:.0f} |"
    )


def make_previews() -> None:
    PREVIEWS.mkdir(exist_ok=True)
    for name in LOOKS:
        base = frame("coffee") if name == "objects" else frame("astronaut")
        frames = [base]
        recipe = Recipe.parse(name)
        if name in ("hands", "air_drawing"):
            sign = SIGNS[6] if name == "hands" else SIGNS[2]
            hand = drawn_hand(sign, 480)
            base = as_image(cv2.copyMakeBorder(hand, 0, 0, 80, 80, cv2.BORDER_REPLICATE))
            frames = [base]
            if name == "air_drawing":
                frames = [np.roll(base, (-40 + round(30 * np.sin(i / 2)), 6 * i - 60), (0, 1)) for i in range(20)]
        pipeline = Pipeline()
        for i, image in enumerate(frames):
            result = pipeline.run(as_image(np.ascontiguousarray(image)), recipe, i * 0.2)
        small = as_image(cv2.resize(result.image, (240, 180), interpolation=cv2.INTER_AREA))
        (PREVIEWS / f"{name}.jpg").write_bytes(save_jpeg(small, quality=80))
