"""Drawn pages with known lines: every line found, none across the columns, in reading order."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
import skimage.data

from tests.vision.layout.drawn_lines import assert_finds
from vision.layout import segment, trace
from vision.layout.generate import NOTEBOOK, PageSpec, draw_page
from vision.types import Image, VisionError


@pytest.mark.parametrize("rule", [False, True], ids=["white", "rule"])
@pytest.mark.parametrize("justified", [False, True], ids=["ragged", "justified"])
@pytest.mark.parametrize("gap", [15, 20, 25, 40, 60])
def test_two_columns_are_never_joined(gap: int, justified: bool, rule: bool) -> None:
    letter = 18 if gap < 20 else 22
    page = draw_page(replace(NOTEBOOK, gap=gap, justified=justified, rule=rule, letter=letter))
    assert_finds(segment(page.image), page)


@pytest.mark.parametrize("shading", [0.0, 0.25])
def test_columns_of_small_blurred_type_a_letter_apart_are_not_joined(shading: float) -> None:
    page = draw_page(PageSpec(1000, 800, (30, 30, 30), gap=11, letter=18, pitch=24, margin=50, shading=shading))
    blurred = cv2.GaussianBlur(page.image, (0, 0), 0.7)
    assert_finds(segment(np.asarray(blurred, np.uint8)), page)


@pytest.mark.parametrize("gap", [20, 60])
@pytest.mark.parametrize("spoil", [{"noise": 0.003}, {"shading": 0.5}, {"noise": 0.003, "shading": 0.5}])
def test_noise_and_shading_do_not_matter(gap: int, spoil: dict[str, float]) -> None:
    page = draw_page(replace(NOTEBOOK, gap=gap, **spoil))  # type: ignore[arg-type]
    assert_finds(segment(page.image), page)


def test_columns_and_the_gap_between_them_are_named() -> None:
    page = draw_page()
    layout = segment(page.image)
    assert len(layout.columns) == 2
    assert [line.column for line in layout.lines] == list(page.column)
    (gap,) = layout.separators
    assert gap.kind == "gap"
    assert layout.columns[0][2] <= gap.box[0] + 2 and gap.box[2] - 2 <= layout.columns[1][0]


def test_a_rule_is_a_separator() -> None:
    layout = segment(draw_page(replace(NOTEBOOK, rule=True)).image)
    assert "rule" in {separator.kind for separator in layout.separators}


def test_a_heading_spans_the_columns_and_comes_first() -> None:
    page = draw_page(replace(NOTEBOOK, heading=True, lines=(20, 22)))
    layout = segment(page.image)
    assert_finds(layout, page)
    assert [line.column for line in layout.lines] == [None if c < 0 else c for c in page.column]


@pytest.mark.parametrize("gap", [25, 40])
def test_a_heading_keeps_its_first_letter_where_a_gutter_runs_on_below(gap: int) -> None:
    page = draw_page(PageSpec(1500, 900, (16, 17, 16), gap=gap, heading=True, seed=5))
    layout = segment(page.image)
    assert_finds(layout, page)
    assert [line.column for line in layout.lines] == [None if c < 0 else c for c in page.column]


@pytest.mark.parametrize("columns", [3, 5, 7])
@pytest.mark.parametrize("rule", [False, True])
def test_newspapers_with_many_narrow_columns(columns: int, rule: bool) -> None:
    spec = PageSpec(1900, 1300, (40,) * columns, gap=26, letter=18, pitch=28, rule=rule)
    page = draw_page(spec)
    assert_finds(segment(page.image), page)


def test_light_on_dark_is_turned() -> None:
    page = draw_page(replace(NOTEBOOK, lines=(10, 12)))
    assert_finds(segment(255 - page.image), page)


def test_the_packaged_page_of_scikit_image() -> None:
    gray = skimage.data.page()
    layout = segment(gray)
    assert len(layout.lines) == 7
    assert len(layout.columns) == 1


def test_steps_can_be_shown() -> None:
    steps = trace(draw_page().image)
    assert steps.ink.shape == steps.gaps.shape == steps.letters.labels.shape
    assert len(steps.fragments) >= len(steps.layout.lines)


def blank(value: int, height: int = 300, width: int = 200) -> Image:
    return np.full((height, width, 3), value, np.uint8)


@pytest.mark.parametrize(
    "image", [blank(255), blank(0), blank(128), blank(255, 1, 1), blank(0, 1, 900), blank(9, 900, 1)]
)
def test_pages_without_text_get_one_sentence(image: Image) -> None:
    with pytest.raises(VisionError, match="No text"):
        segment(image)


def test_one_dot() -> None:
    page = blank(255)
    cv2.circle(page, (100, 150), 2, (0, 0, 0), -1)
    layout = segment(page)
    assert [line.box[0] < 100 < line.box[2] for line in layout.lines] == [True]


def test_a_photograph_gets_an_answer_or_a_sentence() -> None:
    try:
        layout = segment(skimage.data.astronaut())
    except VisionError as error:
        assert "No text" in str(error)
    else:
        assert (layout.boxes[:, 2:] <= 512).all()


def test_the_input_is_left_alone() -> None:
    image = draw_page().image
    image.flags.writeable = False
    before = image.copy()
    first, second = segment(image), segment(image)
    assert (image == before).all()
    assert first == second
