"""What stands around the page: its tabs, the way from page to page, and what was found in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from ui.common.pictures import tell
from ui.common.words import counted, plain
from ui.layout.outcomes import Outcome
from ui.layout.source import Sheet
from vision.layout.ink.level import LIMIT
from vision.layout.reading.certainty import DOUBTFUL

_NAMED = 8  # doubtful lines at most


@dataclass(frozen=True, slots=True)
class Panel:
    """The tabs beside the page."""

    found: TabContainer
    correct: TabContainer
    read: TabContainer
    save: TabContainer
    settings: TabContainer


def tabs() -> Panel:
    names = ("visibility: Found", "edit: Correct", "abc: Read it", "download: Save", "tune: Settings")
    return Panel(*st.tabs([f":material/{n}" for n in names], key="page panel", on_change="rerun"))


def turn_pages(sheets: Sequence[Sheet], outcomes: Sequence[Outcome]) -> int | None:
    """Which page is shown, from 0; None when there is none to show. Pages that went wrong are named."""
    for sheet, outcome in zip(sheets, outcomes, strict=True):
        if outcome.error:
            st.warning(plain(outcome.error), title=plain(sheet.name), icon=":material/broken_image:")
    good = [i for i, outcome in enumerate(outcomes) if outcome.layouts]
    if not good:
        if not sheets:
            st.info("Add a file or take a photo above; the page appears here.", icon=":material/arrow_upward:")
        return None
    if len(good) == 1:
        (index,) = good
        if sheets[index].about:
            st.caption(plain(sheets[index].about))
    else:
        index = good[st.pagination(len(good), key=f"page number {len(good)}", width="stretch") - 1]
        st.caption(plain(sheets[index].name))
    tell(sheets[index].name, outcomes[index].notes)
    return index


def summary(outcome: Outcome) -> None:
    """The numbers of a page, each with what it means."""
    layout = outcome.layout
    with st.grid(2, min_column_width=120, gap="xsmall"):
        st.metric("Lines", len(layout.lines), border=True)
        st.metric("Columns", len(layout.columns), border=True)
        st.metric("Letter height", f"{layout.scale:.0f} px", border=True)
        st.metric("Tilt", f"{layout.skew_degrees:+.1f}°" if layout.skew_degrees else "0°", border=True)
    if layout.turned:
        st.caption(f"The page lay turned by {layout.turned}° clockwise; if it did not, say so under Settings.")
    if abs(layout.skew_degrees) >= LIMIT:
        st.warning(f"This page lies askew by {LIMIT:g}° or more: straighten the picture, then try again.")
    st.caption(f"Found in {outcome.seconds:.1f} seconds on {layout.width} × {layout.height} pixels.")
    st.markdown(
        ":red[:material/crop_landscape:] a line of text, numbered in the order of reading\n\n"
        ":blue[:material/view_column:] a colour for each column\n\n"
        ":blue[:material/width:] a white gap that parts columns\n\n"
        ":orange[:material/horizontal_rule:] a printed rule\n\n"
        ":violet[:material/select_all:] with *Regions*: a frame round text, titles, pictures and tables"
    )
    doubtful = [str(number) for number, line in enumerate(layout.lines, 1) if line.certainty < DOUBTFUL]
    if doubtful:
        named = ", ".join(doubtful[:_NAMED]) + (" …" if len(doubtful) > _NAMED else "")
        words = "looks" if len(doubtful) == 1 else "look"
        st.caption(
            f"{counted(len(doubtful), 'line')} {words} little like text ({named}): ornaments go under *Correct*."
        )
    across = sum(line.column is None for line in layout.lines)
    if across:
        st.caption(f"{counted(across, 'line')} across several columns, like a heading.")
