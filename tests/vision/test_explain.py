from __future__ import annotations

import inspect

from vision.catalogue import find
from vision.explain import explain
from vision.processor import Processor
from vision.types import Image


def described(image: Image) -> Image:
    r"""Do a thing.

    In words: One line,
        and another.
    Used for: Tests.
    Formula: \frac{1}{2}

    A note in
    two lines.

    Another.
    """
    return image.copy()


def bare(image: Image) -> Image:
    """Do a thing plainly."""
    return image.copy()


def entry(function: object, help_: str) -> Processor:
    return Processor("name", "Name", "tests", help_, "filter", (), function)  # type: ignore[arg-type]


def test_each_part_is_read_off_the_docstring() -> None:
    told = explain(entry(described, "Do a thing."))
    assert (told.summary, told.words, told.used_for) == ("Do a thing.", "One line, and another.", "Tests.")
    assert told.formula == r"\frac{1}{2}"
    assert told.notes == "A note in two lines.\n\nAnother."


def test_without_parts_the_first_sentence_serves() -> None:
    told = explain(entry(bare, "Do a thing plainly."))
    assert (told.words, told.used_for, told.formula, told.notes) == ("Do a thing plainly.", "", "", "")


def test_the_source_is_the_functions_own() -> None:
    roberts = find("roberts")
    assert explain(roberts).source == inspect.getsource(roberts.function)
    assert explain(roberts).source.startswith('@processor("Roberts"')
