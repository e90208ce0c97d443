"""Searchable PDF: the picture of a page with its words invisibly over it, where they stand."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vision.imageio import save_jpeg
from vision.layout.geometry import STANDS, baseline_of, corners
from vision.layout.types import Floats, Line, PageLayout, Word
from vision.types import Image

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

DPI = 300
POINTS_PER_INCH = 72
QUALITY = 85
"""Of the JPEG in the PDF, in percent."""

FONT = Path(__file__).with_name("invisible.ttf")
ADVANCE = 0.5
"""Width of its one, empty, glyph in ems; it reaches from a quarter below the baseline to three quarters above."""

INVISIBLE = 3
"""The text rendering mode of PDF that paints nothing."""

BLOCK = 100
"""Most entries in one block of a character map."""

RIGHT_TO_LEFT = {"R", "AL"}
NUMBER = re.compile(r"\d[\d.,:/]*\d")
TURN = 360


@dataclass(frozen=True, slots=True, eq=False)
class ScannedPage:
    """picture: called when it is its turn. dpi: pixels of the picture in an inch of paper."""

    picture: Callable[[], Image]
    layout: PageLayout
    dpi: float = DPI


def to_pdf(pages: Sequence[ScannedPage]) -> bytes:
    """A PDF of the pages, upright, with the words that were read."""
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    codes = numbered(word.text for page in pages for line in page.layout.lines for word in line.words)
    font = load_font(document, codes) if codes else None
    for scanned in pages:
        layout, scale = scanned.layout, POINTS_PER_INCH / scanned.dpi
        page = document.new_page(layout.width * scale, layout.height * scale)
        add_picture(document, page, scanned.picture(), scale)
        for line in layout.lines if font else ():
            add_line(document, page, font, codes, line, layout, scale)
        page.gen_content()
        if layout.turned:
            page.set_rotation(TURN - layout.turned)
        page.close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def numbered(texts: Iterable[str]) -> dict[str, int]:
    """A number from 1 for each character."""
    return {character: n for n, character in enumerate(sorted(set("".join(texts))), 1)}


def load_font(document: PdfDocument, codes: dict[str, int]) -> Any:
    """The invisible font, told which character each number stands for."""
    import pypdfium2.raw as pdfium

    data, glyphs = FONT.read_bytes(), np.ones(len(codes) + 1, ">u2").tobytes()
    as_bytes = ctypes.POINTER(ctypes.c_ubyte)
    held = ctypes.create_string_buffer(data), ctypes.create_string_buffer(glyphs)
    return pdfium.FPDFText_LoadCidType2Font(
        document,
        ctypes.cast(held[0], as_bytes),
        len(data),
        character_map(codes).encode("ascii"),
        ctypes.cast(held[1], as_bytes),
        len(glyphs),
    )


def character_map(codes: dict[str, int]) -> str:
    """The numbers' characters, as PDF readers look for them (ISO 32000, 9.10.3)."""
    rows = [f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>" for character, code in codes.items()]
    blocks = [rows[i : i + BLOCK] for i in range(0, len(rows), BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )


def add_picture(document: PdfDocument, page: PdfPage, image: Image, scale: float) -> None:
    import pypdfium2

    height, width = image.shape[:2]
    picture = pypdfium2.PdfImage.new(document)
    picture.load_jpeg(io.BytesIO(save_jpeg(image, QUALITY)), inline=True)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(width * scale, height * scale))
    page.insert_obj(picture)


def add_line(
    document: PdfDocument,
    page: PdfPage,
    font: Any,
    codes: dict[str, int],
    line: Line,
    layout: PageLayout,
    scale: float,
) -> None:
    """Each word as a text of its own, on the line's baseline and as wide as its outline."""
    import pypdfium2.raw as pdfium

    for word, (origin, along, up) in zip(line.words, places(line, layout), strict=True):
        text = pdfium.FPDFPageObj_CreateTextObj(document, font, 1.0)
        numbers = [codes[character] for character in from_the_left(word.text)]
        pdfium.FPDFText_SetCharcodes(text, (ctypes.c_uint * len(numbers))(*numbers), len(numbers))
        pdfium.FPDFTextObj_SetTextRenderMode(text, INVISIBLE)
        a, b = along * scale / (ADVANCE * len(numbers))
        c, d = up * scale
        x, y = origin * scale
        pdfium.FPDFPageObj_SetMatrix(text, pdfium.FS_MATRIX(a, -b, c, -d, x, layout.height * scale - y))
        pdfium.FPDFPage_InsertObject(page, text)


def from_the_left(text: str) -> str:
    """The characters in the order in which they stand on paper: PDF readers put those that run to the left back."""
    if not any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in text):
        return text
    return NUMBER.sub(lambda run: run[0][::-1], text[::-1])


def places(line: Line, layout: PageLayout) -> list[tuple[Floats, Floats, Floats]]:
    """Where each word begins on the baseline, how far it reaches, and what is up, in pixels of the page."""
    return [place_upright(word) if is_upright(layout) else place_level(word, line) for word in line.words]


def is_upright(layout: PageLayout) -> bool:
    return layout.text_direction.startswith("vertical")


def place_upright(word: Word) -> tuple[Floats, Floats, Floats]:
    """From top to bottom; the left edge is what it stands on."""
    x0, y0, x1, y1 = word.box
    up = np.array([float(x1 - x0), 0.0])
    return np.array([x0, y0]) + (1 - STANDS) * up, np.array([0.0, y1 - y0]), up


def place_level(word: Word, line: Line) -> tuple[Floats, Floats, Floats]:
    corner = np.array(word.outline or corners(word.box), np.float64)
    _, _, right, left = corner
    edge = np.array(line.outline or corners(line.box), np.float64)
    up = edge[0] - edge[-1]
    feet = np.array(baseline_of(line), np.float64)
    return on_baseline(left, feet), right - left, up


def on_baseline(point: Floats, feet: Floats) -> Floats:
    """The point of the baseline nearest to a corner."""
    start, end = feet[:-1], feet[1:]
    step = end - start
    length = np.maximum((step**2).sum(1), 1.0)
    share = np.clip(((point - start) * step).sum(1) / length, 0, 1)
    near = start + share[:, None] * step
    return np.asarray(near[np.argmin(((near - point) ** 2).sum(1))], np.float64)
