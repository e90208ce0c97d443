"""What was taught: classes with their examples, as values."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from vision.imageio import save_jpeg
from vision.teach.features import OWN, Description, describe, kind_of
from vision.teach.patches import small
from vision.types import Image, VisionError, as_image
from vision.words.quote import quoted
from vision.words.said import said

MOST_CLASSES, MOST_EXAMPLES, LONGEST_NAME = 6, 100, 40
_QUALITY = 88


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A small picture as JPEG, and what the features say of the large one; None until somebody asks."""

    jpeg: bytes
    described: Description | None = None

    @classmethod
    def of(cls, image: Image, features: str = OWN) -> Example:
        """From a picture of any size. Raises VisionError for one that cannot be learned from."""
        described = describe(image, features)
        if not len(described.parts):
            raise VisionError(kind_of(features).missing)
        return cls(save_jpeg(small(image), quality=_QUALITY), described)

    def image(self) -> Image:
        return opened(self.jpeg)

    def ready(self, features: str, whole: NDArray[np.float32] | None = None) -> Example:
        """The same with a description, of its small picture where there was none; `whole` as in `describe`."""
        if self.described is not None:
            return self
        return replace(self, described=describe(self.image(), features, whole))


@dataclass(frozen=True, slots=True)
class TaughtClass:
    """A name and its examples."""

    name: str
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """Two to six classes; features: by what pictures are compared."""

    classes: tuple[TaughtClass, ...] = field(default_factory=tuple)
    features: str = OWN

    def __post_init__(self) -> None:
        if len(self.classes) > MOST_CLASSES:
            raise VisionError(
                said(
                    "There are {number} classes; at most {most} can be taught.",
                    number=len(self.classes),
                    most=MOST_CLASSES,
                )
            )
        names = [kept.name for kept in self.classes]
        for name in names:
            if not name.strip() or len(name) > LONGEST_NAME:
                raise VisionError(
                    said(
                        "A class needs a name of 1 to {longest} letters, not {name}.",
                        longest=LONGEST_NAME,
                        name=quoted(name),
                    )
                )
            if names.count(name) > 1:
                raise VisionError(
                    said("Two classes are called {name}; give each a name of its own.", name=quoted(name))
                )
        for kept in self.classes:
            if len(kept.examples) > MOST_EXAMPLES:
                raise VisionError(
                    said(
                        "{name} has more than {most} examples; take some out.",
                        name=quoted(kept.name),
                        most=MOST_EXAMPLES,
                    )
                )

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(kept.name for kept in self.classes)

    def examples(self) -> tuple[Example, ...]:
        """All of them, class after class."""
        return tuple(example for kept in self.classes for example in kept.examples)

    def with_class(self, at: int, changed: TaughtClass) -> Lesson:
        """The same with another class at its place; raises VisionError for a bad name or too many examples."""
        return replace(self, classes=(*self.classes[:at], changed, *self.classes[at + 1 :]))

    def with_example(self, at: int, example: Example) -> Lesson:
        """The same with one more example of a class; raises VisionError when there are enough."""
        kept = self.classes[at]
        return self.with_class(at, replace(kept, examples=(*kept.examples, example)))

    def without_example(self, at: int, number: int) -> Lesson:
        kept = self.classes[at]
        return self.with_class(at, replace(kept, examples=kept.examples[:number] + kept.examples[number + 1 :]))


def opened(jpeg: bytes) -> Image:
    """The pixels of one of our own small JPEGs; raises VisionError for other bytes."""
    try:
        with PIL.Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
            if max(picture.size) > 1024:
                raise VisionError("An example's picture is larger than any the booth makes.")
            return as_image(np.array(picture.convert("RGB")))
    except (OSError, SyntaxError, PIL.Image.DecompressionBombError):
        raise VisionError("An example's picture is damaged.") from None
