"""`booth class` in a real browser: over https, with addresses that lead others in."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from booth import network
from rig import squares
from rig.booth import ROOT, Server, looks_like, press, settled, started
from tests.e2e.test_live import CODEC, Camera, pick, through
from vision.imageio import load_image

expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("lesson")
    environment = {"XDG_CACHE_HOME": str(folder), "HOST_PASSWORD": "open sesame"}
    with started([sys.executable, "-m", "booth", "class"], folder / "log.txt", ROOT, environment, "https") as running:
        yield running


@pytest.fixture
def pupil(browser: Browser) -> Iterator[Page]:
    """One who has gone on past the warning."""
    context = browser.new_context(
        viewport={"width": 1400, "height": 1000}, permissions=["camera", "microphone"], ignore_https_errors=True
    )
    yield context.new_page()
    context.close()


def public(lesson: Server) -> str:
    """The address that the room is told; the computer's own where it is in no network."""
    ways = network.ways()
    return lesson.url.replace("localhost", ways[0].address) if ways else lesson.url


def read_square(page: Page, of: str) -> str:
    """What a telephone's camera makes of it."""
    picture = page.get_by_alt_text(f"A QR code with the address of {of}").first
    expect(picture).to_be_visible()
    settled(page)
    return squares.read(load_image(picture.screenshot()))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_video_runs_and_the_link_leads_others_in(pupil: Page, lesson: Server, camera: Camera, host: str) -> None:
    pupil.goto(lesson.url.replace("localhost", host))
    assert pupil.evaluate("isSecureContext")
    press(pupil, "START")
    looks_like(pupil, through(camera[1], "none"), CODEC)
    pick(pupil, "Negative")
    looks_like(pupil, through(camera[1], "invert"), CODEC)
    pupil.get_by_test_id("stSidebar").get_by_role("button", name="Share or take home").click()
    link = f"{public(lesson)}/?recipe=invert"
    expect(pupil.get_by_text(link, exact=True)).to_be_visible()
    if network.ways():
        assert read_square(pupil, "this recipe") == link
    assert not lesson.tracebacks()


@pytest.mark.skipif(not network.ways(), reason="this computer is in no network")
def test_who_came_by_the_rooms_address_invites_to_a_room_by_it(pupil: Page, lesson: Server) -> None:
    pupil.goto(f"{public(lesson)}/rooms")
    pupil.get_by_role("textbox", name="Your nickname").first.fill("Ada")
    pupil.get_by_role("button", name="Open a room").click()
    pupil.get_by_role("button", name="Invite").click()
    code = re.search(r"room=([\w-]+)", pupil.get_by_text("/rooms?room=").inner_text())
    assert code is not None
    assert read_square(pupil, "this room") == f"{public(lesson)}/rooms?room={code[1]}"
    assert not lesson.tracebacks()


def test_the_host_sees_the_way_in_and_can_hand_out_the_certificate(pupil: Page, lesson: Server, tmp_path: Path) -> None:
    pupil.goto(f"{lesson.url}/host")
    pupil.get_by_label("Host password").fill("open sesame")
    pupil.get_by_role("button", name="Show the streams").click()
    expect(pupil.get_by_text(public(lesson), exact=True)).to_be_visible()
    if network.ways():
        assert read_square(pupil, "the booth") == public(lesson)
    with pupil.expect_download() as download:
        pupil.get_by_role("button", name="Certificate for iPhones and iPads").click()
    assert download.value.suggested_filename == "vision-booth-class.crt"
    assert b"BEGIN CERTIFICATE" in Path(download.value.path()).read_bytes()


def test_localhost_is_never_given_without_saying_so(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?recipe=invert")
    page.get_by_test_id("stSidebar").get_by_role("button", name="Share or take home").click()
    expect(page.get_by_text("leads every device to itself")).to_be_visible()
