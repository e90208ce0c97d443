"""A lesson step by step, with the ways to share it, to present it and to print it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ui.common import bench, links
from ui.common.language import _
from ui.common.words import file_word
from ui.lessons import slide_view, turning
from ui.lessons.bookmark import Bookmark
from ui.lessons.lesson_pictures import written
from vision.lessons.worksheet import texts, worksheet
from vision.words.said import N_


def show(mark: Bookmark) -> None:
    with st.container(key="lesson"):
        _head(mark)
        slide_view.show(mark)
        turning.buttons(mark)
    turning.keys(mark)


def _head(mark: Bookmark) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        turning.button(_("All lessons"), "apps", Bookmark())
        st.space("stretch")
        _share(mark)
        turning.button(_("Present"), "present_to_all", replace(mark, presented=True))
        _print(mark)
    number, steps = mark.number + 1, len(mark.lesson.slides)
    words = _(
        "{lesson} · step {number} of {steps}", lesson=_(mark.lesson.title), number=f"{number:d}", steps=f"{steps:d}"
    )
    st.progress(number / steps, words)
    st.title(_(mark.slide.title), anchor=False)


def _print(mark: Bookmark) -> None:
    sheet = bench.later(worksheet, mark.name, {text: _(text) for text in texts(mark.name)}, written())
    name, icon = f"{file_word(N_('worksheet'))}-{mark.name}.pdf", ":material/print:"
    st.download_button(_("Worksheet"), sheet, name, "application/pdf", icon=icon, key="worksheet", on_click="ignore")


def _share(mark: Bookmark) -> None:
    with st.popover(_("Share"), icon=":material/link:", key="share step", on_change="rerun") as popover:
        st.caption(_("Whoever opens this link sees this very step."))
        links.show(links.link(**mark.query), _("A QR code with the address of this step"), square=bool(popover.open))
