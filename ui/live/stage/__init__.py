"""Our own picture on the page, and the strip of looks under it: two components without a frame of their own.

streamlit-webrtc shows its video in a frame of the same origin, so the picture takes the stream from there; the frame
keeps START and STOP. Where that fails, in an old browser or with another library, the frame's own video stays.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent


_PICTURE = """
<div class="stage">
  <video playsinline autoplay hidden></video>
  <div class="rest"><h1></h1><p></p></div>
  <output class="count" aria-live="assertive"></output>
  <button class="leave" type="button" aria-label="Leave the big picture">✕</button>
</div>
<p class="words" role="status" aria-live="polite"></p>
"""


def _component(name: str, html: str) -> Any:
    script, style = (_HERE.joinpath(f"{name}.{end}").read_text() for end in ("js", "css"))
    return st.components.v2.component(f"vision_booth_{name}", html=html, js=script, css=style)


_picture = _component("picture", _PICTURE)
_strip = _component("strip", '<div class="strip" role="toolbar" aria-label="Looks"></div>')


def picture(
    data: dict[str, Any], on_trouble: Callable[[str], None], on_stand: Callable[[str], None] | None = None
) -> None:
    """The video, a name for it, and a line that is read aloud when it changes.

    data: title and hint, shown before START; name, for screen readers; words, the line.
    on_trouble: called before the next run with what the browser noticed: insecure, refused, none, busy, unplugged,
    dark, slept, other; "" once it is over.
    on_stand: given at a stand, which starts by itself and counts down; called with photo, clip or touch.
    """

    def told() -> None:
        trouble = st.session_state["stage picture"].trouble
        if trouble:
            on_trouble("" if trouble == "over" else str(trouble))

    def done() -> None:
        asked = st.session_state["stage picture"].asked
        if asked and on_stand is not None:
            on_stand(str(asked["what"]))

    data = {**data, "stand": on_stand is not None}
    _picture(key="stage picture", data=data, on_trouble_change=told, on_asked_change=done)


def strip(looks: list[dict[str, str]], chosen: str, on_choice: Callable[[str], None]) -> None:
    """Small pictures in a row to choose from; looks: id, name, help, src of each; chosen: the id of the one in use."""

    def told() -> None:
        picked = st.session_state["stage strip"].look
        if picked:
            on_choice(str(picked["id"]))

    _strip(key="stage strip", data={"looks": looks, "chosen": chosen}, on_look_change=told)
