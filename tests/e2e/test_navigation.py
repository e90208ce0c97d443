"""Every page by its link: on a server that nobody has visited yet, and from a page that still has something to say."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from rig.booth import Server, serving, video_frame, whole

_SAYS_AT_A_CLICK = """() => top.document.addEventListener('click', () => parent.postMessage({
    isStreamlitMessage: true, type: 'streamlit:setComponentValue', dataType: 'json', value: {playing: false}}, '*'))"""


def test_the_first_visitor_may_follow_a_link_to_any_page(page: Page, tmp_path: Path) -> None:
    with serving(tmp_path / "log.txt") as fresh:
        page.goto(f"{fresh.url}/image_lab?recipe=invert")
        expect(page.get_by_role("heading", name="Image lab")).to_be_visible(timeout=30_000)
        expect(page).to_have_title("Vision Booth")
        expect(page.get_by_role("link", name="Live")).to_be_visible()
        assert page.url.endswith("/image_lab?recipe=invert")
        assert not fresh.tracebacks()


def test_who_follows_a_link_is_not_called_back_by_what_the_video_says_meanwhile(page: Page, server: Server) -> None:
    page.goto(server.url)
    whole(page)
    video_frame(page).evaluate(_SAYS_AT_A_CLICK)
    page.get_by_role("link", name="Faces").click()
    page.wait_for_url("**/faces*", timeout=20_000)
    whole(page)
    expect(page.get_by_role("heading", name="Find the faces")).to_be_visible()
    assert page.url.startswith(f"{server.url}/faces")
