"""Sheets of A4 that are written from top to bottom, as a PDF with real text."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

WIDE, HIGH, MARGIN = 595, 842, 54
"""Of a sheet, in points of 1/72 inch."""

ROOM = WIDE - 2 * MARGIN
_LEADING = 1.35  # from line to line, in heights of the type
_RULE = 24  # points between lines to write on
_GREY = 150
_FACES = {False: b"Helvetica", True: b"Helvetica-Bold"}  # every reader of PDF has them, so they are not in the file


def has_letters(words: str) -> bool:
    """Whether they can be written: the faces have the letters of western Europe."""
    try:
        words.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


class Paper:
    """Write to it in order, then take `data`; a sheet that is full is followed by another."""

    def __init__(self) -> None:
        import pypdfium2

        self._pdfium = pypdfium2
        self._raw: Any = pypdfium2.raw
        self._document: PdfDocument = pypdfium2.PdfDocument.new()
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
            written = self._written(line, size, bold)
            self._raw.FPDFPageObj_Transform(written, 1, 0, 0, 1, MARGIN, HIGH - self._top - size)
            self._place(written)
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
        for word in words.split():
            longer = f"{line} {word}".strip()
            if line and self._width(longer, size, bold) > ROOM:
                yield line
                longer = word
            line = longer
        yield line

    def _width(self, line: str, size: float, bold: bool) -> float:
        written = self._written(line, size, bold)
        sides = [ctypes.c_float() for _ in range(4)]
        self._raw.FPDFPageObj_GetBounds(written, *map(ctypes.byref, sides))
        self._raw.FPDFPageObj_Destroy(written)
        return sides[2].value - sides[0].value

    def _written(self, line: str, size: float, bold: bool) -> Any:
        written = self._raw.FPDFPageObj_NewTextObj(self._document.raw, _FACES[bold], ctypes.c_float(size))
        units = (line + "\0").encode("utf-16-le")
        text = ctypes.cast(ctypes.create_string_buffer(units), ctypes.POINTER(ctypes.c_ushort))
        self._raw.FPDFText_SetText(written, text)
        return written

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
