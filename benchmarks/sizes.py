"""The same look at any size: `python -m benchmarks.sizes > benchmarks/sizes.md`.

Each processor at its defaults, and each look, on one photograph, 640 and 4000 pixels wide, both results reduced to
640.
"""

from __future__ import annotations

import sys
import time

import cv2
import numpy as np
import skimage.data
from skimage.metrics import structural_similarity

from vision.catalogue import catalogue, find
from vision.models.files import lacking
from vision.pipeline import Pipeline, Result
from vision.presets import PRESETS
from vision.recipe import Recipe, Step
from vision.types import Image, as_image

LIMIT, LIMIT_S = 0.9, 2.5
WHY = {
    "posterise": "grain of the large picture blurs where one step meets the next; {:.3f} with none",
    "stained-glass": "its dark lines follow the stairs of the 256 pixels worked on; 0.949 without them",
}
"""Reasons for being under the limit."""


def photograph(grain_levels: float = 6) -> Image:
    """A camera's 12 megapixels: a photograph enlarged, with the grain of a sensor."""
    large = cv2.resize(skimage.data.astronaut()[:384], (4000, 3000), interpolation=cv2.INTER_LANCZOS4)
    grain = np.random.default_rng(1).normal(0, grain_levels, large.shape).astype(np.int8)
    return as_image(cv2.add(large, grain, dtype=cv2.CV_8U))


def reduced(image: Image) -> Image:
    return as_image(cv2.resize(image, (640, 480), interpolation=cv2.INTER_AREA))


def look(image: Image, recipe: Recipe) -> tuple[Result, float]:
    """The result, and seconds of processor time."""
    began = time.process_time()
    result = Pipeline().run(image, recipe.at_width(image.shape[1]))
    return result, time.process_time() - began


def _largest(name: str) -> dict[str, object]:
    largest: dict[str, object] = {}
    for p in find(name).params:
        if p.kind == "numbers" and p.range:
            largest[p.name] = (p.range.high,) * p.counts[-1]
        elif p.range:
            largest[p.name] = int(p.range.high) if p.kind == "int" else p.range.high
    return largest


def alike(recipe: Recipe, large: Image) -> tuple[float, float]:
    """How similar what becomes of the large picture and of the same made small are, and the large one's seconds."""
    small = reduced(large)
    look(small, recipe)
    (small_result, _), (large_result, spent) = look(small, recipe), look(large, recipe)
    assert not large_result.errors, large_result.errors
    return float(structural_similarity(small_result.image, reduced(large_result.image), channel_axis=2)), spent


def remark(name: str, recipe: Recipe, similarity: float, longest_s: float) -> str:
    """Why a row is under a limit."""
    why = ""
    if similarity < LIMIT:
        why = WHY.get(name, "**under**")
        why = why.format(alike(recipe, photograph(0))[0]) if "{" in why else why
    return why + (" **slow**" if longest_s > LIMIT_S else "")


def main() -> None:
    cv2.setNumThreads(1)
    large = photograph()
    print("# The same look at any size\n\n`python -m benchmarks.sizes > benchmarks/sizes.md`\n")
    print(
        "Structural similarity of what becomes of a photograph at 640 and at 4000 pixels' width, both reduced to 640,"
    )
    print(f"and seconds of one core at 4000 x 3000. Limits: {LIMIT:g} and {LIMIT_S:g} s.\n")
    print("| processor | similarity | s | s, all numbers at their largest | |\n|---|---:|---:|---:|---|")
    for name in sys.argv[1:] or [p.name for p in catalogue().values() if not lacking(p.needs)]:
        recipe, most = Recipe.parse(name), Recipe((Step.of(name, _largest(name)),))
        similarity, spent = alike(recipe, large)
        longest = look(large, most)[1]
        why = remark(name, recipe, similarity, max(spent, longest))
        print(f"| {name} | {similarity:.3f} | {spent:.2f} | {longest:.2f} | {why} |", flush=True)
    if sys.argv[1:]:
        return
    print("\n| look | similarity | s | |\n|---|---:|---:|---|")
    for preset in (p for p in PRESETS if not lacking(p.needs)):
        similarity, spent = alike(preset.recipe, large)
        why = remark(preset.slug, preset.recipe, similarity, spent)
        print(f"| {preset.name} (`{preset.recipe}`) | {similarity:.3f} | {spent:.2f} | {why} |", flush=True)


if __name__ == "__main__":
    main()
