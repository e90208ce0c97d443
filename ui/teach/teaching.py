"""The visitor's teacher, and what they do to its classes."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from live.teaching.teacher import NEW, Teacher, renamed, with_new_class, without_class
from live.video.stream import LiveStream
from ui.common.language import _, ngettext, told
from ui.common.webrtc import Connection
from ui.common.words import plain
from ui.teach import taught_views
from ui.teach.example_pictures import AT_ONCE, example_pictures
from ui.teach.subject import SOUNDS, SUBJECTS, subject, switch_to
from vision.processors.learned.taught import OWN
from vision.teach.lesson import MOST_CLASSES, Lesson, TaughtClass
from vision.teach.training import Learned
from vision.types import VisionError

_SAID = "teacher said"
_OFTEN_S = 0.8
_TEN = 10
_VIEW = "classes"


def teacher() -> Teacher:
    """The visitor's own for what is taught now, in memory alone: it goes with the visit."""
    chosen = SUBJECTS[subject()]
    held: Teacher | None = st.session_state.get(_key())
    if held is None or (not held.lesson.examples() and held.lesson.features != chosen.features_now()):
        names = held.lesson.names if held is not None else (_(NEW, number=1), _(NEW, number=2))
        lesson = Lesson(tuple(map(TaughtClass, names)), chosen.features_now())
        held = st.session_state[_key()] = Teacher(lesson, between_s=chosen.between_s)
    return held


def teacher_of(features: str) -> Teacher:
    """The visitor's own for what goes by these features, that is taught from the next run on."""
    switch_to(features)
    return teacher()


def _key() -> str:
    return f"teacher {subject()}"


def brought_along() -> dict[str, Learned]:
    """What the recipe's steps called taught go by in this visit, and in no other: what was taught last."""
    held: Teacher | None = st.session_state.get(_key())
    learned = held.learned if held is not None and subject() != SOUNDS else None
    return {OWN: learned} if learned is not None else {}


def watch(stream: LiveStream) -> None:
    """Have the teacher see the video."""
    mine = teacher()
    if stream.on_shot != (mine.see,) and stream.readyState == "live":
        stream.on_shot = (mine.see,)


def change(edit: Any) -> None:
    """Change the lesson, or say why not."""
    try:
        teacher().change(edit)
    except VisionError as error:
        st.session_state[_SAID] = str(error)


def classes(connection: Connection) -> None:
    """The classes with their buttons and pictures."""
    st.fragment(_classes, run_every=_OFTEN_S if connection.active else None)(connection)


def _classes(connection: Connection) -> None:
    said = st.session_state.pop(_SAID, "")
    if said:
        st.warning(plain(told(said)), icon=":material/info:")
    lesson = teacher().lesson
    pictures = example_pictures()
    pictures.keep(lesson.examples())
    shown = [
        {"name": c.name, "count": _pictures(len(c.examples)), "ids": pictures.names(c.examples)} for c in lesson.classes
    ]
    sent = {"pictures": pictures.asked(_VIEW), "at_once": AT_ONCE, "words": _words()}
    taught_views.classes({"classes": shown, "live": connection.playing, "most": MOST_CLASSES, **sent}, _done)


def _pictures(number: int) -> str:
    return ngettext("{number} picture", "{number} pictures", number)


def _words() -> dict[str, str]:
    """What the buttons say, and to whom they are read aloud; their names and numbers are put in on the page."""
    return {
        "add": _("Another thing"),
        "name": _("Name of this thing"),
        "hold": _("Hold to collect"),
        "hold_name": _("Hold to collect {name}"),
        "ten": _("Ten pictures"),
        "ten_name": _("Ten pictures of {name}"),
        "remove_name": _("Take {name} out"),
        "delete": _("Take this picture out"),
        "delete_name": _("Take picture {number} of {name} out"),
    }


def _done(what: dict[str, Any]) -> None:
    mine, at = teacher(), int(what.get("at", -1))
    if what["what"] == "missing":
        example_pictures().ask(_VIEW, map(str, what["ids"]))
    elif what["what"] == "add":
        change(partial(with_new_class, called=_(NEW)))
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
