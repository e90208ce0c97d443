"""axe-core over all pages in both themes, the live page while it runs, and the live page without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from rig import axe
from rig.booth import Server, press, seen, settled, until

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


@pytest.fixture(params=["light", "dark"])
def themed(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme: Scheme = request.param
    context = browser.new_context(
        viewport={"width": 1400, "height": 1000}, permissions=["camera"], color_scheme=scheme, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_grave_on_a_page_as_it_opens(themed: Page, server: Server, script: Path, path: str) -> None:
    themed.goto(server.url + path)
    themed.wait_for_timeout(3000)
    settled(themed)
    assert axe.grave(themed, script) == []


def test_nothing_grave_while_live(themed: Page, server: Server, script: Path) -> None:
    themed.goto(f"{server.url}/?recipe=faces gamma")
    press(themed, "START")
    until(lambda: seen(themed) is not None, 20, "no picture", themed)
    expect(themed.get_by_role("button", name="Snapshot")).to_be_enabled(timeout=10_000)
    assert axe.grave(themed, script) == []
