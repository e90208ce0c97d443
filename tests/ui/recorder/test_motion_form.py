"""What the recorder page makes of its tables and of its numbers, without a browser."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from ui.common import words
from ui.recorder.motion_form import masked, read_mask
from ui.recorder.motion_views import recent
from vision.motion.change import Change
from vision.motion.settings import MotionSettings, motion_params


@pytest.mark.parametrize(
    ("rows", "rects", "wrong"),
    [
        ([], (), False),
        ([(0, 0, 50, 20), (80, 0, 100, 100)], ((0.0, 0.0, 0.5, 0.2), (0.8, 0.0, 1.0, 1.0)), False),
        ([(None, 0, 50, 20), (math.nan, 0, 50, 20)], (), False),
        ([(50, 0, 50, 20), (0, 0, 10, 10)], ((0.0, 0.0, 0.1, 0.1),), True),
        ([(0, 0, 101, 20)], (), True),
    ],
)
def test_a_mask_is_read_from_whole_rows(rows: list[Any], rects: Any, wrong: bool) -> None:
    assert read_mask(rows) == (rects, wrong)


def test_the_preview_darkens_what_is_left_out_and_nothing_else() -> None:
    picture = np.full((100, 200, 3), 200, np.uint8)
    out = masked(picture, ((0.0, 0.0, 0.5, 0.5),))
    assert (picture == 200).all() and (out[50:] == 200).all() and (out[:, 100:] == 200).all()
    assert (out[:50, :100] < 100).all() and len(np.unique(out[:50, :100])) == 2


def test_the_meter_shows_the_largest_change_of_each_fifth_of_a_second() -> None:
    changes = [Change(100 + i / 30, 3.0 if i == 610 else 0.5) for i in range(900)]
    shown = recent(changes)
    assert len(shown) == pytest.approx(100, abs=1)
    assert all(-20 < ago <= 0 for ago, _ in shown)
    (peak,) = [ago for ago, percent in shown if percent == 3.0]
    assert peak == pytest.approx((610 - 899) / 30, abs=0.2)
    assert recent([]) == []


def test_lengths_and_sizes_in_words() -> None:
    assert [words.length(s) for s in (4.21, 59.97, 65, 600)] == ["4.2 s", "1:00 min", "1:05 min", "10:00 min"]
    assert [words.size(n) for n in (640_300, 12_340_000)] == ["640 kB", "12.3 MB"]


def test_the_form_begins_with_the_defaults_and_names_every_knob() -> None:
    def form() -> None:
        import streamlit as st

        from ui.recorder import motion_form

        st.session_state["made"] = motion_form.settings()

    app = AppTest.from_function(form).run(timeout=20)
    assert not app.exception
    assert app.session_state["made"] == MotionSettings()
    assert len(app.slider) + len(app.select_slider) + len(app.selectbox) == len(motion_params())
    app.select_slider[0].set_value(5.0).run()
    assert app.session_state["made"].threshold == 5.0
