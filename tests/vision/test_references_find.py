"""Features and finders held against pictures whose truth is known because the test draws them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from rig.drawn_things import ean13, qr, walker
from vision.photographs import PHOTOGRAPHS, photograph
from vision.pixels.sheet import find_sheet, flattened
from vision.pixels.superpixels import slic
from vision.processors import features, find, geometry
from vision.types import Image, as_image

GREY: Image = np.full((240, 320, 3), 60, np.uint8)


def changed(result: Image, before: Image) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    rows, columns = np.nonzero((result != before).any(axis=2))
    return rows, columns


def test_corners_of_a_square_are_marked_and_nothing_else() -> None:
    image = GREY.copy()
    image[80:160, 100:220] = 220
    rows, columns = changed(features.corners(image, most=4, apart=20), image)
    near = [
        min(np.hypot(y - b, x - a) for a in (100, 219) for b in (80, 159)) for y, x in zip(rows, columns, strict=True)
    ]
    assert len(near) > 20 and max(near) < 8


def test_a_drawn_line_is_found_where_it_is() -> None:
    image = cv2.line(GREY.copy(), (40, 200), (280, 40), (250, 250, 250), 3)
    rows, columns = changed(features.hough_lines(image), image)  # type: ignore[arg-type]
    away = np.abs(160 * (columns - 40) + 240 * (rows - 200)) / np.hypot(160, 240)
    assert len(away) > 150 and away.max() < 6


def test_drawn_circles_are_found_and_a_square_is_not() -> None:
    image = GREY.copy()
    cv2.circle(image, (90, 120), 40, (240, 240, 240), cv2.FILLED)
    cv2.rectangle(image, (200, 80), (280, 160), (240, 240, 240), cv2.FILLED)
    rows, columns = changed(features.hough_circles(image), image)
    assert len(rows) > 100 and columns.max() < 150
    rim = np.hypot(columns - 90, rows - 120)
    assert np.abs(np.median(rim) - 40) < 3


def test_orb_keypoints_lie_where_something_is() -> None:
    image = GREY.copy()
    rng = np.random.default_rng(2)
    image[60:180, 80:240] = rng.integers(0, 2, (12, 16, 1), np.uint8).repeat(10, 0).repeat(10, 1) * 200
    _, columns = changed(features.orb_keypoints(image, most=50), image)
    assert len(columns) and columns.min() > 40
    assert np.array_equal(features.orb_keypoints(GREY), GREY)


def test_superpixels_of_two_halves_do_not_cross_the_border() -> None:
    image = GREY.copy()
    image[:, 170:] = (200, 40, 40)
    labels, colours = slic(image, 60, 10)
    halves = np.arange(labels.shape[1]) >= 170 * labels.shape[1] / 320
    assert not set(labels[:, ~halves][:, :-2].ravel()) & set(labels[:, halves][:, 2:].ravel())
    assert 40 <= len(np.unique(labels)) <= 90
    spread = [np.ptp(image_part, axis=0).max() for image_part in (colours[np.unique(labels[:, :60])],)]
    assert max(spread) <= 1


def test_superpixels_stay_nearer_to_the_picture_than_squares_do() -> None:
    image = photograph("coffee")
    painted = features.superpixels(image, pieces=300, compactness=5, borders=False)
    side = 28
    squares = geometry.pixelate(image, size=side)
    ours, plain = (np.abs(seen.astype(int) - image).mean() for seen in (painted, squares))
    assert ours < 0.9 * plain


def test_colour_tracker_boxes_the_thing_of_that_colour() -> None:
    image = GREY.copy()
    image[50:110, 200:280] = (30, 60, 230)
    image[150:200, 40:90] = (230, 40, 30)
    found = features.colour_tracker(image, hue=230, tolerance=30)
    assert len(found) == 1 and np.abs(found.xyxy[0] - [200, 50, 280, 110]).max() <= 3 and found.score[0] > 0.9
    assert len(features.colour_tracker(image, hue=110, tolerance=20)) == 0


def test_qr_codes_are_read_where_they_are() -> None:
    image = np.full((480, 900, 3), 255, np.uint8)
    left, right = qr("Vision Booth"), qr("second code")
    image[100 : 100 + len(left), 60 : 60 + len(left)] = left
    image[150 : 150 + len(right), 500 : 500 + len(right)] = right
    found = find.qr_codes(image)
    assert sorted(found.label) == ["Vision Booth", "second code"]
    box = found.xyxy[found.label.index("Vision Booth")]
    assert box[0] >= 60 and box[1] >= 100 and box[2] <= 60 + len(left) and box[3] <= 100 + len(left)
    assert len(find.qr_codes(GREY)) == 0


def test_qr_codes_are_read_however_they_lie() -> None:
    room = as_image(cv2.resize(photograph("coffee"), (640, 480), interpolation=cv2.INTER_AREA))
    text = "https://example.org/place/7"
    card = qr(text, 5)
    x, y = card.shape[1] / 2, card.shape[0] / 2
    shift = np.array([[0, 0, 320 - x], [0, 0, 240 - y]])
    read = 0
    for degrees in range(0, 360, 24):
        turn = cv2.getRotationMatrix2D((x, y), degrees, 0.9) + shift
        frame = cv2.warpAffine(card, turn, (640, 480), dst=room.copy(), borderMode=cv2.BORDER_TRANSPARENT)
        read += find.qr_codes(as_image(cv2.GaussianBlur(frame, (0, 0), 0.6))).label == (text,)
    assert read >= 14, f"{read} of 15; OpenCV's older reader reads 12"


def test_bar_codes_are_read() -> None:
    image = np.full((300, 480, 3), 255, np.uint8)
    bars = ean13("4006381333931")
    image[80 : 80 + bars.shape[0], 90 : 90 + bars.shape[1]] = bars
    found = find.bar_codes(cv2.GaussianBlur(image, (0, 0), 0.8))  # type: ignore[arg-type]  # as a lens sees it
    assert found.label == ("4006381333931",)
    assert np.abs(found.xyxy[0] - [90, 80, 90 + bars.shape[1], 200]).max() < 25


SHEET = np.array([[90, 40], [250, 60], [230, 210], [70, 190]], np.float32)


def test_a_sheets_corners_are_found_in_order() -> None:
    image = cv2.fillConvexPoly(GREY.copy(), SHEET.astype(np.int32), (240, 238, 230))
    corners = find_sheet(image, 0.1)  # type: ignore[arg-type]
    assert corners is not None and np.abs(corners - SHEET).max() < 5
    assert find_sheet(GREY, 0.1) is None and np.array_equal(find.paper(GREY), GREY)


@pytest.mark.parametrize("name", sorted(set(PHOTOGRAPHS) - {"book", "handwriting"}))
def test_no_sheet_is_seen_in_photographs_without_one(name: str) -> None:
    photo = photograph(name)
    for view in (photo, photo[:, ::-1], photo[: len(photo) * 3 // 4], photo[len(photo) // 4 :]):
        assert find_sheet(as_image(np.ascontiguousarray(view)), 0.1) is None


@pytest.mark.parametrize("name", ["coffee", "cat", "astronaut", "rocket"])
@pytest.mark.parametrize("light", [1.0, 0.7])
def test_a_printed_sheet_is_seen_in_front_of_a_photograph(name: str, light: float) -> None:
    scene = cv2.resize(photograph(name), (640, 480))
    page = np.full((300, 400, 3), 238, np.uint8)
    for row in range(30, 280, 14):
        cv2.putText(page, "Lorem ipsum dolor sit amet", (30, row), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (40, 40, 50))
    corners = np.array([[180, 90], [460, 120], [440, 380], [150, 340]], np.float32)
    frame = np.array([[0, 0], [399, 0], [399, 299], [0, 299]], np.float32)
    way = cv2.getPerspectiveTransform(frame, corners)
    mask = cv2.warpPerspective(np.full((300, 400), 255, np.uint8), way, (640, 480))
    cv2.copyTo(cv2.warpPerspective(page, way, (640, 480)), mask, scene)
    found = find_sheet(as_image((cv2.GaussianBlur(scene, (0, 0), 0.8) * light).astype(np.uint8)), 0.1)
    assert found is not None and np.abs(found - corners).max() < 10


def test_a_sheet_laid_flat_fills_the_picture() -> None:
    image = cv2.fillConvexPoly(GREY.copy(), SHEET.astype(np.int32), (240, 238, 230))
    flat = find.paper(image, show="flattened")  # type: ignore[arg-type]
    assert (flat[20:220, 120:200] > 200).all()
    assert flattened(image, SHEET).shape == GREY.shape  # type: ignore[arg-type]


@pytest.mark.parametrize("tall", [130, 160, 200])
def test_somebody_who_stands_is_boxed_from_head_to_foot(tall: int) -> None:
    found = find.people(walker(tall))
    assert found.label == ("person",) and found.score[0] > 0.8
    left, top, right, bottom = found.xyxy[0]
    assert left < 160 - tall * 0.12 and right > 160 + tall * 0.12 and top < 65 and bottom > 60 + 0.93 * tall


@pytest.mark.parametrize("name", ["coffee", "rocket"])
def test_no_people_are_seen_where_there_are_none(name: str) -> None:
    assert len(find.people(photograph(name), sensitivity=20)) == 0


def test_keypoints_are_spread_over_strong_and_weak_patterns() -> None:
    image = GREY.copy()
    pattern = np.random.default_rng(2).integers(0, 2, (12, 10, 1), np.uint8).repeat(10, 0).repeat(10, 1)
    image[60:180, 30:130], image[60:180, 190:290] = 40 + 200 * pattern, 90 + 60 * pattern
    _, columns = changed(features.orb_keypoints(image, most=60), image)
    assert (columns < 150).sum() > 50 and (columns > 170).sum() > 50
