"""Widgets that pages share."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from ui.common.controls import tabs_of

    words = st.session_state.get("words", ("One", "Two", "Three"))
    for number, tab in enumerate(tabs_of(words, "tabs"), 1):
        if tab.open:
            st.text(f"tab {number} is open")


def test_an_open_tab_stays_open_in_another_language() -> None:
    app = AppTest.from_function(_page).run()
    assert [text.value for text in app.text] == ["tab 1 is open"]
    app.session_state["tabs"] = "Three"
    app.run()
    assert [text.value for text in app.text] == ["tab 3 is open"]
    for words in (("Eins", "Zwei", "Drei"), ("Un", "Deux", "Trois")):
        app.session_state["words"] = words
        for _ in range(2):
            app.run()
            assert [text.value for text in app.text] == ["tab 3 is open"]
    app.session_state["tabs"] = "Deux"
    app.run()
    assert [text.value for text in app.text] == ["tab 2 is open"]
