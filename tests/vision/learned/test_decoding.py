"""What networks answer, written by hand, becomes boxes, points and masks in the picture's own pixels."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vision.learned import body, face_mesh, hands, objects, person
from vision.learned.kinds import KINDS, wanted
from vision.learned.patch import TurnedSquare, square_of
from vision.models.record import Model
from vision.models.shelf import BODY, FACE_POINTS, HAND, OBJECTS, PALM, PERSON
from vision.types import Detections, Image

Answer = Callable[[NDArray[np.float32]], tuple[NDArray[Any], ...]]


class Answering:
    """In place of a network: answers as it is told."""

    def __init__(self, answer: Answer) -> None:
        self.run = answer


def answering(monkeypatch: pytest.MonkeyPatch, room: Any, answers: dict[Model, Answer]) -> None:
    monkeypatch.setattr(room, "network", lambda model, inner="": Answering(answers[model]))


def picture(height: int = 300, width: int = 400) -> Image:
    return np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)


def test_a_turned_square_is_cut_and_its_points_come_back() -> None:
    image = np.zeros((200, 300, 3), np.uint8)
    cv2.circle(image, (180, 60), 3, (255, 0, 0), cv2.FILLED)
    square = TurnedSquare((150.0, 100.0), 120.0, 0.6)
    cut = square.cut(image, 96)
    y, x = np.argwhere(cut[:, :, 0] > 128).mean(axis=0)
    assert np.abs(square.back([[x / 96, y / 96]])[0] - [180, 60]).max() < 1.5
    assert square.tensor(image, 96).shape == (1, 3, 96, 96)


def test_what_leans_stands_upright_in_its_square() -> None:
    square = square_of([0, 0], [10, 10], foot=[50, 50], head=[70, 50])
    assert math.isclose(square.angle, math.pi / 2)
    up = square.back([[0.5, 0.5], [0.5, 0.0]])
    assert up[1][0] > up[0][0] and abs(up[1][1] - up[0][1]) < 1e-3, "its top points to the right"
    moved = square.grown(2.0, 0.5)
    assert moved.side == 20 and moved.middle[0] == pytest.approx(square.middle[0] + 5)


def test_objects_are_decoded_and_one_stays_of_two_alike() -> None:
    rows = np.zeros((3549, 85), np.float32)
    first, same, other, weak = 0, 1, 3000, 3400
    for row, kind, score in ((first, 41, 0.9), (same, 41, 0.8), (other, 0, 0.7), (weak, 2, 0.2)):
        rows[row, 4], rows[row, 5 + kind] = 1.0, score
        rows[row, 2:4] = np.log([4, 5])
    rows[same, 0] = -1  # a cell to the right, and its box drawn back onto the first one's
    found = objects.decode(rows, 0.3)
    assert found.label == ("cup", "person") and found.class_id == (41, 0)
    assert np.allclose(found.xyxy[0], [-16, -20, 16, 20]) and np.allclose(found.score, [0.9, 0.7])
    cells, strides = objects.grid()
    x, y = cells[other] * strides[other]
    assert np.allclose(found.xyxy[1], [x - 2 * 16, y - 2.5 * 16, x + 2 * 16, y + 2.5 * 16], atol=0.01)
    assert len(objects.decode(np.zeros((3549, 85), np.float32), 0.1)) == 0


def test_objects_lie_in_the_pictures_own_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = np.zeros((1, 3549, 85), np.float32)
    rows[0, 10, 4] = rows[0, 10, 5 + 15] = 1.0
    rows[0, 10, 0:4] = [0, 10, np.log(10), np.log(10)]

    def answer(tensor: NDArray[np.float32]) -> tuple[NDArray[Any], ...]:
        assert tensor.shape == (1, 3, 416, 416) and (tensor[0, :, 320:] == 114).all()
        assert tensor[0, 2, 5, 5] > 200 > tensor[0, 0, 5, 5], "blue first"
        return (rows,)

    answering(monkeypatch, objects, {OBJECTS: answer})
    red = np.full((600, 832, 3), (250, 20, 20), np.uint8)
    found = objects.find_objects(red)
    assert found.label == ("cat",) and np.allclose(found.xyxy[0], [80, 80, 240, 240], atol=0.1)


def test_kinds_belong_to_families() -> None:
    assert len(KINDS) == 80 and (KINDS[0], KINDS[41], KINDS[79]) == ("person", "cup", "toothbrush")
    assert wanted("all") == set(KINDS) and wanted("people") == {"person"}
    assert "cup" in wanted("things") and not wanted("things") & (wanted("animals") | wanted("vehicles"))
    assert wanted("animals") <= set(KINDS) and wanted("vehicles") <= set(KINDS)


def test_palms_are_measured_from_their_anchors() -> None:
    boxes, logits = np.zeros((2016, 18), np.float32), np.full((2016, 1), -100, np.float32)
    logits[700] = 3
    boxes[700, :4] = [0, 0, 48, 48]
    boxes[700, 4:6] = [10, 20]
    found, points = hands.decode_palms(boxes, logits)
    middle = hands.anchors()[700]
    assert found.shape == (1, 4) and np.allclose(found[0], [*(middle - 0.125), *(middle + 0.125)])
    assert np.allclose(points[0, 0], middle + np.array([10, 20]) / 192) and hands.anchors().shape == (2016, 2)


def palm_at_the_middle(tensor: NDArray[np.float32]) -> tuple[NDArray[Any], ...]:
    """A palm whose fingers point to the right."""
    boxes, logits = np.zeros((1, 2016, 18), np.float32), np.full((1, 2016, 1), -100, np.float32)
    row = int(np.abs(hands.anchors() - 0.5).sum(axis=1).argmin())
    logits[0, row] = 5
    boxes[0, row, :4] = [0, 0, 40, 40]
    boxes[0, row, 4:6], boxes[0, row, 8:10] = [-20, 0], [20, 0]
    return logits, boxes


def test_a_hand_is_looked_at_upright_and_its_points_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Model] = []
    xyz = np.zeros((21, 3), np.float32)
    xyz[:, 0], xyz[:, 1] = 112, np.linspace(200, 30, 21)

    def hand(tensor: NDArray[np.float32]) -> tuple[NDArray[Any], ...]:
        asked.append(HAND)
        return (
            xyz.reshape(1, 63),
            np.array([[0.98]], np.float32),
            np.array([[0.9]], np.float32),
            np.zeros((1, 63), np.float32),
        )

    def palm(tensor: NDArray[np.float32]) -> tuple[NDArray[Any], ...]:
        asked.append(PALM)
        return palm_at_the_middle(tensor)

    answering(monkeypatch, hands, {PALM: palm, HAND: hand})
    found = hands.find_hands(picture(400, 400), most=1)
    points = found.points[0]
    assert points is not None and found.label == ("hand",) and found.class_id == (1,)
    assert (np.diff(points.xy[:, 0]) > 0).all(), "upright in the square, to the right in the picture"
    assert float(np.ptp(points.xy[:, 1])) < 3
    asked.clear()
    hands.find_hands(picture(400, 400), known=found, most=1)
    assert asked == [HAND], "a hand that is followed needs no palm"


def test_no_palm_and_no_hand_are_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(tensor: NDArray[np.float32]) -> tuple[NDArray[Any], ...]:
        return np.full((1, 2016, 1), -100, np.float32), np.zeros((1, 2016, 18), np.float32)

    def unsure(tensor: NDArray[np.float32]) -> tuple[NDArray[Any], ...]:
        return (
            np.ones((1, 63), np.float32),
            np.array([[0.1]], np.float32),
            np.array([[0.9]], np.float32),
            np.zeros((1, 63), np.float32),
        )

    answering(monkeypatch, hands, {PALM: none})
    assert len(hands.find_hands(picture())) == 0
    answering(monkeypatch, hands, {PALM: palm_at_the_middle, HAND: unsure})
    assert len(hands.find_hands(picture())) == 0


def body_rows(hidden: tuple[int, ...] = ()) -> NDArray[np.float32]:
    """A body that stands in the middle of its square, left arm bent by a right angle."""
    rows = np.zeros((39, 5), np.float32)
    rows[:, :2] = 128
    rows[:, 3:5] = 6
    for i, place in {11: (150, 80), 13: (150, 120), 15: (190, 120), 23: (140, 150), 24: (116, 150)}.items():
        rows[i, :2] = place
    for i, place in {12: (106, 80), 14: (106, 120), 16: (106, 160), 33: (128, 150), 34: (128, 70)}.items():
        rows[i, :2] = place
    rows[list(hidden), 3] = -6
    return rows


def test_a_body_and_its_angles(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(tensor: NDArray[np.float32]) -> tuple[NDArray[Any], ...]:
        return np.zeros((1, 1, 256, 256), np.float32), body_rows((14,)).reshape(1, 195), np.array([[0.9]], np.float32)

    answering(monkeypatch, body, {BODY: answer})
    monkeypatch.setattr(body, "_LOOKS", 1)
    found = body.find_bodies(picture(256, 256))
    points = found.points[0]
    assert points is not None and np.allclose(points.xy[15], [190, 120], atol=0.01)
    bent = body.angles(points)
    assert bent["left elbow"] == pytest.approx(90, abs=0.1) and "right elbow" not in bent, "not in sight"
    assert points.seen[14] < 0.01 and points.seen[13] > 0.99


def test_where_a_body_is_looked_for_next() -> None:
    whole = TurnedSquare((128.0, 128.0), 256.0, 0.0)
    points, after = body.decode_body(body_rows(), whole)
    assert after.middle == (128, 150) and after.side == pytest.approx(200) and after.angle == 0
    assert len(points.xy) == 33 == len(body.BODY_POINTS.points)


def test_no_body_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, body, {BODY: lambda _: (np.zeros((1, 195), np.float32), np.array([[0.1]], np.float32))})
    assert len(body.find_bodies(picture())) == 0


def test_a_mesh_lies_on_its_face_and_says_what_eyes_do(monkeypatch: pytest.MonkeyPatch) -> None:
    xyz = np.full((468, 3), 96, np.float32)
    for i, place in {33: (40, 80), 133: (80, 80), 159: (60, 74), 145: (60, 86)}.items():
        xyz[i, :2] = place
    for i, place in {362: (110, 80), 263: (150, 80), 386: (130, 79), 374: (130, 81)}.items():
        xyz[i, :2] = place
    for i, place in {78: (70, 140), 308: (120, 140), 13: (96, 130), 14: (96, 155)}.items():
        xyz[i, :2] = place

    def answer(tensor: NDArray[np.float32]) -> tuple[NDArray[Any], ...]:
        return np.array([[[[9.0]]]], np.float32), xyz.reshape(1, 1404, 1, 1)

    answering(monkeypatch, face_mesh, {FACE_POINTS: answer})
    found = face_mesh.find_mesh(picture(), Detections.of([100, 50, 196, 178], "face"))
    mesh = found.points[0]
    assert mesh is not None and np.allclose(mesh.xy[33], [148 + (40 - 96), 114 + (80 - 96)], atol=0.5)
    left, right = face_mesh.eyes_open(mesh)
    assert left == pytest.approx(0.3) and right == pytest.approx(0.05) and left > face_mesh.SHUT > right
    assert face_mesh.mouth_open(mesh) == pytest.approx(0.5)
    assert len(face_mesh.find_mesh(picture(), Detections.none())) == 0


def test_a_mask_follows_the_pictures_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    truth = np.zeros((480, 640), np.uint8)
    cv2.circle(truth, (320, 260), 150, 1, cv2.FILLED)
    image = np.where(truth[..., None] > 0, np.uint8(210), np.uint8(40)).repeat(3, axis=2)
    shifted = np.roll(truth, (3, 4), (0, 1)).astype(np.float32)
    coarse = cv2.GaussianBlur(cv2.resize(shifted, (256, 144), interpolation=cv2.INTER_AREA), (0, 0), 2)
    answering(monkeypatch, person, {PERSON: lambda _: (coarse[None, None],)})
    share = person.at_edges(person.person_share(image), image)
    assert share.shape == truth.shape and share.min() >= 0 and share.max() <= 1

    def agree(mask: NDArray[Any]) -> float:
        return float(((mask > 0.5) & (truth > 0)).sum() / ((mask > 0.5) | (truth > 0)).sum())

    assert agree(share) > 0.985 > agree(cv2.resize(coarse, (640, 480)))


def test_where_nobody_is_there_is_no_outline() -> None:
    image = np.random.default_rng(3).integers(0, 256, (480, 640, 3), np.uint8)
    assert not person.at_edges(np.full((144, 256), 0.24, np.float32), image).any()
    assert person.at_edges(np.full((144, 256), 0.6, np.float32), image).min() > 0.4
