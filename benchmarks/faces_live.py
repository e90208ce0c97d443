"""Following faces in a video of known faces: time a frame, right boxes, jitter.

`python -m benchmarks.faces_live` prints a table; frames come at 30 a second, the detector works in one thread beside.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from benchmarks.moving_faces import Frame, sail
from vision.faces.score import Score, match, score_boxes
from vision.pipeline import Pipeline
from vision.recipe import Recipe
from vision.types import Detections

RATE = 30.0
WARM_UP_S = 0.5


def main() -> None:
    frames = list(sail(rate=RATE))
    print(f"{len(frames)} frames of 1280x720 at {RATE:g} a second, two faces\n")
    print(
        "| recipe | mean ms a frame | 95th percentile | its processor time, mean | 95th percentile | precision | recall | F1 | jitter, % of the face's width |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name in ("faces", "blur_faces", "pixelate_faces", "cover_faces"):
        print(f"| {name} | " + " | ".join(_measure(name, frames)) + " |", flush=True)


def _measure(name: str, frames: list[Frame]) -> list[str]:
    recipe = Recipe.parse(name)
    found, times, work = [], [], []
    with ThreadPoolExecutor(1) as worker:
        pipeline = Pipeline(worker.submit)
        start = time.perf_counter()
        for frame in frames:
            time.sleep(max(0.0, start + frame.time_s - time.perf_counter()))
            before, at_work = time.perf_counter(), time.thread_time()
            result = pipeline.run(frame.image, recipe, time.perf_counter() - start)
            times.append(1000 * (time.perf_counter() - before))
            work.append(1000 * (time.thread_time() - at_work))
            found.append(result.detections)
    speed = [f"{value:.1f}" for each in (times, work) for value in (statistics.mean(each), np.percentile(each, 95))]
    if name != "faces":
        return [*speed, "", "", "", ""]
    score, shake = judge(frames, found)
    return [*speed, *(f"{v:.3f}" for v in (score.precision, score.recall, score.f1) if v is not None), f"{shake:.2f}"]


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


if __name__ == "__main__":
    main()
