"""From step to step: by buttons, and on a projector by arrow keys or a presenter's remote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from ui.common.language import _
from ui.lessons import bookmark
from ui.lessons.bookmark import Bookmark

_turner = st.components.v2.component(
    "vision_booth_page_turner", js=Path(__file__).with_name("page_turner.js").read_text()
)


def buttons(mark: Bookmark) -> None:
    """Back and on, from the last step to all lessons."""
    last = mark.number == len(mark.lesson.slides) - 1
    back, on = mark.at(mark.number - 1), Bookmark() if last else mark.at(mark.number + 1)
    with st.container(horizontal=True, key="turn"):
        button(_("Back"), "arrow_back", back, disabled=mark.number == 0)
        if last:
            button(_("Finish"), "done_all", on, type="primary")
        else:
            button(_("Next"), "arrow_forward", on, type="primary")


def button(words: str, icon: str, to: Bookmark, **more: Any) -> None:
    """One that leads to another place."""
    st.button(words, key=f"to {icon}", icon=f":material/{icon}:", on_click=bookmark.go, args=(to,), **more)


def keys(mark: Bookmark) -> None:
    """Turn the page of a presented lesson; a turned page begins at its top, presented or not."""

    def told() -> None:
        asked = st.session_state["page turner"].turned
        if asked:
            bookmark.go(replace(bookmark.here().at(int(asked["step"])), presented=not asked["leave"]))

    data = {"step": mark.number, "steps": len(mark.lesson.slides), "presented": mark.presented, "name": mark.name}
    _turner(key="page turner", data=data, on_turned_change=told, height=1)
