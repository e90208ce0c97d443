"""Pictures that come from elsewhere, a model to open, and what one takes home."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from live.teaching.teacher import Teacher
from ui.common import bench
from ui.common.language import _, ngettext
from ui.common.session_cache import places
from ui.common.words import plain
from ui.teach.subject import SOUNDS, subject
from ui.teach.teaching import change, teacher, teacher_of
from vision.teach.lesson import Example, Lesson
from vision.teach.opening_examples import example_from, model_from
from vision.teach.saved import as_json
from vision.teach.taught_script import taught_notebook, taught_script
from vision.types import VisionError
from vision.words.said import N_


def pictures(snapshot: bytes) -> None:
    """Files, or the live page's snapshot (PNG, b"" for none), as examples of one class."""
    if subject() == SOUNDS:
        return
    with st.expander(_("Pictures from elsewhere"), icon=":material/upload:", key="taught elsewhere"):
        names = teacher().lesson.names
        at = st.selectbox(
            _("They show"), range(len(names)), format_func=lambda at: plain(names[at]), key="taught upload class"
        )
        files = st.file_uploader(_("Pictures"), None, True, key="taught files", label_visibility="collapsed")
        if st.button(_("Learn these pictures"), disabled=not files, icon=":material/school:", key="taught learn"):
            _add(at, [(file.name, file.getvalue()) for file in files])
        if snapshot and st.button(_("Learn the snapshot of the live page"), key="taught snapshot"):
            _add(at, [(_("The snapshot"), snapshot)])


def _add(at: int, files: list[tuple[str, bytes]]) -> None:
    found: list[Example] = []
    features = teacher().lesson.features
    for name, data in files:
        try:
            found.append(bench.run(example_from, data, features, words=_("Opening {name} …", name=plain(name))))
        except VisionError as error:
            words = _("**{name}** was left out. {why}", name=plain(name), why=plain(error))
            st.warning(words, icon=":material/broken_image:")
    if found:
        change(lambda lesson: _with(lesson, at, found))
        words = ngettext("{number} picture learned.", "{number} pictures learned.", len(found))
        st.success(words, icon=":material/school:")


def _with(lesson: Lesson, at: int, found: list[Example]) -> Lesson:
    kept = lesson.classes[at]
    return lesson.with_class(at, replace(kept, examples=(*kept.examples, *found)))


def take_home() -> None:
    """The model, and programs that use it; and a model to open."""
    with st.expander(_("Take it home"), icon=":material/download:", key="taught take home"):
        mine = teacher()
        if mine.learned is None:
            st.caption(_("Once two things are taught, the model can be saved here."))
        else:
            _files(mine)
            if subject() != SOUNDS:
                st.caption(_("On the live page of this visit it is a filter, too: look for *Taught*."))
            st.caption(_("The model holds the pictures themselves: give it only to whom you would give them."))
        file = st.file_uploader(_("Open a model"), None, key="taught model")
        if file is not None and st.button(_("Open it"), key="taught open"):
            try:
                opened = bench.run(model_from, file.getvalue(), words=_("Opening the model …"))
            except VisionError as error:
                st.error(plain(error), icon=":material/broken_image:")
            else:
                teacher_of(opened.lesson.features).open(opened)
                st.rerun()


def _files(mine: Teacher) -> None:
    """To save; the programs read the model by its name, so these names are the same in every language."""
    model, kind = partial(_model, mine), "application/json"
    st.download_button(_("The model"), model, "taught.json", kind, key="taught save model", on_click="ignore")
    if subject() == SOUNDS:
        return
    script, kind = taught_script(), "text/x-python"
    st.download_button(_("Python script"), script, "taught.py", kind, key="taught save script", on_click="ignore")
    kind = "application/x-ipynb+json"
    st.download_button(
        _("Notebook"), taught_notebook, "taught.ipynb", kind, key="taught save notebook", on_click="ignore"
    )


def _model(mine: Teacher) -> str:
    """What is learned when it is asked for, outside of the page's script."""
    learned = mine.learned
    if learned is None:
        raise VisionError("Nothing is taught any more.")
    return as_json(learned)


CONSENT = N_(
    "Pictures and sounds stay in this booth's memory until you leave, and nobody else gets them. Nothing is sent "
    "anywhere. "
    "With a class of pupils: teach things, not people; ask before somebody is in a picture; a name for a class should "
    "not be a person's name; press *Forget everything* before the next one comes."
)


def consent() -> None:
    """What becomes of the pictures, and a way to have them gone at once."""
    st.caption(_(CONSENT))
    if st.button(_("Forget everything"), icon=":material/delete:", key="taught forget"):
        for key in [str(key) for key in st.session_state]:
            if key.startswith(("teacher", "taught", "stream teach")):
                held = st.session_state.pop(key)
                if hasattr(held, "stop"):
                    held.stop()
        for place in [place for place in places() if place.startswith("taught")]:
            del places()[place]
        st.rerun()
