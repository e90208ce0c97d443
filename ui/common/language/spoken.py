"""Which language: the address's, else the browser's, until the visitor chooses another in the page's corner."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from ui.common import address
from ui.common.language import LANGUAGES, choose, current, is_chosen, streamlits_own

PARAM = "lang"
FIRST = "language at first"
"""In the session: what a visit began with; a stand keeps it for the next visitor."""
_MENU = "language menu"
_TAGS = {"zh": "zh-Hans"}
"""What HTML calls a language, where that is not its code."""


def settle() -> None:
    """At the first run of a visit, and of the next one at a stand."""
    if not is_chosen():
        asked = st.query_params.get(PARAM, "")
        choose(st.session_state.setdefault(FIRST, asked if asked in LANGUAGES else browsers()))


def browsers() -> str:
    """The browser's own language, English for one that the booth does not speak."""
    code = (st.context.locale or "").lower().partition("-")[0]
    return code if code in LANGUAGES else "en"


def carried() -> dict[str, str]:
    """What an address needs so that this language is spoken there; nothing for the browser's own."""
    return {} if current() == browsers() else {PARAM: current()}


def corner() -> None:
    """The languages to choose from, at the top right of every page, by the names that their speakers use."""
    code = current()
    with st.container(key="language"):
        st.menu_button(
            LANGUAGES[code],
            list(LANGUAGES),
            format_func=LANGUAGES.__getitem__,
            icon=":material/language:",
            type="tertiary",
            key=_MENU,
            on_click=_changed,
        )
        address.speak(_TAGS.get(code, code), **{PARAM: carried().get(PARAM, "")})
        streamlits_own.speak()


def _changed() -> None:
    code = st.session_state[_MENU]
    if code in LANGUAGES:
        _keep_choices()
        choose(code)


def _keep_choices() -> None:
    """A browser names what is chosen by the words it shows; say it anew, before those are in another language."""
    for key, value in st.session_state.items():
        if key != _MENU and _is_choice(value):
            st.session_state[key] = value


def _is_choice(value: Any) -> bool:
    """Whether a widget's value may be set: those of buttons, files and tables may not."""
    if isinstance(value, list | tuple):
        return bool(value) and all(map(_is_choice, value))
    return isinstance(value, str | int | float | date) and not isinstance(value, bool)
