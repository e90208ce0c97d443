"""The stand in a browser: it starts alone, gives a picture to a telephone, and forgets who has gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from rig import squares
from rig.booth import Server, seen, serving, settled, until
from tests.e2e.test_live import pick
from vision.imageio import load_image

IDLE_S = 12


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that forgets quickly, and keeps clips where this test can see them."""
    folder = tmp_path_factory.mktemp("stand")
    with serving(folder / "log.txt", STAND_SECONDS=str(IDLE_S), TMPDIR=str(folder)) as running:
        yield running


def arrive(page: Page, stand: Server) -> None:
    page.goto(f"{stand.url}/?stand=1")
    until(lambda: seen(page) is not None, 30, "the stand does not start by itself", page)


def address(page: Page) -> str:
    """What the square on the page says to a telephone."""
    square = page.get_by_role("img", name="A QR code with the address of your picture")
    expect(square).to_be_visible(timeout=30_000)
    page.wait_for_timeout(500)
    return squares.read(load_image(square.screenshot()))


def on_a_telephone(browser: Browser, url: str) -> Page:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(url)
    return page


def test_on_a_telephone_the_looks_are_whole(browser: Browser, stand: Server) -> None:
    page = on_a_telephone(browser, f"{stand.url}/?stand=1")
    until(lambda: seen(page) is not None, 30, "the stand does not start by itself", page)
    expect(page.get_by_role("button", name="Original", exact=True)).to_be_in_viewport(ratio=1)
    page.close()


def test_each_visit_is_reset_and_only_the_telephone_keeps_its_picture(
    page: Page, browser: Browser, stand: Server
) -> None:
    arrive(page, stand)
    for key in (" ", "PageDown"):
        pick(page, "Negative")
        page.get_by_role("toolbar", name="Looks").press("Escape")
        page.locator("body").press(key)
        expect(page.locator(".count")).to_have_text("3")
        first = address(page)
        assert len(urlsplit(first).query) == len("token=") + 32
        telephone = on_a_telephone(browser, first)
        expect(telephone.get_by_role("button", name="Save")).to_be_visible(timeout=20_000)
        page.get_by_role("button", name="Close").click()
        page.get_by_role("button", name="Photo").click()
        until(lambda first=first: page.locator(".st-key-souvenir").count() and address(page) != first, 20, "no", page)  # type: ignore[misc]
        second = address(page)
        expect(page.locator(".st-key-souvenir")).to_have_count(0, timeout=(IDLE_S + 15) * 1000)
        assert not any("visit" in str(cookie["name"]) for cookie in page.context.cookies())
        telephone.reload()
        expect(telephone.get_by_role("button", name="Save")).to_be_visible(timeout=20_000)
        telephone.goto(second)
        expect(telephone.get_by_text("This picture is gone")).to_be_visible(timeout=20_000)
        telephone.close()
    assert seen(page) is not None and not stand.tracebacks()


def test_a_clip_goes_home_and_i_am_done_deletes_it_here(page: Page, browser: Browser, stand: Server) -> None:
    arrive(page, stand)
    page.get_by_role("button", name="Clip").click()
    home = address(page)
    page.get_by_role("button", name="I'm done").click()
    expect(page.locator(".st-key-souvenir")).to_have_count(0, timeout=10_000)
    telephone = on_a_telephone(browser, home)
    expect(telephone.get_by_text("This picture is gone")).to_be_visible(timeout=20_000)
    telephone.close()
    assert not list(Path(stand.log.parent).rglob("*.mp4"))
    page.reload()
    until(lambda: seen(page) is not None, 30, "the stand does not start again", page)
    assert not page.get_by_text("Welcome back").count() and not page.locator(".st-key-souvenir").count()


def test_i_am_done_on_the_usual_page_begins_anew(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?recipe=invert")
    settled(page)
    page.get_by_role("button", name="I'm done").click()
    page.wait_for_url("**/?recipe=none", timeout=20_000)
    expect(page.get_by_text("No filter yet")).to_be_visible()
