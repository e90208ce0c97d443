"""Every kind of colour looks as it does in a real browser."""

from __future__ import annotations

import numpy as np
from playwright.sync_api import Browser

from rig.browser import launched
from rig.coloured import BROWSERS_OWN, black_first, kinds, seen_in
from vision.imageio import load_image


def test_colours_are_those_of_a_browser(browser: Browser) -> None:
    with launched(browser.browser_type, None, "--force-color-profile=srgb") as plain:
        page = plain.new_page(viewport={"width": 400, "height": 400})
        files = kinds()
        off = {name: np.abs(load_image(data).astype(int) - seen_in(page, data)).mean() for name, data in files.items()}
    assert {name: round(float(mean), 2) for name, mean in off.items() if mean > 2 and name not in BROWSERS_OWN} == {}


def test_in_four_inks_a_browser_goes_its_own_way_at_black(browser: Browser) -> None:
    (name,) = BROWSERS_OWN
    file = kinds()[name]
    with launched(browser.browser_type, None, "--force-color-profile=srgb") as plain:
        seen = seen_in(plain.new_page(viewport={"width": 400, "height": 400}), file)
    ours, its_way = (np.abs(load_image(data).astype(int) - seen).mean() for data in (file, black_first(file)))
    assert its_way < 2 < ours
