"""Following faces in a video of known faces: time a frame, right boxes, jitter.

`python -m benchmarks.faces_live` prints a table. Times: frames come at 30 a second, the detector works in one thread
beside; all of a frame counts, drawing too. Boxes and jitter: the detector's answers come four frames late.
"""

from __future__ import annotations

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from rig.moving_faces import Frame, Late, judge, sail
from vision.detect.score import Score
from vision.pipeline import Pipeline
from vision.recipe import Recipe

RATE = 30.0


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


if __name__ == "__main__":
    main()
