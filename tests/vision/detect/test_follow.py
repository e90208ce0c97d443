from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import skimage.data

from rig.moving_faces import Late
from vision.detect.boxes import as_boxes, iou
from vision.detect.flow import carry, small_gray
from vision.detect.follow import LOST_S, Following, follow
from vision.processor import Moment
from vision.types import Detections, Image

SIZE = 100


def scene(x: float, y: float = 150.0) -> tuple[Image, Detections]:
    """A textured thing on a plain wall at (x, y), and its box."""
    image = np.full((400, 640, 3), 100, np.uint8)
    thing = skimage.data.astronaut()[60:160, 180:280]
    left, top = round(x), round(y)
    image[top : top + SIZE, left : left + SIZE] = thing
    return image, Detections.of([left, top, left + SIZE, top + SIZE], "face")


def play(frames: Iterable[tuple[Image, Detections]], detect: Callable[[Image], Detections], late: int) -> list[float]:
    """The overlap of the followed box with the true one, frame by frame; 0 without a box."""
    state, worker, overlaps = Following(), Late(late), []
    for i, (image, truth) in enumerate(frames):
        state = follow(image, state, Moment(i / 30, worker.submit), detect)
        worker.tick()
        found = state.detections()
        overlaps.append(float(iou(found.xyxy, truth.xyxy).max()) if len(found) else 0.0)
    return overlaps


def test_flow_carries_a_box_and_says_when_it_cannot() -> None:
    (before, start), (after, end) = scene(100), scene(112, 144)
    grays = small_gray(before)[0], small_gray(after)[0]
    moved, sure = carry(*grays, as_boxes(start.xyxy / 2))
    assert sure.all() and np.abs(moved * 2 - end.xyxy).max() < 1.0
    flat = np.full_like(grays[0], 100)
    moved, sure = carry(grays[0], flat, as_boxes(start.xyxy / 2))
    assert not sure.any() and np.array_equal(moved, start.xyxy / 2)


def test_late_answers_do_not_make_the_box_lag() -> None:
    path = [scene(60 + 5 * i) for i in range(60)]
    seen = {id(image): truth for image, truth in path}
    overlaps = play(path, lambda image: seen[id(image)], late=5)
    assert min(overlaps[7:]) > 0.9


def test_a_noisy_detector_does_not_make_it_tremble() -> None:
    noise = np.random.default_rng(0)
    image, truth = scene(200)

    def detect(image: Image) -> Detections:
        return Detections.of(truth.xyxy + noise.normal(0, 2.5, 4), "face")

    state, edges = Following(), []
    for i in range(90):
        state = follow(image, state, Moment(i / 30), detect)
        edges.append(state.detections().xyxy[0])
    steps = np.diff(np.array(edges)[30:], axis=0)
    assert np.sqrt((steps**2).mean()) < 0.005 * SIZE


def test_a_face_out_of_sight_stays_for_half_a_second_and_no_longer() -> None:
    image, truth = scene(200)
    wall = np.full_like(image, 100)
    state = Following()
    for i in range(30):
        state = follow(image, state, Moment(i / 30), lambda _: truth)
    gone = [follow(wall, state, Moment(29 / 30 + LOST_S * part), lambda _: Detections.none()) for part in (0.9, 1.1)]
    assert [len(after.detections()) for after in gone] == [1, 0]


def test_a_missed_sighting_does_not_make_it_flicker() -> None:
    image, truth = scene(200)
    answers = iter([truth, truth] + [Detections.none(), Detections.none(), truth] * 20)
    overlaps = play([(image, truth)] * 120, lambda _: next(answers), late=1)
    assert min(overlaps[2:]) > 0.9


def test_the_detector_is_asked_now_and_then_and_never_twice_at_once() -> None:
    asked: list[int] = []
    image, truth = scene(200)

    def detect(_: Image) -> Detections:
        asked.append(1)
        return truth

    worker, state = Late(8), Following()
    for i in range(60):
        state = follow(image, state, Moment(i / 30, worker.submit), detect)
        worker.tick()
        assert sum(not promise.done() for _, promise, _ in worker.waiting) <= 1
    assert 5 <= len(asked) <= 9


def test_states_are_values() -> None:
    image, truth = scene(200)
    first = follow(image, Following(), Moment(0.0), lambda _: truth)
    box = first.tracks[0].box.copy()
    follow(scene(210)[0], first, Moment(0.1), lambda _: truth)
    assert np.array_equal(first.tracks[0].box, box) and Following().tracks == ()
