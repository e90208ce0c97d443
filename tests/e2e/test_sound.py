"""Sound as the live page's picture, in a real browser: its microphone beeps once a second, and so does a file."""

# Nothing runs beside it: a beep a second must stay one.
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, expect

from live.recording.sound import RATE
from rig.booth import Server, difference, press, seen, settled, until, video_frame
from rig.browser import launched
from tests.live.sound.sounds import written
from vision.sound.heard import COLUMNS, ROWS
from vision.sound.sound_seen import TOP

SHOWN_S = 4
BRIGHT = 330  # of 765: a beep through VP8, and what is around it stays under 100
NAMES = 70  # columns with letters

_HEARD = """v => new Promise(done => {
    const context = new AudioContext(), meter = context.createAnalyser();
    context.createMediaStreamSource(v.srcObject).connect(meter);
    const wave = new Float32Array(meter.fftSize); let most = 0, left = 60;
    const look = setInterval(() => {
        meter.getFloatTimeDomainData(wave);
        for (const sample of wave) most = Math.max(most, Math.abs(sample));
        if (!left--) { clearInterval(look); context.close(); done(most); }
    }, 30); })"""


@pytest.fixture(scope="module")
def beeping(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """50 ms of 1 kHz, once a second."""
    t = np.arange(SHOWN_S * RATE) / RATE
    path = tmp_path_factory.mktemp("sound") / "beeps.wav"
    path.write_bytes(written(0.6 * np.sin(2 * np.pi * 1000 * t) * (t % 1 < 0.05)))
    return path


@pytest.fixture(scope="module")
def beeper(browser: Browser, beeping: Path) -> Iterator[Browser]:
    """A browser whose microphone beeps, and that has no camera to give."""
    with launched(browser.browser_type, None, f"--use-file-for-fake-audio-capture={beeping}") as own:
        yield own


@pytest.fixture
def ear(beeper: Browser) -> Iterator[Page]:
    context = beeper.new_context(viewport={"width": 1400, "height": 1000}, permissions=["microphone"])
    yield context.new_page()
    context.close()


def begin(page: Page, server: Server, source: str, file: Path | None = None) -> None:
    page.goto(server.url)
    settled(page)
    page.get_by_role("combobox", name="Picture from").click()
    page.get_by_role("option", name=source).click()
    settled(page)
    if file is not None:
        page.locator("input[type=file]").set_input_files(file)
        expect(page.get_by_text("Hear it")).to_be_visible(timeout=60_000)
        settled(page)
    press(page, "START")
    until(lambda: seen(page) is not None, 60, "no picture", page)


def beeps(page: Page) -> NDArray[np.float64]:
    """When there was one, in seconds before now, by the columns of the picture as it is shown."""
    picture = seen(page)
    if picture is None or picture.shape[1] != COLUMNS:
        return np.zeros(0)
    columns = picture[TOP : TOP + ROWS, NAMES:].astype(int).sum(axis=2).max(axis=0) > BRIGHT
    begins = np.flatnonzero(np.diff(columns.astype(int)) == 1) + NAMES
    return np.asarray((COLUMNS - begins) * SHOWN_S / COLUMNS)


def beeps_once_a_second(page: Page) -> bool:
    apart = -np.diff(beeps(page))
    return len(apart) >= 2 and bool(((apart > 0.8) & (apart < 1.2)).all())


def moves(page: Page) -> None:
    """Wait until the picture is another than it was."""
    first = seen(page)
    assert first is not None

    def another() -> bool:
        now = seen(page)
        return now is not None and difference(now, first) > 2

    until(another, 10, "the picture stands still", page)


def test_a_microphone_is_seen_beeping_once_a_second(ear: Page, server: Server) -> None:
    begin(ear, server, "My microphone")
    until(lambda: beeps_once_a_second(ear), 40, "no beep a second", ear)
    moves(ear)
    assert video_frame(ear).locator("video").evaluate("v => v.muted && !v.srcObject.getAudioTracks().length")
    assert ear.evaluate("() => navigator.permissions.query({name: 'camera'}).then(p => p.state)") != "granted"
    assert not server.tracebacks()


def test_a_look_holds_for_the_picture_of_sound(ear: Page, server: Server) -> None:
    begin(ear, server, "My microphone")
    until(lambda: beeps_once_a_second(ear), 40, "no beep a second", ear)
    ear.get_by_role("toolbar", name="Looks").get_by_role("button", name="Negative", exact=True).click()

    def light() -> bool:
        picture = seen(ear)
        return picture is not None and picture.mean() > 160

    until(light, 30, "the look is not there", ear)


def test_a_sound_file_is_heard_and_seen(ear: Page, server: Server, beeping: Path) -> None:
    begin(ear, server, "A sound file of mine", beeping)
    until(lambda: beeps_once_a_second(ear), 40, "no beep a second", ear)
    moves(ear)
    video = video_frame(ear).locator("video")
    assert video.evaluate("v => !v.muted && v.srcObject.getAudioTracks().length === 1")
    assert video.evaluate(_HEARD) > 0.2
    ear.get_by_text("Hear it").click()
    until(lambda: video.evaluate("v => v.muted"), 30, "it is still heard", ear)
    moves(ear)
    assert not server.tracebacks()
