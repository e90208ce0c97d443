"""axe-core over all pages in both themes, the live page while it runs, and the live page without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from rig import axe
from rig.booth import Server, press, seen, until, whole

LESSON = "/lessons?lesson=edges&step=6"
PAGES = (
    "/",
    "/faces",
    "/page_segmentation",
    "/image_lab",
    "/recorder",
    "/rooms",
    "/lessons",
    LESSON,
    f"{LESSON}&view=present",
)
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def script() -> Path:
    found = axe.install()
    if found is None:
        pytest.skip("axe-core cannot be fetched: there is no npm")
    return found


@pytest.fixture(scope="module", params=["light", "dark"])
def house(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    scheme: Scheme = request.param
    context = browser.new_context(
        viewport={"width": 1400, "height": 1000}, permissions=["camera"], color_scheme=scheme, reduced_motion="reduce"
    )
    yield context
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_grave_on_a_page_as_it_opens(page: Page, server: Server, script: Path, path: str) -> None:
    page.goto(server.url + path)
    whole(page)
    assert axe.grave(page, script) == []


def test_nothing_grave_while_live(page: Page, server: Server, script: Path) -> None:
    page.goto(f"{server.url}/?recipe=faces gamma")
    press(page, "START")
    until(lambda: seen(page) is not None, 20, "no picture", page)
    expect(page.get_by_role("button", name="Snapshot")).to_be_enabled(timeout=10_000)
    assert axe.grave(page, script) == []
