"""How well the looks see what is in the scenes, in rows of tables."""

from __future__ import annotations

import statistics
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.looks.scenes import BEHIND, CAMOUFLAGE, HEIGHT, SIGNS, WIDTH, people, things
from rig.drawn_hand import drawn_hand
from vision.detect.score import Score, score_boxes
from vision.draw import draw_detections
from vision.learned import gestures, hands, objects, person
from vision.types import Detections, Image


def person_quality(keep: Callable[[str, Image], None]) -> list[str]:
    rows = ["| person mask on composed frames | mean IoU | least | the network's 256 x 144 enlarged: mean | least |"]
    rows.append("|---|---|---|---|---|")
    for name, scenes in (
        ("before 6 photographs, 12 frames", BEHIND),
        ("orange before a red saucer, 2 frames", CAMOUFLAGE),
    ):
        guided, plain = [], []
        for i, (image, truth) in enumerate(people(scenes)):
            share = person.person_share(image)
            found = person.at_edges(share, image)
            guided.append(_iou(found > 0.5, truth))
            plain.append(_iou(cv2.resize(share, (WIDTH, HEIGHT)) > 0.5, truth))
            shown = image.copy()
            shown[found < 0.5] = shown[found < 0.5] // 3
            keep(f"person {scenes[0]} {i}", _titled(shown, f"IoU {guided[-1]:.3f}"))
        numbers = (statistics.mean(guided), min(guided), statistics.mean(plain), min(plain))
        rows.append(f"| {name} | {' | '.join(f'{n:.3f}' for n in numbers)} |")
    return rows


def _iou(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> float:
    return float((a & b).sum() / (a | b).sum())


def object_quality(keep: Callable[[str, Image], None]) -> list[str]:
    total = Score(0, 0, 0)
    for i, (image, truth) in enumerate(things()):
        found = objects.find_objects(image, 0.4)
        for name in {*truth.label, *found.label}:
            total += score_boxes(*(part.pick([label == name for label in part.label]) for part in (found, truth)))
        keep(f"objects {i}", draw_detections(image, found))
    return [
        "| things, 12 composed frames, right from IoU 0.5 and the right name | precision | recall | F1 |",
        "|---|---|---|---|",
        f"| objects sure=0.4 | {total.precision:.3f} | {total.recall:.3f} | {total.f1:.3f} |",
    ]


def hand_quality(keep: Callable[[str, Image], None]) -> list[str]:
    rows = []
    for skin, angle in (((150, 105, 80), 0), ((120, 82, 60), 18), ((190, 140, 110), -20)):
        right = 0
        for i, sign in enumerate(SIGNS):
            image = drawn_hand(sign, angle=angle, skin=skin)
            found = Detections.none()
            for _ in range(3):  # as live: the second and third look begin where the hand was
                found = hands.find_hands(image, found, most=1)
            counted = gestures.count(found.points[0]) if len(found) and found.points[0] is not None else None
            right += counted == sum(sign)
            keep(
                f"hand {angle} {i}",
                _titled(draw_detections(image, found, tags=[""] * len(found)), f"{sum(sign)}: {counted}"),
            )
        rows.append(f"| skin {skin}, turned {angle} degrees | {right} of {len(SIGNS)} |")
    return ["| drawn hands, fingers counted right | |", "|---|---|", *rows]


def _titled(image: Image, words: str) -> Image:
    titled = image.copy()
    cv2.putText(titled, words, (8, 30), cv2.FONT_HERSHEY_DUPLEX, 0.9, (255, 255, 255), 2, cv2.LINE_AA)
    return titled
