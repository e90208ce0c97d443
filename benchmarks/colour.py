"""Pictures of every kind of colour beside Chromium's: `python -m benchmarks.colour > benchmarks/colour.md`.

Each is opened by `vision.imageio` and by a real browser as an <img>; the numbers are differences of grey levels.
"""

from __future__ import annotations

import numpy as np

from rig.browser import chromium
from rig.coloured import BROWSERS_OWN, black_first, kinds, seen_in
from vision.imageio import load_image

LIMIT = 2.0


def main() -> None:
    print("# Colours beside a browser's\n")
    print("`python -m benchmarks.colour > benchmarks/colour.md`\n")
    with chromium(None, "--force-color-profile=srgb") as browser:
        print(f"One photograph, saved with each kind of colour, in Chromium {browser.version} and here: difference of")
        print(f"the values, in levels of 255. The limit for the mean is {LIMIT:g}.\n")
        print("| picture | mean | 99 of 100 below | |\n|---|---:|---:|---|")
        page = browser.new_page(viewport={"width": 400, "height": 400})
        for name, data in kinds().items():
            seen = seen_in(page, data)
            off = np.abs(load_image(data).astype(int) - seen)
            why = BROWSERS_OWN.get(name, "**over**") if off.mean() > LIMIT else ""
            if why and name in BROWSERS_OWN:
                why += (
                    f"; with that done here too, {np.abs(load_image(black_first(data)).astype(int) - seen).mean():.2f}"
                )
            print(f"| {name} | {off.mean():.2f} | {np.quantile(off, 0.99):.0f} | {why} |")


if __name__ == "__main__":
    main()
