"""Those who open a room and come to it, as the page shows it to them."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.ui.visits import page, press


def fill(app: AppTest, name: str, *, watch: bool = False, **more: str) -> AppTest:
    for label, text in ({"Your nickname": name} | {k.replace("_", " "): v for k, v in more.items()}).items():
        next(t for t in app.text_input if t.label == label).set_value(text)
    if watch:
        next(s for s in app.segmented_control if s.label == "How").set_value("Watch")
    return app


def opened(name: str = "Ada", **more: Any) -> AppTest:
    return press(fill(page("rooms").run(), name, **more), "Open a room")


def code(app: AppTest) -> str:
    return str(app.query_params["room"])


def door(room: str) -> AppTest:
    app = page("rooms")
    app.query_params["room"] = room
    return app.run()


def joined(room: str, name: str, **more: Any) -> AppTest:
    return press(fill(door(room), name, **more), "Join")


def people(app: AppTest) -> list[str]:
    return [t.value for t in app.text if ":" not in t.value and t.value != "Nobody has written yet."]
