"""What is drawn into pictures is called as its viewer calls it."""

from __future__ import annotations

import ast
import json

from streamlit.testing.v1 import AppTest

from rig.words.sources import constants, modules
from rig.words.tracing import name_of
from ui.common.language.drawn import LABELS, NUMBERED
from vision.words.renamed import OWN
from vision.words.said import N_

FINDERS = "vision/processors", "vision/faces/find", "vision/learned/gestures.py", "vision/learned/body.py"


def _said_by_finders() -> set[str]:
    calls = [
        n for _, tree in modules(*FINDERS, "vision/learned/hands.py") for n in ast.walk(tree) if isinstance(n, ast.Call)
    ]
    errors = {id(each) for call in calls if name_of(call).endswith("Error") for each in ast.walk(call)}
    marks = [c for c in calls if name_of(c) in (N_.__name__, "said", "said_of") and id(c) not in errors]
    return {words for call in marks for value in call.args[:2] for words in constants(value)}


def test_all_that_finders_say_has_a_name_in_each_language() -> None:
    said = _said_by_finders()
    assert {"fist", "left knee", "{number} fingers", "bar code"} <= said
    assert not said - set(LABELS).union(*NUMBERED)


def _page() -> None:
    import streamlit as st

    from ui.common.language import drawn, spoken

    spoken.settle()
    st.json(drawn.brought_along())


def _brought(locale: str) -> dict[str, dict[str, str]]:
    app = AppTest.from_function(_page)
    app.context["locale"] = locale
    brought: dict[str, dict[str, str]] = json.loads(app.run().json[0].value)
    return brought


def test_each_visitor_brings_their_own() -> None:
    assert _brought("en-GB") == {}
    german, chinese = _brought("de-DE")[OWN], _brought("zh-CN")[OWN]
    assert (german["cup"], german["{number} fingers"]) == ("Tasse", "{number} Finger")
    assert (chinese["cup"], chinese["{number} finger"]) == ("杯子", chinese["{number} fingers"])
