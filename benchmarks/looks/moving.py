"""A person who moves before a photograph: how well the mask keeps up when the network's answers come late."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.looks.scenes import HEIGHT, WIDTH, cut_person, frame
from vision.learned.person import at_edges
from vision.learned.person_followed import Followed, follow_person
from vision.processor import Moment, run_now
from vision.types import Image, as_image

SPEEDS = 0, 3, 8, 20
FRAMES, NOISE = 40, 4
LATE = "at once", "a frame late", "two frames late"
BEHIND = "rocket", "cat", "book"


def swaying(behind: str, speed: float) -> Iterator[tuple[Image, NDArray[np.bool_]]]:
    """(frame, truth): the astronaut goes to and fro at so many pixels a frame, the camera's noise over all."""
    image, mask = cut_person()
    wall, rng = frame(behind), np.random.default_rng(6)
    room = WIDTH - image.shape[1]
    for i in range(FRAMES):
        way = (i * speed + room / 2) % (2 * room)
        shift = np.array([[1, 0, min(way, 2 * room - way)], [0, 1, HEIGHT - image.shape[0]]], np.float32)
        laid, share = (cv2.warpAffine(part, shift, (WIDTH, HEIGHT)) for part in (image, mask))
        mixed = cv2.blendLinear(laid, wall, share, 1 - share) + rng.normal(0, NOISE, wall.shape)
        yield as_image(np.clip(mixed, 0, 255).astype(np.uint8)), share > 0.5


class Late:
    """A worker whose answers come `frames` frames after they were asked for."""

    def __init__(self, frames: int) -> None:
        self.frames, self.open = frames, list[tuple[int, Future[Any], Callable[[], Any]]]()

    def submit(self, work: Callable[..., Any], *args: Any) -> Future[Any]:
        answer: Future[Any] = Future()
        self.open.append((self.frames, answer, lambda: work(*args)))
        return answer

    def next_frame(self) -> None:
        due = [(left - 1, answer, work) for left, answer, work in self.open]
        for _, answer, work in (one for one in due if one[0] <= 0):
            if answer.set_running_or_notify_cancel():
                answer.set_result(work())
        self.open = [one for one in due if one[0] > 0]


def walked(behind: str, speed: float, late: int) -> tuple[list[float], list[float], int]:
    """Of each frame the IoU, and the room that is shown as a share of the person; how many waited."""
    state, worker, waited = Followed(), Late(late), 0
    unions: list[float] = []
    shown: list[float] = []
    for i, (image, truth) in enumerate(swaying(behind, speed)):
        worker.next_frame()
        before = state.told
        share, state = follow_person(image, state, Moment(i / 30, worker.submit if late else run_now))
        waited += state.told is not before and state.told is not None and state.told.time_s == i / 30
        found = at_edges(share, image) > 0.5
        if i:
            unions.append(float((found & truth).sum() / (found | truth).sum()))
            shown.append(float((found & ~truth).sum() / truth.sum()))
    return unions, shown, waited


def moving_quality() -> list[str]:
    rows = [
        "| a person moves, pixels a frame | answers come | mean IoU | least | room shown, % of the person | waited |"
    ]
    rows.append("|---|---|---|---|---|---|")
    for speed in SPEEDS:
        for late in range(len(LATE)):
            walks = [walked(behind, speed, late) for behind in BEHIND]
            unions, shown = [one for walk in walks for one in walk[0]], [one for walk in walks for one in walk[1]]
            waited = sum(walk[2] for walk in walks) / len(walks) / FRAMES
            rows.append(
                f"| {speed} | {LATE[late]} | {statistics.mean(unions):.3f} | {min(unions):.3f} "
                f"| {100 * statistics.mean(shown):.1f} | {waited:.2f} |"
            )
    return rows
