"""A decoded picture becomes an RGB array: upright, in sRGB, on white, band by band so that memory stays low."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from vision.imageio.colour import Meaning, meaning_of
from vision.imageio.depth import DEEP, Stretch, levels_of
from vision.types import Image, as_image

_BAND = 1_000_000
_SAMPLE = 1_000_000
_ORIENTATION = 0x0112
_TURNS = {2: (0, True), 3: (2, False), 4: (2, True), 5: (3, True), 6: (1, False), 7: (1, True), 8: (3, False)}
"""EXIF's numbers: quarter turns to the left that lead back to how the file has it, then whether it is mirrored."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How each band is turned into RGB. hidden: the value of a deep picture that is transparent."""

    meaning: Meaning
    levels: Stretch | None
    hidden: int | None

    def of(self, part: PIL.Image.Image) -> NDArray[np.uint8]:
        if self.levels is None:
            return on_white(part, self.meaning)
        values = np.asarray(part)
        gray = PIL.Image.fromarray(self.levels.to_eight_bit(values))
        shown = np.array(self.meaning.apply(gray))
        if self.hidden is not None:
            shown[values == self.hidden] = 255
        return shown


def render(picture: PIL.Image.Image, data: bytes) -> tuple[Image, tuple[str, ...]]:
    """(H, W, 3) RGB, and notes for the visitor. `data`: the file."""
    deep = picture.mode in DEEP
    levels = levels_of(_sample(picture)) if deep else None
    look = _Look(meaning_of(picture, data), levels, picture.info.get("transparency") if deep else None)
    upright, rows = _room(picture)
    for top, part in _bands(picture):
        rows[top : top + part.height] = look.of(part)
    notes = (look.meaning.note, levels.note if levels else "", picture.info.get("note", ""))
    return upright, tuple(filter(None, notes))


def _bands(picture: PIL.Image.Image) -> Iterator[tuple[int, PIL.Image.Image]]:
    width, height = picture.size
    tall = max(1, _BAND // width)
    for top in range(0, height, tall):
        yield top, picture.crop((0, top, width, min(height, top + tall)))


def _sample(picture: PIL.Image.Image) -> NDArray[Any]:
    """Values spread evenly over the picture, (N,)."""
    every = max(1, int((picture.width * picture.height / _SAMPLE) ** 0.5))
    return np.concatenate([np.asarray(part)[::every, ::every].ravel() for _, part in _bands(picture)])


def _room(picture: PIL.Image.Image) -> tuple[Image, NDArray[np.uint8]]:
    """An empty upright picture, and the same memory as its rows lie in the file."""
    turns, mirrored = _TURNS.get(int(picture.getexif().get(_ORIENTATION, 1) or 1), (0, False))
    width, height = picture.size if turns % 2 == 0 else picture.size[::-1]
    upright = np.empty((height, width, 3), np.uint8)
    back = np.rot90(upright, turns)
    return as_image(upright), back[:, ::-1] if mirrored else back


def on_white(part: PIL.Image.Image, meaning: Meaning) -> Image:
    """A part of a picture, or the whole, as RGB; what shines through is white."""
    if not part.has_transparency_data:
        return as_image(np.array(meaning.apply(part)))
    clear = part.convert("LA" if meaning.mode == "L" else "RGBA")
    *_, alpha = clear.split()
    colours = meaning.apply(clear.convert(meaning.mode))
    return as_image(np.array(PIL.Image.composite(colours, PIL.Image.new("RGB", part.size, "white"), alpha)))
