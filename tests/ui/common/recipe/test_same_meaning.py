"""What people type for a filter, though its texts say it in other words, finds it in each language."""

from __future__ import annotations

import pytest
import streamlit as st

from rig.words.files import translated
from ui.common.language.numerals import LOCALES
from ui.common.recipe.filter_search import _spelled, found
from ui.common.recipe.same_meaning import ALSO, SEARCHED


@pytest.mark.parametrize(
    ("code", "query", "name"),
    [
        ("en", "vintage", "sepia"),
        ("de", "nostalgisch", "sepia"),
        ("fr", "monnaie", "hough_circles"),
        ("es", "peatón", "people"),
        ("es", "peaton", "people"),
        ("zh", "怀旧", "sepia"),
        ("zh", "打码", "pixelate_faces"),
        ("de", "zensieren", "pixelate_faces"),
    ],
)
def test_others_mean_the_same(code: str, query: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {"language": code})
    assert name in [entry.name for entry in found(query)][:3]


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("query", ["vintage", "censor", "coin"])
def test_english_ones_are_known_everywhere(code: str, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {"language": "en"})
    english = {entry.name for entry in found(query)[:3]}
    monkeypatch.setattr(st, "session_state", {"language": code})
    assert english & {entry.name for entry in found(query)[:3]}


@pytest.mark.parametrize("code", LOCALES)
def test_no_word_is_so_short_that_it_is_in_many(code: str) -> None:
    catalog = translated(code)
    entries = [catalog.get(word, SEARCHED) for word in ALSO]
    words = {word for entry in entries if entry is not None for word in _spelled(str(entry.string))}
    assert len(words) > 50
    assert not {word for word in words if word.isascii() and len(word) < 2}
