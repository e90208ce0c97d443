"""A room that somebody leaves as in a crash: the others see it within seconds."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import psutil
from playwright.sync_api import Page, expect

from rig.booth import Server, press
from rig.one_colour import GREEN, RED, Colour
from tests.e2e.test_rooms import joins, opens, sees


def inverted(colour: Colour) -> Colour:
    return 255 - colour[0], 255 - colour[1], 255 - colour[2]


def test_three_see_both_tiles_and_a_killed_one_goes(
    server: Server, ada: Page, ben: Page, cem: Page, cameras: dict[Colour, Path]
) -> None:
    code = opens(ada, server, "Ada")
    joins(ben, server, code, "Ben", recipe="invert")
    joins(cem, server, code, "Cem", spectator=True)
    for page in (ada, ben, cem):
        press(page, "START")
    for page in (ada, ben, cem):
        sees(page, RED, inverted(GREEN))
    expect(ada.locator("[data-own-tile]")).to_be_visible()
    assert not cem.locator("[data-own-tile]").count()

    kill(cameras[GREEN])
    sees(cem, RED, seconds=8)
    sees(ada, RED, seconds=5)

    ada.get_by_role("button", name="Leave").click()
    expect(ada.get_by_role("button", name="Open a room")).to_be_visible()
    assert not server.tracebacks()


def kill(camera: Path) -> None:
    """End the browser with this camera, as a crash does."""
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if str(camera) in " ".join(process.cmdline()):
                process.kill()
