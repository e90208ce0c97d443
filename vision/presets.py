"""Looks for people in a hurry."""

from __future__ import annotations

from dataclasses import dataclass

from vision.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Preset:
    """A named look; `text` is its recipe in one line."""

    name: str
    text: str
    help: str

    @property
    def recipe(self) -> Recipe:
        return Recipe.parse(self.text)


PRESETS = (
    Preset("Original", "none", "As the camera sees it."),
    Preset("Roberts edges", "roberts channel=red", "A pencil drawing of every edge."),
    Preset("Comic", "cartoon", "Flat colours, inked outlines."),
    Preset("Find faces", "faces", "A box around each face."),
    Preset("Negative", "invert", "Light and dark swapped."),
    Preset("What moved?", "background_motion", "Only what moves keeps its colour."),
    Preset("Ghost", "long_exposure seconds=1.5", "Movement leaves a soft trail."),
)
