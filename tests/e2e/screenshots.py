"""The README's pictures, taken from the running booth: `python -m tests.e2e.screenshots docs`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from rig.booth import press, seen, serving, until, write_camera
from rig.browser import chromium

_WIDE, _PHONE = (1360, 900), (390, 844)
_SHOTS = (
    ("live", "/?recipe=roberts channel=red", "light", _WIDE),
    ("live-dark", "/?recipe=cartoon", "dark", _WIDE),
    ("live-phone", "/?recipe=colour_map", "light", _PHONE),
)


def main(folder: Path) -> None:
    """Writes one PNG for each view into `folder`."""
    with tempfile.TemporaryDirectory() as scratch:
        camera = Path(scratch) / "camera.mjpeg"
        write_camera(camera)
        with serving(Path(scratch) / "log.txt") as server, chromium(camera) as browser:
            for name, address, scheme, (width, height) in _SHOTS:
                size = {"width": width, "height": height}
                page = browser.new_page(viewport=size, color_scheme=scheme, permissions=["camera"])  # type: ignore[arg-type]
                page.goto(server.url + address)
                _start(page)
                page.screenshot(path=folder / f"{name}.png")
                page.close()


def _start(page: Page) -> None:
    page.wait_for_timeout(3000)
    press(page, "START")
    until(lambda: seen(page), 30, "no picture", page)
    looks = page.get_by_role("toolbar", name="Looks").locator("img")
    until(lambda: looks.first.evaluate("picture => picture.naturalWidth > 1"), 30, "no looks", page)
    page.wait_for_timeout(4000)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
