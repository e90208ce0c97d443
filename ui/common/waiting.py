"""Who may go live: a place for each viewer, plain words for those who wait, and an end to a turn."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.runtime.runtime import Runtime

from live.video.admission import Capacity, default_limit
from live.video.stream import LiveStream
from live.video.together import Together
from ui.common.host_settings import number, setting
from ui.common.language import _
from ui.common.limits import limits
from ui.common.limits import visitor as limit_key
from ui.common.links import place

_OVER = "turn is over"


@st.cache_resource(show_spinner=False)
def capacity() -> Capacity:
    """The server's one register of live streams; with BOOTH_REDIS, those of all booths that have it are counted.

    Raises ValueError for a broken setting.
    """
    limit, minutes = number("LIVE_STREAMS", default_limit(), 1), number("VISIT_MINUTES", None, 0.1)
    redis = setting("BOOTH_REDIS")
    together = Together(str(redis), place()) if redis else None
    return Capacity(int(limit or 1), minutes, limits().live, together)


def admit(stream: LiveStream, connecting: bool) -> bool:
    """Whether this visitor's video may be shown; if not, the page says so and asks again by itself."""
    visitor = limit_key()
    register = capacity()
    if connecting and register.enter(stream, _page_is_open(visitor), visitor):
        return True
    if connecting and register.has_enough(visitor):
        st.info(
            _("You are live in as many places as one visitor may be; stop one of them first."), icon=":material/block:"
        )
    if not connecting:
        register.leave(stream)
        if register.place_in_line(visitor) == 0:
            return True
    st.fragment(_wait, run_every=2.0)(visitor)
    return False


def end_when_over(stream: LiveStream, connecting: bool) -> bool:
    """Whether the time of this turn is up, which is said until the next START; drawn again when it is."""
    register = capacity()
    if register.minutes is None:
        return False
    over = register.over(stream)
    st.session_state[_OVER] = over or (st.session_state.get(_OVER, False) and not connecting)
    if st.session_state[_OVER]:
        st.info(_("Your time at the camera is over. Thank you! Others may be waiting."), icon=":material/timer_off:")
    if not over:
        st.fragment(_keep_time, run_every=2.0)(stream)
    return over


def _wait(visitor: str) -> None:
    ahead = capacity().place_in_line(visitor)
    if ahead == 0:
        st.rerun()
    turn = _("You are next.") if ahead == 1 else _("{number} before you.", number=ahead - 1)
    wait = _(
        "START appears here by itself as soon as a place is free; leave this page open. "
        "Meanwhile, the other pages work as always."
    )
    st.info(f"{turn} {wait}", title=_("All places at the camera are taken"), icon=":material/hourglass_top:")


def _keep_time(stream: LiveStream) -> None:
    if capacity().over(stream):
        st.rerun()


def _page_is_open(session: str) -> Callable[[], bool]:
    runtime = Runtime.instance()
    return lambda: runtime.is_active_session(session)
