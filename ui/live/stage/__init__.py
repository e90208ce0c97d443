"""Our own picture on the page, and the strip of looks under it: two components without a frame of their own.

streamlit-webrtc shows its video in a frame of the same origin, so the picture takes the stream from there; the frame
keeps START and STOP. Where that fails, in an old browser or with another library, the frame's own video stays.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from ui.common.language import _

_HERE = Path(__file__).parent


_PICTURE = """
<div class="stage">
  <video playsinline autoplay hidden></video>
  <div class="rest"><h1></h1><p></p></div>
  <output class="count" aria-live="assertive"></output>
  <div class="line" hidden></div>
  <button class="leave" type="button">✕</button>
</div>
<input class="divider" type="range" min="0" max="100" step="any" hidden>
<p class="words" role="status" aria-live="polite"></p>
"""


def _component(name: str, html: str, *parts: str) -> Any:
    """parts: scripts that its own needs."""
    script = "".join(_HERE.joinpath(f"{part}.js").read_text() for part in (*parts, name))
    style = _HERE.joinpath(f"{name}.css").read_text()
    return st.components.v2.component(f"vision_booth_{name}", html=html, js=script, css=style)


_picture = _component("picture", _PICTURE, "split_line", "blips")
_strip = _component("strip", '<div class="strip" role="toolbar"></div>')


def picture(
    data: dict[str, Any],
    on_trouble: Callable[[str], None],
    on_stand: Callable[[str], None] | None = None,
    on_split: Callable[[float], None] | None = None,
) -> None:
    """The video, a name for it, and a line that is read aloud when it changes.

    data: title and hint, shown before START; name, for screen readers; words, the line; split, where the line between
    the camera's picture and the filtered one stands, a share of the width, None for none.
    on_trouble: called before the next run with what the browser noticed: insecure, refused, none, busy, unplugged,
    dark, slept, other; "" once it is over.
    on_stand: given at a stand, which starts by itself and counts down; called with photo, clip or touch.
    on_split: called while the line is moved.
    """

    def told() -> None:
        trouble = st.session_state["stage picture"].trouble
        if trouble:
            on_trouble("" if trouble == "over" else str(trouble))

    def done() -> None:
        asked = st.session_state["stage picture"].asked
        if asked and on_stand is not None:
            on_stand(str(asked["what"]))

    def moved() -> None:
        at = st.session_state["stage picture"].split
        if at is not None and on_split is not None:
            on_split(min(1.0, max(0.0, float(at))))

    words = {
        "start": _("Start"),  # as the frame's button says, see ui.common.webrtc
        "leave": _("Leave the big picture"),
        "divider": _("Where the camera's picture ends and the filtered one begins"),
    }
    data = {**data, **words, "stand": on_stand is not None}
    _picture(key="stage picture", data=data, on_trouble_change=told, on_asked_change=done, on_split_change=moved)


def strip(looks: list[dict[str, str]], chosen: str, on_choice: Callable[[str], None]) -> None:
    """Small pictures in a row to choose from; looks: id, name, help, src of each; chosen: the id of the one in use."""

    def told() -> None:
        picked = st.session_state["stage strip"].look
        if picked:
            on_choice(str(picked["id"]))

    data = {"looks": looks, "chosen": chosen, "name": _("Looks")}
    _strip(key="stage strip", data=data, on_look_change=told)
