"""Who follows a link gets there, whatever the page that they leave still says.

A part of it, as a video's frame that has just loaded, may speak before the browser has heard of the new page; Streamlit
takes that for a newer wish, to stay.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from weakref import WeakKeyDictionary

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession

from live.libraries import found, replace

ON_THE_WAY_S = 5
_ASK = "streamlit.runtime.app_session:AppSession.request_rerun"
Ask = Callable[[AppSession, ClientState | None], None]


@cache
def install() -> None:
    """For this process."""
    replace(_ASK, heeding_links(found(_ASK)))


def heeding_links(ask: Ask, now: Callable[[], float] = time.monotonic) -> Ask:
    """`ask` but for what the page left says within ON_THE_WAY_S of a link. now: in seconds."""
    followed = WeakKeyDictionary[AppSession, tuple[str, float]]()

    def request_rerun(session: AppSession, client_state: ClientState | None) -> None:
        if client_state is not None:
            page = client_state.page_script_hash
            to, until = followed.get(session, ("", 0.0))
            if _is_link(client_state):
                followed[session] = page, now() + ON_THE_WAY_S
            elif to and page != to and now() < until:
                return
        ask(session, client_state)

    return request_rerun


def _is_link(asked: ClientState) -> bool:
    """Only one who has just come brings no values of the page's widgets along."""
    return not asked.widget_states.widgets and not asked.fragment_id
