"""A full booth, seen by the next visitor and by the host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from rig.booth import Server, press, seen, serving, until

TAKEN = "All places at the camera are taken"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with one place and a host."""
    log = tmp_path_factory.mktemp("small") / "log.txt"
    with serving(log, LIVE_STREAMS="1", HOST_PASSWORD="open sesame") as running:
        yield running


def live(page: Page, server: Server) -> None:
    page.goto(server.url)
    press(page, "START")
    until(lambda: seen(page) is not None, 20, "no picture", page)


def test_the_next_visitor_waits_and_comes_in_when_a_tab_dies(page: Page, browser: Browser, small: Server) -> None:
    first = browser.new_context(permissions=["camera"])
    live(first.new_page(), small)
    page.goto(small.url)
    expect(page.get_by_text(TAKEN)).to_be_visible(timeout=20_000)
    expect(page.get_by_text("You are next.")).to_be_visible()
    first.close()
    expect(page.get_by_text(TAKEN)).to_be_hidden(timeout=15_000)
    press(page, "START")
    until(lambda: seen(page) is not None, 20, "no picture", page)
    assert not small.tracebacks()


def test_the_host_sees_who_is_live_behind_a_password(page: Page, browser: Browser, small: Server) -> None:
    page.goto(f"{small.url}/host")
    for given in ("abracadabra", "open sesame"):
        expect(page.get_by_text("Live streams")).to_be_hidden()
        page.get_by_label("Host password").fill(given)
        page.get_by_role("button", name="Show the streams").click()
        if given == "abracadabra":
            expect(page.get_by_text("That is not the password")).to_be_visible()
    expect(page.get_by_text("Live streams")).to_be_visible()
    expect(page.get_by_text("Nobody is live")).to_be_visible(timeout=15_000)
    visitor = browser.new_context(permissions=["camera"])
    live(visitor.new_page(), small)
    expect(page.get_by_text("1 of 1")).to_be_visible(timeout=15_000)
    visitor.close()
    expect(page.get_by_text("0 of 1")).to_be_visible(timeout=15_000)


def test_without_a_password_there_is_no_host_page(page: Page, server: Server) -> None:
    page.goto(server.url)
    expect(page.get_by_text("See what a computer sees")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("link", name="Host")).to_have_count(0)


def test_a_visit_ends_when_its_time_is_up(page: Page, tmp_path: Path) -> None:
    with serving(tmp_path / "log.txt", VISIT_MINUTES="0.1") as server:
        live(page, server)
        expect(page.get_by_text("Your time at the camera is over")).to_be_visible(timeout=20_000)
        until(lambda: seen(page) is None, 30, "the video goes on", page)
        assert not server.tracebacks()
