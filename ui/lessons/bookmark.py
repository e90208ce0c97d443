"""Where in the lessons the visitor is, what was seen and solved: from the link at first, then in the session."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

import streamlit as st

from ui.common import address
from vision.lessons.all_lessons import LESSONS
from vision.lessons.tutorial import Slide, Tutorial

_HERE, _SEEN, _SOLVED = "lesson bookmark", "lesson steps seen", "lesson exercises solved"
PRESENT = "present"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A step of a lesson, counted from 0, perhaps on a projector; no name where all lessons are offered."""

    name: str = ""
    number: int = 0
    presented: bool = False

    @property
    def lesson(self) -> Tutorial:
        return LESSONS[self.name]

    @property
    def slide(self) -> Slide:
        return self.lesson.slides[self.number]

    def at(self, number: int) -> Bookmark:
        """The same lesson at another step, kept inside it."""
        return replace(self, number=max(0, min(number, len(self.lesson.slides) - 1)))

    @property
    def query(self) -> dict[str, str]:
        """As a link has it: steps counted from 1."""
        return {"lesson": self.name, "step": str(self.number + 1)} if self.name else {}


def here() -> Bookmark:
    """Where the visitor is."""
    if _HERE not in st.session_state:
        st.session_state[_HERE] = _from_link()
    mark: Bookmark = st.session_state[_HERE]
    return mark


def keep(mark: Bookmark) -> None:
    """Remember that this was seen, and keep it in the address bar."""
    view = PRESENT if mark.presented else ""
    address.show(**{"lesson": "", "step": "", **mark.query, "view": view})
    if mark.name:
        _kept(_SEEN).add((mark.name, mark.number))


def go(mark: Bookmark) -> None:
    """Another place, when the page is next drawn."""
    st.session_state[_HERE] = mark


def solve(mark: Bookmark) -> None:
    _kept(_SOLVED).add((mark.name, mark.number))


def seen(name: str) -> set[int]:
    """The numbers of a lesson's steps that were open once."""
    return {number for of, number in _kept(_SEEN) if of == name}


def any_solved(name: str) -> bool:
    return any(of == name for of, _ in _kept(_SOLVED))


def _from_link() -> Bookmark:
    query = st.query_params
    name, step = query.get("lesson", ""), query.get("step", "1")
    if name not in LESSONS:
        return Bookmark()
    number = int(step) - 1 if step.isascii() and step.isdigit() and len(step) < 4 else 0
    return Bookmark(name, 0, query.get("view") == PRESENT).at(number)


def _kept(what: str) -> set[tuple[str, int]]:
    return cast(set[tuple[str, int]], st.session_state.setdefault(what, set()))
