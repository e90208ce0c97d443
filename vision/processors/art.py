"""Art: looks that people know from paper and screens."""

from __future__ import annotations

from typing import Annotated

import cv2

from vision.colour import to_gray
from vision.params import Range
from vision.processor import processor
from vision.types import Image, as_image


@processor("Cartoon")
def cartoon(
    image: Image,
    *,
    smoothness: Annotated[int, Range(1, 5), "How often colours are smoothed into flat areas."] = 2,
    lines: Annotated[int, Range(0, 20), "How easily an ink line appears; 0 draws none."] = 9,
) -> Image:
    """Flatten the colours and ink the outlines, like a comic.

    Colours are smoothed at half size, where the eye cannot tell.
    """
    height, width = image.shape[:2]
    flat = cv2.resize(image, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
    for _ in range(smoothness):
        flat = cv2.bilateralFilter(flat, 5, 40, 5)
    result = cv2.resize(flat, (width, height), interpolation=cv2.INTER_LINEAR)
    if lines:
        soft = cv2.medianBlur(to_gray(image), 5)
        kind = cv2.ADAPTIVE_THRESH_MEAN_C
        ink = cv2.adaptiveThreshold(soft, 255, kind, cv2.THRESH_BINARY, 9, 21 - lines)
        result = cv2.bitwise_and(result, result, mask=ink)
    return as_image(result)
