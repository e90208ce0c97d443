"""A video with known faces: a packaged photograph's face sails over a landscape of texture, grows, shrinks, leans."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import skimage.data
from numpy.typing import NDArray

from vision.detect.score import Score, match, score_boxes
from vision.processor import run_now
from vision.types import Detections, Image, as_image

ASTRONAUT = np.array([178, 59, 270, 175], np.float32)
"""The face in `skimage.data.astronaut()`, forehead to chin: left, top, right, bottom."""

WARM_UP_S = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """time_s: seconds. faces: (N, 4) pixels, where the faces truly are."""

    image: Image
    time_s: float
    faces: NDArray[np.float32]


def sail(seconds: float = 8.0, width: int = 1280, height: int = 720, rate: float = 30.0) -> Iterator[Frame]:
    """Two people, one mirrored, on their way for `seconds`, with a camera's noise; the same frames each time."""
    person = skimage.data.astronaut()
    background = as_image(cv2.resize(skimage.data.coffee(), (width, height), interpolation=cv2.INTER_LINEAR))
    noise = np.random.default_rng(0)
    grains = [noise.normal(0, 3, (height, width, 1)).astype(np.float32) for _ in range(4)]
    for i in range(round(seconds * rate)):
        time_s = i / rate
        image, faces = background, []
        for mirrored in (False, True):
            image, face = _pasted(image, person, _way(time_s, mirrored, width, height), mirrored)
            faces.append(face)
        noisy = np.clip(image + grains[i % len(grains)], 0, 255).astype(np.uint8)
        yield Frame(noisy, time_s, np.array(faces, np.float32))


def _way(time_s: float, mirrored: bool, width: int, height: int) -> NDArray[np.float64]:
    """Where the photograph goes at a moment, as a 2x3 map."""
    turn = time_s * 2 * math.pi
    size = height / 720 * (1.25 + 0.3 * math.sin(turn / 7))
    lean = 9 * math.sin(turn / 5 + mirrored)
    x = width * ((0.74 if mirrored else 0.26) + 0.11 * math.sin(turn / (4.3 + mirrored)))
    y = height * (0.5 + 0.08 * math.cos(turn / 3.1 + mirrored))
    way = np.asarray(cv2.getRotationMatrix2D((256.0, 160.0), lean, size), np.float64)
    way[:, 2] += x - 256, y - 160
    return way


def _pasted(image: Image, person: Image, way: NDArray[np.float64], mirrored: bool) -> tuple[Image, NDArray[np.float32]]:
    """The head and shoulders of the photograph on the picture, and where the face has gone."""
    face = ASTRONAUT
    if mirrored:
        person = as_image(cv2.flip(person, 1))
        face = np.array([512 - face[2], face[1], 512 - face[0], face[3]], np.float32)
    oval = np.zeros((512, 512), np.float32)
    cv2.ellipse(oval, (288 if mirrored else 224, 180), (140, 170), 0, 0, 360, (1.0,), cv2.FILLED)
    oval = np.asarray(cv2.GaussianBlur(oval, (0, 0), 8), np.float32)
    size = image.shape[1], image.shape[0]
    alpha = cv2.warpAffine(oval, way, size)[..., None]
    top = cv2.warpAffine(person, way, size, flags=cv2.INTER_AREA)
    pasted = as_image((image * (1 - alpha) + top * alpha).astype(np.uint8))
    scale = float(np.hypot(way[0, 0], way[0, 1]))
    centre = way[:, :2] @ ((face[:2] + face[2:]) / 2) + way[:, 2]
    half = (face[2:] - face[:2]) / 2 * scale
    return pasted, np.concatenate([centre - half, centre + half]).astype(np.float32)


def judge(frames: Sequence[Frame], found: Sequence[Detections]) -> tuple[Score, float]:
    """The score at IoU 0.5 after WARM_UP_S, and the jitter: how far the error of a box moves from frame to frame
    (root mean square over middle and size), in percent of the face's width."""
    score, steps, last = Score(0, 0, 0), list[float](), dict[int, np.ndarray]()
    for frame, boxes in zip(frames, found, strict=True):
        truth = Detections.of(frame.faces, "face")
        if frame.time_s >= WARM_UP_S:
            score += score_boxes(boxes, truth)
        errors = {j: _error(boxes.xyxy[i], frame.faces[j]) for i, j in match(boxes, truth)}
        steps += [float(np.mean((errors[j] - last[j]) ** 2)) for j in errors if j in last]
        last = errors
    return score, 100 * float(np.sqrt(np.mean(steps)))


def _error(box: np.ndarray, face: np.ndarray) -> np.ndarray:
    """(middle x, middle y, width, height) of a box less those of the face, in face widths."""
    difference = box - face
    middle, size = (difference[:2] + difference[2:]) / 2, difference[2:] - difference[:2]
    return np.asarray(np.concatenate([middle, size]) / (face[2] - face[0]))


class Late:
    """A worker whose answers come a number of frames after the question; `tick` after each frame."""

    def __init__(self, frames: int) -> None:
        self.frames = frames
        self.waiting: list[tuple[int, Future[Any], Future[Any]]] = []

    def submit(self, work: Callable[..., Any], *args: Any) -> Future[Any]:
        promise: Future[Any] = Future()
        self.waiting.append((self.frames, promise, run_now(work, *args)))
        return promise

    def tick(self) -> None:
        self.waiting = [(left - 1, promise, answer) for left, promise, answer in self.waiting if left]
        for left, promise, answer in self.waiting:
            if not left:
                promise.set_result(answer.result())
