"""The lines as a table: pick some to merge or delete, change their order; picture and files follow."""

from __future__ import annotations

import cv2
import numpy as np
import pandas as pd
import streamlit as st

from ui.common.language import _
from ui.common.pictures import address
from ui.layout.outcomes import Editor
from vision.layout import PageLayout
from vision.layout.reading.edits import crops
from vision.types import Image, as_image

_ROW = 38
_THUMB = 30  # pixels high
_SHAPE = 6  # times as wide, at the most


def edit(image: Image, editor: Editor) -> list[int]:
    """The table under its buttons; the lines (from 0) that are picked."""
    outcome = editor.outcome
    key = f"lines {editor.key[0]} {outcome.edition}"
    st.caption(
        _("Tick lines to merge or delete them; type another number under **Order** to read a line earlier or later.")
    )
    buttons = st.container(horizontal=True, gap="xsmall")
    picked = _table(image, outcome.layout, editor, key)
    with buttons:
        _buttons(editor, picked, changed=len(outcome.layouts) > 1)
    return picked


def _table(image: Image, layout: PageLayout, editor: Editor, key: str) -> list[int]:
    number = st.column_config.NumberColumn
    edited = st.data_editor(
        _frame(image, layout),
        key=key,
        hide_index=True,
        height=min(_ROW * len(layout.lines) + 38, 520),
        row_height=_ROW,
        disabled=["looks", "column", "sure", "x0", "y0", "x1", "y1"],
        column_config={
            "pick": st.column_config.CheckboxColumn(_("Pick"), width=60),
            "order": number(_("Order"), width=76, min_value=1, max_value=len(layout.lines), step=1, format="%d"),
            "looks": st.column_config.ImageColumn(_("Begins with"), width=190),
            "column": number(_("Column"), width=70, help=_("Empty for a line across several columns.")),
            "sure": number(
                _("Text?"), width=60, format="%d %%", help=_("How much it looks like text; ornaments do little.")
            ),
            "x0": number(_("Left"), width=52),
            "y0": number(_("Top"), width=52),
            "x1": number(_("Right"), width=52),
            "y1": number(_("Bottom"), width=60),
        },
        on_change=_reorder,
        args=(editor, key),
        alt=_("The lines with their place in the reading order and their box"),
    )
    return [int(i) for i in edited.index[edited["pick"]]]


def _reorder(editor: Editor, key: str) -> None:
    for row, cells in st.session_state[key]["edited_rows"].items():
        place = cells.get("order")
        if place is not None and place - 1 != int(row):
            editor.move(int(row), int(place) - 1)
            return


def _frame(image: Image, layout: PageLayout) -> pd.DataFrame:
    boxes = layout.boxes
    return pd.DataFrame(
        {
            "pick": [False] * len(boxes),
            "order": range(1, len(boxes) + 1),
            "looks": [_thumbnail(crop) for crop in crops(image, layout)],
            "column": pd.array([None if n.column is None else n.column + 1 for n in layout.lines], "Int64"),
            "sure": [round(100 * n.certainty) for n in layout.lines],
            "x0": boxes[:, 0],
            "y0": boxes[:, 1],
            "x1": boxes[:, 2],
            "y1": boxes[:, 3],
        }
    )


def _buttons(editor: Editor, picked: list[int], changed: bool) -> None:
    both = (picked[0], picked[1]) if len(picked) == 2 else (0, 0)
    st.button(
        _("Merge two"),
        icon=":material/merge:",
        disabled=len(picked) != 2,
        on_click=editor.merge,
        args=both,
        key="merge",
    )
    st.button(
        _("Delete"), icon=":material/delete:", disabled=not picked, on_click=editor.delete, args=(picked,), key="delete"
    )
    st.button(_("Undo"), icon=":material/undo:", disabled=not changed, on_click=editor.undo, key="undo")
    st.button(
        _("Start over"),
        icon=":material/restart_alt:",
        disabled=not changed,
        on_click=editor.start_over,
        key="start over",
    )


def _thumbnail(crop: Image) -> str:
    """The left end of the line as the address of a small JPEG; an upright line is laid down."""
    if crop.shape[0] > crop.shape[1]:
        crop = np.ascontiguousarray(np.rot90(crop))
    end = crop[:, : _SHAPE * crop.shape[0]]
    size = (max(1, round(end.shape[1] * _THUMB / end.shape[0])), _THUMB)
    small = as_image(cv2.resize(end, size, interpolation=cv2.INTER_AREA))
    return address(small, 70)
