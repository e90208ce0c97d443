"""The stand's page: the big picture, large buttons, a strip of looks, and nothing left of the last visitor."""

from __future__ import annotations

import time

import streamlit as st

from live.video.stream import LiveStream
from ui.common import own_clips, recipe_state, webrtc
from ui.common.language import _, drawn, spoken, told
from ui.common.recipe_state import Draft
from ui.common.webrtc import CameraRequest, Connection
from ui.common.words import plain
from ui.live import leaving, looks, stage, troubles
from ui.live.stand import souvenir
from ui.live.stand.presence import Presence
from ui.live.stand.times import TURN_S, idle_s
from ui.live.stand.visit import Visit, after
from vision.presets import PRESETS
from vision.types import VisionError

_VISIT, _PRESENCE, _PROBLEM = "stand visit", "stand presence", "problem at the stand"
_KEEP = ("stand ", spoken.FIRST, *webrtc.KEYS)
_ATTRACTIVE = tuple(p for p in PRESETS if p.name not in ("Original", "Privacy", "What moved?") and not p.needs)


def show() -> None:
    """The whole page; starts by itself where the camera is allowed."""
    if _VISIT not in st.session_state:
        own_clips.leave()  # of whoever was here before the page was loaded anew
        st.session_state[_VISIT] = Visit(time.monotonic(), time.monotonic())
        st.session_state[_PRESENCE] = Presence()
    recipe = recipe_state.current().recipe
    stream = webrtc.stream_named("camera", lambda: LiveStream(recipe))
    stream.recipe, stream.mirrored, stream.own = recipe, True, drawn.brought_along()
    with st.container(key="stand"), st.container(key="stage"):
        above = st.container()
        with st.container(key="controls", horizontal=True):
            with st.container(key="start"):
                connection = webrtc.show("camera", stream, CameraRequest())
            _buttons()
        with above:
            st.fragment(_picture, run_every=1.0)(stream, connection)
        looks.strip(stream, connection.active)
    own_clips.forget_secret()  # at the end: what comes before the picture would make its video anew when it goes


def _buttons() -> None:
    """Large ones. Photo and Clip are heard by the picture's script, which counts down first."""
    with st.container(horizontal=True, key="buttons"):
        st.button(_("Photo"), icon=":material/photo_camera:", key="count_photo", type="primary", width="stretch")
        st.button(_("Clip"), icon=":material/movie:", key="count_clip", width="stretch")
        # By a callback: a run that is overtaken by another would lose the press.
        st.button(_("I'm done"), icon=":material/logout:", key="done", width="stretch", on_click=_part)


def _picture(stream: LiveStream, connection: Connection) -> None:
    live = connection.playing and stream.report().running
    happened = _live_on(stream, live)
    if happened:
        st.rerun()
    if souvenir.collect():
        _touch()  # who made a clip has time to take it home

    def asked(what: str) -> None:
        _touch()
        if what != "touch":
            st.session_state.pop(_PROBLEM, None)
        if what == "photo":
            souvenir.take_photo(stream)
        elif what == "clip":
            _clip(stream)

    stage.picture(
        {
            "title": _("See what a computer sees"),
            "hint": _("Come closer!"),
            "name": _("Live picture") if live else _("Picture"),
            "words": _line(connection, live),
        },
        troubles.heard,
        asked,
    )
    if trouble := troubles.current():
        troubles.show(trouble)
    if problem := st.session_state.get(_PROBLEM):
        st.error(plain(told(problem)), icon=":material/hard_drive:")
    souvenir.show()


def _line(connection: Connection, live: bool) -> str:
    if souvenir.recording():
        return _("Recording …")
    if live:
        return _("Live")
    return _("Connecting …") if connection.active else ""


def _clip(stream: LiveStream) -> None:
    try:
        souvenir.take_clip(stream)
    except (VisionError, OSError) as error:
        st.session_state[_PROBLEM] = str(error)


def _live_on(stream: LiveStream, live: bool) -> bool:
    """A second in the life of the stand; whether the page has to be drawn anew."""
    presence: Presence = st.session_state[_PRESENCE]
    stirred = presence.stirred(stream.snapshot() if live else None)
    visit, event = after(st.session_state[_VISIT], time.monotonic(), stirred, idle_s=idle_s(), turn_s=TURN_S)
    st.session_state[_VISIT] = visit
    if event == "left":
        _part()
    if event == "turn" and live:
        _turn(stream)
    return event in ("left", "turn")


def _turn(stream: LiveStream) -> None:
    """Another look, to be noticed from afar."""
    recipes = [p.recipe for p in _ATTRACTIVE]
    now = recipe_state.current().recipe
    following = recipes[(recipes.index(now) + 1) % len(recipes)] if now in recipes else recipes[0]
    recipe_state.save(Draft.of(following))
    stream.recipe = following


def _part() -> None:
    """The visitor has gone: what was theirs goes, the video stays."""
    souvenir.drop()
    leaving.forget(_KEEP)
    recipe_state.save(Draft.of(PRESETS[0].recipe))
    now = time.monotonic()
    st.session_state[_VISIT] = Visit(now, now)


def _touch() -> None:
    presence: Presence = st.session_state[_PRESENCE]
    presence.touched = True
