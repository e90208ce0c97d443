"""Every page in a language that puts each sentence into brackets: what stands outside of them was not said."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from rig.words.letters import has_words
from tests.ui.visits import PAGES, Player
from ui.common import language

_SAID = re.compile(r"⟦[^⟦⟧]*⟧")
_READ = {"body", "label", "help", "placeholder", "options", "content", "caption", "alt", "text", "heading"}
_PAGES = ("live", "faces", "teach", "lessons", "page_segmentation", "image_lab", "recorder", "rooms", "take_home")


class Brackets(gettext.NullTranslations):
    """Says everything as it is, in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def pgettext(self, context: str, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture(autouse=True)
def _brackets(monkeypatch: pytest.MonkeyPatch, player: Player) -> None:
    monkeypatch.setattr(language, "_catalogue", lambda code: Brackets())


@pytest.mark.parametrize("name", _PAGES)
def test_nothing_is_read_that_was_not_said(name: str) -> None:
    app = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=120).run()
    assert not app.exception
    assert any(texts(app)), "there is nothing to read"
    assert not unsaid(app)


def _mixed() -> None:
    import streamlit as st

    from ui.common.language import _

    st.button(_("Record"), help="Keep it")
    st.caption(f"{_('Lines')}: **12** px")
    with st.expander("More"):
        st.write("Nothing")
    st.selectbox(_("Day"), ["Today"])
    st.pills(_("Only"), ["Starred"])


def test_what_was_not_said_is_found() -> None:
    assert unsaid(AppTest.from_function(_mixed).run()) == ["Keep it", "More", "Nothing", "Starred", "Today"]


def unsaid(app: AppTest) -> list[str]:
    """What stands outside of all brackets, without what is the same in every language."""
    return sorted({text for text in texts(app) if has_words(_outside(text))})


def _outside(text: str) -> str:
    while (shorter := _SAID.sub("", text)) != text:
        text = shorter
    return text


def texts(app: AppTest) -> Iterator[str]:
    """All that is to be read on the page, as the browser gets it."""
    for node in _nodes(app._tree):
        if isinstance(proto := getattr(node, "proto", None), Message):
            yield from _texts(proto)


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from _nodes(child)


def _texts(proto: Message) -> Iterator[str]:
    for field, value in proto.ListFields():
        for each in value if isinstance(value, Sequence) and not isinstance(value, str | bytes) else [value]:
            if isinstance(each, Message):
                yield from _texts(each)
            elif isinstance(each, str) and field.name in _READ:
                yield each
