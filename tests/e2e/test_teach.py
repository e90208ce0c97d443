"""Three things taught from a camera and named when they come again, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import cv2
import pytest
from playwright.sync_api import Browser, Page, expect

from rig.booth import Server, press, until, write_calm_film
from rig.browser import launched
from tests.vision.teach.things import NAMES, scene
from vision.types import as_image

PLACES, FRAMES = 10, 4  # each thing at ten places, 0.4 s at each, then the next thing
ENOUGH = 6
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1400, "height": 900}


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ball, book and star in turn, and again from the beginning."""
    path = tmp_path_factory.mktemp("film") / "things.y4m"
    shots = [as_image(cv2.resize(scene(name, seed), (640, 480))) for name in NAMES for seed in range(PLACES)]
    write_calm_film(path, [shot for shot in shots for _ in range(FRAMES)])
    return path


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def teach(browser: Browser, film: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    with launched(browser.browser_type, film) as own:
        context = own.new_context(viewport=request.param, permissions=["camera"])
        yield context.new_page()
        context.close()


def shown(page: Page) -> str:
    """Which thing the camera shows now, by the colours of the picture that comes back."""
    video = next(f for f in page.frames if "webrtc_streamer" in f.url).locator("video")
    counts = video.evaluate(_COUNT)
    return NAMES[counts.index(max(counts))] if max(counts) > 500 else ""


def shows(page: Page, name: str, said: bool = False) -> bool:
    """Whether the camera shows it now; and, with `said`, whether the page says so."""
    return shown(page) == name and (not said or page.locator(".verdict").text_content() == name)


_COUNT = """v => { const c = document.createElement('canvas'); c.width = 320; c.height = 240;
    const g = c.getContext('2d'); g.drawImage(v, 0, 0, 320, 240);
    const d = g.getImageData(0, 0, 320, 240).data, n = [0, 0, 0];
    for (let i = 0; i < d.length; i += 4) { const [r, gr, b] = [d[i], d[i + 1], d[i + 2]];
        if (r > 215 && gr > 215 && b > 205) n[0]++;
        else if (b > 130 && r < 90 && gr < 100) n[1]++;
        else if (r > 190 && gr < 100 && b < 100) n[2]++; }
    return n; }"""


def test_three_things_are_taught_and_named_when_they_come_again(teach: Page, server: Server) -> None:
    teach.goto(f"{server.url}/teach")
    expect(teach.get_by_role("heading", name="Teach")).to_be_visible(timeout=30_000)
    press(teach, "START")
    teach.get_by_role("button", name="Another thing").click()
    names = teach.get_by_label("Name of this thing")
    expect(names).to_have_count(3)
    for at, name in enumerate(NAMES):
        names.nth(at).fill(name)
        names.nth(at).press("Enter")
        expect(teach.get_by_role("button", name=f"Ten pictures of {name}")).to_be_enabled(timeout=30_000)
    for at, name in enumerate(NAMES):
        for _ in range(8):
            until(partial(shows, teach, name), 60, f"the camera never shows a {name}", teach)
            hold(teach, name)
            teach.wait_for_timeout(1500)
            if count(teach, at) >= ENOUGH:
                break
        assert count(teach, at) >= ENOUGH, f"too little of the {name} is collected"
    expect(teach.get_by_text("Each picture was left out in turn")).to_be_visible(timeout=20_000)
    stream = next(f for f in teach.frames if "webrtc_streamer" in f.url).locator("video")
    stream.evaluate("video => video.mark = 'the same stream'")
    for name in NAMES:
        until(partial(shows, teach, name, said=True), 60, f"{name} is not named", teach)
    teach.get_by_text("Take it home", exact=True).click()
    expect(teach.get_by_role("button", name="The model")).to_be_visible()
    main = teach.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth"), "the page scrolls sideways"
    assert stream.evaluate("video => video.mark") == "the same stream"
    assert not server.tracebacks()


def hold(page: Page, name: str) -> None:
    """As long as the thing is shown, for a second at most."""
    button = page.get_by_role("button", name=f"Hold to collect {name}")
    button.scroll_into_view_if_needed()
    button.hover()
    page.mouse.down()
    for _ in range(10):
        if shown(page) != name:
            break
        page.wait_for_timeout(100)
    page.mouse.up()


def count(page: Page, at: int) -> int:
    return int((page.locator(".classes .count").nth(at).text_content() or "0").split()[0])
