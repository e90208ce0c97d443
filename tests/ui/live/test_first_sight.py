"""A server's first visitor: START before the rest of the page is imported, one of it, and without pandas."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest
import streamlit as st

import ui.live.page
from tests.ui.live.scene import PAGE, Scene
from ui.common import webrtc
from ui.common.webrtc import Connection
from ui.live.page import rest

FRESH = """
import sys
from types import SimpleNamespace
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest
from ui.common import webrtc

ContextProxy.cookies = {}
webrtc.webrtc_streamer = lambda **_: SimpleNamespace(state=SimpleNamespace(playing=False, signalling=False))
app = AppTest.from_file("app.py", default_timeout=120).run()
assert not app.exception and any(b.key == "picture source" for b in app.selectbox), app.exception

component = '''
from streamlit.components.v1 import declare_component
declare_component("video", url="http://127.0.0.1:9")(constraints={"video": True}, words=["start"], key="one")
'''
app = AppTest.from_string(component).run()
assert not app.exception, app.exception
assert "pandas" not in sys.modules
from live.libraries import found
import pandas
for place in ("v1.custom_component", "v2.bidi_component.serialization"):
    is_table = found(f"streamlit.components.{place}:is_dataframe_like")
    assert is_table(pandas.DataFrame({"a": [1]})) and not is_table({"a": [1]})
"""


def test_the_live_page_needs_no_pandas_and_a_table_is_still_known_as_one() -> None:
    run = subprocess.run([sys.executable, "-c", FRESH], cwd=PAGE.parents[1], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(("source", "count"), [("webcam", 1), ("test_pattern", 1), ("photo", 0)])
def test_one_start_stands_there_whatever_source_the_browser_remembers(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, source: str, count: int
) -> None:
    def player(component: str, *_: object, **__: object) -> Connection:
        st.caption(f"START of {component}")
        return Connection()

    scene.open()
    monkeypatch.setattr(webrtc, "player", player)
    monkeypatch.delitem(sys.modules, rest.__name__)
    monkeypatch.delattr(ui.live.page, "rest")
    scene.app.selectbox(key="picture source").set_value(source)
    app = scene.run()
    starts = [c.value for c in app.caption if c.value.startswith("START")]
    assert len(starts) == count, starts


@pytest.mark.parametrize("pressed", [False, True])
def test_a_start_that_was_pressed_already_waits_for_what_takes_its_pictures(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, pressed: bool
) -> None:
    streams: list[bool] = []

    def player(component: str, *_: object, **given: object) -> Connection:
        streams.append("source_video_track" in given)
        return Connection()

    scene.open()
    monkeypatch.setattr(webrtc, "player", player)
    monkeypatch.delitem(sys.modules, rest.__name__)
    monkeypatch.delattr(ui.live.page, "rest")
    state = SimpleNamespace(signalling=pressed, playing=False)
    scene.app.session_state["webrtc camera"] = SimpleNamespace(state=state)
    scene.run()
    assert streams[0] == pressed, streams
