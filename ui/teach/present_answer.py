"""What the present picture is taken for, and why: bars, its place among the examples, the most alike of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from live.teaching.teacher import Teacher
from ui.common.language import _, told
from ui.common.session_cache import places
from ui.common.webrtc import Connection
from ui.common.words import plain
from ui.teach import taught_views
from ui.teach.example_pictures import example_pictures
from ui.teach.teaching import teacher
from vision.teach.answering import Answer
from vision.teach.lesson import Lesson
from vision.teach.telling import ExampleMap, example_map
from vision.teach.training import Learned
from vision.teach.weighing import Floats32

_OFTEN_S = 0.4
_VIEW, _MAP = "answer", "taught map"
_TINY = 1e-6


@dataclass(eq=False)
class _ShownMap:
    """The map of what is learned, its number among all maps of this page, and whether the browser asked for it."""

    learned: Learned
    map: ExampleMap
    number: int
    asked: bool = True

    @classmethod
    def of(cls, learned: Learned) -> _ShownMap:
        former: _ShownMap | None = places().get(_MAP)
        if former is None or former.learned is not learned:
            former = cls(learned, example_map(learned), former.number + 1 if former is not None else 0)
            places()[_MAP] = former
        return former

    def scaled(self, points: Floats32) -> Floats32:
        """Places on the map, its examples' from 0 to 1."""
        low, high = self.map.points.min(axis=0), self.map.points.max(axis=0)
        return np.asarray((points - low) / np.maximum(high - low, _TINY), np.float32)

    def points(self) -> list[list[float]] | None:
        """x, y and class of each example, once after it was asked for."""
        if not self.asked:
            return None
        self.asked = False
        label = self.learned.space.label
        return [[_short(x), _short(y), int(c)] for (x, y), c in zip(self.scaled(self.map.points), label, strict=True)]


def show(connection: Connection) -> None:
    st.fragment(_show, run_every=_OFTEN_S if connection.active else None)(connection)


def _show(connection: Connection) -> None:
    mine = teacher()
    found = mine.answer if connection.active else None
    shown = {"verdict": _verdict(mine, connection, found), **_bars(mine.lesson, found)}
    words = {"map": _("A map of all examples, and where the picture lies"), "alike": _("Most alike")}
    pictures = example_pictures().asked(_VIEW)
    taught_views.answer({**shown, **_why(mine.learned, found), "pictures": pictures, "words": words}, _missing)
    if mine.problem:
        st.caption(plain(told(mine.problem)))


def _missing(what: dict[str, Any]) -> None:
    example_pictures().ask(_VIEW, map(str, what.get("ids", ())))
    shown: _ShownMap | None = places().get(_MAP)
    if shown is not None and what.get("map"):
        shown.asked = True


def _verdict(mine: Teacher, connection: Connection, found: Answer | None) -> str:
    at = mine.collecting if connection.active else None
    if at is not None and at < len(mine.lesson.classes):
        return _("Learning: {name}", name=mine.lesson.classes[at].name)
    if found is not None:
        return found.name if found.verdict == "sure" else _(found.name)
    if mine.learned is None:
        return _("Collect pictures of two things") if connection.active else _("Press START and allow the camera")
    return "…" if connection.active else _("Ready: press START")


def _bars(lesson: Lesson, found: Answer | None) -> dict[str, Any]:
    shares = found.shares if found is not None and found.names == lesson.names else np.zeros(len(lesson.names))
    best = found.best if found is not None and found.verdict == "sure" else None
    bars = [{"name": n, "share": _short(s)} for n, s in zip(lesson.names, shares, strict=True)]
    return {"bars": bars, "best": best}


def _why(learned: Learned | None, found: Answer | None) -> dict[str, Any]:
    if learned is None:
        return {"map": None, "points": None, "present": None, "nearest": []}
    shown = _ShownMap.of(learned)
    drawn = {"map": shown.number, "points": shown.points()}
    if found is None or found.row.shape != shown.map.middle.shape:
        return {**drawn, "present": None, "nearest": []}
    x, y = np.clip(shown.scaled(shown.map.place(found.row)), 0, 1)
    return {**drawn, "present": [_short(x), _short(y), -1], "nearest": _nearest(learned, found)}


def _nearest(learned: Learned, found: Answer) -> list[dict[str, str]]:
    examples, names, label = learned.lesson.examples(), learned.lesson.names, learned.space.label
    near = [at for at in found.nearest if at < len(examples)]
    ids = example_pictures().names(examples[at] for at in near)
    return [{"id": name, "name": names[label[at]]} for at, name in zip(near, ids, strict=True)]


def _short(number: float) -> float:
    return round(float(number), 3)
