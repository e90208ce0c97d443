"""The contract, over the whole registry: a new processor is held to it without a line of test."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.vision.models.absent import take_models_away
from tests.vision.teach.things import learned
from vision.catalogue import catalogue
from vision.explain import explain
from vision.models.files import lacking
from vision.processor import Moment, Processor
from vision.types import Detections, Image, NotThereError

OWN = {"taught": learned(), "backdrop": np.full((30, 40, 3), 90, np.uint8)}
"""What a viewer brought along."""
PROCESSORS = list(catalogue().values())
LEARNED = [p for p in PROCESSORS if p.needs]
READY = [p for p in PROCESSORS if not lacking(p.needs)]
"""Those that need no learned model's file, and those whose files are in the folder VISION_MODELS or in the cache."""


def pictures() -> dict[str, Image]:
    rng = np.random.default_rng(7)
    noise = rng.integers(0, 256, (61, 83, 3), dtype=np.uint8)
    ramp = np.broadcast_to(np.linspace(0, 255, 200).astype(np.uint8)[None, :, None], (3, 200, 3))
    return {
        "one pixel": np.full((1, 1, 3), 130, np.uint8),
        "one row": rng.integers(0, 256, (1, 40, 3), dtype=np.uint8),
        "one column": rng.integers(0, 256, (40, 1, 3), dtype=np.uint8),
        "tiny": rng.integers(0, 256, (2, 3, 3), dtype=np.uint8),
        "odd": noise,
        "wide": np.ascontiguousarray(ramp),
        "black": np.zeros((48, 64, 3), np.uint8),
        "white": np.full((48, 64, 3), 255, np.uint8),
        "strided": rng.integers(0, 256, (50, 140, 3), dtype=np.uint8)[:, ::2],
    }


PICTURES = pictures()


def run(processor: Processor, image: Image, values: dict[str, Any], frames: int = 2) -> list[Any]:
    """Answers on `frames` equal frames, a tenth of a second apart."""
    view = image.view()
    view.flags.writeable = False
    state, answers = None, []
    for i in range(frames):
        answer, state = processor(view, state, Moment(i * 0.1, own=OWN), processor.complete(values))
        answers.append(answer)
    return answers


def check(processor: Processor, image: Image, answer: Any) -> None:
    height, width = image.shape[:2]
    if processor.kind == "filter":
        assert answer.dtype == np.uint8 and answer.shape == image.shape
        assert not np.shares_memory(answer, image), "the answer is the input itself"
        assert answer.flags.writeable or answer.base is None
        return
    assert isinstance(answer, Detections)
    x0, y0, x1, y1 = answer.xyxy.T
    assert (x0 >= 0).all() and (y0 >= 0).all() and (x1 <= width).all() and (y1 <= height).all()
    assert (x1 > x0).all() and (y1 > y0).all()
    assert ((answer.score >= 0) & (answer.score <= 1)).all()


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("processor", READY, ids=lambda p: p.name)
def test_any_picture_comes_back_right_and_the_input_stays(processor: Processor, kind: str) -> None:
    image = PICTURES[kind].copy() if kind != "strided" else PICTURES[kind]
    before = image.copy()
    for answer in run(processor, image, {}):
        check(processor, image, answer)
    assert np.array_equal(image, before), "the input was changed"


def extremes(processor: Processor) -> list[dict[str, Any]]:
    """Each parameter at each end or choice with the others at their default, then all low and all high."""
    ends: dict[str, list[Any]] = {}
    for p in processor.params:
        if p.kind == "numbers" and p.range is not None:
            ends[p.name] = [(p.range.low,) * p.counts[0], (p.range.high,) * p.counts[-1]]
        elif p.range is not None:
            cast = int if p.kind == "int" else float
            ends[p.name] = [cast(p.range.low), cast(p.range.high)]
        else:
            ends[p.name] = list(p.choices) or [False, True]
    single = [{name: value} for name, values in ends.items() for value in values]
    corners = [{n: v[0] for n, v in ends.items()}, {n: v[-1] for n, v in ends.items()}]
    choices = {p.name: ends[p.name] for p in processor.params if p.range is None}
    mixed = [dict(zip(choices, combo, strict=True)) for combo in itertools.product(*choices.values())]
    return [*single, *corners, *(mixed if len(mixed) <= 16 else [])]


@pytest.mark.parametrize("processor", READY, ids=lambda p: p.name)
def test_every_extreme_of_every_range(processor: Processor) -> None:
    for values in extremes(processor):
        for image in (PICTURES["odd"], PICTURES["tiny"]):
            for answer in run(processor, image, values):
                check(processor, image, answer)


@pytest.mark.parametrize("processor", READY, ids=lambda p: p.name)
def test_same_picture_same_answer(processor: Processor) -> None:
    for first, second in zip(*(run(processor, PICTURES["odd"], {}, 3) for _ in range(2)), strict=True):
        if processor.kind == "filter":
            assert np.array_equal(first, second)
        else:
            assert np.array_equal(first.xyxy, second.xyxy) and first.label == second.label


@pytest.mark.parametrize("processor", LEARNED, ids=lambda p: p.name)
def test_without_its_file_it_says_so_kindly(
    processor: Processor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_models_away(monkeypatch, tmp_path)
    with pytest.raises(NotThereError, match=r"^[A-Z][a-z ]+ needs its model file: download it first\.$"):
        run(processor, PICTURES["odd"], {})


@pytest.mark.parametrize("processor", PROCESSORS, ids=lambda p: p.name)
def test_help_is_one_plain_sentence_first(processor: Processor) -> None:
    assert processor.help.endswith(".") and 10 < len(processor.help) <= 120
    assert all(p.help for p in processor.params), "each parameter says what it does"


@pytest.mark.parametrize("processor", PROCESSORS, ids=lambda p: p.name)
def test_it_is_explained_to_a_child_and_shows_its_own_code(processor: Processor) -> None:
    told = explain(processor)
    assert told.words != told.summary and told.words.endswith(".") and len(told.words) > 40
    assert told.used_for.endswith(".") and len(told.used_for) > 15
    assert f"def {processor.name}(" in told.source and told.formula.count("{") == told.formula.count("}")
