"""Following faces in a video of known faces: time a frame, right boxes, jitter.

`python -m benchmarks.faces_live` prints a table. Times: frames come at 30 a second, the detector works in one thread
beside; all of a frame counts, drawing too. Boxes and jitter: the detector's answers come four frames late.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from benchmarks.moving_faces import Frame, Late, sail
from vision.detect.score import Score, match, score_boxes
from vision.pipeline import Pipeline
from vision.recipe import Recipe
from vision.types import Detections

RATE = 30.0
WARM_UP_S = 0.5


def main() -> None:
    frames = list(sail(rate=RATE))
    print(f"{len(frames)} frames of 1280x720 at {RATE:g} a second, two faces\n")
    print("| recipe | ms a frame: mean | 95 % | processor ms: mean | 95 % |")
    print("|---|---|---|---|---|")
    for name in ("faces", "blur_faces", "pixelate_faces", "cover_faces"):
        print(f"| {name} | " + " | ".join(f"{value:.1f}" for value in _times(name, frames)) + " |", flush=True)
    score, jitter = _quality(frames)
    print("\n| recipe | precision | recall | F1 | jitter, % of a face's width |")
    print("|---|---|---|---|---|")
    print(f"| faces | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} | {jitter:.2f} |")


def _times(name: str, frames: list[Frame]) -> list[float]:
    """Mean and 95th percentile of the wall clock's and of the frame thread's own milliseconds."""
    recipe = Recipe.parse(name)
    times, work = [], []
    with ThreadPoolExecutor(1) as worker:
        pipeline = Pipeline(worker.submit)
        start = time.perf_counter()
        for frame in frames:
            time.sleep(max(0.0, start + frame.time_s - time.perf_counter()))
            before, at_work = time.perf_counter(), time.thread_time()
            pipeline.run(frame.image, recipe, before - start)
            work.append(1000 * (time.thread_time() - at_work))
            times.append(1000 * (time.perf_counter() - before))
    return [float(v) for each in (times, work) for v in (statistics.mean(each), np.percentile(each, 95))]


def _quality(frames: list[Frame]) -> tuple[Score, float]:
    worker = Late(4)
    pipeline, found = Pipeline(worker.submit), []
    for frame in frames:
        found.append(pipeline.run(frame.image, Recipe.parse("faces"), frame.time_s).detections)
        worker.tick()
    return judge(frames, found)


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
