"""Drawn pages with known lines: every line found, none across the columns, in reading order."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pytest
import skimage.data

from vision.layout import TEXT_DIRECTIONS, Options, PageLayout, segment, trace
from vision.layout.generate import NOTEBOOK, DrawnPage, PageSpec, draw_page
from vision.types import Image, VisionError


def same_line(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Left and right edges agree to five pixels and the middles to eight: labels differ in height only."""
    return abs(a[0] - b[0]) <= 5 and abs(a[2] - b[2]) <= 5 and abs(a[1] + a[3] - b[1] - b[3]) <= 16


def assert_finds(layout: PageLayout, page: DrawnPage) -> None:
    assert len(layout.lines) == len(page.lines)
    for found, drawn in zip(layout.lines, page.lines, strict=True):
        assert same_line(found.box, drawn), f"{found.box} is not {drawn}"


@pytest.mark.parametrize("rule", [False, True], ids=["white", "rule"])
@pytest.mark.parametrize("justified", [False, True], ids=["ragged", "justified"])
@pytest.mark.parametrize("gap", [15, 20, 25, 40, 60])
def test_two_columns_are_never_joined(gap: int, justified: bool, rule: bool) -> None:
    letter = 18 if gap < 20 else 22
    page = draw_page(replace(NOTEBOOK, gap=gap, justified=justified, rule=rule, letter=letter))
    assert_finds(segment(page.image), page)


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


@pytest.mark.parametrize("degrees", [0.0, 3.0, -4.0])
def test_letters_stand_on_the_baseline(degrees: float) -> None:
    """x is as high as a letter and has no descender: its feet are the baseline."""
    sheet = PIL.Image.new("RGB", (900, 500), (245, 245, 245))
    pen = PIL.ImageDraw.Draw(sheet)
    font = PIL.ImageFont.load_default(30)
    for row in range(8):
        pen.text((60, 100 + 50 * row), "xnv xumov xrwn xzcs xvune xow xmnu xvo", (10, 10, 10), font, anchor="ls")
    turned = np.asarray(sheet.rotate(degrees, PIL.Image.Resampling.BICUBIC, fillcolor=(245, 245, 245)))
    lines = segment(turned).lines
    assert len(lines) == 8
    slope = -np.tan(np.radians(degrees))
    for row, line in enumerate(lines):
        (x0, y0), (x1, y1) = line.baseline
        assert (y1 - y0) / (x1 - x0) == pytest.approx(slope, abs=0.01)
        expected = 250 + (100 + 50 * row - 250) / np.cos(np.radians(degrees)) + slope * ((x0 + x1) / 2 - 450)
        assert (y0 + y1) / 2 == pytest.approx(expected, abs=4)


@pytest.mark.parametrize("quarters", [0, 1, 3])
def test_few_letters_are_laid_as_they_stand_on_lines(quarters: int) -> None:
    page = draw_page(PageSpec(900, 320, (5,), letter=24, pitch=44)).image
    layout = segment(np.ascontiguousarray(np.rot90(page, -quarters)))
    assert layout.turned % 180 == 90 * (quarters % 2) and len(layout.lines) == 5


@pytest.mark.parametrize("quarters", [1, 2, 3])
@pytest.mark.parametrize("told", [False, True])
def test_a_page_on_its_side_or_upside_down_is_read_upright(quarters: int, told: bool) -> None:
    page = draw_page()
    turned = np.ascontiguousarray(np.rot90(page.image, -quarters))
    layout = segment(turned, turned=str(90 * quarters) if told else "auto")
    assert layout.turned == 90 * quarters
    assert len(layout.lines) == 50 and len(layout.columns) == 2
    height, width = page.image.shape[:2]
    for line, (x0, y0, x1, y1) in zip(layout.lines, page.lines, strict=True):
        expected = {
            1: (height - y1, x0, height - y0, x1),
            2: (width - x1, height - y1, width - x0, height - y0),
            3: (y0, width - x1, y1, width - x0),
        }[quarters]
        assert np.abs(np.array(line.box) - expected).max() <= 12


@pytest.mark.parametrize("degrees", [-24.0, -15.0, 18.0])
def test_a_page_far_askew_is_read_level(degrees: float) -> None:
    sheet = PIL.Image.fromarray(draw_page().image)
    layout = segment(
        np.array(sheet.rotate(-degrees, PIL.Image.Resampling.BICUBIC, expand=True, fillcolor=(245, 245, 245)))
    )
    assert layout.skew_degrees == pytest.approx(degrees, abs=0.2)
    assert len(layout.lines) == 50 and len(layout.columns) == 2


def test_light_on_dark_is_turned() -> None:
    page = draw_page(replace(NOTEBOOK, lines=(10, 12)))
    assert_finds(segment(255 - page.image), page)


def test_right_to_left_starts_at_the_right_column() -> None:
    page = draw_page()
    layout = segment(np.ascontiguousarray(page.image[:, ::-1]), text_direction="horizontal-rl")
    mirrored = [(1084 - x1, y0, 1084 - x0, y1) for x0, y0, x1, y1 in page.lines]
    assert len(layout.lines) == 50
    assert all(same_line(found.box, box) for found, box in zip(layout.lines, mirrored, strict=True))


@pytest.mark.parametrize("direction", ["vertical-lr", "vertical-rl"])
def test_vertical_pages(direction: str) -> None:
    page = draw_page(PageSpec(900, 500, (8,)))
    turned = page.image.swapaxes(0, 1) if direction == "vertical-lr" else np.rot90(page.image, -1)
    layout = segment(np.ascontiguousarray(turned), text_direction=direction)
    assert len(layout.lines) == 8
    for found, (x0, y0, x1, y1) in zip(layout.lines, page.lines, strict=True):
        if direction == "vertical-lr":
            assert same_line((found.box[1], found.box[0], found.box[3], found.box[2]), (x0, y0, x1, y1))
        else:
            assert same_line((found.box[1], 500 - found.box[2], found.box[3], 500 - found.box[0]), (x0, y0, x1, y1))


def test_the_packaged_page_of_scikit_image() -> None:
    gray = skimage.data.page()
    layout = segment(gray)
    assert len(layout.lines) == 7
    assert len(layout.columns) == 1


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


def test_the_input_is_left_alone() -> None:
    image = draw_page().image
    image.flags.writeable = False
    before = image.copy()
    first, second = segment(image), segment(image)
    assert (image == before).all()
    assert first == second
