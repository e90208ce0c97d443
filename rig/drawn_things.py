"""Things drawn to order, so that one knows what is to be found: QR codes, bar codes, somebody who stands."""

from __future__ import annotations

import cv2
import numpy as np

from vision.types import Image, as_image


def qr(text: str, scale: int = 6) -> Image:
    """The text as a QR code with its white border; scale: pixels to a module."""
    code = cv2.QRCodeEncoder.create().encode(text)
    large = cv2.resize(code, None, fx=scale, fy=scale, interpolation=cv2.INTER_NEAREST)
    return as_image(cv2.cvtColor(large, cv2.COLOR_GRAY2RGB))


def ean13(digits: str, wide: int = 3, tall: int = 120) -> Image:
    """The bars of 13 digits, by the standard's tables; wide: pixels of the thinnest bar."""
    odd = ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"]
    right = ["".join("10"[int(b)] for b in code) for code in odd]
    even = [code[::-1] for code in right]
    mix = ["OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO"]
    left = "".join((odd if m == "O" else even)[int(d)] for m, d in zip(mix[int(digits[0])], digits[1:7], strict=True))
    bits = "101" + left + "01010" + "".join(right[int(d)] for d in digits[7:]) + "101"
    row = np.array([0 if b == "1" else 255 for b in bits], np.uint8).repeat(wide)
    return as_image(np.broadcast_to(row[None, :, None], (tall, len(row), 3)))


def walker(tall: int) -> Image:
    """(360, 480, 3) somebody who stands in front of a wall, `tall` pixels from head to foot."""
    image, ink, s = np.full((360, 480, 3), 190, np.uint8), (40, 40, 50), tall / 100

    def at(a: float, b: float) -> tuple[int, int]:
        return int(160 + a * s), int(60 + b * s)

    cv2.circle(image, at(0, 8), int(7 * s), ink, cv2.FILLED)
    trunk = [at(-12, 17), at(12, 17), at(14, 30), at(9, 52), at(-9, 52), at(-14, 30)]
    cv2.fillConvexPoly(image, np.array(trunk), ink)
    for side in (-1, 1):
        cv2.line(image, at(side * 12, 20), at(side * 15, 48), ink, int(5 * s))
        cv2.line(image, at(side * 5, 50), at(side * 8, 96), ink, int(8 * s))
    return as_image(cv2.GaussianBlur(image, (0, 0), 1))
