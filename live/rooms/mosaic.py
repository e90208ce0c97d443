"""Everybody's picture in one: pure composition at a fixed size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import cv2
import numpy as np

from live.rooms.labels import GROUND, Label
from vision.types import Image

WIDTH, HEIGHT = 960, 540
MOST_TILES = 9
_GAP = 8
_CAMERA_SHAPE = 4 / 3
_SPEAKS = (79, 195, 168)


class TilePlace(NamedTuple):
    """A tile's place in the mosaic, pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """One person's picture of any size, the name drawn by `labels`, and a sign of `signs`, if any."""

    picture: Image
    name: Label
    sign: Label | None = None
    speaks: bool = False


@cache
def layout(count: int) -> tuple[TilePlace, ...]:
    """Places for `count` tiles, 1 to 9, row by row, as large as camera pictures can be; a last, shorter row is centred.

    Raises ValueError for any other count.
    """
    if not 1 <= count <= MOST_TILES:
        raise ValueError(f"a mosaic has 1 to {MOST_TILES} tiles, not {count}")
    columns = max(range(1, count + 1), key=lambda c: _shown_width(c, -(-count // c)))
    rows = -(-count // columns)
    width, height = _tile_size(columns, rows)
    top = (HEIGHT - rows * height - (rows - 1) * _GAP) // 2
    boxes = []
    for row in range(rows):
        here = min(columns, count - row * columns)
        left = (WIDTH - here * width - (here - 1) * _GAP) // 2
        boxes += [TilePlace(left + i * (width + _GAP), top + row * (height + _GAP), width, height) for i in range(here)]
    return tuple(boxes)


def _tile_size(columns: int, rows: int) -> tuple[int, int]:
    return (WIDTH - (columns + 1) * _GAP) // columns, (HEIGHT - (rows + 1) * _GAP) // rows


def _shown_width(columns: int, rows: int) -> float:
    width, height = _tile_size(columns, rows)
    return min(width, height * _CAMERA_SHAPE)


def compose(tiles: Sequence[Tile], recording: Label | None = None, empty: Label | None = None) -> Image:
    """The mosaic, (540, 960, 3). `recording` is shown in the corner; `empty` in the middle when there is no tile."""
    canvas = _ground().copy()
    if tiles:
        for tile, box in zip(tiles, layout(len(tiles)), strict=True):
            _draw_tile(canvas, tile, box)
    elif empty is not None:
        _stamp(canvas, empty, (WIDTH - empty.shape[1]) // 2, (HEIGHT - empty.shape[0]) // 2)
    if recording is not None:
        _stamp(canvas, recording, WIDTH - recording.shape[1] - 2 * _GAP, 2 * _GAP)
    return canvas


@cache
def _ground() -> Image:
    return np.full((HEIGHT, WIDTH, 3), GROUND, np.uint8)


def _draw_tile(canvas: Image, tile: Tile, box: TilePlace) -> None:
    left, top, width, height = fitted(tile.picture, box)
    halved = tile.picture.shape[0] >= 2 * height
    small = cv2.resize(tile.picture, (width, height), interpolation=cv2.INTER_AREA if halved else cv2.INTER_LINEAR)
    canvas[top : top + height, left : left + width] = small
    _stamp(canvas, tile.name[:, : width - 8], left + 4, top + height - tile.name.shape[0] - 4)
    if tile.sign is not None:
        _stamp(canvas, tile.sign[:, : width - 8], left + 4, top + 4)
    if tile.speaks:
        corners = (left - 2, top - 2), (left + width + 1, top + height + 1)
        cv2.rectangle(canvas, *corners, _SPEAKS, 5)


def fitted(picture: Image, box: TilePlace) -> TilePlace:
    """Where the whole picture is shown inside its box."""
    height, width = picture.shape[:2]
    scale = min(box.width / width, box.height / height)
    shown = max(1, round(width * scale)), max(1, round(height * scale))
    return TilePlace(box.left + (box.width - shown[0]) // 2, box.top + (box.height - shown[1]) // 2, *shown)


def _stamp(canvas: Image, label: Label, left: int, top: int) -> None:
    height, width = label.shape[:2]
    place = canvas[top : top + height, left : left + width]
    label = label[: place.shape[0], : place.shape[1]]
    share = label[..., 3:].astype(np.uint16)
    place[:] = (label[..., :3] * share + place * (255 - share)) // 255
