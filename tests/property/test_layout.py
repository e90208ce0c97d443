"""What holds for any page: boxes inside, none empty, and they move with the page."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vision.layout import PageLayout, segment
from vision.layout.generate import PageSpec, draw_page
from vision.types import Image, VisionError

QUICK = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
SMALL = PageSpec(640, 420, (9, 10), gap=34, letter=20, pitch=32, margin=40)
specs = st.builds(
    replace,
    st.just(SMALL),
    gap=st.integers(28, 60),
    justified=st.booleans(),
    rule=st.booleans(),
    seed=st.integers(0, 1000),
)


def assert_sound(layout: PageLayout) -> None:
    boxes = layout.boxes
    assert (boxes[:, :2] >= 0).all()
    assert (boxes[:, 2] <= layout.width).all() and (boxes[:, 3] <= layout.height).all()
    assert (boxes[:, 2:] > boxes[:, :2]).all()
    assert all(line.column is None or 0 <= line.column < len(layout.columns) for line in layout.lines)


@QUICK
@given(specs, st.floats(0, 0.01), st.floats(0, 0.6))
def test_boxes_lie_in_the_page_and_none_is_empty(spec: PageSpec, noise: float, shading: float) -> None:
    assert_sound(segment(draw_page(replace(spec, noise=noise, shading=shading)).image))


@QUICK
@given(st.integers(1, 90), st.integers(1, 90), st.integers(0, 2**32 - 1))
def test_any_picture_gets_an_answer_or_a_sentence(width: int, height: int, seed: int) -> None:
    image = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    try:
        assert_sound(segment(image))
    except VisionError as error:
        assert str(error).endswith((".", "?"))


@QUICK
@given(specs, st.integers(0, 80), st.integers(0, 80))
def test_padding_the_page_shifts_the_boxes(spec: PageSpec, right: int, down: int) -> None:
    image = draw_page(spec).image
    padded = np.pad(image, ((down, 0), (right, 0), (0, 0)), constant_values=245)
    assert_close(segment(padded).boxes, segment(image).boxes + np.array([right, down, right, down]), 2)


@QUICK
@given(specs)
def test_scaling_by_two_doubles_the_boxes(spec: PageSpec) -> None:
    image = draw_page(spec).image
    double = np.asarray(cv2.resize(image, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8)
    quarter_letter = 10
    assert_close(segment(double).boxes, 2 * segment(image).boxes, quarter_letter)


@QUICK
@given(specs, st.sampled_from([-4.0, -1.0, 1.0, 2.5]))
def test_turning_the_page_turns_the_boxes(spec: PageSpec, degrees: float) -> None:
    image = draw_page(spec).image
    flat = segment(image)
    turned, matrix = rotated(image, degrees)
    layout = segment(turned)
    assert abs(layout.skew_degrees - flat.skew_degrees - degrees) <= 0.1
    corners = flat.boxes[:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 4, 2) @ matrix[:, :2].T + matrix[:, 2]
    assert_close(layout.boxes, np.concatenate([corners.min(1), corners.max(1)], 1), 6)


@QUICK
@given(specs)
def test_mirroring_the_page_mirrors_the_boxes(spec: PageSpec) -> None:
    image = draw_page(spec).image
    mirrored = segment(np.ascontiguousarray(image[:, ::-1]), text_direction="horizontal-rl").boxes
    width = image.shape[1]
    boxes = segment(image).boxes
    assert_close(mirrored, np.stack([width - boxes[:, 2], boxes[:, 1], width - boxes[:, 0], boxes[:, 3]], 1), 3)


def rotated(image: Image, degrees: float) -> tuple[Image, np.ndarray]:
    """The page turned clockwise on a larger sheet, and the (2, 3) map of its points."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    size = (width + 120, height + 120)
    matrix[:, 2] += 60
    turned = cv2.warpAffine(image, matrix, size, flags=cv2.INTER_CUBIC, borderValue=(245, 245, 245))
    return np.asarray(turned, np.uint8), matrix


def assert_close(found: np.ndarray, expected: np.ndarray, pixels: float) -> None:
    assert found.shape == expected.shape
    assert np.abs(found - expected).max() <= pixels
