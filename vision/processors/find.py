"""Find: boxes around what the machine recognises."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

import cv2
import numpy as np
from numpy.typing import ArrayLike

from vision.params import Range
from vision.pixels.channels import to_gray
from vision.pixels.resize import shrunk
from vision.pixels.sheet import find_sheet, flattened
from vision.processor import processor
from vision.types import Detections, Image
from vision.words.said import N_, verbatim

_local = threading.local()


@processor("People")
def people(
    image: Image,
    *,
    sensitivity: Annotated[int, Range(0, 100, unit="%"), "More finds more people, and more ghosts."] = 50,
) -> Detections:
    """Put a box around each person who stands and is seen from head to foot.

    In words: The machine has learned from photos of walkers which way edges run in heads, shoulders and legs, and
        looks for that pattern everywhere.
    Used for: The first cars that braked for walkers, and counting visitors.

    Histograms of oriented gradients (Dalal and Triggs, 2005), OpenCV's, looked for on at most 384 pixels a side:
    a person has to fill about a third of the picture's height.
    """
    small = shrunk(image, 384)
    if small.shape[0] < 128 or small.shape[1] < 64:
        return Detections.none()
    strict = (50 - sensitivity) / 80
    boxes, weights = _walkers().detectMultiScale(small, strict, winStride=(8, 8), padding=(16, 16), scale=1.1)
    return _at_full_size(image, small, [(x, y, x + w, y + h) for x, y, w, h in boxes], N_("person"), _sure(weights))


def _walkers() -> cv2.HOGDescriptor:
    if not hasattr(_local, "walkers"):
        _local.walkers = cv2.HOGDescriptor()
        _local.walkers.setSVMDetector(cv2.HOGDescriptor.getDefaultPeopleDetector())
    return _local.walkers  # type: ignore[no-any-return]


def _sure(weights: Sequence[float]) -> list[float]:
    return [1 / (1 + math.exp(-float(w))) for w in np.ravel(weights)]


def _at_full_size(
    image: Image, small: Image, boxes: ArrayLike, label: str | Sequence[str], score: ArrayLike = 1.0
) -> Detections:
    height, width = image.shape[:2]
    scale = max(width / small.shape[1], height / small.shape[0])
    return Detections.of(boxes, label, score).moved(scale).clipped(width, height)


_READ = 960  # pixels on the longer side at which codes are read


@processor("QR codes")
def qr_codes(image: Image) -> Detections:
    """Read QR codes and show their text.

    In words: Three big squares tell the machine where the code is and how it is turned; then it reads dots as words.
    Used for: Tickets, menus and bus stops. It is only read here: no address is opened.

    Read on at most 960 pixels a side. A code that is seen and cannot be read is labelled "QR code".
    """
    return _codes(image, N_("QR code"), cv2.QRCodeDetectorAruco().detectAndDecodeMulti)


@processor("Bar codes")
def bar_codes(image: Image) -> Detections:
    """Read the bar codes of shops and show their number.

    In words: Thick and thin stripes stand for digits; the last digit proves that the others were read well.
    Used for: Every till and every parcel.

    EAN-8, EAN-13 and UPC-A, read on at most 960 pixels a side.
    """
    return _codes(image, N_("bar code"), lambda small: cv2.barcode.BarcodeDetector().detectAndDecodeMulti(small))


def _codes(image: Image, unread: str, read: Callable[[Image], tuple[Any, ...]]) -> Detections:
    """The upright box around each code's corners, labelled with what was read."""
    small = shrunk(image, _READ)
    if min(small.shape[:2]) < 24:
        return Detections.none()
    seen, texts, corners, _ = read(small)
    if not seen:
        return Detections.none()
    quads = np.reshape(corners, (-1, 4, 2))
    boxes = np.hstack([quads.min(axis=1), quads.max(axis=1)])
    words = [text.strip()[:60] for text in texts]
    return _at_full_size(image, small, boxes, [verbatim(text) if text else unread for text in words])


@processor("Sheet of paper", moves_pixels=True)
def paper(
    image: Image,
    *,
    show: Annotated[
        Literal["outline", "flattened"], "outline: draw its four corners; flattened: show it as if scanned."
    ] = "outline",
    smallest: Annotated[int, Range(2, 80, unit="%"), "The least part of the picture a sheet fills."] = 10,
) -> Image:
    r"""Find the four corners of a sheet of paper, or lay it flat like a scanner.

    In words: Find the largest bright, blank shape with four corners. Then pull its corners to those of the screen.
    Used for: Scanning letters with a telephone.
    Formula: \begin{pmatrix}x'\\y'\\1\end{pmatrix} \sim H \begin{pmatrix}x\\y\\1\end{pmatrix}

    The picture stays as it is when there is no sheet. Corners are looked for on at most 480 pixels a side.
    """
    corners = find_sheet(image, smallest / 100)
    if corners is None:
        return image.copy()
    if show == "flattened":
        return flattened(image, corners)
    result = image.copy()
    thick = max(2, round(min(image.shape[:2]) / 120))
    cv2.polylines(result, [np.rint(corners).astype(np.int32)], True, (0, 208, 120), thick, cv2.LINE_AA)
    for x, y in corners:
        cv2.circle(result, (round(float(x)), round(float(y))), 2 * thick, (255, 176, 0), cv2.FILLED, cv2.LINE_AA)
    return result


@processor("Text lines")
def text_lines(
    image: Image,
    *,
    detail: Annotated[
        int, Range(320, 1280, step=80, unit="px", grows=0), "Size it looks at; more finds smaller print."
    ] = 800,
) -> Detections:
    """Put a box around each line of text on a page that is held up.

    In words: Letters are dark marks of about one height that follow each other closely. Where four or more do so
        in a row, there is a line, whatever it says.
    Used for: The first step of every program that reads: telephones that translate signs, scanners, readers for
        the blind.

    Looked for on at most `detail` pixels a side. The page on page segmentation looks more carefully.
    """
    from vision.layout.quick import quick_lines  # much to import for those who look for none

    small = shrunk(image, detail)
    return _at_full_size(image, small, quick_lines(to_gray(small)), N_("line"))
