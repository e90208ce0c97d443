"""The registry as a whole: importing this imports every group, and Python's import locks have a second thread wait."""

from __future__ import annotations

import difflib

import vision.processors  # noqa: F401  registering is what the import does
from vision.models.record import Model
from vision.processor import Processor, registered
from vision.types import VisionError
from vision.words.quote import LONGEST, quoted


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
        hint = f"did you mean {' or '.join(near)}?" if near else "see the list of filters in the sidebar."
        raise VisionError(f"There is no filter called {quoted(name)}; {hint}")
    return known[name]
