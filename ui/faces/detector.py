"""Which detector looks, and how: the sidebar of the faces page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args
from urllib.request import urlopen

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.common.words import plain
from vision.detect.model import YUNET, download_model, read_model
from vision.faces import DETECTORS, Detector
from vision.faces.find.cascades import FaceCascade
from vision.types import VisionError

LABELS = {"careful": "Careful", "accurate": "Accurate", "course": "Course"}
_CAPTIONS = {
    "careful": "Looks several times: straight, leaning, from the side. Needs nothing more.",
    "accurate": "A small neural network. Surer and faster; needs one file first.",
    "course": "One classic cascade, as computer vision courses teach it. Turn its knobs yourself.",
}
_PART = 16 * 1024


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
        _model()
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


def _model() -> None:
    """Whether the accurate detector has its file; if not, what it is and the button that fetches it."""
    try:
        read_model()
    except VisionError as error:
        with st.container(border=True):
            st.caption(f"{plain(error)} Until then the careful detector does the work.")
            st.caption(f"{YUNET.size / 1000:.0f} kB · from the {YUNET.source} · {YUNET.licence} licence")
            if st.button("Download the model", icon=":material/download:", type="primary", width="stretch"):
                _download()
    else:
        st.caption(":material/check_circle: Its model file is here and whole.")


def _download() -> None:
    bar = st.progress(0.0, "Downloading …")
    try:
        download_model(partial(_watched, bar))
    except VisionError as error:
        bar.empty()
        st.error(plain(error), icon=":material/cloud_off:")
        return
    st.rerun()


@contextmanager
def _watched(bar: DeltaGenerator, url: str, timeout: float) -> Iterator[_Watched]:
    with urlopen(url, timeout=timeout) as answer:
        yield _Watched(answer, bar)


@dataclass(frozen=True, slots=True)
class _Watched:
    """A download that moves a progress bar as it is read."""

    answer: Any
    bar: DeltaGenerator

    def read(self, most: int) -> bytes:
        data = b""
        while len(data) < most and (part := self.answer.read(min(_PART, most - len(data)))):
            data += part
            self.bar.progress(min(1.0, len(data) / YUNET.size), "Downloading …")
        return data
