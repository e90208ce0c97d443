"""What is kept for one session: made once, and the least wanted goes first."""

from __future__ import annotations

import pytest
import streamlit as st

from ui.common import session_cache
from ui.common.session_cache import is_remembered, remembered


def test_what_was_not_asked_for_longest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(session_cache, "_MOST", 2)
    made: list[str] = []

    def ask(what: str) -> str:
        def make() -> str:
            made.append(what)
            return what.upper()

        return remembered(what, make)

    assert [ask("a"), ask("b"), ask("a"), ask("c")] == ["A", "B", "A", "C"]
    assert made == ["a", "b", "c"]
    assert is_remembered("a") and is_remembered("c") and not is_remembered("b")
