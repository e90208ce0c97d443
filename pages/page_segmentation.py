"""Page segmentation: a scan, a photo or a PDF, and where its lines and columns are."""

import streamlit as st

from ui.common.controls import tabs_of
from ui.common.language import _
from ui.common.words import plain
from ui.layout import corrections, gap_finder, knobs, overview, page_view, read_it, save, source, steps
from ui.layout.outcomes import Editor, seen, work_through
from vision.types import VisionError

st.title(_("Find the lines of a page"))
st.caption(
    _(
        "The machine marks each line of text, finds the columns, and says what to read first; then it can read the "
        "words. Your pages stay on this machine and are forgotten when you close this one."
    )
)
sheets = source.pick()
page_column, side = st.columns([1.7, 1], gap="medium")
with side:
    tabs = overview.tabs()
with tabs.settings:
    choice = knobs.turn()
with page_column:
    with st.container():  # here and below: what is said while it works moves nothing of the page
        outcomes = work_through(sheets, choice)
    index = overview.turn_pages(sheets, outcomes)

if index is not None:
    editor = Editor(sheets[index], choice)
    try:
        with st.container():
            page = seen(sheets[index], choice)
    except VisionError as error:
        st.warning(plain(error), icon=":material/broken_image:")
        st.stop()
    with tabs.found:
        overview.summary(editor.outcome)
    picked, pressed = [], None
    if tabs.correct.open:
        with tabs.correct:
            picked = corrections.edit(page.image, editor)
    if tabs.read.open:
        with tabs.read:
            picked = read_it.show(page.image, editor, choice, sheets, outcomes)
        pressed = read_it.press if editor.outcome.layout.was_read else None
    with tabs.save:
        save.offer(sheets[index], page.image, editor.outcome.layout, sheets, outcomes)
    with page_column:
        page_view.show(page.image, editor.outcome.layout, picked, pressed)
    names = [f":material/footprint: {_('How it was found')}", f":material/width: {_('The gap finder')}"]
    how_tab, gaps_tab = tabs_of(names, "page how")
    if how_tab.open:
        with how_tab:
            steps.show(page)
    if gaps_tab.open:
        with gaps_tab:
            gap_finder.show(page)
