"""Every processor, added once on the running live page: a frame comes back from each, none stops the stream.

One whose model file is not here says so in kind words.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, Page, expect

from rig.booth import Server, press, seen, settled, shown_video, until
from tests.e2e.test_live import PLAYED, pick
from vision.catalogue import catalogue
from vision.models.files import lacking
from vision.processor import Processor

_FRAMES = 5  # enough that one was made after the filter came


@pytest.mark.parametrize("half", [0, 1])  # all at once come near the time that a test is given
def test_each_is_added_and_frames_keep_coming(page: Page, server: Server, half: int) -> None:
    page.goto(server.url)
    press(page, "START")
    until(lambda: seen(page), 20, "no picture", page)
    video = shown_video(page)
    video.evaluate("video => video.mark = 'the same stream'")
    for entry in list(catalogue().values())[half::2]:
        add(page, entry)
        played = video.evaluate(PLAYED) + _FRAMES
        until(lambda played=played: video.evaluate(PLAYED) > played, 20, f"{entry.name} stops it", page)  # type: ignore[misc]
        if not lacking(entry.needs):
            assert not page.get_by_text("could not work on this picture").count(), entry.name
        else:
            expect(page.get_by_text("needs a file that is not here yet").first).to_be_visible(timeout=20_000)
        pick(page, "Original")
        expect(page).to_have_url(f"{server.url}/?recipe=none", timeout=10_000)
    assert video.evaluate("video => video.mark") == "the same stream"
    assert not server.tracebacks()


def add(page: Page, entry: Processor) -> None:
    """Type its name into the list and take it; once more when the list was being drawn anew."""
    for _ in range(6):
        try:
            page.get_by_role("combobox", name="Add a filter").fill(f"{entry.label} · {entry.group}", timeout=4_000)
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/?recipe={entry.name}*", timeout=4_000)
            return
        except Error:  # the choice was lost, or the list before stands beside this one
            page.keyboard.press("Escape")  # closes a list that stayed open
            settled(page)
    raise AssertionError(f"{entry.name} cannot be added")
