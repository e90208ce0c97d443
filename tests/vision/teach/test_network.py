"""A lesson by what the object network sees: with the file, without it, and with one that is made up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.vision.models.absent import take_models_away
from tests.vision.teach.things import NAMES, scene
from vision.models.files import lacking
from vision.models.shelf import OBJECTS
from vision.teach import features
from vision.teach.answering import answer
from vision.teach.features import NETWORK, OWN, Describer
from vision.teach.lesson import Example, Lesson, TaughtClass
from vision.teach.opening_examples import model_from
from vision.teach.saved import as_json, from_json
from vision.teach.training import Learned, learn
from vision.types import Image, NotThereError


def taught(count: int = 5) -> Learned:
    classes = [TaughtClass(n, tuple(Example.of(scene(n, i), NETWORK) for i in range(count))) for n in NAMES]
    return learn(Lesson(tuple(classes), NETWORK))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Image]:
    """A network that sees three colours, and what it was asked about."""
    seen: list[Image] = []

    def colours(image: Image) -> features.Whole:
        seen.append(image)
        return np.asarray(image.reshape(-1, 3).mean(axis=0), np.float32)

    own = features.KINDS[OWN].parts
    monkeypatch.setitem(features.KINDS, NETWORK, Describer(own, colours, 3, (OBJECTS,)))
    return seen


def test_what_it_sees_stands_behind_the_words_and_is_of_the_whole_picture(asked: list[Image]) -> None:
    learned = taught()
    assert learned.rows.shape == (15, len(learned.words) + 3) and asked[0].shape == (240, 320, 3)
    np.testing.assert_allclose(learned.rows[0, -3:], scene("ball", 0).reshape(-1, 3).mean(axis=0), rtol=1e-5)
    assert [answer(learned, scene(name, 40)).name for name in NAMES] == list(NAMES)


def test_a_model_says_by_what_it_was_taught_and_learns_on_without_asking_again(asked: list[Image]) -> None:
    text = as_json(taught())
    asked.clear()
    assert '"features": "network"' in text and from_json(text).lesson.features == NETWORK and not asked
    opened = model_from(text.encode())
    more = learn(opened.lesson.with_example(0, Example.of(scene("ball", 9), NETWORK)), opened)
    assert len(asked) == 1 and more.rows.shape == (16, len(more.words) + 3)
    np.testing.assert_allclose(more.rows[0, -3:], opened.rows[0, -3:])


def test_who_has_no_file_is_told_in_a_sentence(
    asked: list[Image], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned = taught()
    monkeypatch.undo()
    take_models_away(monkeypatch, tmp_path)
    assert features.best() == OWN
    for ask in (lambda: answer(learned, scene("ball", 1)), lambda: Example.of(scene("ball", 1), NETWORK)):
        with pytest.raises(NotThereError, match=r"^Naming things needs its model file: download it first\.$"):
            ask()


@pytest.mark.skipif(bool(lacking((OBJECTS,))), reason="the network's file is not in the folder VISION_MODELS")
def test_things_are_known_before_other_walls() -> None:
    learned = taught(8)
    told = [answer(learned, scene(name, seed, wall=wall)) for wall in (1, 3) for name in NAMES for seed in (50, 51, 52)]
    names = [found.names[found.best] for found in told]
    assert np.mean(np.array(names) == np.tile(np.repeat(NAMES, 3), 2)) >= 0.95
    assert features.best() == NETWORK
