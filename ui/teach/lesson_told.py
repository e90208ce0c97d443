"""How the lesson stands: warnings in words, and the table of confusions."""

from __future__ import annotations

import streamlit as st

from ui.common.language import _, ngettext, told
from ui.common.session_cache import remembered
from ui.common.webrtc import Connection
from ui.common.words import plain
from ui.teach.teaching import teacher
from vision.teach.lesson import Lesson
from vision.teach.telling import accuracy, confusions, warnings
from vision.teach.training import Learned

_EVERY_S = 2.0


def show(connection: Connection) -> None:
    st.fragment(_show, run_every=_EVERY_S if connection.active else None)(teacher().learned is not None)


def _show(to_take_home: bool) -> None:
    """to_take_home: whether the page below offers what is learned."""
    if (teacher().learned is not None) != to_take_home:
        st.rerun()
    mine = teacher()
    lesson, learned = mine.lesson, mine.learned
    for sentence in _warnings(lesson):
        st.warning(plain(told(sentence)), icon=":material/balance:")
    if learned is not None:
        _table(learned)


def _warnings(lesson: Lesson) -> tuple[str, ...]:
    key = ("taught warnings", *((c.name, *(id(e.jpeg) for e in c.examples)) for c in lesson.classes))
    return remembered(key, lambda: warnings(lesson))


def _table(learned: Learned) -> None:
    table, names = confusions(learned), learned.lesson.names
    right = round(100 * accuracy(learned))
    st.markdown(
        ngettext(
            "**Asked about itself, the lesson is right {right} times of 100.** Each picture was left out in turn, and "
            "the others were asked about it ({number} picture).",
            "**Asked about itself, the lesson is right {right} times of 100.** Each picture was left out in turn, and "
            "the others were asked about it ({number} pictures).",
            int(table.sum()),
            right=f"{right:d}",
        )
    )
    rows = {_("taken for {name}", name=name): [int(n) for n in table[:, at]] for at, name in enumerate(names)}
    st.dataframe({_("shown"): list(names), **rows}, hide_index=True, width="stretch")
