"""The live meter of change, and the hour behind it with its clips."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from live.recording.clip_index import Clip
from live.watching.clipper import Reading
from ui.common.language import _, ngettext, told
from ui.common.words import figure, plain
from vision.motion.change import Change
from vision.words.said import N_

_METER = N_("How much of the picture moved in the last twenty seconds, and the threshold for a clip")
_SHOWN_S = 20.0
_BIN_S = 0.2
_SHORTEST_MS = 60_000
_Y = alt.Y(
    "percent:Q",
    title=None,
    scale=alt.Scale(type="symlog", constant=0.2, domain=[0, 100]),
    axis=alt.Axis(values=[0, 1, 5, 20, 100], labelExpr="datum.value + ' %'", labelOverlap=False),
)
_ACCENT = "#e0762f"


def state(reading: Reading | None, waiting: str) -> None:
    """What it is doing now, in a word; without a reading, what it is waiting for."""
    if reading is None:
        st.markdown(f":gray-badge[:material/hourglass_empty: {waiting}]")
        return
    last = reading.changes[-1] if reading.changes else None
    if reading.recording:
        word = f":red-badge[:material/fiber_manual_record: {_('Recording a clip')}]"
    elif last is not None and last.light:
        word = f":orange-badge[:material/light_mode: {_('Only the light changed')}]"
    else:
        word = f":green-badge[:material/visibility: {_('Watching, all is quiet')}]"
    now = last.percent if last is not None else 0.0
    moves = _("**{percent} %** moves now", percent=figure(now, ".2g"))
    noise = f" · {_too_short(reading.discarded)}" if reading.discarded else ""
    lost = f" · {_left_out(reading.dropped)}" if reading.dropped else ""
    st.markdown(f"{word} &nbsp; {moves}{noise}{lost}")
    if reading.problem:
        st.warning(plain(told(reading.problem)), icon=":material/warning:")


def _too_short(number: int) -> str:
    return ngettext("{number} too short to count", "{number} too short to count", number)


def _left_out(number: int) -> str:
    return ngettext(
        "{number} picture left out, the machine is busy", "{number} pictures left out, the machine is busy", number
    )


def meter(reading: Reading | None) -> None:
    """The last seconds of change, with the threshold drawn on it; cheap enough to be drawn twice a second."""
    changes = reading.changes if reading is not None else ()
    threshold = reading.threshold if reading is not None else 0.1
    x = alt.X(
        "ago:Q", title=_("seconds ago"), scale=alt.Scale(domain=[-_SHOWN_S, 0]), axis=alt.Axis(labelExpr="-datum.value")
    )
    area = alt.Chart(pd.DataFrame(recent(changes), columns=["ago", "percent"]))
    line = alt.Chart(pd.DataFrame({"percent": [threshold]})).mark_rule(
        strokeDash=[6, 4], size=2, color=_ACCENT, aria=False
    )
    changed = area.mark_area(interpolate="step-after", opacity=0.75, clip=True, aria=False)
    chart = changed.encode(x, _Y) + line.encode(_Y)
    st.altair_chart(chart.properties(height=200), width="stretch", key="motion meter", alt=_(_METER))
    st.caption(_("The area is how much of the picture moves. Above the dashed line, a clip is made."))


def recent(changes: Iterable[Change]) -> list[tuple[float, float]]:
    """(seconds before the newest, largest percent) for each fifth of a second of the last twenty."""
    bins: dict[int, float] = {}
    newest = 0.0
    for change in changes:
        newest = change.time_s
        at = int(newest / _BIN_S)
        bins[at] = max(bins.get(at, 0.0), change.percent)
    return [(at * _BIN_S - newest, p) for at, p in bins.items() if at * _BIN_S > newest - _SHOWN_S]


def timeline(changes: tuple[Change, ...], clips: tuple[Clip, ...]) -> None:
    """The largest change of each second of the last hour, and the clips as bars."""
    if len(changes) < 2:
        return
    offset = time.time() - time.monotonic()
    begin = (changes[0].time_s + offset) * 1000
    end = (changes[-1].time_s + offset) * 1000
    ticks = alt.Axis(format="%H:%M:%S", tickCount=6)
    x = alt.X("at:T", title=None, scale=alt.Scale(domain=[min(begin, end - _SHORTEST_MS), end]), axis=ticks)
    rows = [{"at": (c.time_s + offset) * 1000, "percent": c.percent} for c in changes]
    bars = [_bar(c) for c in clips if c.peak_percent and c.taken_s * 1000 >= begin]
    marks = alt.Chart(pd.DataFrame(bars, columns=["at", "to", "clip"])).mark_rect(
        opacity=0.3, color=_ACCENT, aria=False
    )
    chart: Any = marks.encode(x, x2="to:T", tooltip=alt.Tooltip("clip:N", title=_("clip")))
    chart += alt.Chart(pd.DataFrame(rows)).mark_area(interpolate="step-after", clip=True, aria=False).encode(x, _Y)
    words = _("How much moved in the last hour, and the clips")
    st.altair_chart(chart.properties(height=140), width="stretch", alt=words)
    st.caption(_("The last hour at most; each orange bar is a clip."))


def _bar(clip: Clip) -> tuple[float, float, str]:
    begin = clip.taken_s * 1000
    return (
        begin,
        begin + max(0.5, clip.end_s - clip.start_s) * 1000,
        _("at most {percent} % moved", percent=figure(clip.peak_percent, ".3g")),
    )
