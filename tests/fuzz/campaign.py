"""Mutated files against what opens files.

Hypothesis draws which file of `files` is changed and how. Everything runs in a worker of the bench, under its limits,
so that a crash is counted and not suffered; the file at work lies in a folder that is kept then. Whatever is neither a
result nor a VisionError, or takes over ten seconds, is a fault.
"""

from __future__ import annotations

import os
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from live.video.containers import open_video
from live.video.sources import LoopedVideo
from tests.fuzz import files
from vision.imageio import load_picture
from vision.models.files import read_model
from vision.models.shelf import YUNET
from vision.pdf import page_count, render_page
from vision.recipe import Recipe
from vision.stills.animation import load_animation
from vision.types import VisionError
from work.job import LimitError
from work.line import Bench

MOST_S = 10.0  # of the processor
_MARGIN_S = 120.0
_AT_A_TIME = 200
_EDGES = (
    b"\x00",
    b"\x01",
    b"\x7f",
    b"\x80",
    b"\xff",
    b"\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\xff\xff\xff\xff",
    b"\0\0\0\0",
)


@dataclass(slots=True)
class Tally:
    """What became of the files; faults: what should not have been, in words, with the seed that draws it again."""

    opened: int = 0
    refused: int = 0
    slowest_s: float = 0.0
    faults: list[str] = field(default_factory=list)

    @property
    def tried(self) -> int:
        return self.opened + self.refused + len(self.faults)


def _pages(data: bytes) -> None:
    for number in range(1, min(3, page_count(data)) + 1):
        render_page(data, number, 50)


def _video(data: bytes) -> None:
    open_video(data).container.close()
    play = LoopedVideo(data)
    for tick in range(20):
        play(tick / 10)


def _model(data: bytes) -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        os.environ[YUNET.environment] = file.name
        read_model(YUNET)


Target = tuple[Callable[[], list[bytes]], Callable[[bytes], Any]]
TARGETS: dict[str, Target] = {
    "pictures": (files.pictures, load_picture),
    "animations": (files.animations, load_animation),
    "PDFs": (files.pdfs, _pages),
    "videos": (files.videos, _video),
    "recipes": (files.recipes, lambda data: Recipe.parse(data.decode(errors="replace"))),
    "recipes in JSON": (files.recipes_in_json, lambda data: Recipe.from_json(data.decode(errors="replace"))),
    "model files": (files.models, _model),
}


def mutated(originals: list[bytes]) -> st.SearchStrategy[bytes]:
    """One of the files with up to four changes: bytes put over, put in or taken out, parts moved, the end cut off."""
    places = st.floats(0, 1, exclude_max=True)
    pieces = st.sampled_from(_EDGES) | st.binary(min_size=1, max_size=8)
    kinds = st.sampled_from(["over", "over", "over", "in", "out", "twice", "end"])
    changes = st.lists(st.tuples(kinds, places, places, pieces), min_size=1, max_size=4)
    return st.builds(_changed, st.sampled_from(originals), changes)


def _changed(data: bytes, changes: list[tuple[str, float, float, bytes]]) -> bytes:
    for kind, where, far, piece in changes:
        at = int(where * len(data))
        to = at + 1 + int(far * min(64, len(data)))
        if kind == "over":
            data = data[:at] + piece + data[at + len(piece) :]
        elif kind == "in":
            data = data[:at] + piece + data[at:]
        elif kind == "out":
            data = data[:at] + data[to:]
        elif kind == "twice":
            data = data[:to] + data[at:to] * (1 + int(8 * far)) + data[to:]
        else:
            data = data[:at]
    return data


def run(name: str, seed: int, seconds: float, last: Path) -> Tally:
    """Files for so long; in a worker. `last`: where the file at work is written first."""
    warnings.simplefilter("ignore")
    make, open_file = TARGETS[name]
    originals, tally, end = make(), Tally(), time.monotonic() + seconds
    for number in count(seed):

        def attempt(data: bytes, words: str = f"seed {number}") -> None:
            if time.monotonic() < end:
                last.write_bytes(data)
                _try(open_file, data, tally, words)

        some(originals, number, attempt)
        if time.monotonic() >= end:
            return tally
    raise AssertionError


def some(originals: list[bytes], seed: int, attempt: Callable[[bytes], None]) -> None:
    """`attempt` with some hundred mutated files, the same for the same seed."""

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=_AT_A_TIME,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(mutated(originals))
    def each(data: bytes) -> None:
        attempt(data)

    each()


def _try(open_file: Callable[[bytes], Any], data: bytes, tally: Tally, words: str) -> None:
    began = time.process_time()
    try:
        open_file(data)
        tally.opened += 1
    except VisionError:
        tally.refused += 1
    except Exception as error:
        tally.faults.append(f"{words}: {error!r}"[:300])
    took = time.process_time() - began
    tally.slowest_s = max(tally.slowest_s, took)
    if took > MOST_S:
        tally.faults.append(f"{words}: {took:.1f} s")


def fuzz(name: str, seed: int, seconds: float, folder: Path) -> Tally:
    """`run` on a bench of its own; when its worker is killed, that is the fault."""
    bench, last = Bench(workers=1), folder / f"last of {name}"
    try:
        return bench.submit(1, run, name, seed, seconds, last, limit_s=seconds + _MARGIN_S).result()
    except LimitError as error:
        return Tally(faults=[f"{error} The file is {last}."])
    finally:
        bench.close()
