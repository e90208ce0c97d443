"""The knobs of the trade-off, and what each setting of them finds, measured once per session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, get_args

import streamlit as st

from ui.common import bench
from ui.common.language import _
from ui.common.pictures import Named
from ui.common.session_cache import remembered
from ui.faces.detector import CASCADES
from ui.faces.look import MARGIN_S, TIME_LIMIT_S
from vision.faces import tradeoff
from vision.faces.find.cascades import FaceCascade
from vision.faces.tradeoff import Trial
from vision.types import Detections
from vision.words.said import N_

RUNS = 5
NEIGHBORS = range(1, 13)
_USUAL, _MORE = ("1.05", "1.15", "1.25"), ("1.02", "1.1", "1.4", "2")
_LEAST, _MOST = 1.005, 10.0
_SEES = {N_("Grey"): (False,), N_("Black and white"): (True,), N_("Both"): (False, True)}


@dataclass(frozen=True, slots=True)
class Setting:
    """All knobs but the scale factor."""

    cascade_name: FaceCascade = "default"
    min_neighbors: int = 3
    binarise: bool = False

    def options(self) -> dict[str, Any]:
        """For the course detector."""
        return asdict(self)


def choose() -> tuple[list[float], list[Setting]]:
    """The scale factors to hold side by side, each under one or two settings."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.multiselect(
            _("Scale factors"),
            [*_USUAL, *_MORE],
            list(_USUAL),
            accept_new_options=True,
            key="tradeoff factors",
            help=_("Choose others, or type your own."),
            placeholder=_("Choose or add options"),
            max_selections=6,
            width=280,
        )
        neighbors = st.slider(
            _("Minimum neighbours"),
            NEIGHBORS[0],
            NEIGHBORS[-1],
            3,
            key="tradeoff neighbors",
            help=_("How many windows must agree on a place before it counts."),
            width=200,
        )
        sees = st.segmented_control(
            _("The cascade sees"),
            list(_SEES),
            default="Grey",
            required=True,
            format_func=_,
            key="tradeoff sees",
            help=_("Black and white by Otsu's threshold: fewer details to hold on to."),
        )
        name = st.selectbox(
            _("Cascade"),
            get_args(FaceCascade),
            format_func=lambda name: _(CASCADES[name]),
            key="tradeoff cascade",
            width=120,
        )
    return _factors(chosen), [Setting(name, neighbors, binarise) for binarise in _SEES[sees]]


def trials(picture: Named, setting: Setting, factors: Sequence[float]) -> list[Trial]:
    """One for each factor, within the time limit."""

    def measure() -> list[Trial]:
        return bench.run(
            tradeoff.trials,
            picture.image,
            tuple(factors),
            words=_("Measuring …"),
            limit_s=TIME_LIMIT_S + MARGIN_S,
            reports=True,
            runs=RUNS,
            most_s=TIME_LIMIT_S,
            **setting.options(),
        )

    return remembered(("trials", picture.key, setting, tuple(factors)), measure)


def over_neighbors(picture: Named, setting: Setting, factor: float) -> dict[int, Detections]:
    """What is found for each number of neighbors."""
    options = setting.options()
    del options["min_neighbors"]

    def measure() -> dict[int, Detections]:
        return bench.run(
            tradeoff.over_neighbors,
            picture.image,
            NEIGHBORS,
            words=_("Measuring …"),
            limit_s=TIME_LIMIT_S + MARGIN_S,
            reports=True,
            scale_factor=factor,
            **options,
        )

    return remembered(("neighbors", picture.key, tuple(options.items()), factor), measure)


def _factors(texts: Sequence[str]) -> list[float]:
    """What was typed, as far as it is a factor; the usual ones when nothing is."""
    factors = {value for text in texts if (value := _number(text)) is not None}
    if len(factors) < len(set(texts)):
        words = _("A scale factor is a number from {least:g} to {most:g}, for example 1.1.", least=_LEAST, most=_MOST)
        st.warning(words, icon=":material/edit:")
    return sorted(factors) or [float(text) for text in _USUAL]


def _number(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if _LEAST <= value <= _MOST else None
