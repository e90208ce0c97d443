"""Pictures of every kind of colour beside Chromium's: `python -m benchmarks.colour > benchmarks/colour.md`.

Each is opened by `vision.imageio` and by a real browser as an <img>; the numbers are differences of grey levels.
"""

from __future__ import annotations

import base64

import numpy as np
from playwright.sync_api import Page

from rig.browser import chromium
from tests.vision.imageio.profiled import kinds
from vision.imageio import load_image
from vision.types import Image

LIMIT = 2.0
_BRIGHT = "Chromium dims a pixel by its strongest channel, an ICC profile each channel by itself"
WHY = {
    "JPEG, four inks with a profile": "Chromium multiplies black into the other inks before it uses the profile",
    "AVIF, numbered HLG": _BRIGHT,
    "AVIF, numbered PQ": _BRIGHT,
}
"""Reasons for being over the limit."""


def seen(page: Page, data: bytes) -> Image:
    """The picture as the browser shows it, (H, W, 3)."""
    page.set_content(f'<style>body{{margin:0}}</style><img src="data:;base64,{base64.b64encode(data).decode()}">')
    page.evaluate("() => document.querySelector('img').decode()")
    return load_image(page.locator("img").screenshot())


def main() -> None:
    print("# Colours beside a browser's\n")
    print("`python -m benchmarks.colour > benchmarks/colour.md`\n")
    with chromium(None, "--force-color-profile=srgb") as browser:
        print(f"One photograph, saved with each kind of colour, in Chromium {browser.version} and here: difference of")
        print(f"the values, in levels of 255. The limit for the mean is {LIMIT:g}.\n")
        print("| picture | mean | 99 of 100 below | |\n|---|---:|---:|---|")
        page = browser.new_page(viewport={"width": 400, "height": 400})
        for name, data in kinds().items():
            off = np.abs(load_image(data).astype(int) - seen(page, data))
            why = WHY.get(name, "**over**") if off.mean() > LIMIT else ""
            print(f"| {name} | {off.mean():.2f} | {np.quantile(off, 0.99):.0f} | {why} |")


if __name__ == "__main__":
    main()
