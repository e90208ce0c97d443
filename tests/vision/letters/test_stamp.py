"""Letters in their colour on a canvas, by value."""

from __future__ import annotations

import numpy as np

from rig.fonts import needs
from vision.letters.fonts import Typefaces
from vision.letters.stamp import coloured, stamp
from vision.letters.written import Written

SIZE = 32
NONE = Typefaces(letters=())


def test_it_takes_its_colour_and_stays_on_the_canvas() -> None:
    boxes = stamp("小明", SIZE, (200, 0, 50), faces=NONE)
    canvas = np.full((60, 90, 3), 100, np.uint8)
    boxes.put(canvas, 10, 50)
    assert {tuple(pixel) for pixel in canvas.reshape(-1, 3).tolist()} == {(100, 100, 100), (200, 0, 50)}
    assert (canvas[50:] == 100).all() and (canvas[:, :10] == 100).all()
    for left, foot in ((-20, 10), (80, 70), (-500, -500), (500, 500)):
        boxes.put(canvas, left, foot)


def test_half_covered_is_half_the_colour() -> None:
    canvas = np.full((1, 1, 3), 100, np.uint8)
    coloured(Written(np.array([[128]], np.uint8), 0), (200, 0, 100)).put(canvas, 0, 0)
    assert np.abs(canvas.astype(int) - (150, 50, 100)).max() <= 1


def test_a_rim_is_as_wide_as_it_is_asked_for_and_lies_behind_the_letters() -> None:
    dot = Written(np.zeros((5, 5), np.uint8), 4)
    dot.cover[2, 2] = 255
    canvas = np.full((9, 9, 3), 100, np.uint8)
    rimmed = coloured(dot, (250, 250, 250), 1, (10, 10, 10))
    rimmed.put(canvas, 2, 6)
    assert (rimmed.width, rimmed.height) == (5, 5)
    assert np.argwhere((canvas == 10).all(-1)).tolist() == [[3, 4], [4, 3], [4, 5], [5, 4]]
    assert np.argwhere((canvas == 250).all(-1)).tolist() == [[4, 4]]


def test_it_is_made_once_for_each_colour() -> None:
    assert stamp("é", SIZE, (1, 2, 3), faces=NONE) is stamp("é", SIZE, (1, 2, 3), faces=NONE)
    assert stamp("é", SIZE, (1, 2, 3), faces=NONE) is not stamp("é", SIZE, (1, 2, 4), faces=NONE)


@needs("emoji")
def test_emoji_keep_their_colours() -> None:
    canvas = np.zeros((60, 60, 3), np.uint8)
    stamp("❤️", SIZE, (0, 255, 0)).put(canvas, 4, 44)
    red, green, _ = canvas.reshape(-1, 3).mean(axis=0)
    assert red > 3 * green
