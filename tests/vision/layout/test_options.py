"""What a page is segmented with: methods, mask, separators, padding; and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.vision.layout.drawn_lines import assert_finds
from vision.layout import TEXT_DIRECTIONS, Options, segment, trace
from vision.layout.generate import NOTEBOOK, PageSpec, draw_page
from vision.types import VisionError


def test_dithered_as_the_notebook_did_it() -> None:
    page = draw_page(replace(NOTEBOOK, shading=0.2))
    layout = segment(page.image, method="dither")
    assert len(layout.lines) == pytest.approx(50, abs=2)


@pytest.mark.parametrize("method", ["otsu", "sauvola", "niblack", "wolf"])
def test_every_method_reads_a_clean_page(method: str) -> None:
    page = draw_page(replace(NOTEBOOK, lines=(10, 12)))
    assert_finds(segment(page.image, method=method), page)


def test_the_mask_works() -> None:
    page = draw_page()
    mask = np.ones(page.image.shape[:2], np.uint8)
    mask[:, 542:] = 0
    layout = segment(page.image, mask=mask.astype(bool))
    assert len(layout.lines) == 24
    assert max(line.box[2] for line in layout.lines) <= 545


def test_no_separators_join_the_columns() -> None:
    page = draw_page(replace(NOTEBOOK, lines=(24, 24)))
    layout = segment(page.image, max_column_separators=0)
    assert len(layout.lines) == 24
    assert not layout.separators


def test_padding_goes_left_and_right() -> None:
    page = draw_page()
    plain, padded = segment(page.image).boxes, segment(page.image, pad=(5, 9)).boxes
    assert np.abs(padded - plain - [-5, 0, 9, 0]).max() <= 1


def test_a_given_scale_is_used() -> None:
    assert segment(draw_page().image, scale=16).scale == pytest.approx(16, rel=0.3)


def test_level_rules_can_be_kept() -> None:
    page = draw_page(replace(NOTEBOOK, lines=(10,))).image.copy()
    page[600:606, 60:1000] = 0
    assert len(segment(page).lines) == 10
    steps = trace(page, Options(keep_horizontal_rules=True))
    assert steps.letters.labels[603, 500] > 0


def test_short_rules_count_when_asked_for() -> None:
    page = draw_page(PageSpec(900, 400, (5, 5), gap=14, letter=18, pitch=40)).image.copy()
    page[65:110, 449:452] = 0
    plain = segment(page).separators
    asked = segment(page, black_column_separators=True).separators
    assert sum(s.kind == "rule" for s in asked) > sum(s.kind == "rule" for s in plain)


@pytest.mark.parametrize(
    ("knobs", "message"),
    [
        ({"text_direction": "up"}, TEXT_DIRECTIONS[0]),
        ({"mask": np.ones((3, 3), bool)}, "mask"),
        ({"method": "guess"}, "sauvola"),
        ({"scale": -1.0}, "scale"),
        ({"max_column_separators": -1}, "separators"),
        ({"pad": -3}, "pad"),
    ],
)
def test_wrong_arguments_are_named(knobs: dict[str, object], message: str) -> None:
    with pytest.raises(VisionError, match=message):
        segment(draw_page().image, **knobs)  # type: ignore[arg-type]
