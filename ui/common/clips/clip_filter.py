"""Of many clips those of one day, of one kind, starred, or found by a word; and how many there are on each day."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable

import streamlit as st

from live.recording.clip_index import Clip
from ui.common import words
from ui.common.language import _, ngettext
from vision.words.said import N_

_FROM = 12
_STARRED = N_("Starred")
_KINDS: dict[str, Callable[[Clip], bool]] = {
    _STARRED: lambda clip: clip.starred,
    N_("Motion"): lambda clip: clip.name.startswith("motion-"),
    N_("Recorded by hand"): lambda clip: not clip.name.startswith("motion-"),
    N_("Sound alone"): lambda clip: not clip.name.endswith(".mp4"),
}


def chosen(clips: tuple[Clip, ...], key: str, taken: Callable[[float], datetime.datetime]) -> tuple[Clip, ...]:
    """Those that the visitor wants to see; with few clips nothing is asked. taken: seconds to the visitor's time."""
    if len(clips) <= _FROM:
        return clips
    days = Counter(taken(c.taken_s).date() for c in clips)
    if len(days) > 1:
        _chart(days)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.selectbox(_("Day"), [None, *days], format_func=lambda d: _day(d, days), key=f"{key} day")
        kind = st.segmented_control(_("Only"), list(_KINDS), format_func=_, key=f"{key} kind")
        tip = _("A part of the time of day, like 14:3.")
        text = st.text_input(_("Find"), key=f"{key} find", placeholder="14:3", help=tip)
    found = clips if day is None else tuple(c for c in clips if taken(c.taken_s).date() == day)
    if kind:
        found = tuple(c for c in found if _KINDS[kind](c))
    if text:
        found = tuple(c for c in found if text.strip() in f"{taken(c.taken_s):%H:%M:%S}")
    if not found:
        st.caption(_("No clip is like that."))
    return found


def _day(day: datetime.date | None, days: Counter[datetime.date]) -> str:
    if day is None:
        return f"{_('All days')} · {_clips(days.total())}"
    return f"{words.day(day, of_week=True)} · {_clips(days[day])}"


def _clips(number: int) -> str:
    return ngettext("{number} clip", "{number} clips", number)


def _chart(days: Counter[datetime.date]) -> None:
    first, last = min(days), max(days)
    every = [first + datetime.timedelta(n) for n in range((last - first).days + 1)]
    day, clips = _("day"), _("clips")
    counts = {day: [f"{d:%m-%d}" for d in every], clips: [days[d] for d in every]}
    st.bar_chart(counts, x=day, y=clips, x_label="", y_label=clips, height=140, sort=False)
