"""The host's page: closed without the password; each stream in a row."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from live.video.sources import programs
from live.video.stream import LiveStream
from tests.ui.visits import Player, page, press, said
from ui.common import waiting
from ui.host import streams
from vision.recipe import Recipe


@pytest.fixture
def host(player: Player, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("HOST_PASSWORD", "open sesame")
    monkeypatch.setenv("LIVE_STREAMS", "5")
    streams._tries.clear()
    return page("host").run()


@pytest.fixture
def inside(host: AppTest) -> AppTest:
    host.text_input[0].set_value("open sesame")
    return press(host, "Show the streams")


def metrics(app: AppTest) -> dict[str, str]:
    assert not app.exception
    return {m.label: m.value for m in app.metric}


@pytest.mark.parametrize("guess", ["", "open Sesame", "open sesame "])
def test_without_the_password_nothing_is_shown(host: AppTest, guess: str) -> None:
    host.text_input[0].set_value(guess)
    press(host, "Show the streams")
    assert "That is not the password" in said(host) and not metrics(host)


def test_wrong_ones_in_session_after_session_make_everybody_wait(host: AppTest) -> None:
    for _ in range(5):
        other = page("host").run()
        other.text_input[0].set_value("guess")
        press(other, "Show the streams")
        assert "That is not the password" in said(other)
    host.text_input[0].set_value("open sesame")
    press(host, "Show the streams")
    assert "please wait" in said(host) and not metrics(host)
    streams._tries.clear()


def test_a_password_that_is_not_set_fits_nothing(host: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST_PASSWORD", "")
    press(host, "Show the streams")
    assert not metrics(host)


def test_the_load_of_a_server_that_nobody_is_on(inside: AppTest) -> None:
    shown = metrics(inside)
    assert shown["Live streams"] == "0 of 5" and shown["Waiting"] == "0"
    assert int(shown["Threads"]) > 0 and shown["Memory"].endswith(" MB")
    assert "Nobody is live at the moment." in said(inside)


def test_each_stream_has_a_row(inside: AppTest) -> None:
    stream = LiveStream(Recipe.parse("invert"), programs()["test_pattern"].function)
    assert waiting.capacity().enter(stream, lambda: True)
    inside.run()
    row = inside.dataframe[0].value.iloc[0]
    assert metrics(inside)["Live streams"] == "1 of 5"
    assert row["Size"] == "starting" and row["Filters"] == "none" and row["Trouble"] == ""
    stream._meter.came(dropped=True)
    stream._meter.went(640, 480)
    stream._meter.failed("out of paint")
    inside.run()
    row = inside.dataframe[0].value.iloc[0]
    assert row["Size"] == "640 × 480" and row["Skipped"] == 1 and row["Trouble"] == "out of paint"
    stream.stop()
