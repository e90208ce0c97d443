"""The name of a picture: one of the classes, not sure, or none of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from vision.teach.training import Learned
from vision.teach.weighing import Floats32
from vision.types import Image
from vision.words.said import N_

SURE = 0.6
"""The share from which a class is named."""
Verdict = Literal["sure", "unsure", "none"]


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """best: the number of the nearest class; shares: (C,), adding up to 1. nearest: numbers of the most alike examples,
    counted through all classes, the nearest first. row: (K,), the picture as it was compared.
    """

    verdict: Verdict
    names: tuple[str, ...]
    best: int
    shares: Floats32
    nearest: tuple[int, ...]
    row: Floats32

    @property
    def name(self) -> str:
        """What to say: a class, `not sure` or `none of these`."""
        return {"sure": self.names[self.best], "unsure": N_("not sure"), "none": N_("none of these")}[self.verdict]

    @property
    def sure(self) -> float:
        return float(self.shares[self.best])


def answer(learned: Learned, image: Image, sure: float = SURE, *, nearest: int = 5) -> Answer:
    """What a picture of any size is taken for. Raises what `describe` raises.

    sure: the share below which it says so.
    """
    space = learned.space
    row = learned.row(image)
    likeness = space.to_classes(row)
    shares = space.shares(likeness)
    best = int(likeness.argmax())
    verdict: Verdict = "none" if not space.knows(row) else "sure" if shares[best] >= sure else "unsure"
    order = np.argsort(-space.to_examples(row))[:nearest]
    return Answer(verdict, learned.lesson.names, best, shares, tuple(int(at) for at in order), row)
