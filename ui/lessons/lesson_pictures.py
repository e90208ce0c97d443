"""The pictures of the slides, made once per server of packaged photographs."""

from __future__ import annotations

import streamlit as st

from ui.common import bench
from ui.common.language import _
from ui.common.words import plain
from ui.lessons.bookmark import Bookmark
from vision.lessons.all_lessons import Attempt, SlidePictures, pictures
from vision.types import VisionError


def pictures_of(name: str, number: int) -> SlidePictures | None:
    """None, and a sentence on the page, where they cannot be made now."""
    shelf = _shelf()
    if (name, number) not in shelf:
        try:
            shelf[name, number] = bench.run(pictures, name, number, words=_("Making the pictures of this step …"))
        except VisionError as error:
            st.caption(plain(error))
    return shelf.get((name, number))


def moves(made: SlidePictures | Attempt) -> bool:
    return made.after != made.last


def running(made: SlidePictures | Attempt, mark: Bookmark) -> bytes:
    """What is shown now: of what moves, the last frame alone while the visitor holds it."""
    held = moves(made) and not st.toggle(_("Let it move"), True, key=f"moves {mark.name} {mark.number}")
    return made.last if held else made.after


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[tuple[str, int], SlidePictures]:
    return {}
