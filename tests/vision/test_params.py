from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest

from vision.params import Range, param_of
from vision.types import VisionError


def test_a_declaration_becomes_one_record() -> None:
    p = param_of("radius", Annotated[float, Range(0.5, 9, step=0.5, unit="px"), "More is softer."], 2)
    assert (p.kind, p.default, p.help, p.label) == ("float", 2.0, "More is softer.", "Radius")
    assert p.range == Range(0.5, 9, 0.5, "px")


def test_a_choice_lists_its_words() -> None:
    p = param_of("method", Literal["otsu", "binary"], "binary")
    assert p.choices == ("otsu", "binary") and p.default == "binary"


@pytest.mark.parametrize(
    ("annotation", "default", "complaint"),
    [
        (int, 3, "needs a Range"),
        (Annotated[int, Range(0, 5)], 9, "out of range"),
        (Literal["two words"], "two words", "plain words"),
        (str, "x", "bool, int, float, Literal or Numbers"),
        (list[int], [], "bool, int, float, Literal or Numbers"),
    ],
)
def test_a_wrong_declaration_is_refused(annotation: Any, default: object, complaint: str) -> None:
    with pytest.raises(TypeError, match=complaint):
        param_of("x", annotation, default)


@pytest.mark.parametrize(
    ("annotation", "default", "text", "value"),
    [
        (Annotated[int, Range(0, 9)], 1, "4", 4),
        (Annotated[float, Range(0, 9)], 1.0, "4", 4.0),
        (bool, False, "yes", True),
        (Literal["a", "b"], "a", "b", "b"),
    ],
)
def test_text_is_read_and_written(annotation: Any, default: Any, text: str, value: Any) -> None:
    p = param_of("x", annotation, default)
    assert p.parse(text) == value and type(p.parse(text)) is type(value)
    assert p.parse(p.format(value)) == value


@pytest.mark.parametrize("text", ["10", "-1", "2.5", "nan", "inf", "many", "true", ""])
def test_a_wrong_number_names_the_limits(text: str) -> None:
    with pytest.raises(VisionError, match="a whole number from 0 to 9"):
        param_of("x", Annotated[int, Range(0, 9)], 1).parse(text)


def test_a_wrong_choice_names_the_known_ones() -> None:
    with pytest.raises(VisionError, match="one of a, b"):
        param_of("x", Literal["a", "b"], "a").parse("c")
