"""The face detectors on your labelled pictures: `python -m benchmarks.faces FOLDER [--variants]` prints tables.

FOLDER holds `images/` and `faces.json`: {"images": [{"file": name, "faces": [{"box": [x, y, width, height],
"eyes": [[x, y], [x, y]]}], "ignore": [[x, y, width, height]]}]}, in pixels of the upright picture; "eyes" and "ignore"
(regions where a box counts neither way) may be missing. `YUNET_MODEL` names the accurate detector's file, unless it
has been downloaded. Times are processor time on one thread; each detector takes its turn on each picture.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from vision.detect.boxes import areas, as_boxes, intersections
from vision.detect.quarter_turns import turned_boxes
from vision.detect.score import Score, match
from vision.faces import Detector, find_eyes, find_faces
from vision.faces.find.accurate import accurate
from vision.faces.find.cascades import load_all
from vision.faces.find.course import course
from vision.imageio import load_image
from vision.types import Detections, Image, as_image

DETECTORS: dict[str, Callable[[Image], Detections]] = {
    "Course: default, 1.1, 5 neighbours": course,
    "Course: default, 1.05, full size": partial(course, scale_factor=1.05),
    "Careful": find_faces,
    "Accurate": accurate,
}


@dataclass(frozen=True, eq=False)
class Labelled:
    """image: RGB. faces, ignore: (N, 4) left, top, right, bottom. eyes: (N, 2) of all faces that have them labelled."""

    image: Image
    faces: np.ndarray
    ignore: np.ndarray
    eyes: np.ndarray
    tolerance: np.ndarray

    def scaled(self, factor: float) -> Labelled:
        image = as_image(cv2.resize(self.image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))
        return Labelled(image, *(part * factor for part in (self.faces, self.ignore, self.eyes, self.tolerance)))

    def mirrored(self) -> Labelled:
        width = self.image.shape[1]
        faces, ignore = (
            np.stack([width - b[:, 2], b[:, 1], width - b[:, 0], b[:, 3]], 1) for b in (self.faces, self.ignore)
        )
        return replace(self, image=as_image(self.image[:, ::-1].copy()), faces=faces, ignore=ignore)

    def turned(self, quarters: int) -> Labelled:
        """So many quarters on, anticlockwise, without its eyes."""
        height, width = self.image.shape[:2]
        image = as_image(np.ascontiguousarray(np.rot90(self.image, quarters)))
        faces, ignore = (
            turned_boxes(Detections.of(b, ""), quarters, width, height).xyxy for b in (self.faces, self.ignore)
        )
        return replace(self, image=image, faces=faces, ignore=ignore, eyes=np.zeros((0, 2)))

    def dim_and_pressed(self) -> Labelled:
        """Half as bright, saved as a JPEG of quality 40."""
        dim = (self.image * 0.5).astype(np.uint8)
        pressed = cv2.imencode(".jpg", dim, [cv2.IMWRITE_JPEG_QUALITY, 40])[1]
        return replace(self, image=as_image(np.asarray(cv2.imdecode(pressed, cv2.IMREAD_COLOR))))


VARIANTS: dict[str, Callable[[Labelled], Labelled]] = {
    "mirrored": Labelled.mirrored,
    "three quarters of the size": lambda p: p.scaled(0.75),
    "half the size": lambda p: p.scaled(0.5),
    "half as bright, JPEG quality 40": Labelled.dim_and_pressed,
    "turned by a quarter, left": lambda p: p.turned(1),
    "turned by a quarter, right": lambda p: p.turned(3),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faces", description=__doc__.split(": ")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--variants", action="store_true", help="the careful detector on changed pictures too")
    args = parser.parse_args()
    cv2.setNumThreads(1)
    load_all()
    accurate(np.zeros((64, 64, 3), np.uint8))
    pictures = list(read_folder(args.folder))
    print(f"{len(pictures)} pictures, {sum(len(p.faces) for p in pictures)} faces; a box is right from IoU 0.5\n")
    _print_quality(pictures)
    _print_speed(pictures)
    _print_eyes(pictures)
    if args.variants:
        _print_variants(pictures)


def read_folder(folder: Path) -> Iterator[Labelled]:
    for row in json.loads((folder / "faces.json").read_text())["images"]:
        pairs = np.array([face["eyes"] for face in row["faces"] if "eyes" in face]).reshape(-1, 2, 2)
        apart = np.linalg.norm(pairs[:, 0] - pairs[:, 1], axis=1) / 4
        yield Labelled(
            load_image(folder / "images" / row["file"]),
            _corners([face["box"] for face in row["faces"]]),
            _corners(row.get("ignore", [])),
            pairs.reshape(-1, 2),
            np.repeat(apart, 2),
        )


def _corners(boxes: list[list[float]]) -> np.ndarray:
    x, y, width, height = np.array(boxes, float).reshape(-1, 4).T
    return np.stack([x, y, x + width, y + height], axis=1)


def _score(found: Detections, picture: Labelled) -> Score:
    pairs = match(found, Detections.of(picture.faces, "face"))
    wrong = found.pick(np.setdiff1d(np.arange(len(found)), [i for i, _ in pairs]))
    inside = intersections(wrong.xyxy, as_boxes(picture.ignore))
    neutral = (inside > 0.5 * areas(wrong.xyxy)[:, None]).any(axis=1)
    return Score(len(pairs), int((~neutral).sum()), len(picture.faces) - len(pairs))


def _print_quality(pictures: list[Labelled]) -> None:
    print("| detector | precision | recall | F1 | invented on pictures without a face | median ms | slowest ms |")
    print("|---|---|---|---|---|---|---|")
    scores = {name: Score(0, 0, 0) for name in DETECTORS}
    invented, times = dict.fromkeys(DETECTORS, 0), {name: list[float]() for name in DETECTORS}
    for picture in pictures:
        for name, detect in DETECTORS.items():
            before = time.process_time()
            score = _score(detect(picture.image), picture)
            times[name].append(1000 * (time.process_time() - before))
            scores[name] += score
            invented[name] += score.invented if not len(picture.faces) else 0
    for name in DETECTORS:
        numbers = f"{_row(scores[name])} | {invented[name]}"
        print(f"| {name} | {numbers} | {statistics.median(times[name]):.0f} | {max(times[name]):.0f} |")


def _print_speed(pictures: list[Labelled], runs: int = 3) -> None:
    """A dozen pictures brought to 640x480, so that one number stands for a webcam's frame."""
    frames = [
        as_image(cv2.resize(p.image, (640, 480), interpolation=cv2.INTER_AREA))
        for p in pictures[:: max(1, len(pictures) // 12)]
    ]
    times = {name: list[float]() for name in DETECTORS}
    for frame in frames * runs:
        for name, detect in DETECTORS.items():
            before = time.process_time()
            detect(frame)
            times[name].append(1000 * (time.process_time() - before))
    peer = statistics.median(times["Course: default, 1.05, full size"])
    print("\n| detector at 640x480 | median ms | slowest ms | of the default cascade's time at 1.05 |")
    print("|---|---|---|---|")
    for name, each in times.items():
        median = statistics.median(each)
        print(f"| {name} | {median:.0f} | {max(each):.0f} | {median / peer:.2f} |")


def _print_eyes(pictures: list[Labelled]) -> None:
    print("\n| eyes, right within a quarter of their distance | precision | recall | F1 |")
    print("|---|---|---|---|")
    both: tuple[Detector, ...] = ("careful", "accurate")
    for name in both:
        total = Score(0, 0, 0)
        for picture in pictures:
            if len(picture.eyes) == 2 * len(picture.faces):
                faces = find_faces(picture.image, name)
                total += _score_eyes(find_eyes(picture.image, faces, name), picture)
        print(f"| {name} | {_row(total)} |")


def _score_eyes(found: Detections, picture: Labelled) -> Score:
    middles = (found.xyxy[:, :2] + found.xyxy[:, 2:]) / 2
    inside = (middles[:, None] > picture.ignore[None, :, :2]) & (middles[:, None] < picture.ignore[None, :, 2:])
    middles = middles[~np.any(np.all(inside, axis=2), axis=1)]
    near = np.linalg.norm(picture.eyes[:, None] - middles[None], axis=2) / picture.tolerance[:, None]
    right = 0
    while near.size and near.min() <= 1:
        i, j = np.unravel_index(int(near.argmin()), near.shape)
        near[i, :] = near[:, j] = np.inf
        right += 1
    return Score(right, len(middles) - right, len(picture.eyes) - right)


def _print_variants(pictures: list[Labelled]) -> None:
    print("\n| careful, the pictures changed | precision | recall | F1 |")
    print("|---|---|---|---|")
    for name, change in VARIANTS.items():
        total = Score(0, 0, 0)
        for picture in map(change, pictures):
            total += _score(find_faces(picture.image), picture)
        print(f"| {name} | {_row(total)} |", flush=True)


def _row(score: Score) -> str:
    return " | ".join("none" if v is None else f"{v:.3f}" for v in (score.precision, score.recall, score.f1))


if __name__ == "__main__":
    main()
