"""The pictures of the slides, made of packaged photographs once per server and language."""

from __future__ import annotations

import streamlit as st

from ui.common import bench
from ui.common.language import _, current, drawn
from ui.common.words import plain
from ui.lessons.bookmark import Bookmark
from vision.lessons.all_lessons import Attempt, SlidePictures, pictures
from vision.lessons.cats_and_cups import WRITTEN
from vision.types import VisionError


def pictures_of(name: str, number: int) -> SlidePictures | None:
    """None, and a sentence on the page, where they cannot be made now."""
    shelf, key = _shelf(), (name, number, current())
    if key not in shelf:
        try:
            words = _("Making the pictures of this step …")
            shelf[key] = bench.run(pictures, name, number, written(), words=words)
        except VisionError as error:
            st.caption(plain(error))
    return shelf.get(key)


def written() -> dict[str, str]:
    """What is written into lessons' pictures, in the visitor's language."""
    return drawn.names(*WRITTEN)


def moves(made: SlidePictures | Attempt) -> bool:
    return made.after != made.last


def running(made: SlidePictures | Attempt, mark: Bookmark) -> bytes:
    """What is shown now: of what moves, the last frame alone while the visitor holds it."""
    held = moves(made) and not st.toggle(_("Let it move"), True, key=f"moves {mark.name} {mark.number}")
    return made.last if held else made.after


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[tuple[str, int, str], SlidePictures]:
    return {}
