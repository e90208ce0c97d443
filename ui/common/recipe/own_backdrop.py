"""A picture of the visitor's own that stands behind people: opened on the bench, held by the open page alone."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ui.common import bench
from ui.common.language import _
from ui.common.session_cache import places
from ui.common.words import plain
from vision.learned.backdrop import open_backdrop
from vision.processors.learned.background import OWN, wants_own
from vision.recipe import Step
from vision.types import Image, VisionError

_HELD = "own backdrop"


@dataclass(frozen=True, slots=True, eq=False)
class _Backdrop:
    file_id: str
    name: str
    image: Image


def brought_along() -> dict[str, Image]:
    """What the step that replaces the background puts behind people, for this page and no other."""
    held: _Backdrop | None = places().get(_HELD)
    return {OWN: held.image} if held is not None else {}


def which() -> str:
    """Another one for another picture."""
    held: _Backdrop | None = places().get(_HELD)
    return held.file_id if held is not None else ""


def offer(step: Step, key: str) -> None:
    """Where the step wants a picture of one's own: a place to bring it."""
    if not wants_own(step.name, step.params):
        return
    held: _Backdrop | None = places().get(_HELD)
    file = st.file_uploader(_("A picture of yours"), None, key=key, on_change=_let_go)
    if file is not None and (held is None or held.file_id != file.file_id):
        try:
            image = bench.run(open_backdrop, file.getvalue(), words=_("Opening {name} …", name=plain(file.name)))
        except VisionError as error:
            st.warning(plain(error), icon=":material/broken_image:")
            return
        held = places()[_HELD] = _Backdrop(file.file_id, file.name, image)
    if held is None:
        st.caption(_("Until you bring one, your background is blurred. Nobody else gets the file."))
    elif file is None:
        st.caption(_("{name} is behind you.", name=plain(held.name)))
        st.button(_("Take it away"), icon=":material/close:", key=f"{key} away", on_click=_let_go)


def _let_go() -> None:
    places().pop(_HELD, None)
