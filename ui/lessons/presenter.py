"""A lesson on a projector: large, and without the booth around it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ui.common.language import _
from ui.lessons import slide_view, turning
from ui.lessons.bookmark import Bookmark


def show(mark: Bookmark) -> None:
    with st.container(key="presenter"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.title(_(mark.slide.title), anchor=False)
            st.space("stretch")
            st.caption(f"{mark.number + 1} / {len(mark.lesson.slides)}", width="content")
            turning.button(_("Leave"), "close", replace(mark, presented=False))
        slide_view.show(mark)
        turning.buttons(mark)
        st.caption(_("← → or a remote turn the page · A shows the answer · Esc leaves"))
    turning.keys(mark)
