"""A lesson step by step, with the ways to share it, to present it and to print it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ui.common import bench, links
from ui.common.language import _
from ui.lessons import slide_view, turning
from ui.lessons.bookmark import Bookmark
from vision.lessons.worksheet import worksheet


def show(mark: Bookmark) -> None:
    with st.container(key="lesson"):
        _head(mark)
        slide_view.show(mark)
        turning.buttons(mark)
    turning.keys(mark)


def _head(mark: Bookmark) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        turning.button("All lessons", "apps", Bookmark())
        st.space("stretch")
        _share(mark)
        turning.button("Present", "present_to_all", replace(mark, presented=True))
        sheet = bench.later(worksheet, mark.name)
        name = f"worksheet-{mark.name}.pdf"
        st.download_button("Worksheet", sheet, name, "application/pdf", icon=":material/print:", on_click="ignore")
    steps = len(mark.lesson.slides)
    st.progress((mark.number + 1) / steps, f"{mark.lesson.title} · step {mark.number + 1} of {steps}")
    st.title(mark.slide.title, anchor=False)


def _share(mark: Bookmark) -> None:
    with st.popover("Share", icon=":material/link:", key="share step", on_change="rerun") as popover:
        st.caption("Whoever opens this link sees this very step.")
        links.show(links.link(**mark.query), _("A QR code with the address of this step"), square=bool(popover.open))
