"""Precision and recall over the number of neighbors that must agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ui.common.language import _
from ui.common.pictures import Named
from ui.common.words import plain
from ui.faces.trial_settings import NEIGHBORS, Setting, over_neighbors
from vision.detect.score import Point, score_boxes
from vision.faces.candidates import SAME
from vision.types import Detections, VisionError


def show(picture: Named, setting: Setting, factors: Sequence[float], faces: Detections, missed: int) -> None:
    """The chart for one of the factors, with a line at the present number of neighbors."""
    st.subheader(_("More neighbours: fewer inventions, more misses"), anchor=False)
    usual = min(factors, key=lambda factor: abs(factor - 1.15))
    factor = st.segmented_control(
        _("at scale factor"), list(factors), default=usual, required=True, key=f"curve factor {factors}"
    )
    try:
        found = over_neighbors(picture, setting, factor)
    except VisionError as error:
        st.warning(plain(error), icon=":material/timer_off:")
        return
    points = [Point(n, score_boxes(found[n], faces, missed=missed, overlap=SAME)) for n in NEIGHBORS]
    st.vega_lite_chart(
        _chart(_rows(points), setting.min_neighbors),
        alt=_("Precision rises and recall falls as more neighbours must agree"),
    )
    if not len(faces) + missed:
        st.caption(_("Recall needs a face: tick one above."))


def _rows(points: Sequence[Point]) -> list[dict[str, float | str]]:
    return [
        {"neighbors": p.min_neighbors, "share": share, "measure": name}
        for p in points
        for name, share in ((_("Precision"), p.score.precision), (_("Recall"), p.score.recall))
        if share is not None
    ]


def _chart(rows: list[dict[str, float | str]], now: int) -> dict[str, Any]:
    x = {
        "field": "neighbors",
        "type": "quantitative",
        "title": _("Minimum neighbours"),
        "scale": {"domain": [NEIGHBORS[0], NEIGHBORS[-1]]},
        "axis": {"format": "d", "tickCount": len(NEIGHBORS), "grid": False},
    }
    y = {
        "field": "share",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, 1]},
        "axis": {"format": "%"},
    }
    colour = {"field": "measure", "type": "nominal", "title": None, "legend": {"orient": "top"}}
    here = {"data": {"values": [{"neighbors": now}]}, "mark": {"type": "rule", "strokeDash": [4, 4], "color": "gray"}}
    line = {"data": {"values": rows}, "mark": {"type": "line", "point": {"size": 70}, "strokeWidth": 3}}
    layers = [{**here, "encoding": {"x": x}}, {**line, "encoding": {"x": x, "y": y, "color": colour}}]
    return {"height": 280, "layer": layers}
