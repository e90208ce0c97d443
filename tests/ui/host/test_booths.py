"""The host's page of several booths: all of them together, or each its own, and which of both it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from booth.network import free_port
from live.video.admission import Capacity
from live.video.stream import LiveStream
from live.video.together import Together
from rig import redis
from rig.redis import redis_server
from tests.live.clock import until
from tests.ui.visits import Player, page, press, said
from ui.common import waiting
from ui.host import streams
from vision.recipe import Recipe


@pytest.fixture
def host(player: Player, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """Booth 2's page, not run yet, with five places at the camera."""
    get_option = st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: "2" if name == "server.baseUrlPath" else get_option(name))
    monkeypatch.setenv("HOST_PASSWORD", "open sesame")
    monkeypatch.setenv("LIVE_STREAMS", "5")
    streams._tries.clear()
    yield page("host")
    waiting.capacity().close()


def let_in(host: AppTest) -> AppTest:
    host.run().text_input[0].set_value("open sesame")
    return press(host, "Show the streams")


def numbers(host: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in host.metric}


def test_without_redis_it_says_that_each_counts_its_own(host: AppTest) -> None:
    assert "This is booth 2: each of the booths counts its own visitors." in said(let_in(host))
    assert numbers(host)["Live streams"] == "0 of 5"


def test_a_redis_that_is_away_is_said(
    host: AppTest, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("BOOTH_REDIS", f"redis://127.0.0.1:{free_port()}")
    assert "does not answer. Until it does, each counts its own visitors." in said(let_in(host))
    assert numbers(host)["Live streams"] == "0 of 5"


@pytest.mark.skipif(not redis.is_there(), reason="redis-server is not installed here")
def test_all_booths_are_counted_and_listed(host: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    with redis_server() as address:
        monkeypatch.setenv("BOOTH_REDIS", address)
        other = Capacity(3, together=Together(address, "1"))
        assert other.enter(LiveStream(Recipe()), lambda: True)
        own = waiting.capacity()
        until(lambda: (whole := own.all_booths()) is not None and sum(booth.live for booth in whole.booths) == 1)
        let_in(host)
        shown = host.dataframe[0].value
        other.close()
        own.close()
    assert numbers(host)["Live streams"] == "1 of 8" and numbers(host)["Waiting"] == "0"
    assert [*zip(shown["Booth"], shown["Live streams"], shown["Places"], strict=True)] == [("1", 1, 3), ("2", 0, 5)]
    assert "those of all booths; what else is here is booth 2's" in said(host)
