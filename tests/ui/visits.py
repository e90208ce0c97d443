"""A page as a visitor meets it, without a browser: what is on it, and files to upload."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

import numpy as np
import PIL.Image
import streamlit as st
from streamlit.testing.v1 import AppTest

from vision.imageio import save_png
from vision.types import Image

PAGES = Path(__file__).parents[2] / "pages"


def page(name: str, timeout_s: float = 60) -> AppTest:
    """The page's script, not run yet."""
    return AppTest.from_file(PAGES / f"{name}.py", default_timeout=timeout_s)


def said(app: AppTest) -> str:
    """All that the page says in boxes, captions and text, as it is read: without Markdown's escapes."""
    assert not app.exception, app.exception
    boxes = [*app.info, *app.warning, *app.error, *app.success]
    titles = [str(getattr(box.proto, "title", "")) for box in boxes]
    words = [*boxes, *app.caption, *app.markdown, *app.text, *app.title, *app.subheader]
    return "\n".join([*titles, *(w.value for w in words)]).replace("\\", "")


def labels(app: AppTest) -> list[str]:
    return [b.label for b in [*app.button, *app.download_button]]


def press(app: AppTest, label: str) -> AppTest:
    """Click the one button of this label."""
    (button,) = [b for b in app.button if b.label == label]
    return button.click().run()


def photo(width: int = 60, height: int = 40, level: int = 90) -> Image:
    """A slope of grey with a bright corner."""
    image = np.full((height, width, 3), level, np.uint8)
    image[:, :, 0] = np.linspace(0, 200, width).astype(np.uint8)
    image[:10, :10] = 250
    return image


def png(image: Image | None = None) -> bytes:
    return save_png(photo() if image is None else image)


def gif(frames: int = 3) -> bytes:
    """Frames that grow brighter, a tenth of a second each."""
    pictures = [PIL.Image.fromarray(photo(level=40 + 60 * i)) for i in range(frames)]
    data = io.BytesIO()
    pictures[0].save(data, "GIF", save_all=True, append_images=pictures[1:], duration=100)
    return data.getvalue()


class Player:
    """Stands in for streamlit-webrtc's component: what is asked of the browser, and how far its connection is."""

    def __init__(self) -> None:
        self.asked: dict[str, Any] = {}
        self.playing = self.signalling = False

    def __call__(self, key: str, **asked: Any) -> SimpleNamespace:
        self.asked = {"key": key, **asked}
        context = st.session_state[key] = SimpleNamespace(state=self)
        return context


def strip_of_buttons(looks: list[dict[str, str]], chosen: str, on_choice: Callable[[str], None]) -> None:
    """In place of `stage.strip`, whose script needs a browser."""
    for look in looks:
        kind: Literal["primary", "secondary"] = "primary" if look["id"] == chosen else "secondary"
        st.button(look["name"], key=f"look {look['id']}", type=kind, on_click=on_choice, args=(look["id"],))
