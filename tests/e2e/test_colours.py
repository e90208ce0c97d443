"""Every kind of colour looks as it does in a real browser."""

from __future__ import annotations

import numpy as np
from playwright.sync_api import Browser

from benchmarks.colour import LIMIT, WHY, seen
from rig.browser import launched
from tests.vision.imageio.profiled import kinds
from vision.imageio import load_image


def test_colours_are_those_of_a_browser(browser: Browser) -> None:
    with launched(browser.browser_type, None, "--force-color-profile=srgb") as plain:
        page = plain.new_page(viewport={"width": 400, "height": 400})
        off = {name: np.abs(load_image(data).astype(int) - seen(page, data)).mean() for name, data in kinds().items()}
    assert {name: round(float(mean), 2) for name, mean in off.items() if mean > LIMIT and name not in WHY} == {}
