"""The registry as a whole: importing this imports every group, and Python's import locks have a second thread wait."""

from __future__ import annotations

import difflib

import vision.processors  # noqa: F401  registering is what the import does
from vision.models.record import Model
from vision.processor import Processor, registered
from vision.types import VisionError
from vision.words.quote import LONGEST, quoted
from vision.words.said import either, said


def catalogue() -> dict[str, Processor]:
    """All processors by name, in the order of their modules."""
    return registered()


def label_of(name: str) -> str:
    """What a page calls the processor, the bare name for one that is known no more."""
    entry = catalogue().get(name)
    return entry.label if entry is not None else name


def needs_of(name: str) -> tuple[Model, ...]:
    """The learned models that the processor needs; none for one that is known no more."""
    entry = catalogue().get(name)
    return entry.needs if entry is not None else ()


def find(name: str) -> Processor:
    """The processor called `name`; raises VisionError suggesting near names."""
    known = catalogue()
    if name not in known:
        near = difflib.get_close_matches(name[:LONGEST], known, n=3, cutoff=0.5)
        hint = (
            said("did you mean {names}?", names=either(near))
            if near
            else said("see the list of filters in the sidebar.")
        )
        raise VisionError(said("There is no filter called {name}; {hint}", name=quoted(name), hint=hint))
    return known[name]
