"""Small faces: `python -m benchmarks.faces_small` prints how many the careful detector finds, by their width.

It draws them onto photographs of things, 640 by 480 pixels: two photographs that scikit-image carries, with what is
around the face, shrunk until the face is 18 to 36 pixels wide, some mirrored, leaning or dimmer; and as they are 96
people of its `lfw_subset`, a part of Labeled Faces in the Wild in cut-outs of 25 pixels.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import skimage.data

from vision.detect.score import Score, score_boxes
from vision.faces import find_faces
from vision.photographs import photograph
from vision.types import Detections, Image, as_image

BEHIND = ("coffee", "rocket", "book", "cat", "coins", "handwriting", "galaxies", "horse")
WIDTH, HEIGHT, COLUMNS, ROWS = 640, 480, 3, 2
PEOPLE = {"astronaut": (178, 59, 270, 175), "photographer": (200, 120, 256, 197)}
"""Photographs and the face in each, from forehead to chin: left, top, right, bottom."""
AROUND = (1.0, 0.6, 1.0, 0.8)
"""What goes with the face to its left, above, right and below, in its own widths and heights."""
LEANING, MIRRORED, DIMMEST = 10.0, 0.5, 0.6
"""Degrees either way at most, the share of mirrored ones, and the least brightness beside the photograph's."""
BANDS = ((18, 24), (24, 30), (30, 36))
"""Widths of the faces, in pixels."""

PHOTOGRAPHED, CUT_OUT, IN_CUT_OUT = 100, 25, np.array([2.5, -1, 22.5, 25])
"""Of `lfw_subset`: how many of its pictures are faces, their side, and where the face is in them."""


def person(name: str) -> tuple[Image, np.ndarray]:
    """A photograph's part around its face, and the face there."""
    left, top, right, bottom = PEOPLE[name]
    width, height = right - left, bottom - top
    x, y = max(0, round(left - AROUND[0] * width)), max(0, round(top - AROUND[1] * height))
    part = photograph(name)[y : round(bottom + AROUND[3] * height), x : round(right + AROUND[2] * width)]
    return part, np.array([left - x, top - y, right - x, bottom - y], np.float64)


def shrunk(name: str, width: float, random: np.random.Generator) -> tuple[Image, np.ndarray]:
    """A person whose face is `width` pixels wide."""
    image, face = person(name)
    middle = (face[:2] + face[2:]) / 2
    turn = cv2.getRotationMatrix2D((float(middle[0]), float(middle[1])), random.uniform(-LEANING, LEANING), 1.0)
    image = as_image(cv2.warpAffine(image, turn, image.shape[1::-1], borderMode=cv2.BORDER_REPLICATE))
    if random.random() < MIRRORED:
        image = as_image(image[:, ::-1].copy())
        face = np.array([image.shape[1] - face[2], face[1], image.shape[1] - face[0], face[3]])
    scale = width / (face[2] - face[0])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return as_image((small * random.uniform(DIMMEST, 1.0)).astype(np.uint8)), face * scale


def background(name: str) -> Image:
    return as_image(cv2.resize(photograph(name), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA))


def scenes(name: str, band: tuple[int, int], seed: int = 0) -> Iterator[tuple[Image, Detections]]:
    """Photographs of things with somebody six times on each, and their faces."""
    random = np.random.default_rng([seed, *band])
    for image in map(background, BEHIND):
        faces = []
        for place in range(COLUMNS * ROWS):
            small, face = shrunk(name, random.uniform(*band), random)
            height, width = small.shape[:2]
            column, row = place % COLUMNS, place // COLUMNS
            x = column * WIDTH // COLUMNS + int(random.integers(WIDTH // COLUMNS - width))
            y = row * HEIGHT // ROWS + int(random.integers(HEIGHT // ROWS - height))
            image[y : y + height, x : x + width] = small
            faces.append(face + np.array([x, y, x, y]))
        yield image, Detections.of(faces, "face")


def strangers(seed: int = 0) -> Iterator[tuple[Image, Detections]]:
    """Photographs of things with twelve cut-outs each, all different, and their faces."""
    random = np.random.default_rng(seed)
    people = iter((255 * skimage.data.lfw_subset()[:PHOTOGRAPHED]).astype(np.uint8))
    for image in map(background, BEHIND):
        faces = []
        for place in range(4 * 3):
            x = place % 4 * WIDTH // 4 + int(random.integers(WIDTH // 4 - CUT_OUT))
            y = place // 4 * HEIGHT // 3 + int(random.integers(HEIGHT // 3 - CUT_OUT))
            image[y : y + CUT_OUT, x : x + CUT_OUT] = next(people)[..., None]
            faces.append(IN_CUT_OUT + np.array([x, y, x, y]))
        yield image, Detections.of(faces, "face")


def print_row(name: str, widths: str, pictures: Iterator[tuple[Image, Detections]]) -> None:
    total = sum((score_boxes(find_faces(image), faces) for image, faces in pictures), Score(0, 0, 0))
    numbers = f"{total.right} of {total.right + total.missed} | {total.recall:.2f} | {total.invented}"
    print(f"| {name} | {widths} | {numbers} |", flush=True)


def main() -> None:
    print("| who | width, pixels | found | recall | invented |")
    print("|---|---|---|---|---|")
    print_row("strangers", "20", strangers())
    for name in PEOPLE:
        for band in BANDS:
            print_row(name, f"{band[0]} to {band[1]}", scenes(name, band))


if __name__ == "__main__":
    main()
