"""Pages drawn to order, with the boxes of their lines known: for trying out and for tests."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PIL import Image as PillowImage
from PIL import ImageDraw, ImageFont

from vision.layout.types import Box
from vision.types import Gray, Image

TEXT = (
    "the light of a page falls on its letters and gaps where columns stand apart lines run from edge to edge "
    "every reader knows the way down one side then up to begin again at the next with quick jumps by small type"
)
WORDS = tuple(TEXT.split())
HEADING = "A heading across the columns"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """What to draw: sizes in pixels; noise: share of pixels turned; shading: how much darker one side is, in [0, 1].

    lines: how many in each column. heading: the same words across all columns, above them.
    """

    width: int = 1084
    height: int = 1171
    lines: tuple[int, ...] = (24, 26)
    gap: int = 40
    letter: int = 22
    pitch: int = 40
    margin: int = 60
    justified: bool = True
    rule: bool = False
    heading: bool = False
    noise: float = 0.0
    shading: float = 0.0
    seed: int = 0


NOTEBOOK = PageSpec()
"""Two columns of 24 and 26 lines with 40 pixels between them: the founding notebook's page."""


@dataclass(frozen=True, slots=True, eq=False)
class DrawnPage:
    """image: (H, W, 3) RGB. lines: the box of each in reading order. column: of each line, -1 for a heading.

    text: the words of each line.
    """

    image: Image
    lines: tuple[Box, ...]
    column: tuple[int, ...] = field(default=())
    text: tuple[str, ...] = field(default=())


def draw_page(spec: PageSpec = NOTEBOOK) -> DrawnPage:
    """The page and the boxes of its lines in reading order."""
    random = np.random.default_rng(spec.seed)
    sheet = PillowImage.new("L", (spec.width, spec.height), 245)
    pen = ImageDraw.Draw(sheet)
    boxes: list[Box] = []
    columns: list[int] = []
    texts: list[str] = []
    top = spec.margin
    if spec.heading:
        font = ImageFont.load_default(int(spec.letter * 1.8))
        pen.text((spec.width / 2, top), HEADING, 20, font, anchor="mt")
        boxes.append(whole(pen.textbbox((spec.width / 2, top), HEADING, font, anchor="mt")))
        texts.append(HEADING)
        columns.append(-1)
        top += int(2.2 * spec.pitch)
    count = len(spec.lines)
    span = (spec.width - 2 * spec.margin - (count - 1) * spec.gap) / count
    for number, lines in enumerate(spec.lines):
        left = spec.margin + number * (span + spec.gap)
        for row in range(lines):
            short = row % 7 == 6
            right = left + span * (random.uniform(0.3, 0.8) if short else 1.0)
            justified = spec.justified and not short
            box, text = draw_line(pen, spec, left, right, top + row * spec.pitch, random, justified)
            boxes.append(box)
            texts.append(text)
            columns.append(number)
        if spec.rule and number:
            x = left - spec.gap / 2
            pen.line((x, top, x, top + max(spec.lines) * spec.pitch), 20, max(2, spec.letter // 10))
    return DrawnPage(spoiled(np.asarray(sheet), spec, random), tuple(boxes), tuple(columns), tuple(texts))


def draw_line(
    pen: ImageDraw.ImageDraw,
    spec: PageSpec,
    left: float,
    right: float,
    top: float,
    random: np.random.Generator,
    justified: bool,
) -> tuple[Box, str]:
    """Words from left to right until the line is full; justified: spread out to the right edge."""
    font = ImageFont.load_default(spec.letter)
    space = pen.textlength(" ", font)
    words: list[str] = []
    length = 0.0
    while True:
        word = str(random.choice(WORDS))
        more = pen.textlength(word, font) + (space if words else 0)
        if words and length + more > right - left:
            break
        words.append(word)
        length += more
    if justified and len(words) > 1:
        space += (right - left - length) / (len(words) - 1)
    x, found = left, []
    for word in words:
        pen.text((x, top), word, 20, font)
        found.append(pen.textbbox((x, top), word, font))
        x += pen.textlength(word, font) + space
    x0, y0, x1, y1 = zip(*found, strict=True)
    return whole((min(x0), min(y0), max(x1), max(y1))), " ".join(words)


def whole(box: tuple[float, float, float, float]) -> Box:
    """The least box of whole pixels around it."""
    x0, y0, x1, y1 = box
    return int(x0), int(y0), int(np.ceil(x1)), int(np.ceil(y1))


def spoiled(page: Gray, spec: PageSpec, random: np.random.Generator) -> Image:
    """The page as a bad scan shows it: darker to one side, with grains of pepper."""
    shade = 1 - spec.shading * np.linspace(0, 1, page.shape[1])
    gray = (page * shade).astype(np.uint8)
    gray[random.random(page.shape) < spec.noise] = 40
    return np.stack([gray] * 3, axis=2)
