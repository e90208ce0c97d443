"""What a lesson can be told about: confusions, a map of its examples, and whether it learned the thing or the light."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.teach.features import NETWORK, OWN
from vision.teach.lesson import Lesson, TaughtClass
from vision.teach.training import Learned
from vision.teach.weighing import Floats32
from vision.types import Image
from vision.words.quote import quoted
from vision.words.said import said

_FEW = 4  # examples of a class below which nothing is said of all of them
_APART, _LEAST = 2.5, 18.0  # times the spread within classes, and grey levels, that two classes lie apart to be told
_RIM = 0.12  # of the picture's sides: there is seldom the thing itself
_UNEQUAL = 3  # times as many examples as another class


def confusions(learned: Learned) -> NDArray[np.int64]:
    """(C, C): how many examples of the class of the line, each left out, were taken for the class of the column."""
    space, classes = learned.space, len(learned.lesson.classes)
    table = np.zeros((classes, classes), np.int64)
    np.add.at(table, (space.label, space.left_out.argmax(axis=1)), 1)
    return table


def accuracy(learned: Learned) -> float:
    """The share of examples that the others name rightly."""
    table = confusions(learned)
    return float(np.trace(table) / table.sum())


@dataclass(frozen=True, slots=True, eq=False)
class ExampleMap:
    """A map of examples: middle (K,) and the two directions (K, 2) in which they differ most; points (N, 2)."""

    middle: Floats32
    axes: Floats32
    points: Floats32

    def place(self, row: Floats32) -> Floats32:
        """(2,): where a picture's row lies on the map."""
        return np.asarray((row - self.middle) @ self.axes, np.float32)


def example_map(learned: Learned) -> ExampleMap:
    """The examples by their two principal components (Pearson, 1901), weighted by what tells the classes apart."""
    weight, middle = learned.space.weight, learned.space.middle
    centred = (learned.rows - middle) * weight
    values, vectors = np.linalg.eigh((centred @ centred.T).astype(np.float64))
    found = vectors[:, ::-1][:, :2] / np.sqrt(np.maximum(values[::-1][:2], 1e-9))
    axes = np.asarray(weight[:, None] * (centred.T @ found), np.float32)
    return ExampleMap(middle, axes, np.asarray((learned.rows - middle) @ axes, np.float32))


def warnings(lesson: Lesson) -> tuple[str, ...]:
    """What in the examples may mislead, a sentence each: unequal counts; where pictures count, light and background."""
    taught = [kept for kept in lesson.classes if kept.examples]
    found = _counts(taught)
    if lesson.features not in (OWN, NETWORK):
        return found
    enough = [kept for kept in taught if len(kept.examples) >= _FEW]
    if len(enough) < 2:
        return found
    looks = [np.stack([_look(example.image()) for example in kept.examples]) for kept in enough]
    found += _light(enough, [look[:, :1] for look in looks])
    return found + _behind(enough, [look[:, 1:] - look[:, 1:].mean(axis=1, keepdims=True) for look in looks])


def _counts(taught: list[TaughtClass]) -> tuple[str, ...]:
    if len(taught) < 2:
        return ()
    most = max(taught, key=lambda kept: len(kept.examples))
    least = min(taught, key=lambda kept: len(kept.examples))
    if len(most.examples) < _UNEQUAL * len(least.examples):
        return ()
    return (
        said(
            "{most} has {many} examples and {least} {few}: what was shown more often is guessed more often.",
            most=quoted(most.name),
            many=len(most.examples),
            least=quoted(least.name),
            few=len(least.examples),
        ),
    )


def _light(taught: list[TaughtClass], looks: list[NDArray[np.float64]]) -> tuple[str, ...]:
    at = _odd_one(looks)
    if at is None:
        return ()
    others = np.concatenate(looks[:at] + looks[at + 1 :]).mean()
    name = quoted(taught[at].name)
    if looks[at].mean() < others:
        return (
            said(
                "All pictures of {name} are darker than the others: the machine may learn the light "
                "and not the thing. Show it in the same light as the others.",
                name=name,
            ),
        )
    return (
        said(
            "All pictures of {name} are brighter than the others: the machine may learn the light "
            "and not the thing. Show it in the same light as the others.",
            name=name,
        ),
    )


def _behind(taught: list[TaughtClass], looks: list[NDArray[np.float64]]) -> tuple[str, ...]:
    at = _odd_one(looks)
    if at is None:
        return ()
    return (
        said(
            "What stands behind {name} is unlike what stands behind the others: the machine may learn "
            "the place and not the thing. Show all of them in the same place.",
            name=quoted(taught[at].name),
        ),
    )


def _odd_one(looks: list[NDArray[np.float64]]) -> int | None:
    """The class that lies farthest from the others, None when that is within what pictures of one class differ."""
    means = [look.mean(axis=0) for look in looks]
    spread = float(
        np.mean([np.linalg.norm(look - mean, axis=1).mean() for look, mean in zip(looks, means, strict=True)])
    )
    away = [
        min(np.linalg.norm(mean - other) for j, other in enumerate(means) if j != i) for i, mean in enumerate(means)
    ]
    at = int(np.argmax(away))
    return at if away[at] > max(_LEAST, _APART * spread) else None


def _look(image: Image) -> NDArray[np.float64]:
    """(13,): the mean brightness, and the mean colours of the picture's four rims."""
    height, width = image.shape[:2]
    y, x = max(1, round(_RIM * height)), max(1, round(_RIM * width))
    rims = (image[:y], image[-y:], image[:, :x], image[:, -x:])
    light = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).mean()
    return np.concatenate([[light], *(rim.reshape(-1, 3).mean(axis=0) for rim in rims)])
