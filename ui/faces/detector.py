"""Which detector looks, and how: the sidebar of the faces page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

import streamlit as st

from ui.common.download import model_file
from vision.faces import DETECTORS, Detector
from vision.faces.find.cascades import FaceCascade
from vision.models.shelf import YUNET

LABELS = {"careful": "Careful", "accurate": "Accurate", "course": "Course"}
_CAPTIONS = {
    "careful": "Looks several times: straight, leaning, from the side. Needs nothing more.",
    "accurate": "A small neural network. Surer and faster; needs one file first.",
    "course": "One classic cascade, as computer vision courses teach it. Turn its knobs yourself.",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A detector and its options, as a key for what it found."""

    detector: Detector = "careful"
    options: tuple[tuple[str, Any], ...] = ()


def choose() -> Choice:
    """The choice and the knobs that belong to it."""
    detector = st.radio(
        "Who looks for faces?",
        DETECTORS,
        captions=[_CAPTIONS[name] for name in DETECTORS],
        format_func=LABELS.__getitem__,
        key="faces detector",
        persist_state="session",
    )
    if detector == "accurate":
        model_file.offer(YUNET, "Until then the careful detector does the work.")
    return Choice(detector or "careful", _knobs() if detector == "course" else ())


def _knobs() -> tuple[tuple[str, Any], ...]:
    with st.container(border=True):
        name = st.selectbox("Cascade", get_args(FaceCascade), format_func=str.capitalize, key="course cascade")
        scale = st.slider(
            "Scale factor", 1.01, 2.0, 1.1, 0.01, key="course scale", help="How much the picture shrinks between scans."
        )
        neighbors = st.slider(
            "Minimum neighbours", 0, 20, 5, key="course neighbors", help="How many windows must agree on a face."
        )
        size = st.slider("Smallest face (pixels)", 0, 400, 0, 10, key="course size")
        binarise = st.toggle(
            "Black and white first", key="course binarise", help="Otsu's threshold: no greys are left for the cascade."
        )
    return (
        ("cascade_name", name),
        ("scale_factor", scale),
        ("min_neighbors", neighbors),
        ("min_size", size),
        ("binarise", binarise),
    )
