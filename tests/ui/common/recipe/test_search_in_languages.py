"""Filters are found in the visitor's language, and in English by all; what is not translated shows as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ui.common import language
from ui.common.recipe import filter_search
from ui.common.recipe.filter_search import found
from vision.catalogue import find

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
WORDS = {
    "de": {
        "Gaussian blur": "Weichzeichner",
        "Pixelate faces": "Gesichter verpixeln",
        "Mirror": "Spiegeln",
        "Gamma": "Gamma",
    },
    "fr": {"Gaussian blur": "Flou gaussien", "Mirror": "Miroir", "Hue and saturation": "Teinte et éclat"},
    "zh": {"Gaussian blur": "高斯模糊", "Mirror": "镜像翻转", "Hough circles": "查找圆圈"},
}


@pytest.fixture(autouse=True)
def _catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for code, words in WORDS.items():
        folder = tmp_path / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        lines = "".join(f'msgid "{english}"\nmsgstr "{own}"\n\n' for english, own in words.items())
        (folder / "booth.po").write_text(HEAD + lines)
    monkeypatch.setattr(language, "LOCALE", tmp_path)
    caches = language._catalogue, filter_search._own_texts, filter_search._own_words
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


def names(query: str, code: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(st, "session_state", {"language": code})
    return [entry.name for entry in found(query)]


@pytest.mark.parametrize(
    ("code", "query", "name"),
    [
        ("de", "Weichzeichner", "gaussian_blur"),
        ("de", "zeichner", "gaussian_blur"),
        ("de", "spiegel", "mirror"),
        ("fr", "flou", "gaussian_blur"),
        ("fr", "ECLAT", "hue_saturation"),
        ("fr", "éclats", "hue_saturation"),
        ("zh", "模糊", "gaussian_blur"),
        ("zh", "高斯模糊", "gaussian_blur"),
        ("zh", "找圆圈", "hough_circles"),
        ("zh", "镜", "mirror"),
    ],
)
def test_filters_are_found_in_the_visitors_language(
    code: str, query: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert names(query, code, monkeypatch)[0] == name
    assert name not in names(query, "en", monkeypatch)[:1]


@pytest.mark.parametrize("query", ["find circles", "hide my face", "blurry", "old film"])
@pytest.mark.parametrize("code", ["de", "fr", "zh"])
def test_english_words_find_the_same_everywhere(code: str, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert names(query, code, monkeypatch)[:2] == names(query, "en", monkeypatch)[:2]


def _explained() -> None:
    import streamlit as st

    from ui.common.controls import control
    from ui.common.recipe.explainer import explain_step
    from vision.catalogue import find

    st.session_state["language"] = "de"
    entry = find("gaussian_blur")
    explain_step(entry, "code")
    control(entry.params[0], entry.params[0].default, "radius")


def test_what_nobody_translated_yet_is_explained_in_english() -> None:
    app = AppTest.from_function(_explained).run()
    assert not app.exception
    assert app.markdown[0].value.startswith("**Weichzeichner.** ")
    assert app.slider[0].help == find("gaussian_blur").params[0].help
