"""Page segmentation: a scan, a photo or a PDF, and where its lines and columns are."""

import streamlit as st

from ui.layout import gaps, knobs, page_view, panel, save, source, steps, table
from ui.layout.outcomes import Editor, seen, work_through

st.title("Find the lines of a page")
st.caption(
    "The machine marks each line of text, finds the columns, and says what to read first, without reading a word. "
    "Your pages stay on this machine and are forgotten when you close this one."
)
sheets = source.pick()
stage, side = st.columns([1.7, 1], gap="medium")
with side:
    panel = panel.tabs()
with panel.settings:
    knobs = knobs.turn()
with stage:
    outcomes = work_through(sheets, knobs)
    index = panel.turn_pages(sheets, outcomes)

if index is not None:
    editor = Editor(sheets[index], knobs)
    page = seen(sheets[index], knobs)
    with panel.found:
        panel.summary(editor.outcome)
    picked = []
    if panel.correct.open:
        with panel.correct:
            picked = table.edit(page.image, editor)
    with panel.save:
        save.offer(sheets[index], page.image, editor.outcome.layout, sheets, outcomes)
    with stage:
        page_view.show(page.image, editor.outcome.layout, picked)
    steps, gaps = st.tabs(
        [":material/footprint: How it was found", ":material/width: The gap finder"], key="page how", on_change="rerun"
    )
    if steps.open:
        with steps:
            steps.show(page)
    if gaps.open:
        with gaps:
            gaps.show(page)
