"""Pages that lie askew or turned, against the same ones upright: `python -m benchmarks.turned LABELS.json PICTURES`.

LABELS.json and PICTURES as for `benchmarks.layout`; pages whose "labels" say that they were derived are left out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.layout import scores
from vision.detect.quarter_turns import quarter_matrix
from vision.imageio import load_image
from vision.layout import Options
from vision.layout.geometry import moved_by
from vision.layout.ink.level import rotation
from vision.read.turned import trace_turned
from vision.types import Image, as_image

TURNS = (15, 20, 90, 180, 270)
QUARTER = 90
MOST_LOST = 0.02


def turned(image: Image, degrees: int) -> tuple[Image, NDArray[np.float64]]:
    """The page turned clockwise, on a larger sheet in the colour of its border, and the (2, 3) map to it."""
    height, width = image.shape[:2]
    if degrees % QUARTER == 0:
        quarters = -degrees // QUARTER % 4
        return as_image(np.ascontiguousarray(np.rot90(image, quarters))), quarter_matrix(quarters, width, height)[:2]
    matrix, size = rotation(width, height, -degrees)
    paper = tuple(float(v) for v in np.median(image[[0, -1]].reshape(-1, 3), axis=0))
    return as_image(cv2.warpAffine(image, matrix, size, borderValue=paper)), matrix


def found_back(image: Image, degrees: int, options: Options) -> tuple[NDArray[np.float64], int]:
    """The lines of the page when it lies turned, as boxes of the upright one, and how it was seen to lie."""
    lying, matrix = turned(image, degrees)
    layout = trace_turned(lying, options).layout
    back = np.asarray(cv2.invertAffineTransform(matrix), np.float64)
    quads = [moved_by(np.array(line.outline, np.float64), back) for line in layout.lines]
    return np.array([[*quad.min(0), *quad.max(0)] for quad in quads]), layout.turned


def main() -> None:
    cv2.setNumThreads(1)
    labels, pictures = map(Path, sys.argv[1:])
    pages = [page for page in json.loads(labels.read_text())["images"] if "derived" not in page.get("labels", "")]
    lost: dict[int, dict[str, float]] = {degrees: {} for degrees in TURNS}
    noticed = Counter[int]()
    for page in pages:
        image = load_image(pictures / page["file"])
        options = Options(text_direction=page.get("text_direction", "horizontal-lr"))
        labelled = np.array(page["lines"], float)
        upright = scores(trace_turned(image, options).layout.boxes.astype(float), labelled)["place"]
        for degrees in TURNS:
            boxes, lies = found_back(image, degrees, options)
            lost[degrees][page["id"]] = upright - scores(boxes, labelled)["place"]
            noticed[degrees] += lies == degrees // QUARTER * QUARTER
    print("| turned by | F1 by place: lost, mean | pages that lose more than 0.02 | quarters seen |")
    print("|---|---|---|---|")
    for degrees, by_page in lost.items():
        worse = ", ".join(f"{name} {loss:.2f}" for name, loss in by_page.items() if loss > MOST_LOST) or "none"
        mean = np.mean(list(by_page.values()))
        print(f"| {degrees} degrees | {mean:.3f} | {worse} | {noticed[degrees]} of {len(pages)} |")


if __name__ == "__main__":
    main()
