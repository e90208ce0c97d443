"""A lesson learned: the rows of its examples, what of them counts, and how near a picture must come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from vision.teach.features import Description, describe
from vision.teach.lesson import Lesson
from vision.teach.space import Space, space_of
from vision.teach.vocabulary import PatchPlace, chosen, seen
from vision.teach.weighing import Floats32, Integers
from vision.types import Image, VisionError

_Place = tuple[bytes, int]


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What answers. words: (K, D) and whose example's patch each is (owner, (K,)). rows: (N, K + W), for each example
    how clearly the words are seen in it, and what its features tell of the whole. space: what counts in a row.
    places: of the words, for the next training.
    """

    lesson: Lesson
    words: Floats32
    owner: Integers
    rows: Floats32
    space: Space
    places: tuple[_Place, ...] = field(default=(), repr=False)

    def row(self, image: Image) -> Floats32:
        """(K + W,): a picture of any size as a row like the examples'. Raises what `describe` raises."""
        described = describe(image, self.lesson.features)
        return np.concatenate([seen(described.parts, self.words), described.whole])


def learn(lesson: Lesson, former: Learned | None = None) -> Learned:
    """Learn a lesson; what `former`, an earlier stage of it, has worked out is not worked out again.

    Raises VisionError with fewer than two classes that have examples.
    """
    _check(lesson)
    kept = [replace(c, examples=tuple(e.ready(lesson.features) for e in c.examples)) for c in lesson.classes]
    lesson = replace(lesson, classes=tuple(kept))
    described = [example.described for example in lesson.examples() if example.described is not None]
    words = chosen([len(c.examples) for c in lesson.classes], [len(one.parts) for one in described])
    return remembered(lesson, _patches(described, words), _rows(lesson, words, described, former), words)


def remembered(lesson: Lesson, patches: Floats32, rows: Floats32, words: Sequence[PatchPlace]) -> Learned:
    """What a lesson is with rows and words that are known. Raises VisionError like `learn`."""
    _check(lesson)
    counts = [len(kept.examples) for kept in lesson.classes]
    label = np.repeat(np.arange(len(counts)), counts)
    owner = np.array([example for example, _ in words])
    space = space_of(rows, label, len(counts), owner)
    return Learned(lesson, patches, owner, rows, space, _places(lesson, words))


def _check(lesson: Lesson) -> None:
    if sum(bool(kept.examples) for kept in lesson.classes) < 2:
        raise VisionError("Teach at least two classes, each with an example.")


def _patches(described: Sequence[Description], words: Sequence[PatchPlace]) -> Floats32:
    return np.stack([described[example].parts[at] for example, at in words]).astype(np.float32)


def _places(lesson: Lesson, words: Sequence[PatchPlace]) -> tuple[_Place, ...]:
    examples = lesson.examples()
    return tuple((examples[example].jpeg, at) for example, at in words)


def _rows(
    lesson: Lesson, words: Sequence[PatchPlace], described: Sequence[Description], former: Learned | None
) -> Floats32:
    """(N, K + W): the former's numbers where example and word are in it, the rest by looking."""
    rows = np.full((len(described), len(words)), np.nan, np.float32)
    if former is not None:
        _fill(rows, [example.jpeg for example in lesson.examples()], _places(lesson, words), former)
    patches = _patches(described, words)
    for row, one in zip(rows, described, strict=True):
        missing = np.isnan(row)
        if missing.any():
            row[missing] = seen(one.parts, patches[missing])
    return np.concatenate([rows, np.stack([one.whole for one in described])], axis=1)


def _fill(rows: Floats32, keys: Sequence[bytes], places: Sequence[_Place], former: Learned) -> None:
    row_of = {example.jpeg: at for at, example in enumerate(former.lesson.examples())}
    column_of = {place: at for at, place in enumerate(former.places)}
    mine = [at for at, key in enumerate(keys) if key in row_of]
    ours = [at for at, place in enumerate(places) if place in column_of]
    theirs = np.ix_([row_of[keys[at]] for at in mine], [column_of[places[at]] for at in ours])
    rows[np.ix_(mine, ours)] = former.rows[theirs]
