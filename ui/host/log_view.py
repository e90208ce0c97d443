"""What the log tells the host: the last few things that were passed over."""

from __future__ import annotations

import time

import streamlit as st

from ui.common.language import _, ngettext
from ui.common.words import plain
from ui.host.log import LogEntry, log


@st.fragment(run_every=5.0)
def show() -> None:
    """The newest first, each with its traceback folded away."""
    st.subheader(_("Trouble"), anchor=False)
    troubles = log().recent()
    if not troubles:
        st.caption(_("Nothing was passed over since the server started."))
    for trouble in troubles:
        with st.expander(plain(trouble.words), icon=":material/report:"):  # a label that changes would fold it
            st.caption(_how_often(trouble))
            st.code(trouble.places or _("There is no traceback."), language=None)


def _how_often(trouble: LogEntry) -> str:
    at = time.strftime("%H:%M:%S", time.localtime(trouble.last_s))
    return ngettext("At {time}.", "{number} times, the last at {time}.", trouble.times, time=at)
