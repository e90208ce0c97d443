"""What each processor costs: `python -m benchmarks.processors > benchmarks/processors.md`.

One thread, median of `ROUNDS` runs in milliseconds of processor time, on a photograph of scikit-image's package;
those that remember get two frames by turns, one shifted. Beside some stands what scikit-image takes for the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

import cv2
import numpy as np
import skimage.data
import skimage.exposure
import skimage.filters
import skimage.morphology
import skimage.transform

from vision.catalogue import catalogue
from vision.models.files import lacking
from vision.pixels.channels import to_gray
from vision.processor import Moment, Processor
from vision.types import Image, as_image

SIZES = ((640, 480), (1280, 720))
ROUNDS = 21
LIMIT_MS = 33.0

TWINS: dict[str, Callable[[Image], Any]] = {
    "roberts": lambda image: skimage.filters.roberts(to_gray(image)),
    "sobel": lambda image: skimage.filters.sobel(to_gray(image)),
    "prewitt": lambda image: skimage.filters.prewitt(to_gray(image)),
    "scharr": lambda image: skimage.filters.scharr(to_gray(image)),
    "laplacian": lambda image: skimage.filters.laplace(skimage.filters.gaussian(to_gray(image), 1)),
    "difference_of_gaussians": lambda image: skimage.filters.difference_of_gaussians(to_gray(image), 1.5, 2.4),
    "gaussian_blur": lambda image: skimage.filters.gaussian(image, 4, channel_axis=2),
    "unsharp_mask": lambda image: skimage.filters.unsharp_mask(image, 2, 1, channel_axis=2),
    "clahe": skimage.exposure.equalize_adapthist,
    "equalise": lambda image: skimage.exposure.equalize_hist(to_gray(image)),
    "gamma": lambda image: skimage.exposure.adjust_gamma(image, 1.0),
    "erode": lambda image: skimage.morphology.erosion(to_gray(image), skimage.morphology.disk(3)),
    "swirl": lambda image: skimage.transform.swirl(image, strength=5, radius=400),
    "rotate": lambda image: skimage.transform.rotate(image, 15),
    "threshold": lambda image: to_gray(image) > skimage.filters.threshold_otsu(to_gray(image)),
    "skeleton": lambda image: skimage.morphology.skeletonize(to_gray(image) < 100),
}


def photograph(width: int, height: int) -> Image:
    return as_image(cv2.resize(skimage.data.astronaut(), (width, height), interpolation=cv2.INTER_AREA))


def costs_ms(*works: Callable[[], object]) -> list[float]:
    """The median of `ROUNDS` runs of each, a third of them at a time by turns; the first two of each turn warm up."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(3):
        for work, times in zip(works, spent, strict=True):
            runs = [_once_ms(work) for _ in range(ROUNDS // 3 + 2)]
            times += runs[2:]
    return [median(times) for times in spent]


def _once_ms(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def running(processor: Processor, image: Image) -> Callable[[], object]:
    """One more frame of a film that goes on and on."""
    frames = (image, np.roll(image, 5, axis=1))
    values = processor.complete({})
    state, count = None, 0

    def work() -> None:
        nonlocal state, count
        _, state = processor(frames[count % 2], state, Moment(count / 30), values)
        count += 1

    return work


def main() -> None:
    cv2.setNumThreads(1)
    photos = [photograph(*size) for size in SIZES]
    print("# What each processor costs\n")
    print("`python -m benchmarks.processors > benchmarks/processors.md`\n")
    print(f"One thread, defaults, median of {ROUNDS} runs, milliseconds of processor time. The last columns:")
    print("scikit-image's way to the same at 640x480 in the same run, and how many times as long it takes.\n")
    print("| processor | group | 640x480 | 1280x720 | scikit-image | times |\n|---|---|---:|---:|---:|---:|")
    quick = [0, 0]
    known = [processor for processor in catalogue().values() if not lacking(processor.needs)]
    for processor in known:
        twin = TWINS.get(processor.name, len)
        small, theirs = costs_ms(running(processor, photos[0]), lambda twin=twin: twin(photos[0]))  # type: ignore[misc]
        ours = (small, *costs_ms(running(processor, photos[1])))
        quick = [n + (ms <= LIMIT_MS) for n, ms in zip(quick, ours, strict=True)]
        beside = f"{theirs:.1f} | {theirs / small:.1f}" if processor.name in TWINS else " | "
        print(f"| {processor.name} | {processor.group} | {ours[0]:.1f} | {ours[1]:.1f} | {beside} |", flush=True)
    total = len(known)
    for (width, height), count in zip(SIZES, quick, strict=True):
        print(f"\nAt {width}x{height}, {count} of {total} take at most {LIMIT_MS:.0f} ms.")


if __name__ == "__main__":
    main()
