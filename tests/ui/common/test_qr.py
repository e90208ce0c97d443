from __future__ import annotations

import re

import cv2
import numpy as np

from ui.common.qr import qr_svg


def test_it_says_what_it_was_given() -> None:
    text = "https://booth.example/take_home?token=" + "x" * 32
    assert read(qr_svg(text)) == text


def read(svg: str) -> str:
    """The square drawn as its SVG says, one dot as 8 pixels, and read by OpenCV."""
    size = int(re.findall(r'viewBox="0 0 (\d+) \d+"', svg)[0])
    dots = np.full((size, size), 255, np.uint8)
    x, y = 0, 0.0
    path = re.findall(r'<path[^>]*class="qrline"[^>]*d="([^"]+)"|d="(M4[^"]+)"', svg)[-1]
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", path[0] or path[1]):
        values = [float(v) for v in numbers.split()]
        if command == "M":
            x, y = int(values[0]), values[1]
        elif command == "m":
            x, y = x + int(values[0]), y + values[1]
        else:
            dots[int(y), x : x + int(values[0])] = 0
            x += int(values[0])
    return str(cv2.QRCodeDetector().detectAndDecode(np.kron(dots, np.ones((8, 8), np.uint8)))[0])
