"""The way through this room: a page in, its ink out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vision.detect.quarter_turns import quarter_matrix
from vision.layout.components import Components, components
from vision.layout.ink.halftones import halftones
from vision.layout.ink.prepare import Prepared, prepare
from vision.layout.ink.quarters import Lie, how_it_lies
from vision.layout.ink.rules import LEVEL, SHORT, UPRIGHT, Rules, bridged, drawn, strokes
from vision.layout.ink.specks import dirt, inside_pictures, scan_border, solid_pictures, title_letters
from vision.layout.options import Options
from vision.layout.types import Boxes, Floats, Mask
from vision.types import Gray, as_gray

QUARTER = 90
"""Degrees."""


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """A page reduced, level and dark on light, and what of its ink is text.

    gray: (h, w). black: (h, w) all its ink. letters: what is taken for text. rules: printed rules. scale: height of a
    letter in it. skew_degrees: by how much the page was turned, beside whole quarters. matrix: (2, 3) page to reduced.
    pictures: (N, 4) boxes of what is far too large for type, and of photographs. lie: how the page lay.
    """

    gray: Gray
    black: Mask
    letters: Components
    rules: Rules
    scale: float
    skew_degrees: float
    matrix: Floats
    pictures: Boxes
    lie: Lie

    @property
    def turned(self) -> int:
        """0, 90, 180 or 270, the degrees by which the page lay turned clockwise."""
        return QUARTER * self.lie.quarters

    @property
    def page_scale(self) -> float:
        """Height of a letter on the page itself."""
        a, b = self.matrix[0, 0], self.matrix[0, 1]
        return float(self.scale / (a * a + b * b) ** 0.5)


def find_ink(gray: Gray, options: Options, mask: Mask | None = None) -> Ink:
    """The ink of a page whose lines run from left to right; mask: (H, W), false is not looked at.

    Raises VisionError when there is nothing like a letter.
    """
    page = prepare(gray, scale=options.scale, mask=mask, method=options.method)
    lie = lie_of(page, options)
    matrix = page.matrix
    if lie.quarters:
        height, width = gray.shape
        turned = None if mask is None else np.rot90(mask, lie.quarters)
        upright = as_gray(np.ascontiguousarray(np.rot90(gray, lie.quarters)))
        page = prepare(upright, scale=options.scale, mask=turned, method=options.method)
        matrix = np.asarray((np.vstack([page.matrix, [0, 0, 1]]) @ quarter_matrix(lie.quarters, width, height))[:2])
    letters, rules, pictures = text_ink(
        page, short=options.black_column_separators, keep_level=options.keep_horizontal_rules
    )
    return Ink(
        gray=page.gray,
        black=page.parts.labels > 0,
        letters=letters,
        rules=rules,
        scale=page.scale,
        skew_degrees=page.skew_degrees,
        matrix=matrix,
        pictures=np.concatenate([pictures, halftones(page.gray, page.scale)]),
        lie=lie,
    )


def lie_of(page: Prepared, options: Options) -> Lie:
    """How the page lies, as far as nobody said."""
    if options.turned != "auto":
        return Lie(int(options.turned) // QUARTER)
    if options.text_direction.startswith("vertical"):
        return Lie(0)
    return how_it_lies(page.parts, page.scale, feet_tell=options.text_direction == "horizontal-lr")


def text_ink(page: Prepared, *, short: bool, keep_level: bool) -> tuple[Components, Rules, Boxes]:
    """The components that may be letters, the rules, and the boxes of pictures.

    short: take shorter upright strokes for rules too. keep_level: leave the level ones in the text.
    """
    scale = page.scale
    border, title = scan_border(page.parts, scale), title_letters(page.parts, scale)
    large = page.parts.mask(title & ~border)
    ink = page.parts.mask(~title & ~border)
    upright_ink, upright = strokes(ink, scale, SHORT if short else UPRIGHT)
    level_ink, level = strokes(ink.T, scale, LEVEL)
    stroke_ink = upright_ink if keep_level else upright_ink | level_ink.T
    parts = components(ink & ~stroke_ink | large)
    upright = bridged(upright, parts, scale)
    title = title_letters(parts, scale)
    pictures = solid_pictures(parts, scale) & ~title
    if keep_level:
        pictures &= parts.h > scale
    drop = pictures | inside_pictures(parts, pictures) | dirt(parts, upright, scale, keep_level)
    rules = Rules(stroke_ink, drawn(upright, ink.shape), upright, level[:, [1, 0, 3, 2]])
    return parts.pick(~drop | title), rules, parts.pick(pictures).boxes
