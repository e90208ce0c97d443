"""Recordings and motion clips in a real browser: made, played, taken home, and nobody else's."""

# Nothing runs beside it: what is recorded has so many seconds and pictures.
from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from rig.booth import Server, press, seen, serving, until
from rig.browser import launched
from tests.live.films import moving, read_film, read_sound, write_film
from vision.imageio import save_jpeg

_PLAYER = """() => { const v = document.querySelector('[data-testid=stVideo]');
    return v && {ready: v.readyState, length: v.duration, error: v.error && v.error.message,
                 width: v.videoWidth, at: v.currentTime, url: v.currentSrc, heard: v.webkitAudioDecodedByteCount}; }"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose clips lie where this test can see them."""
    clips = tmp_path_factory.mktemp("clips")
    with serving(clips / "log.txt", "server.py", TMPDIR=str(clips)) as running:
        yield running


def open_page(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    return page


def start(page: Page) -> None:
    press(page, "START")
    until(lambda: seen(page) is not None, 30, "no picture", page)


def record(page: Page, seconds: float) -> None:
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("button", name="Stop recording")).to_be_visible()
    page.wait_for_timeout(seconds * 1000)


def choose(page: Page, what: str) -> None:
    page.get_by_role("combobox", name="Record", exact=True).click()
    page.get_by_role("option", name=what).click()


def plays(page: Page) -> float:
    """Press the first clip's Play; its length in seconds by the browser's own word."""
    page.get_by_role("button", name="Play", exact=True).first.click()
    player = until(lambda: (p := page.evaluate(_PLAYER)) and p["ready"] >= 2 and p, 20, "no clip plays", page)
    assert player["error"] is None and player["width"] > 0
    until(lambda: page.evaluate(_PLAYER)["at"] > 0.5, 20, "the clip stands still", page)
    return float(player["length"])


def download(page: Page, to: Path) -> Path:
    """The newest clip, taken home."""
    page.get_by_role("button", name="Play", exact=True).first.click()
    page.wait_for_timeout(2000)
    return saved(page, "Download", to)


def saved(page: Page, label: str, to: Path) -> Path:
    with page.expect_download() as saved:
        page.get_by_role("button", name=label, exact=True).click()
    path = to / saved.value.suggested_filename
    saved.value.save_as(path)
    return path


def test_a_recording_with_sound_plays_and_can_be_taken_home(page: Page, server: Server, tmp_path: Path) -> None:
    page.goto(f"{server.url}/?recipe=invert")
    page.get_by_text("Microphone", exact=True).click()
    start(page)
    record(page, 4)
    page.get_by_role("button", name="Stop recording").click()
    expect(page.get_by_text("Saved below")).to_be_visible(timeout=15_000)
    length = plays(page)
    path = download(page, tmp_path)
    film = read_film(path)
    assert film.codecs == {"video": "h264", "audio": "aac"} and film.begins_with_index and film.is_monotonic
    assert film.size == (640, 480) and len(film.times) > 20
    assert 3 < film.length_s < 8 and abs(film.length_s - length) < 0.1
    assert np.abs(read_sound(path)).max() > 0.1, "the fake microphone's beep is missing"
    assert not server.tracebacks()


def test_both_side_by_side_and_sound_alone(page: Page, server: Server, tmp_path: Path) -> None:
    page.goto(f"{server.url}/?recipe=invert")
    page.get_by_text("Microphone", exact=True).click()
    start(page)
    choose(page, "Both, side by side")
    record(page, 2)
    page.get_by_role("button", name="Stop recording").click()
    expect(page.get_by_text("Saved below")).to_be_visible(timeout=15_000)
    film = read_film(download(page, tmp_path))
    assert film.size == (1280, 480)
    left, right = film.pictures[-1][:, :640].astype(int), film.pictures[-1][:, 640:].astype(int)
    assert np.abs(left + right - 255).mean() < 9, "the right half is not the left one inverted"

    choose(page, "Sound only, WAV")
    record(page, 3)
    page.get_by_role("button", name="Stop recording").click()
    link = page.get_by_role("link", name="Download all 2 as a ZIP")
    expect(link).to_be_visible(timeout=15_000)
    sound = read_sound(download(page, tmp_path))
    assert len(sound) > 2 * 48_000 and np.abs(sound).max() > 0.1

    with zipfile.ZipFile(io.BytesIO(page.request.get(f"{server.url}{link.get_attribute('href')}").body())) as archive:
        assert sorted(Path(name).suffix for name in archive.namelist()) == [".mp4", ".wav"]
        assert archive.testzip() is None


def test_a_page_closed_while_recording_leaves_a_whole_file_for_its_visitor_alone(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    mine, theirs = (browser.new_context(permissions=["camera", "microphone"]) for _ in range(2))
    page = open_page(mine, server.url)
    start(page)
    record(page, 4)
    page.close()
    again = open_page(mine, server.url)

    def welcomed() -> bool:  # that a page has gone is noticed within 15 s
        again.reload()
        again.wait_for_timeout(4000)
        return again.get_by_text("Welcome back").is_visible()

    until(welcomed, 60, "nobody is welcomed back", again)
    film = read_film(download(again, tmp_path))
    assert film.length_s > 3 and film.is_monotonic
    plays(again)

    other = open_page(theirs, f"{server.url}/recorder")
    expect(other.get_by_text("No clips yet")).to_be_visible(timeout=30_000)
    token = next(c["value"] for c in mine.cookies() if c["name"] == "vision-booth-visit")
    guesses = ("../" + token, token[:-1] + ("A" if token[-1] != "A" else "B"), "", "..", token + "/..")
    for guess in guesses:
        theirs.add_cookies([{"name": "vision-booth-visit", "value": guess, "url": server.url}])
        other.reload()
        expect(other.get_by_text("No clips yet")).to_be_visible(timeout=30_000)
    mine.close()
    theirs.close()


def test_what_moves_before_the_camera_becomes_a_clip_with_sound(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    camera = tmp_path / "camera.mjpeg"
    frames = [moving(i / 30, (4, 6), size=(640, 480)) for i in range(360)]
    camera.write_bytes(b"".join(save_jpeg(f, quality=90) for f in frames))
    with launched(browser.browser_type, camera) as watching:
        context = watching.new_context(permissions=["camera", "microphone"])
        page = open_page(context, f"{server.url}/recorder")
        page.get_by_text("With sound", exact=True).click()
        start(page)
        expect(page.get_by_text("Recording a clip")).to_be_visible(timeout=40_000)
        expect(page.get_by_role("button", name="Play", exact=True).first).to_be_visible(timeout=40_000)
        length = plays(page)
        assert page.evaluate(_PLAYER)["heard"] > 0, "the browser finds no sound in the clip"
        path = download(page, tmp_path)
        assert np.abs(read_sound(path)).max() > 0.1, "the fake microphone's beep is missing"
        film = read_film(path)
        assert film.codecs == {"video": "h264", "audio": "aac"} and film.is_monotonic
        assert abs(film.length_s - length) < 0.1 and 2 < length < 12
        away = [np.abs(p.astype(int) - film.pictures[0]).mean(axis=2) > 40 for p in film.pictures[::5]]
        assert 500 < max(map(np.count_nonzero, away)) < 10_000, "the clip does not show what moved"
        expect(page.get_by_text("Recording a clip")).to_be_hidden(timeout=40_000)  # or that one comes after the others
        press(page, "STOP")
        page.get_by_role("button", name="Delete all").click()
        page.get_by_role("button", name="Delete them all").click()
        expect(page.get_by_text("No clips yet")).to_be_visible(timeout=20_000)
        context.close()
    assert not server.tracebacks()


def test_the_booths_own_camera_makes_clips_for_all_to_see(browser: Browser, tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", [i / 15 for i in range(12 * 15)], (4, 6))
    kept = tmp_path / "kept"
    with serving(tmp_path / "log.txt", SERVER_CAMERA=str(film), CLIP_DIR=str(kept)) as server:
        first, second = browser.new_context(), browser.new_context()
        page = open_page(first, f"{server.url}/recorder")
        expect(page.get_by_text("The booth's camera", exact=True)).to_be_visible(timeout=40_000)
        expect(page.get_by_role("button", name="Play", exact=True).first).to_be_visible(timeout=60_000)
        start(page)
        other = open_page(second, f"{server.url}/recorder")
        expect(other.get_by_role("button", name="Play", exact=True).first).to_be_visible(timeout=40_000)
        expect(other.get_by_role("button", name="Delete all")).to_have_count(0)
        first.close()
        second.close()
        assert not server.tracebacks()
    assert list((kept / "booth-camera").glob("motion-*.mp4")), "the host's directory is kept"
