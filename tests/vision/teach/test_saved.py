"""A model survives its file, and a file that is none is one sentence."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from tests.vision.teach.things import NAMES, learned, scene
from vision.teach.answering import answer
from vision.teach.saved import as_json, from_json
from vision.teach.training import learn
from vision.types import VisionError


def test_a_model_answers_the_same_after_its_file() -> None:
    again = from_json(as_json(learned()))
    for name in (*NAMES, "ring"):
        for seed in (30, 31):
            before, after = answer(learned(), scene(name, seed)), answer(again, scene(name, seed))
            assert before.name == after.name and before.nearest[0] == after.nearest[0]
            np.testing.assert_allclose(before.shares, after.shares, atol=0.02)
    assert as_json(again) == as_json(learned()) and len(as_json(learned())) < 1_000_000


def test_an_opened_model_learns_on() -> None:
    again = from_json(as_json(learned()))
    np.testing.assert_allclose(learn(again.lesson, again).rows, learned().rows, atol=2e-3)


def broken(**changes: Any) -> str:
    return json.dumps({**json.loads(as_json(learned())), **changes})


def without_words() -> str:
    saved = json.loads(as_json(learned()))
    saved["words"]["of"].pop()
    return json.dumps(saved)


def with_example(**changes: Any) -> str:
    saved = json.loads(as_json(learned()))
    saved["classes"][0]["examples"][0].update(changes)
    return json.dumps(saved)


NAN = {"shape": [1], "float16": "AH4="}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not a model"),
        ("[]", "not a model"),
        ("{}", "not a model"),
        ("[" * 100_000, "not a model"),
        (b"\xff\xfe\x00", "not a model"),
        (broken(format="x"), "not a model"),
        (broken(version=99), "another version"),
        (broken(features="x"), "another version"),
        (broken(features=[]), "another version"),
        (broken(classes=[]), "do not fit"),
        (broken(classes=[{"name": "a", "examples": []}] * 2), "Two classes"),
        (broken(classes=[{"name": 5, "examples": []}]), "not a model"),
        (broken(words=5), "not a model"),
        (broken(words=None), "not a model"),
        (without_words(), "do not fit"),
        (with_example(jpeg="????"), "not a model"),
        (with_example(jpeg="AAAA"), "damaged"),
        (with_example(vector=NAN), "not a model"),
        (with_example(vector={"shape": [3], "float16": "AAAA"}), "not a model"),
        (with_example(vector={"shape": [0], "float16": ""}), "do not fit"),
    ],
)
def test_what_is_no_model_is_one_sentence(text: str | bytes, says: str) -> None:
    with pytest.raises(VisionError, match=says) as raised:
        from_json(text)
    assert "\n" not in str(raised.value) and len(str(raised.value)) < 200
