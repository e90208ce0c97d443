"""A lesson on a projector: large, without the booth around it, turned by arrow keys or a presenter's remote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from ui.lessons import bookmark, slide_view
from ui.lessons.bookmark import Bookmark

_HERE = Path(__file__).parent
_turner = st.components.v2.component("vision_booth_page_turner", js=(_HERE / "page_turner.js").read_text())


def show(mark: Bookmark) -> None:
    with st.container(key="presenter"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.title(mark.slide.title, anchor=False)
            st.space("stretch")
            st.caption(f"{mark.number + 1} / {len(mark.lesson.slides)}")
            leave = replace(mark, presented=False)
            st.button("Leave", icon=":material/close:", key="leave presenter", on_click=bookmark.go, args=(leave,))
        slide_view.show(mark)
        st.caption("← → or a remote turn the page · A shows the answer · Esc leaves")
    turned(mark)


def turned(mark: Bookmark) -> None:
    """Keys turn the page of a presented lesson; a turned page begins at its top, presented or not."""

    def told() -> None:
        asked = st.session_state["page turner"].turned
        if asked:
            at = bookmark.here().at(int(asked["step"]))
            bookmark.go(replace(at, presented=not asked["leave"]))

    data = {"step": mark.number, "steps": len(mark.lesson.slides), "presented": mark.presented, "name": mark.name}
    _turner(key="page turner", data=data, on_turned_change=told, height=1)
