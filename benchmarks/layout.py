"""Page segmentation in numbers: `python -m benchmarks.layout [LABELS.json PICTURES]`.

LABELS.json: {"images": [{"file", "category", "text_direction", "lines": [[x0, y0, x1, y1], ...]}, ...]} with the lines
in reading order; PICTURES: the directory of your labelled pictures. Without them only drawn pages are measured. The
learned way is measured too where its file is (the folder that VISION_MODELS names).
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import PIL.Image
from numpy.typing import NDArray

from vision.imageio import load_image
from vision.layout import segment
from vision.layout.generate import NOTEBOOK, PageSpec, draw_page
from vision.layout.geometry import shared_areas
from vision.layout.lines.gaps import white_blocks
from vision.layout.reading.certainty import DOUBTFUL
from vision.layout.reading.order import reading_order
from vision.models.files import has_model
from vision.models.shelf import PAGE_LINES

Boxes = NDArray[np.float64]
ON_A_LINE = 0.4
"""Share of a box that labelled lines cover from which it is on one."""


def seconds(work: Callable[[], Any], repeats: int = 3) -> float:
    """Median processor time of a call."""
    spent = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return statistics.median(spent)


def pairs(found: Boxes, labelled: Boxes, *, centred: bool) -> list[tuple[int, int]]:
    """One-to-one pairs of boxes that agree.

    By box overlap of a half; or, centred: by horizontal overlap of a half with middles within half a line.
    """
    from scipy.optimize import linear_sum_assignment

    low = np.maximum(found[:, None, :2], labelled[None, :, :2])
    high = np.minimum(found[:, None, 2:], labelled[None, :, 2:])
    shared = np.clip(high - low, 0, None)
    if centred:
        span = np.maximum(found[:, None, 2], labelled[None, :, 2]) - np.minimum(found[:, None, 0], labelled[None, :, 0])
        usual = float(np.median(labelled[:, 3] - labelled[:, 1]))
        off = np.abs((found[:, 1] + found[:, 3])[:, None] - (labelled[:, 1] + labelled[:, 3])[None]) / 2
        score = np.where(off < usual / 2, shared[..., 0] / span, 0)
        nearness = 1 - 0.6 * off / usual
    else:
        area = [(b[:, 2:] - b[:, :2]).prod(1) for b in (found, labelled)]
        inter = shared.prod(2)
        score = inter / (area[0][:, None] + area[1][None] - inter)
        nearness = np.ones_like(score)
    score = np.where(score >= 0.5, score * nearness, 0)
    rows, columns = linear_sum_assignment(-score)
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if score[r, c] > 0]


def scores(found: Boxes, labelled: Boxes) -> dict[str, float]:
    """F1 by box overlap and by place, and the share of neighbours in reading order that still are."""
    total = len(found) + len(labelled)
    placed = pairs(found, labelled, centred=True)
    ranked = [a for _, a in sorted((b, a) for a, b in placed)]
    rank = {a: k for k, a in enumerate(sorted(ranked))}
    steps = [rank[b] == rank[a] + 1 for a, b in pairwise(ranked)]
    return {
        "overlap": 2 * len(pairs(found, labelled, centred=False)) / total,
        "place": 2 * len(placed) / total,
        "order": float(np.mean(steps)) if steps else 1.0,
    }


def labelled_pages(labels: Path, pictures: Path, detector: str) -> None:
    groups: dict[str, list[dict[str, float]]] = defaultdict(list)
    sure: dict[bool, list[float]] = {True: [], False: []}
    for page in json.loads(labels.read_text())["images"]:
        image = load_image(pictures / page["file"])
        start = time.process_time()
        layout = segment(image, text_direction=page.get("text_direction", "horizontal-lr"), detector=detector)
        spent = time.process_time() - start
        found, labelled = layout.boxes.astype(float), np.array(page["lines"], float)
        row = scores(found, labelled) | {"s": spent}
        covered = shared_areas(found, labelled).sum(1) / (found[:, 2:] - found[:, :2]).prod(1)
        for line, share in zip(layout.lines, covered, strict=True):
            sure[bool(share > ON_A_LINE)].append(line.certainty)
        for key in (page["category"], "all"):
            groups[key].append(row)
    print(f"| {detector}: category | pages | F1, boxes overlap by half | F1, place agrees | order | s a page, median |")
    print("|---|---|---|---|---|---|")
    for key in sorted(groups, key=lambda k: (k == "all", k)):
        rows = groups[key]
        means = " | ".join(f"{np.mean([r[k] for r in rows]):.3f}" for k in ("overlap", "place", "order"))
        print(f"| {key} | {len(rows)} | {means} | {statistics.median(r['s'] for r in rows):.2f} |")
    below = ", ".join(f"{np.mean([s < DOUBTFUL for s in sure[on]]):.3f} of {len(sure[on])}" for on in (True, False))
    print(f"\nCertainty below {DOUBTFUL}, of the lines on a labelled one and of the others: {below}.")


def labelled_order(labels: Path) -> None:
    """The order of the labels' own boxes, handed over shuffled: what is lost in reading, not in finding."""
    groups: dict[str, list[float]] = defaultdict(list)
    for page in json.loads(labels.read_text())["images"]:
        boxes = np.array(page["lines"], float)
        mixed = np.random.default_rng(0).permutation(len(boxes))
        facing = boxes[mixed]
        if page.get("text_direction") == "horizontal-rl":
            facing[:, [0, 2]] = -facing[:, [2, 0]]
        order, _ = reading_order(facing, (facing[:, 1] + facing[:, 3]) / 2)
        steps = np.diff(mixed[order]) == 1
        for key in (page["category"], "all"):
            groups[key].append(float(steps.mean()) if len(steps) else 1.0)
    print("| category | order alone, on the labels' own boxes |")
    print("|---|---|")
    for key in sorted(groups, key=lambda k: (k == "all", k)):
        print(f"| {key} | {np.mean(groups[key]):.3f} |")


def drawn_pages() -> None:
    print("| drawn page, 1084 x 1171, two columns | lines found | F1, boxes overlap by half | order |")
    print("|---|---|---|---|")
    for gap in (15, 20, 25, 40, 60):
        for rule in (False, True):
            page = draw_page(
                replace(NOTEBOOK, gap=gap, rule=rule, letter=18 if gap < 20 else 22, noise=0.002, shading=0.4)
            )
            boxes = segment(page.image).boxes.astype(float)
            row = scores(boxes, np.array(page.lines, float))
            name = f"gap {gap} px, {'black rule' if rule else 'white'}, noise and shading"
            print(f"| {name} | {len(boxes)} of {len(page.lines)} | {row['overlap']:.3f} | {row['order']:.3f} |")


def gap_finder() -> None:
    """The loop looks at every pixel of every block; it is timed on a part of the page and multiplied."""
    page = draw_page().image[..., 0]
    width, height = 16, 6 * 40
    fast = seconds(lambda: white_blocks(page < 128, width, height), 9)
    picture = PIL.Image.fromarray(np.where(page < 128, 0, 255).astype(np.uint8))
    places = [(x, y) for y in range(0, 900, 45) for x in range(0, 1060, 53)]
    start = time.process_time()
    for left, top in places:
        all(picture.getpixel((left + x, top + y)) for y in range(height) for x in range(width))
    slow = (time.process_time() - start) / len(places) * (page.shape[0] - height) * (page.shape[1] - width)
    print("| white blocks one letter wide and six lines high, 1084 x 1171 | s | times |")
    print("|---|---|---|")
    print(f"| `getpixel` loop (timed at {len(places)} of all places, multiplied) | {slow:.1f} | 1 |")
    print(f"| `white_blocks` | {fast:.4f} | {slow / fast:.0f} |")


def growth() -> None:
    print("| megapixels | lines | s a page |")
    print("|---|---|---|")
    base = draw_page(PageSpec(1000, 1000, (28, 28), gap=30, letter=18, pitch=32, margin=40)).image
    for megapixels in (1, 4, 12, 25, 50):
        factor = megapixels**0.5
        image = np.asarray(cv2.resize(base, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8)
        found = len(segment(image).lines)
        print(f"| {megapixels} | {found} | {seconds(lambda page=image: segment(page)):.2f} |")  # type: ignore[misc]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"\nMost memory of the whole run: {peak:.2f} GB.")


def main() -> None:
    cv2.setNumThreads(1)
    segment(draw_page().image)
    if len(sys.argv) == 3:
        for detector in ("classical", "learned") if has_model(PAGE_LINES) else ("classical",):
            labelled_pages(Path(sys.argv[1]), Path(sys.argv[2]), detector)
            print()
        labelled_order(Path(sys.argv[1]))
        print()
    drawn_pages()
    print()
    gap_finder()
    print()
    growth()


if __name__ == "__main__":
    main()
