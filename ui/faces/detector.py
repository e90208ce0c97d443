"""Which detector looks, and how: the sidebar of the faces page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

import streamlit as st

from ui.common.download import model_file
from ui.common.language import _
from vision.faces import DETECTORS, Detector
from vision.faces.find.cascades import FaceCascade
from vision.models.files import lacking
from vision.models.shelf import YUNET
from vision.words.said import N_

_LABELS = {"careful": N_("Careful"), "accurate": N_("Accurate"), "course": N_("Course")}
NAMES = {
    "careful": N_("Careful detector"),
    "accurate": N_("Accurate detector"),
    "course": N_("Course detector"),
}
_KEY = "faces detector"
CASCADES = {"default": N_("Default"), "alt": N_("Alt"), "alt2": N_("Alt2"), "profile": N_("Profile")}
_CAPTIONS = {
    "careful": N_("Looks several times: straight, leaning, from the side. Needs nothing more."),
    "accurate": N_("A small neural network. Surer and faster."),
    "course": N_("One classic cascade, as computer vision courses teach it. Turn its knobs yourself."),
}
_WITHOUT_FILE = N_("A small neural network. Surer and faster; needs one file first.")


@dataclass(frozen=True, slots=True)
class Choice:
    """A detector and its options, as a key for what it found."""

    detector: Detector = "careful"
    options: tuple[tuple[str, Any], ...] = ()


def choose() -> Choice:
    """The choice and the knobs that belong to it."""
    said = {**_CAPTIONS, "accurate": _WITHOUT_FILE} if lacking((YUNET,)) else _CAPTIONS
    detector = st.radio(
        _("Who looks for faces?"),
        DETECTORS,
        captions=[_(said[name]) for name in DETECTORS],
        format_func=lambda name: _(_LABELS[name]),
        key=_KEY,
        persist_state="session",
    )
    return Choice(detector or "careful", _knobs() if detector == "course" else ())


def offer_file() -> None:
    """What the accurate detector needs, in sight of the picture that it is to look at."""
    model_file.offer(YUNET, _("Until then the careful detector does the work."))


def accurate_button() -> None:
    """One press, and the accurate detector looks."""
    st.button(
        _(_LABELS["accurate"]),
        icon=":material/frame_inspect:",
        key="to accurate",
        on_click=lambda: st.session_state.update({_KEY: "accurate"}),
    )


def _knobs() -> tuple[tuple[str, Any], ...]:
    with st.container(border=True):
        name = st.selectbox(
            _("Cascade"), get_args(FaceCascade), format_func=lambda name: _(CASCADES[name]), key="course cascade"
        )
        scale = st.slider(
            _("Scale factor"),
            1.01,
            2.0,
            1.1,
            0.01,
            key="course scale",
            help=_("How much the picture shrinks between scans."),
        )
        neighbors = st.slider(
            _("Minimum neighbours"), 0, 20, 5, key="course neighbors", help=_("How many windows must agree on a face.")
        )
        size = st.slider(_("Smallest face (pixels)"), 0, 400, 0, 10, key="course size")
        binarise = st.toggle(
            _("Black and white first"),
            key="course binarise",
            help=_("Otsu's threshold: no greys are left for the cascade."),
        )
    return (
        ("cascade_name", name),
        ("scale_factor", scale),
        ("min_neighbors", neighbors),
        ("min_size", size),
        ("binarise", binarise),
    )
