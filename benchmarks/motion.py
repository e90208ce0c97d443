"""Motion clips: what is found in drawn scenes, what it costs, and whether memory stays flat.

`python -m benchmarks.motion` runs all parts, which takes some ten minutes; name some to run only these.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import cv2
import numpy as np
import psutil

from benchmarks.motion_scenes import SCENES, Scene
from live.recording.clips import ClipStore
from live.watching.clipper import MotionClipper
from vision.motion.change import Scene as Memory
from vision.motion.change import measure
from vision.motion.events import Decision, Event, EventState, Finish, decide, finish
from vision.motion.settings import MotionMethod, MotionSettings
from vision.types import Image, as_image

_DAY_FPS = 2
_DAY_HOURS = 24


@dataclass(frozen=True)
class Score:
    found: int
    invented: int
    start_s: float
    end_s: float

    def is_right(self, scene: Scene) -> bool:
        return self.found == len(scene.truth) and not self.invented and self.start_s <= 0.3 and self.end_s <= 0.5


def events_of(frames: Iterable[tuple[Image, float]], settings: MotionSettings) -> list[Event]:
    memory: Memory | None = None
    state, made = EventState(), list[Decision]()
    for image, time_s in frames:
        change, memory = measure(image, time_s, memory, settings)
        state, new = decide(state, change, settings)
        made += new
    _, last = finish(state, settings)
    return [d.event for d in (*made, *last) if isinstance(d, Finish)]


def score(scene: Scene, events: list[Event]) -> Score:
    """A true event is found by the first that overlaps it; every other event is invented."""
    starts, ends, left = [], [], list(events)
    for start, end in scene.truth:
        match = next((e for e in left if e.start_s < end and e.end_s > start), None)
        if match is not None:
            left.remove(match)
            starts.append(abs(match.start_s - start))
            ends.append(abs(match.end_s - end))
    return Score(len(starts), len(left), max(starts, default=0.0), max(ends, default=0.0))


def scenes_table(method: MotionMethod) -> None:
    print(f"\n### Events, method {method}\n")
    print("| scene | true events | found | invented | start off by | end off by | |\n|---|---|---|---|---|---|---|")
    right = 0
    for scene in SCENES:
        s = score(scene, events_of(scene.frames(), MotionSettings(method=method)))
        right += s.is_right(scene)
        verdict = "" if s.is_right(scene) else "missed"
        cells = [scene.name, len(scene.truth), s.found, s.invented, f"{s.start_s:.2f} s", f"{s.end_s:.2f} s", verdict]
        print("| " + " | ".join(map(str, cells)) + " |", flush=True)
    print(f"\n{right} of {len(SCENES)} scenes right: all found, none invented, starts within 0.3 s, ends within 0.5 s.")


def scenes_summary() -> None:
    print("\n### Scenes right, by method\n\n| method | scenes right |\n|---|---|")
    for method in get_args(MotionMethod):
        right = sum(score(s, events_of(s.frames(), MotionSettings(method=method))).is_right(s) for s in SCENES)
        print(f"| {method} | {right} of {len(SCENES)} |", flush=True)


def cost_table() -> None:
    print("\n### Cost of the change measure, 1280x720, one thread\n")
    print("| method | scene | median | 95th percentile |\n|---|---|---|---|")
    for method in get_args(MotionMethod):
        for name, moving in (("quiet", False), ("moving", True)):
            times = cost_ms(MotionSettings(method=method), moving)
            print(
                f"| {method} | {name} | {statistics.median(times):.2f} ms | {np.percentile(times, 95):.2f} ms |",
                flush=True,
            )


def cost_ms(settings: MotionSettings, moving: bool) -> list[float]:
    """Processor time of each frame."""
    large = Scene("large", size=(1280, 720), thing=(200, 300), speed=200, truth=((0, 9),) if moving else (), length_s=3)
    memory: Memory | None = None
    times = []
    for image, time_s in large.frames():
        began = time.process_time()
        _, memory = measure(image, time_s, memory, settings)
        times.append(1000 * (time.process_time() - began))
    return times[5:]


def a_quiet_day() -> None:
    rng = np.random.default_rng(0)
    still = next(iter(Scene("still", size=(160, 120), noise=0).frames()))[0]
    shots = [as_image(np.clip(still + rng.normal(0, 3, still.shape), 0, 255).astype(np.uint8)) for _ in range(40)]
    process = psutil.Process()
    print(f"\n### A quiet camera for {_DAY_HOURS} simulated hours, {_DAY_FPS} frames a second\n")
    print("| hour | memory of the process | clips |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, ClipStore(Path(folder)) as store:
        clipper = MotionClipper(store, MotionSettings())
        for i in range(_DAY_HOURS * 3600 * _DAY_FPS + 1):
            clipper.take(shots[i % len(shots)], i / _DAY_FPS)
            if i % (6 * 3600 * _DAY_FPS) == 0 or i == 3600 * _DAY_FPS:
                memory = process.memory_info().rss / 1e6
                print(f"| {i // (3600 * _DAY_FPS)} | {memory:.1f} MB | {clipper.reading().clips} |", flush=True)


PARTS = {
    "scenes": lambda: scenes_table("auto"),
    "methods": scenes_summary,
    "cost": cost_table,
    "day": a_quiet_day,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts; all by default")
    parts = parser.parse_args().parts or list(PARTS)
    cv2.setNumThreads(1)
    print(f"# Motion clips\n\nMade by `python -m benchmarks.motion {' '.join(parts)}`, all settings at their defaults.")
    print("The scenes are drawn by `benchmarks/motion_scenes.py`.")
    for part in parts:
        PARTS[part]()


if __name__ == "__main__":
    main()
