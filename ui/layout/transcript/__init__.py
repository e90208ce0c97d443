"""The text of a page as lines to press; words that are unsure are marked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from ui.common.language import _
from vision.layout import PageLayout

_HERE = Path(__file__).parent
SURE = 0.8
"""Confidence below which a word is marked; benchmarks/reading.md says what that catches."""


def _component() -> Any:
    script, style = (_HERE.joinpath(f"transcript.{end}").read_text() for end in ("js", "css"))
    html = '<div class="transcript" role="listbox" tabindex="-1"></div>'
    return st.components.v2.component("vision_booth_transcript", html=html, js=script, css=style)


_transcript = _component()


def transcript(layout: PageLayout, chosen: int | None, on_choice: Callable[[int], None]) -> None:
    """The lines in reading order; chosen: from 0, the one that is marked. A new region begins lower down."""

    def told() -> None:
        pressed = st.session_state["page transcript"].line
        if pressed:
            on_choice(int(pressed["index"]))

    rows = [
        {
            "number": number,
            "apart": number > 1 and line.column != layout.lines[number - 2].column,
            "words": [[word.text, round(100 * word.confidence)] for word in line.words],
        }
        for number, line in enumerate(layout.lines, 1)
    ]
    says = {"name": _("The text, line by line"), "empty": _("nothing was read"), "sure": _("{percent} % sure")}
    data = {"rows": rows, "chosen": chosen, "sure": round(100 * SURE), "says": says}
    _transcript(key="page transcript", data=data, on_line_change=told)


def unsure(layout: PageLayout) -> int:
    """How many words are marked."""
    return sum(word.confidence < SURE for line in layout.lines for word in line.words)
