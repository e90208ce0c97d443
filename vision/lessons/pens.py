"""What writes a line on a sheet: a face that every reader of PDF has, or letters drawn by a font of this computer."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol

from PIL import Image as PilImage

from vision.layout.export.searchable import ADVANCE, INVISIBLE, load_font, numbered
from vision.letters.runs import can_write
from vision.letters.written import written

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_FACES = {False: b"Helvetica", True: b"Helvetica-Bold"}  # every reader of PDF has them, so they are not in the file
_FINE = 4  # pixels of a drawn letter in a point: 288 to the inch


class Pen(Protocol):
    """Sizes, widths and places in points."""

    def width(self, line: str, size: float, *, bold: bool) -> float: ...

    def write(self, page: PdfPage, line: str, place: tuple[float, float], size: float, *, bold: bool) -> None:
        """place: of the line's left end and foot, from the sheet's lower left corner."""


class Typed:
    """Letters of western Europe."""

    def __init__(self, document: PdfDocument) -> None:
        import pypdfium2.raw as pdfium

        self._document, self._pdfium = document, pdfium

    def width(self, line: str, size: float, *, bold: bool) -> float:
        text = self._text(line, size, bold)
        sides = [ctypes.c_float() for _ in range(4)]
        self._pdfium.FPDFPageObj_GetBounds(text, *map(ctypes.byref, sides))
        self._pdfium.FPDFPageObj_Destroy(text)
        return sides[2].value - sides[0].value

    def write(self, page: PdfPage, line: str, place: tuple[float, float], size: float, *, bold: bool) -> None:
        text = self._text(line, size, bold)
        self._pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, *place)
        self._pdfium.FPDFPage_InsertObject(page.raw, text)

    def _text(self, line: str, size: float, bold: bool) -> Any:
        text = self._pdfium.FPDFPageObj_NewTextObj(self._document.raw, _FACES[bold], ctypes.c_float(size))
        units = (line + "\0").encode("utf-16-le")
        self._pdfium.FPDFText_SetText(
            text, ctypes.cast(ctypes.create_string_buffer(units), ctypes.POINTER(ctypes.c_ushort))
        )
        return text


class Drawn:
    """Letters of any script as pictures, and the same invisibly over them, to be searched and read aloud.

    words: all that will be written.
    """

    def __init__(self, document: PdfDocument, words: Iterable[str]) -> None:
        import pypdfium2

        self._document, self._pypdfium, self._pdfium = document, pypdfium2, pypdfium2.raw
        self._codes = numbered(words)
        self._font = load_font(document, self._codes)

    def width(self, line: str, size: float, *, bold: bool) -> float:
        return written(line, round(size * _FINE)).width / _FINE

    def write(self, page: PdfPage, line: str, place: tuple[float, float], size: float, *, bold: bool) -> None:
        letters = written(line, round(size * _FINE))
        high, wide = letters.silhouette.shape
        picture = self._pypdfium.PdfImage.new(self._document)
        picture.set_bitmap(self._pypdfium.PdfBitmap.from_pil(PilImage.fromarray(255 - letters.silhouette)))
        (left, foot), low = place, (letters.foot - high) / _FINE
        picture.set_matrix(self._pypdfium.PdfMatrix().scale(wide / _FINE, high / _FINE).translate(left, foot + low))
        page.insert_obj(picture)
        self._pdfium.FPDFPage_InsertObject(page.raw, self._read(line, size, wide / _FINE, place))

    def _read(self, line: str, size: float, wide: float, place: tuple[float, float]) -> Any:
        text = self._pdfium.FPDFPageObj_CreateTextObj(self._document.raw, self._font, ctypes.c_float(size))
        codes = (ctypes.c_uint32 * len(line))(*(self._codes[character] for character in line))
        self._pdfium.FPDFText_SetCharcodes(text, codes, len(line))
        self._pdfium.FPDFTextObj_SetTextRenderMode(text, INVISIBLE)
        stretched = wide / (len(line) * ADVANCE * size)
        self._pdfium.FPDFPageObj_Transform(text, stretched, 0, 0, 1, *place)
        return text


def is_typed(words: str) -> bool:
    """Whether every reader of PDF has the letters."""
    try:
        words.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def can_be_written(words: str) -> bool:
    """Whether one of the pens has the letters."""
    return is_typed(words) or can_write(words)
