"""The mosaic by its pixels."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from live.rooms import signs
from live.rooms.labels import name_label
from live.rooms.mosaic import HEIGHT, MOST_TILES, WIDTH, Tile, TilePlace, compose, fitted, layout
from vision.types import Image

SIZES = [(480, 640), (720, 1280), (640, 360), (1, 1), (3, 999)]
COLOURS = [(40 + 25 * i, 255 - 25 * i, 20 * i) for i in range(MOST_TILES)]


def picture(colour: tuple[int, int, int], size: tuple[int, int] = (480, 640)) -> Image:
    return np.full((*size, 3), colour, np.uint8)


def tile(i: int, size: tuple[int, int] = (480, 640), *, speaks: bool = False) -> Tile:
    return Tile(picture(COLOURS[i], size), name_label("Ada", i + 1), speaks=speaks)


@pytest.mark.parametrize("count", range(1, MOST_TILES + 1))
def test_tiles_lie_inside_and_apart_and_are_of_one_size(count: int) -> None:
    boxes = layout(count)
    assert len(boxes) == count and len({(b.width, b.height) for b in boxes}) == 1
    for b in boxes:
        assert b.left >= 0 and b.top >= 0 and b.left + b.width <= WIDTH and b.top + b.height <= HEIGHT
    for a, b in combinations(boxes, 2):
        apart = a.left + a.width <= b.left or b.left + b.width <= a.left
        assert apart or a.top + a.height <= b.top or b.top + b.height <= a.top


@pytest.mark.parametrize("count", [0, MOST_TILES + 1])
def test_there_is_no_layout_for_another_count(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 9"):
        layout(count)


@pytest.mark.parametrize("count", range(1, MOST_TILES + 1))
def test_each_picture_is_in_its_own_place(count: int) -> None:
    mosaic = compose([tile(i) for i in range(count)])
    assert mosaic.shape == (HEIGHT, WIDTH, 3)
    for i, box in enumerate(layout(count)):
        middle = mosaic[box.top + box.height // 2, box.left + box.width // 2]
        assert tuple(middle) == COLOURS[i]


@pytest.mark.parametrize("size", SIZES)
def test_the_whole_picture_is_shown_undistorted(size: tuple[int, int]) -> None:
    box = layout(2)[0]
    place = fitted(picture((0, 0, 0), size), box)
    assert place.width == box.width or place.height == box.height
    assert abs(place.width * size[0] - place.height * size[1]) <= max(size)
    assert compose([tile(0, size), tile(1, size)]).shape == (HEIGHT, WIDTH, 3)


def test_the_speaker_has_a_frame_and_the_others_none() -> None:
    silent, framed = compose([tile(0), tile(1)]), compose([tile(0), tile(1, speaks=True)])
    left, right = (fitted(picture(COLOURS[0]), b) for b in layout(2))
    assert np.array_equal(around(silent, left), around(framed, left))
    assert not np.array_equal(around(silent, right), around(framed, right))
    inside = (slice(right.top + 8, right.top + right.height - 8), slice(right.left + 8, right.left + right.width - 8))
    assert np.array_equal(silent[inside], framed[inside])


def around(mosaic: Image, box: TilePlace) -> Image:
    return mosaic[box.top - 3 : box.top + box.height + 3, box.left - 3 : box.left + box.width + 3]


def test_the_signs_of_trouble_and_of_recording_are_seen() -> None:
    plain = compose([tile(0)])
    warned = compose([Tile(picture(COLOURS[0]), name_label("Ada", 1), signs.warning())])
    recorded = compose([tile(0)], signs.recording())
    changed = np.argwhere((plain != warned).any(-1))
    box = fitted(picture(COLOURS[0]), layout(1)[0])
    assert changed[:, 0].max() < box.top + 48 and changed[:, 1].max() < box.left + 48
    changed = np.argwhere((plain != recorded).any(-1))
    assert changed[:, 0].max() < HEIGHT / 8 and changed[:, 1].min() > WIDTH * 0.75
    red = recorded[20:40, WIDTH - 40 : WIDTH - 20].reshape(-1, 3)
    assert (red[:, 0] > 150).mean() > 0.5


def test_nobody_there_is_a_sign_in_the_middle() -> None:
    rows, columns = np.nonzero((compose([], None, signs.nobody()) != compose([])).any(-1))
    assert abs(rows.mean() - HEIGHT / 2) < 10 and abs(columns.mean() - WIDTH / 2) < 10


def test_nothing_handed_in_is_changed() -> None:
    tiles = [tile(0, speaks=True), tile(1)]
    before = [(t.picture.copy(), t.name.copy()) for t in tiles]
    assert np.array_equal(compose(tiles), compose(tiles))
    for t, (image, name) in zip(tiles, before, strict=True):
        assert np.array_equal(t.picture, image) and np.array_equal(t.name, name)


@pytest.mark.parametrize(
    "name", ["Ada", "Jürgen Ångström", "田中", "علي", "👩‍🔬", "**b** <b>x</b>", "\U0010fffe", "x" * 24]
)
def test_any_name_can_be_drawn(name: str) -> None:
    label = name_label(name, 1)
    assert label.shape[2] == 4 and 20 < label.shape[1] < WIDTH


def test_different_names_and_numbers_look_different() -> None:
    assert not np.array_equal(name_label("Ana", 1), name_label("Ann", 1))
    assert not np.array_equal(name_label("Ana", 1), name_label("Ana", 2))
