"""Sheets of A4 that are written from top to bottom, as a PDF with real text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from vision.lessons.pens import Drawn, Pen, Typed, is_typed

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

WIDE, HIGH, MARGIN = 595, 842, 54
"""Of a sheet, in points of 1/72 inch."""

ROOM = WIDE - 2 * MARGIN
_LEADING = 1.35  # from line to line, in heights of the type
_RULE = 24  # points between lines to write on
_GREY = 150
_PIECE = re.compile(r"[（“《]*[\u2e80-\u9fff][，。；：！？、”）》…]*|[^\s\u2e80-\u9fff（“《]+|[（“《]+|\s")
"""What is not parted at a line's end: a word, a Chinese character with its marks, a space."""


class Paper:
    """Write to it in order, then take `data`; a sheet that is full is followed by another.

    words: all that will be written on it.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        import pypdfium2

        self._pdfium = pypdfium2
        self._raw: Any = pypdfium2.raw
        self._document: PdfDocument = pypdfium2.PdfDocument.new()
        texts = list(words)
        self._pen: Pen = Typed(self._document) if all(map(is_typed, texts)) else Drawn(self._document, texts)
        self._page: PdfPage | None = None
        self._top = 0.0  # how far down the sheet is written

    def sheet(self) -> None:
        """Begin a new one."""
        self._end()
        self._page = self._document.new_page(WIDE, HIGH)
        self._top = MARGIN

    def space(self, points: float) -> None:
        self._top += points

    def keep(self, points: float) -> None:
        """Begin a new sheet unless this much fits on the old one."""
        if self._page is None or self._top + points > HIGH - MARGIN:
            self.sheet()

    def text(self, words: str, size: float = 11, *, bold: bool = False) -> None:
        """A paragraph, in lines as wide as the sheet."""
        for line in self._lines(words, size, bold):
            self.keep(size * _LEADING)
            assert self._page is not None
            if line:
                self._pen.write(self._page, line, (MARGIN, HIGH - self._top - size), size, bold=bold)
            self._top += size * _LEADING

    def rules(self, count: int) -> None:
        """Lines to write on."""
        for _ in range(count):
            self.keep(_RULE)
            self._top += _RULE
            line = self._raw.FPDFPageObj_CreateNewPath(MARGIN, HIGH - self._top)
            self._raw.FPDFPath_LineTo(line, WIDE - MARGIN, HIGH - self._top)
            self._raw.FPDFPageObj_SetStrokeColor(line, _GREY, _GREY, _GREY, 255)
            self._raw.FPDFPath_SetDrawMode(line, 0, True)
            self._place(line)

    def pictures(self, jpegs: list[bytes], high: float) -> None:
        """Beside each other, `high` points tall or as wide as the sheet allows together."""
        images = [self._image(jpeg) for jpeg in jpegs]
        shapes = [image.get_px_size() for image in images]
        gap = 10.0
        room = ROOM - gap * (len(images) - 1)
        high = min(high, room / sum(wide / tall for wide, tall in shapes))
        self.keep(high)
        left = float(MARGIN)
        for image, (wide, tall) in zip(images, shapes, strict=True):
            broad = high * wide / tall
            image.set_matrix(self._pdfium.PdfMatrix().scale(broad, high).translate(left, HIGH - self._top - high))
            assert self._page is not None
            self._page.insert_obj(image)
            left += broad + gap
        self._top += high

    def data(self) -> bytes:
        self._end()
        out = io.BytesIO()
        self._document.save(out)
        self._document.close()
        return out.getvalue()

    def _lines(self, words: str, size: float, bold: bool) -> Iterator[str]:
        line = ""
        for piece in _PIECE.findall(" ".join(words.split())):
            if line and self._pen.width((line + piece).rstrip(), size, bold=bold) > ROOM:
                yield line.rstrip()
                line = ""
            line = (line + piece).lstrip()
        yield line.rstrip()

    def _image(self, jpeg: bytes) -> Any:
        image = self._pdfium.PdfImage.new(self._document)
        image.load_jpeg(io.BytesIO(jpeg), inline=True)
        return image

    def _place(self, thing: Any) -> None:
        assert self._page is not None
        self._raw.FPDFPage_InsertObject(self._page.raw, thing)

    def _end(self) -> None:
        if self._page is not None:
            self._page.gen_content()
            self._page.close()
            self._page = None
