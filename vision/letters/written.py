"""A line of letters of any script: how much of each pixel they cover."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PilImage
from PIL import ImageDraw, ImageFont

from vision.letters.direction import parts
from vision.letters.fonts import Font, Typefaces, found
from vision.letters.kept import Kept
from vision.letters.runs import Run, runs

LONGEST = 200
"""Characters of a part of a line; what is beyond is left out."""

_ABOVE, _BELOW = 1.0, 0.32  # the room of a line over and under its foot, in sizes
_BOX = 0.66, 0.48, 0.72  # how far apart boxes stand that no font has a letter for, their width and height, in sizes
_MOST_BYTES = 4_000_000
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")

Coverage = NDArray[np.uint8]
"""(h, w): how much of each pixel is covered, 0 to 255."""


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """cover: (h, w). foot: the row on which letters stand.

    colours: (h, w, 4) RGBA of what has colours of its own, as emoji have, or None.
    """

    cover: Coverage
    foot: int
    colours: NDArray[np.uint8] | None = None

    @property
    def width(self) -> int:
        return int(self.cover.shape[1])

    @property
    def silhouette(self) -> Coverage:
        """(h, w): how much of each pixel is covered in any colour."""
        return self.cover if self.colours is None else np.maximum(self.cover, self.colours[..., 3])

    @property
    def nbytes(self) -> int:
        return int(self.cover.nbytes + (0 if self.colours is None else self.colours.nbytes))


_kept: Kept[tuple[str, int, Typefaces], Written] = Kept(_MOST_BYTES)


def written(words: str, size: int, faces: Typefaces | None = None) -> Written:
    """The words on one line, each way round as they ask; a letter that no font has is a box.

    size: of the font, in pixels. faces: this computer's.
    """
    faces = found() if faces is None else faces
    drawn = [_kept.get((part, size, faces), lambda part=part: _part(part, size, faces)) for part in parts(words)]  # type: ignore[misc]
    return drawn[0] if len(drawn) == 1 else _beside(drawn, size)


def _part(words: str, size: int, faces: Typefaces) -> Written:
    return _beside([_run(run, size) for run in runs(words[:LONGEST], faces)], size)


def _beside(drawn: list[Written], size: int) -> Written:
    if not drawn:
        return _empty(0, size)
    cover = np.hstack([piece.cover for piece in drawn])
    if all(piece.colours is None for piece in drawn):
        return Written(cover, drawn[0].foot)
    clear = [np.zeros((*p.cover.shape, 4), np.uint8) if p.colours is None else p.colours for p in drawn]
    return Written(cover, drawn[0].foot, np.hstack(clear))


def _empty(width: int, size: int) -> Written:
    foot = math.ceil(_ABOVE * size)
    return Written(np.zeros((foot + math.ceil(_BELOW * size), max(0, width)), np.uint8), foot)


def _run(run: Run, size: int) -> Written:
    if run.face is None:
        return _boxes(len(run.clusters), size)
    return _coloured(run, size) if run.face.coloured else _letters(run, size)


def _boxes(count: int, size: int) -> Written:
    pitch, wide, high = (max(2, round(share * size)) for share in _BOX)
    blank, pen = _empty(count * pitch, size), max(1, size // 16)
    for at in range(count):
        left, top = at * pitch + (pitch - wide) // 2, blank.foot - high
        blank.cover[top : blank.foot, left : left + wide] = 255
        blank.cover[top + pen : blank.foot - pen, left + pen : left + wide - pen] = 0
    return blank


def _letters(run: Run, size: int) -> Written:
    assert run.face is not None
    font = run.face.at(size)
    text, way = _shaped(run, font)
    left, _, right, _ = font.getbbox(text, anchor="ls", direction=way)
    before = max(0, math.ceil(-left))
    blank = _empty(before + math.ceil(max(right, font.getlength(text, direction=way))), size)
    picture = PilImage.fromarray(blank.cover)
    ImageDraw.Draw(picture).text((before, blank.foot), text, 255, font, anchor="ls", direction=way)
    return Written(np.array(picture), blank.foot)


def _coloured(run: Run, size: int) -> Written:
    """At the font's own size, brought to the one that is asked for."""
    assert run.face is not None
    font = run.face.at(size)
    text, way = _shaped(run, font)
    left, top, right, low = font.getbbox(text, anchor="ls", direction=way)
    own = PilImage.new("RGBA", (max(1, math.ceil(right - left)), max(1, math.ceil(low - top))))
    ImageDraw.Draw(own).text((-left, -top), text, font=font, anchor="ls", embedded_color=True, direction=way)
    share = size / (run.face.bitmap or size)
    small = own.resize((max(1, round(own.width * share)), max(1, round(own.height * share))), PilImage.Resampling.BOX)
    blank = _empty(small.width, size)
    sheet = PilImage.new("RGBA", (small.width, blank.cover.shape[0]))
    sheet.paste(small, (0, blank.foot + round(top * share)))
    return Written(blank.cover, blank.foot, np.array(sheet))


def _shaped(run: Run, font: Font) -> tuple[str, str | None]:
    """The text, and which way Raqm lays it; without Raqm the letters in the order in which they are seen."""
    if font.layout_engine == ImageFont.Layout.RAQM:
        return run.text, "rtl" if run.leftwards else "ltr"
    return "".join(reversed(run.clusters)).translate(_MIRRORED) if run.leftwards else run.text, None
