"""A visitor's files as examples and models, for a process with limits."""

from __future__ import annotations

from dataclasses import replace

from vision.imageio import load_image
from vision.teach.features import OWN
from vision.teach.lesson import Example
from vision.teach.saved import from_json
from vision.teach.training import Learned


def example_from(data: bytes, features: str = OWN) -> Example:
    """A picture's file as an example; raises VisionError."""
    return Example.of(load_image(data), features)


def model_from(data: bytes) -> Learned:
    """A model's file, ready to be taught more; raises VisionError."""
    learned = from_json(data)
    lesson, wholes = learned.lesson, iter(learned.rows[:, len(learned.words) :])
    classes = [
        replace(c, examples=tuple(e.ready(lesson.features, next(wholes)) for e in c.examples)) for c in lesson.classes
    ]
    return replace(learned, lesson=replace(lesson, classes=tuple(classes)))
