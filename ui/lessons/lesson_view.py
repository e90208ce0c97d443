"""A lesson step by step, with the ways to share it, to present it and to print it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from ui.common import bench, links
from ui.lessons import bookmark, presenter, slide_view
from ui.lessons.bookmark import Bookmark
from vision.lessons.worksheet import worksheet


def show(mark: Bookmark) -> None:
    with st.container(key="lesson"):
        _head(mark)
        slide_view.show(mark)
        _turn(mark)
    presenter.turned(mark)


def _head(mark: Bookmark) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        _button("All lessons", "apps", Bookmark())
        st.space("stretch")
        _share(mark)
        _button("Present", "present_to_all", replace(mark, presented=True))
        sheet = bench.later(worksheet, mark.name)
        name = f"worksheet-{mark.name}.pdf"
        st.download_button("Worksheet", sheet, name, "application/pdf", icon=":material/print:", on_click="ignore")
    steps = len(mark.lesson.slides)
    st.progress((mark.number + 1) / steps, f"{mark.lesson.title} · step {mark.number + 1} of {steps}")
    st.title(mark.slide.title, anchor=False)


def _share(mark: Bookmark) -> None:
    with st.popover("Share", icon=":material/link:", key="share step", on_change="rerun") as popover:
        st.caption("Whoever opens this link sees this very step.")
        links.show(links.link(**mark.query), "this step", square=bool(popover.open))


def _turn(mark: Bookmark) -> None:
    last = mark.number == len(mark.lesson.slides) - 1
    back, on = mark.at(mark.number - 1), Bookmark() if last else mark.at(mark.number + 1)
    with st.container(horizontal=True, key="turn"):
        _button("Back", "arrow_back", back, disabled=mark.number == 0)
        _button("Finish" if last else "Next", "done_all" if last else "arrow_forward", on, type="primary")
        if last and mark.lesson.page:
            st.link_button(mark.lesson.offer, links.near(mark.lesson.page), icon=":material/open_in_new:")


def _button(words: str, icon: str, to: Bookmark, **more: Any) -> None:
    st.button(words, key=words.lower(), icon=f":material/{icon}:", on_click=bookmark.go, args=(to,), **more)
