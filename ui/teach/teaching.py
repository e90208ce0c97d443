"""The visitor's teacher, what they do to its classes, and its newest answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import streamlit as st

from live.teaching.teacher import Teacher, renamed, with_new_class, without_class
from live.video.stream import LiveStream
from ui.common.pictures import address
from ui.common.session_cache import remembered
from ui.common.webrtc import Connection
from ui.common.words import plain
from ui.teach import taught_views
from vision.teach.answering import Answer
from vision.teach.lesson import MOST_CLASSES, Example, Lesson, TaughtClass
from vision.teach.telling import ExampleMap, example_map
from vision.teach.training import Learned
from vision.types import VisionError, as_image

_KEY, _SAID = "teacher", "teacher said"
_THUMB = 72, 54
_OFTEN_S = 0.4
_TEN = 10


def teacher() -> Teacher:
    """The visitor's own, in memory alone: it goes with the visit."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Teacher(Lesson((TaughtClass("Thing 1"), TaughtClass("Thing 2"))))
    held: Teacher = st.session_state[_KEY]
    return held


def watch(stream: LiveStream) -> None:
    """Have the teacher see the video."""
    mine = teacher()
    if mine.see not in stream.on_shot and stream.readyState == "live":
        stream.on_shot = (*stream.on_shot, mine.see)


def change(edit: Any) -> None:
    """Change the lesson, or say why not."""
    try:
        teacher().change(edit)
    except VisionError as error:
        st.session_state[_SAID] = str(error)


def classes(connection: Connection) -> None:
    """The classes with their buttons and pictures."""
    st.fragment(_classes, run_every=2 * _OFTEN_S if connection.active else None)(connection)


def answer(connection: Connection) -> None:
    """What the present picture is taken for."""
    st.fragment(_answer, run_every=_OFTEN_S if connection.active else None)(connection)


def _classes(connection: Connection) -> None:
    said = st.session_state.pop(_SAID, "")
    if said:
        st.warning(plain(said), icon=":material/info:")
    lesson = teacher().lesson
    shown = [
        {"name": c.name, "count": len(c.examples), "thumbs": [thumbnail(e) for e in c.examples]} for c in lesson.classes
    ]
    taught_views.classes({"classes": shown, "live": connection.playing, "most": MOST_CLASSES}, _done)


def _done(what: dict[str, Any]) -> None:
    mine, at = teacher(), int(what.get("at", -1))
    if what["what"] == "add":
        change(with_new_class)
    elif not 0 <= at < len(mine.lesson.classes):
        return
    elif what["what"] == "hold":
        mine.hold(at)
    elif what["what"] == "release":
        mine.release()
    elif what["what"] == "ten":
        mine.take(at, _TEN)
    elif what["what"] == "delete":
        change(lambda lesson: lesson.without_example(at, int(what["number"])))
    elif what["what"] == "rename":
        change(lambda lesson: renamed(lesson, at, str(what["name"])))
    elif what["what"] == "remove":
        change(lambda lesson: without_class(lesson, at))


def _answer(connection: Connection) -> None:
    mine = teacher()
    found = mine.answer if connection.active else None
    learned = mine.learned
    taught_views.answer(
        {"verdict": _verdict(mine, connection, found), **_bars(mine.lesson, found), **_why(learned, found)}
    )
    if mine.problem:
        st.caption(plain(mine.problem))


def _verdict(mine: Teacher, connection: Connection, found: Answer | None) -> str:
    at = mine.collecting if connection.active else None
    if at is not None and at < len(mine.lesson.classes):
        return f"Learning: {mine.lesson.classes[at].name}"
    if found is not None:
        return found.name
    if mine.learned is None:
        return "Collect pictures of two things" if connection.active else "Press START and allow the camera"
    return "…" if connection.active else "Ready: press START"


def _bars(lesson: Lesson, found: Answer | None) -> dict[str, Any]:
    shares = found.shares if found is not None and found.names == lesson.names else np.zeros(len(lesson.names))
    best = found.best if found is not None and found.verdict == "sure" else None
    bars = [{"name": n, "share": round(float(s), 3)} for n, s in zip(lesson.names, shares, strict=True)]
    return {"bars": bars, "best": best}


def _why(learned: Learned | None, found: Answer | None) -> dict[str, Any]:
    if learned is None:
        return {"points": [], "present": None, "nearest": []}
    drawn: ExampleMap = remembered(("taught map", id(learned), len(learned.rows)), lambda: example_map(learned))
    low, high = drawn.points.min(axis=0), drawn.points.max(axis=0)
    places = (drawn.points - low) / np.maximum(high - low, 1e-6)
    points = [
        [round(float(x), 3), round(float(y), 3), int(c)] for (x, y), c in zip(places, learned.space.label, strict=True)
    ]
    if found is None or found.row.shape != drawn.middle.shape:
        return {"points": points, "present": None, "nearest": []}
    x, y = np.clip((drawn.place(found.row) - low) / np.maximum(high - low, 1e-6), 0, 1)
    return {
        "points": points,
        "present": [round(float(x), 3), round(float(y), 3), -1],
        "nearest": _nearest(learned, found),
    }


def _nearest(learned: Learned, found: Answer) -> list[dict[str, str]]:
    examples: Sequence[Example] = learned.lesson.examples()
    label = learned.space.label
    return [
        {"src": thumbnail(examples[at]), "name": learned.lesson.names[label[at]]}
        for at in found.nearest
        if at < len(examples)
    ]


def thumbnail(example: Example) -> str:
    """The example's picture as an address, small."""
    shelf: dict[int, tuple[Example, str]] = st.session_state.setdefault("taught thumbnails", {})
    kept = shelf.get(id(example.jpeg))
    if kept is None:
        small = as_image(cv2.resize(example.image(), _THUMB, interpolation=cv2.INTER_AREA))
        kept = shelf[id(example.jpeg)] = example, address(small, 80)
    return kept[1]
