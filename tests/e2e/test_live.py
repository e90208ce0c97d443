"""The live page in a real browser, judged by the pixels that come back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from rig.booth import Server, difference, looks_like, press, seen, settled, shown_video, until, video_frame, whole
from vision.imageio import load_image
from vision.pipeline import Pipeline
from vision.recipe import Recipe
from vision.types import Image

CODEC = 9.0  # mean grey levels that two trips through VP8 cost a photograph
CODEC_EDGES = 16.0  # and a drawing of its edges

PLAYED = "video => video.getVideoPlaybackQuality().totalVideoFrames"
Camera = tuple[Path, Image]
_KEEPS_ITS_LINE = """addEventListener('DOMContentLoaded', () => {
    const lines = RTCPeerConnection.prototype, ask = lines.createOffer;
    lines.createOffer = function (...how) { window.line = this; return ask.apply(this, how); }; })"""


def through(photo: Image, recipe: str) -> Image:
    """What should come back: the camera is a front camera, so it is mirrored first."""
    return Pipeline().run(np.ascontiguousarray(photo[:, ::-1]), Recipe.parse(recipe)).image


def pick(page: Page, look: str) -> None:
    """One press in the strip under the picture."""
    page.get_by_role("toolbar", name="Looks").get_by_role("button", name=look, exact=True).click()


def add(page: Page, label: str) -> None:
    page.get_by_placeholder("Add a filter").or_(page.get_by_role("combobox", name="Add a filter")).first.fill(label)
    page.keyboard.press("Enter")


def test_start_invert_roberts_without_a_restart(page: Page, server: Server, camera: Camera) -> None:
    page.goto(server.url)
    press(page, "START")
    looks_like(page, through(camera[1], "none"), CODEC)
    video = shown_video(page)
    video.evaluate("video => video.mark = 'the same stream'")
    stream = video.evaluate("video => video.srcObject.id")

    pick(page, "Negative")
    looks_like(page, through(camera[1], "invert"), CODEC)
    expect(page).to_have_url(f"{server.url}/?recipe=invert")

    pick(page, "Roberts edges")
    looks_like(page, through(camera[1], "roberts channel=red gain=4"), CODEC_EDGES)

    add(page, "Invert")
    looks_like(page, through(camera[1], "roberts channel=red gain=4 invert"), CODEC_EDGES)
    assert video.evaluate("video => video.mark") == "the same stream"
    assert video.evaluate("video => video.srcObject.id") == stream
    assert not server.tracebacks()


def test_a_link_opens_with_its_recipe_and_its_values(page: Page, server: Server, camera: Camera) -> None:
    page.goto(f"{server.url}/?recipe=gamma exponent=3.0 pixelate size=32")
    press(page, "START")
    looks_like(page, through(camera[1], "gamma exponent=3.0 pixelate size=32"), CODEC_EDGES)
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar.get_by_text("Gamma", exact=True)).to_be_visible()
    expect(sidebar.get_by_text("3.00", exact=True)).to_be_visible()


def test_steps_are_moved_switched_off_and_removed(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?recipe=gamma exponent=2.0 invert")
    sidebar = page.get_by_test_id("stSidebar")
    sidebar.locator("[class*=arrow_upward]").nth(1).locator("button:visible").click()
    page.wait_for_url(lambda url: recipe_in(url) == "invert gamma exponent=2.0")
    sidebar.get_by_text("Invert", exact=True).first.click()
    page.wait_for_url(lambda url: recipe_in(url) == "-invert gamma exponent=2.0")
    sidebar.locator("[class*=step][class*=close]").nth(1).locator("button:visible").click()
    page.wait_for_url(lambda url: recipe_in(url) == "-invert")


def recipe_in(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("recipe", [""])[0]


def test_a_broken_link_says_what_is_wrong(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?recipe=gama")
    expect(page.get_by_text("did you mean gamma")).to_be_visible()
    expect(page.get_by_text("No filter yet")).to_be_visible()
    page.wait_for_url("**/?recipe=none")


def test_the_snapshot_has_the_size_of_the_stream(page: Page, server: Server, camera: Camera, tmp_path: Path) -> None:
    page.goto(f"{server.url}/?recipe=invert")
    press(page, "START")
    looks_like(page, through(camera[1], "invert"), CODEC)
    with page.expect_download() as download:
        page.get_by_role("button", name="Snapshot").click()
    download.value.save_as(tmp_path / "at once.png")
    assert difference(load_image(tmp_path / "at once.png"), through(camera[1], "invert")) < CODEC
    for label, recipe in (("Filtered PNG", "invert"), ("Unfiltered PNG", "none")):
        with page.expect_download() as download:
            page.get_by_role("button", name=label, exact=True).click()
        download.value.save_as(tmp_path / "snapshot.png")
        snapshot = load_image(tmp_path / "snapshot.png")
        shown = seen(page)
        assert shown is not None and snapshot.shape == shown.shape == camera[1].shape
        assert difference(snapshot, through(camera[1], recipe)) < CODEC


@pytest.mark.parametrize("label", ["Test pattern", "Turning surface"])
def test_a_source_that_needs_no_camera_moves(page: Page, server: Server, label: str) -> None:
    page.goto(server.url)
    page.get_by_role("combobox", name="Picture from").click()
    page.get_by_role("option", name=label).click()
    settled(page)
    press(page, "START")
    first = until(lambda: seen(page), 20, "no picture", page)

    def moved() -> bool:
        now = seen(page)
        return now is not None and now.shape == first.shape and difference(now, first) > 2

    until(moved, 10, "the picture stands still", page)


def test_ten_reloads_leave_no_thread_behind(page: Page, server: Server) -> None:
    threads = server.process.num_threads
    page.goto(server.url)
    press(page, "START")
    until(lambda: seen(page) is not None, 20, "no picture", page)
    page.goto("about:blank")
    page.wait_for_timeout(4000)
    before = threads()
    for _ in range(10):
        page.goto(server.url)
        press(page, "START")
        until(lambda: seen(page) is not None, 20, "no picture", page)
    page.goto("about:blank")
    until(lambda: threads() <= before + 1, 30, "threads stay behind", page)


@pytest.mark.parametrize("at", ["", "/recorder"])
def test_a_line_that_is_silent_for_some_seconds_does_not_end_the_video(page: Page, server: Server, at: str) -> None:
    page.add_init_script(_KEEPS_ITS_LINE)
    page.goto(server.url + at)
    whole(page)
    press(page, "START")
    until(lambda: seen(page) is not None, 20, "no picture", page)
    state = partial(video_frame(page).evaluate, "line.connectionState")
    server.process.suspend()
    try:
        until(lambda: state() == "disconnected", 20, "the line is never silent", page)
    finally:
        server.process.resume()
    until(lambda: state() == "connected", 10, "the line stays silent", page)
    video = shown_video(page)
    played = video.evaluate(PLAYED) + 5
    until(lambda: video.evaluate(PLAYED) > played, 10, "the picture stands still", page)
    assert state() == "connected" and not server.tracebacks()
