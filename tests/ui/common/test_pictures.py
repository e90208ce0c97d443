"""Pictures of the visitor's own: many, doubled, broken, too large together, taken now."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.visits import photo, png, said
from ui.common import pictures


def picker() -> None:
    import numpy as np
    import streamlit as st

    from ui.common.pictures import choose_one, pick_pictures

    picked = pick_pictures("some", {"Black": lambda: np.zeros((8, 9, 3), np.uint8)})
    st.text(" | ".join(f"{p.name} {p.image.shape[1]}x{p.image.shape[0]}" for p in picked) or "none")
    if picked:
        st.text(f"chosen: {choose_one('one', picked, lambda p: f'({p.image.shape[1]})').name}")


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_function(picker, default_timeout=20).run()


def texts(app: AppTest) -> list[str]:
    assert not app.exception
    return [text.value for text in app.text]


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.segmented_control(key="some source").set_value("Upload yours").run()
    return app.file_uploader(key="some files").set_value([(n, d, "image/png") for n, d in files]).run()


def test_a_packaged_one_is_there_at_once(app: AppTest) -> None:
    assert texts(app) == ["Black 9x8", "chosen: Black"]


def test_twins_are_both_kept_and_names_are_kept_apart(app: AppTest) -> None:
    one, other = png(), png(photo(30, 20))
    upload(app, ("a.png", one), ("a.png", one), ("a.png", other))
    assert texts(app)[0] == "a.png 60x40 | a (2).png 60x40 | a (3).png 30x20"
    (which,) = [p for p in app.pills if p.label == "Picture"]
    which.set_value("a (3).png").run()
    assert texts(app)[1] == "chosen: a (3).png"


def test_a_bad_file_is_named_and_the_rest_goes_on(app: AppTest) -> None:
    upload(app, ("*evil*.png", b"nothing"), ("good.png", png()))
    assert texts(app)[0] == "good.png 60x40"
    assert "*evil*.png** was left out." in said(app)


def test_what_is_too_large_together_is_left_out(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_MEGAPIXELS_TOGETHER", 0.0029)
    upload(app, ("a.png", png()), ("b.png", png(photo(30, 20))))
    assert texts(app)[0] == "a.png 60x40"
    assert "Together the pictures are over" in said(app)


def test_a_photo_taken_now(app: AppTest) -> None:
    app.segmented_control(key="some source").set_value("Take a photo").run()
    assert texts(app) == ["none"]
    app.camera_input[0].upload("photo.jpg", png(), "image/jpeg").run()
    assert texts(app)[0] == "photo.jpg 60x40"
