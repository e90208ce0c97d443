"""Cameras that show one colour each, and browsers that have one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, BrowserContext

from rig.booth import write_calm_film
from rig.browser import ONE_PROCESS, launched
from vision.imageio import save_jpeg
from vision.types import as_image

Colour = tuple[int, int, int]
RED, GREEN = (200, 40, 40), (40, 170, 60)


def write_cameras(folder: Path, calm: bool = False) -> dict[Colour, Path]:
    """Thirty pictures a second, ten when `calm`."""
    paths = {colour: folder / f"{colour[0]}.{'y4m' if calm else 'mjpeg'}" for colour in (RED, GREEN)}
    for colour, path in paths.items():
        picture = as_image(np.full((480, 640, 3), colour, np.uint8))
        if calm:
            write_calm_film(path, [picture])
        else:
            path.write_bytes(save_jpeg(picture) * 30)
    return paths


@contextmanager
def house_with_camera(browser: Browser, camera: Path) -> Iterator[BrowserContext]:
    """A window of a browser of its own, beside `browser`."""
    with launched(browser.browser_type, camera, ONE_PROCESS) as own:
        allowed = ["camera", "microphone"]
        yield own.new_context(viewport={"width": 1400, "height": 1000}, permissions=allowed)
