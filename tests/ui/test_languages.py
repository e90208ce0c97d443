"""A visitor reads the booth in a language of their own, and nobody else does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest, app_test

from tests.ui.visits import Player
from ui.common import language

APP = Path(__file__).parents[2] / "app.py"
PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Mirror"
msgstr "Spiegel"

msgctxt "setting"
msgid "Mirror"
msgstr "Verstellbarer Spiegel"

msgid "Rear"
msgstr "Hinten"

msgid "Both, side by side"
msgstr "Beide nebeneinander"
"""


@pytest.fixture(autouse=True)
def _german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "booth.po").write_text(PO)
    monkeypatch.setattr(language, "LOCALE", tmp_path)
    language._catalogue.cache_clear()
    # Its stand-in for a server takes pages/ for the pages; our own take those that app.py names, see ui/__init__.py.
    monkeypatch.setattr(app_test, "PagesManager", type("Pages", (PagesManager,), {}))
    monkeypatch.setattr(PagesManager, "uses_pages_directory", False)
    yield
    language._catalogue.cache_clear()


def visit(locale: str = "en-GB", **address: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.context["locale"] = locale
    app.query_params.update(address)
    return app.run()


def mirror(app: AppTest) -> str:
    return next(str(toggle.label) for toggle in app.toggle if str(toggle.key).startswith("mirror"))


def change(app: AppTest, code: str) -> AppTest:
    """As the menu in the corner does."""
    app.menu_button(key="language menu").click(code)
    return app.run()


@pytest.mark.parametrize(
    ("locale", "address", "label"),
    [
        ("de-DE", {}, "Spiegel"),
        ("de", {}, "Spiegel"),
        ("en-GB", {"lang": "de"}, "Spiegel"),
        ("de-AT", {"lang": "en"}, "Mirror"),
        ("de-AT", {"lang": "xx"}, "Spiegel"),
        ("sv-SE", {}, "Mirror"),
        ("", {"lang": "../de"}, "Mirror"),
    ],
)
@pytest.mark.usefixtures("player")
def test_the_address_says_which_language_else_the_browser(locale: str, address: dict[str, str], label: str) -> None:
    app = visit(locale, **address)
    assert not app.exception
    assert mirror(app) == label


@pytest.mark.usefixtures("player")
def test_two_visitors_at_once_read_each_their_own() -> None:
    english, german = visit("en-GB"), visit("de-DE")
    assert [mirror(app.run()) for app in (english, german, english, german)] == ["Mirror", "Spiegel"] * 2
    change(english, "de")
    assert mirror(change(german, "en")) == "Mirror" and mirror(english.run()) == "Spiegel"


def test_a_change_keeps_the_video_the_recipe_and_what_was_chosen(player: Player) -> None:
    app = visit("en-GB", recipe="gamma exponent=2")
    app.selectbox(key="what to record").select("both").run()
    app.segmented_control(key="camera side").set_value("Rear").run()
    app.toggle(key="split").set_value(True).run()
    stream, key, recipe = app.session_state["stream camera"], player.asked["key"], app.session_state["recipe_draft"]
    change(app, "de")

    assert mirror(app) == "Spiegel" and not app.exception
    assert app.session_state["what to record"] == "both" and app.session_state["camera side"] == "Rear"
    assert app.toggle(key="split").value
    assert app.session_state["stream camera"] is stream and player.asked["key"] == key
    assert app.session_state["recipe_draft"] == recipe


def _two_meanings() -> None:
    import streamlit as st

    from ui.common.language import _, pgettext, spoken, told
    from vision.words.said import said, said_as

    spoken.settle()
    of_a_setting = said_as("setting", "Mirror")
    st.text([_("Mirror"), pgettext("setting", "Mirror"), _(of_a_setting), told(of_a_setting)])
    st.text(told(said("{what}: {mirror}", what=of_a_setting, mirror=said("Mirror"))))
    st.text(pgettext("nobody's", "Mirror"))


def test_words_of_two_meanings_are_two_in_german() -> None:
    app = AppTest.from_function(_two_meanings)
    app.context["locale"] = "de-DE"
    said = [text.value for text in app.run().text]
    setting = "Verstellbarer Spiegel"
    assert said == [str(["Spiegel", setting, setting, setting]), f"{setting}: Spiegel", "Mirror"]


def _linked() -> None:
    from ui.common import links
    from ui.common.language import spoken

    spoken.settle()
    spoken.corner()
    links.show(links.link("live", recipe="canny"), "a recipe", square=False)
    links.show(links.near("rooms"), "a room", square=False)


def test_links_carry_a_language_that_the_browser_would_not_choose() -> None:
    app = AppTest.from_function(_linked)
    app.context.update(locale="fr-FR", url="https://booth.example/rooms")
    assert [code.value for code in app.run().code] == ["https://booth.example/live?recipe=canny", "./rooms"]
    change(app, "de")
    there = ["https://booth.example/live?recipe=canny&lang=de", "./rooms?lang=de"]
    assert [code.value for code in app.run().code] == there


def _stand() -> None:
    import streamlit as st

    from ui.common.language import current, spoken
    from ui.live import leaving
    from ui.live.stand import page

    spoken.settle()
    spoken.corner()
    if st.button("Leave"):
        leaving.forget(page._KEEP)
        spoken.settle()
    st.text(current())


def test_a_stand_speaks_its_own_language_again_when_a_visitor_has_gone() -> None:
    app = AppTest.from_function(_stand)
    app.context["locale"] = "en-GB"
    app.query_params["lang"] = "de"
    assert app.run().text[0].value == "de"
    assert change(app, "fr").text[0].value == "fr"
    app.query_params["lang"] = "fr"  # as the address bar then says
    assert app.button[0].click().run().text[0].value == "de"
