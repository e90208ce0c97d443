"""Every page by its link, on a server that nobody has visited yet."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from rig.booth import serving


def test_the_first_visitor_may_follow_a_link_to_any_page(page: Page, tmp_path: Path) -> None:
    with serving(tmp_path / "log.txt") as fresh:
        page.goto(f"{fresh.url}/image_lab?recipe=invert")
        expect(page.get_by_role("heading", name="Image lab")).to_be_visible(timeout=30_000)
        expect(page).to_have_title("Vision Booth")
        expect(page.get_by_role("link", name="Live")).to_be_visible()
        assert page.url.endswith("/image_lab?recipe=invert")
        assert not fresh.tracebacks()
