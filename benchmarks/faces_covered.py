"""Covered and turned faces: `python -m benchmarks.faces_covered [--sheet FILE]` prints how many are found, by detector.

It draws them onto photographs of things, 640 by 480 pixels, three on each: 50 people of scikit-image's `lfw_subset`,
enlarged from 25 pixels, and its astronaut, leaning as heads do, in masks, a scarf, sunglasses or behind a hand. Faces
from the side are a substitute: those photographs laid over an egg with a nose, and turned. --sheet: a picture of some.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import PIL.Image
import skimage.data

from benchmarks.faces_small import BEHIND, HEIGHT, IN_CUT_OUT, PHOTOGRAPHED, WIDTH, background, person
from rig.face_covers import COVERS, covered
from rig.turned_heads import turned
from vision.detect.score import Score, score_boxes
from vision.faces import Detector, find_faces
from vision.types import Detections, Image, as_image

BARE = "nothing"
FROM_THE_SIDE = {"turned by 25 degrees": 25.0, "turned by 40 degrees": 40.0, "turned by 55 degrees": 55.0}
LOOKS = (BARE, *COVERS, *FROM_THE_SIDE)
STRANGERS = "strangers"
WHO = (STRANGERS, "astronaut")
FROM = 50
"""The first of the people of `lfw_subset` that are drawn."""
EYES = {STRANGERS: ((7.9, 9.4), (16.9, 9.4)), "astronaut": ((204.0, 102.0), (247.0, 104.0))}
"""Where the eyes are: in a cut-out of `lfw_subset`, and in the photograph."""
ASTRONAUT = np.array([178, 59])
"""Left and top of the face in the photograph."""
COLUMNS, WIDTHS, LEANING = 3, (50.0, 84.0), 12.0
"""People on a picture, the width of their faces in pixels, degrees that they lean either way at most."""


def sitter(who: str, number: int) -> tuple[Image, np.ndarray, np.ndarray]:
    """A picture of one person, the face there and the eyes."""
    if who == STRANGERS:
        people = skimage.data.lfw_subset()[FROM:PHOTOGRAPHED]
        grey = (255 * people[number % len(people)]).astype(np.uint8)
        return as_image(np.repeat(grey[..., None], 3, axis=2)), IN_CUT_OUT, np.array(EYES[who])
    part, face = person(who)
    return part, face, np.array(EYES[who]) - ASTRONAUT + face[:2]


def posed(who: str, number: int, look: str, random: np.random.Generator) -> tuple[Image, np.ndarray]:
    """Somebody covered or turned, leaning, of the size drawn, and the face."""
    image, face, eyes = sitter(who, number)
    scale = random.uniform(*WIDTHS) / (face[2] - face[0])
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    image = as_image(cv2.resize(image, None, fx=scale, fy=scale, interpolation=method))
    face, eyes = face * scale, eyes * scale
    if look in COVERS:
        image = covered(image, eyes, look)
    elif look != BARE:
        image, face = turned(image, face, eyes, FROM_THE_SIDE[look])
    x, y = (face[:2] + face[2:]) / 2
    lean = cv2.getRotationMatrix2D((float(x), float(y)), random.uniform(-LEANING, LEANING), 1.0)
    image = as_image(cv2.warpAffine(image, lean, image.shape[1::-1], borderMode=cv2.BORDER_REPLICATE))
    return (as_image(image[:, ::-1].copy()), mirrored(face, image.shape[1])) if random.random() < 0.5 else (image, face)


def mirrored(face: np.ndarray, width: int) -> np.ndarray:
    return np.array([width - face[2], face[1], width - face[0], face[3]])


def scenes(who: str, look: str, seed: int = 0) -> Iterator[tuple[Image, Detections]]:
    """Photographs of things with three people on each, and their faces."""
    random = np.random.default_rng([seed, LOOKS.index(look)])
    for picture, image in enumerate(map(background, BEHIND)):
        faces = []
        for column in range(COLUMNS):
            part, face = posed(who, COLUMNS * picture + column, look, random)
            part = part[:HEIGHT, : WIDTH // COLUMNS]
            height, width = part.shape[:2]
            x = column * WIDTH // COLUMNS + int(random.integers(WIDTH // COLUMNS - width + 1))
            y = int(random.integers(HEIGHT - height + 1))
            image[y : y + height, x : x + width] = part
            faces.append(face + np.array([x, y, x, y]))
        yield image, Detections.of(faces, "face")


def row(who: str, look: str, detectors: tuple[Detector, ...]) -> str:
    """Found, recall and invented for each detector."""
    totals = dict.fromkeys(detectors, Score(0, 0, 0))
    for image, faces in scenes(who, look):
        for name in detectors:
            totals[name] += score_boxes(find_faces(image, name), faces)
    cells = [f"{t.right} of {t.right + t.missed} | {t.invented}" for t in totals.values()]
    return f"| {who} | {look} | {' | '.join(cells)} |"


def sheet() -> Image:
    """Two of the scenes of each look, at half their size."""
    rows = [np.hstack([next(scenes(who, look))[0][::2, ::2] for who in WHO]) for look in LOOKS]
    half = len(rows) // 2
    return as_image(np.hstack([np.vstack(rows[:half]), np.vstack(rows[half : 2 * half])]))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faces_covered", description=__doc__.split(": ")[0])
    parser.add_argument("--sheet", type=Path, help="write a picture of the scenes there instead")
    parser.add_argument("--accurate", action="store_true", help="the accurate detector beside the careful one")
    args = parser.parse_args()
    if args.sheet:
        PIL.Image.fromarray(sheet()).save(args.sheet)
        return
    detectors: tuple[Detector, ...] = ("careful", "accurate") if args.accurate else ("careful",)
    print("| who | covered by | " + " | ".join(f"{name} | invented" for name in detectors) + " |")
    print("|---|---|" + "---|---|" * len(detectors))
    for who in WHO:
        for look in LOOKS:
            print(row(who, look, detectors), flush=True)


if __name__ == "__main__":
    main()
