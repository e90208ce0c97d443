"""Pages of a PDF as pictures."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from vision.imageio import MOST_MEGAPIXELS
from vision.types import Image, VisionError, as_image
from vision.words.said import said

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_MEGABYTES = 100
MOST_INNER_MEGAPIXELS = 200
"""Of the pictures inside one page together: they are unpacked at their full size, whatever the resolution."""

_POINTS_PER_INCH = 72
_one_at_a_time = threading.Lock()  # PDFium keeps global state


def is_pdf(data: bytes) -> bool:
    """True when the file calls itself a PDF, as readers look for it: within the first 1024 bytes."""
    return b"%PDF-" in data[:1024]


def page_count(data: bytes) -> int:
    """How many pages the PDF has; raises VisionError when it is broken, locked, without pages or too large."""
    with _opened(data) as document:
        return len(document)


def render_page(data: bytes, number: int, dpi: int = 150) -> Image:
    """Page `number`, counted from 1, at `dpi` dots per inch as (H, W, 3) RGB on white paper.

    Raises VisionError like `page_count`, for a page that is not there, and for one that would not fit the memory;
    sizes are checked before anything is drawn.
    """
    with _opened(data) as document:
        if not 1 <= number <= len(document):
            raise VisionError(said("There is no page {page}: this PDF has {pages}.", page=number, pages=len(document)))
        try:
            page = document[number - 1]
            _check_size(page, dpi)
            bitmap = page.render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True)
            return as_image(np.array(bitmap.to_numpy()[..., :3], np.uint8))
        except VisionError:
            raise
        except MemoryError:
            raise VisionError(
                said("Page {page} needs more memory than there is; choose a lower resolution.", page=number)
            ) from None
        except Exception:
            raise VisionError(said("Page {page} of this PDF is damaged and cannot be drawn.", page=number)) from None


@contextmanager
def _opened(data: bytes) -> Iterator[PdfDocument]:
    if len(data) > MOST_MEGABYTES * 1_000_000:
        raise VisionError(said("The PDF is larger than {most} megabytes; please split it.", most=MOST_MEGABYTES))
    import pypdfium2

    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
                raise VisionError("This PDF is locked with a password; please save it without one.") from None
            raise VisionError("This is not a PDF that can be read, or it is damaged or has no pages.") from None
        try:
            yield document
        finally:
            document.close()


def _check_size(page: PdfPage, dpi: int) -> None:
    import pypdfium2

    width, height = (math.ceil(side * dpi / _POINTS_PER_INCH) for side in page.get_size())
    megapixels = width * height / 1e6
    if width < 1 or height < 1:
        raise VisionError("This page of the PDF has no size.")
    if megapixels > MOST_MEGAPIXELS:
        fits = int(dpi * (MOST_MEGAPIXELS / megapixels) ** 0.5)
        raise VisionError(
            said(
                "At {dpi} dots per inch this page has {megapixels:.0f} megapixels, the limit is {most}; "
                "choose {fits} or less.",
                dpi=dpi,
                megapixels=megapixels,
                most=MOST_MEGAPIXELS,
                fits=fits,
            )
        )
    images = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    inner = sum(width * height for width, height in (image.get_px_size() for image in images)) / 1e6
    if inner > MOST_INNER_MEGAPIXELS:
        raise VisionError(
            said(
                "The pictures inside this page have {megapixels:.0f} megapixels, the limit is {most}; "
                "please save the PDF at a lower resolution.",
                megapixels=inner,
                most=MOST_INNER_MEGAPIXELS,
            )
        )
