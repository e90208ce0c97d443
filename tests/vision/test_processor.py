from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Any

import pytest

from vision import processor as processor_module
from vision.catalogue import catalogue, find
from vision.params import Range
from vision.pixels.channels import to_gray, to_rgb
from vision.processor import processor
from vision.types import Detections, Gray, Image, VisionError


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test registers is gone after it."""
    catalogue()
    monkeypatch.setattr(processor_module, "_registry", dict(processor_module._registry))
    yield


def test_a_function_is_registered_unchanged_with_what_its_signature_says() -> None:
    def brighter(image: Image, *, by: Annotated[int, Range(0, 99), "Levels."] = 3) -> Image:
        """Add light."""
        return image

    assert processor("Brighter")(brighter) is brighter
    entry = find("brighter")
    assert (entry.label, entry.help, entry.kind, entry.group) == (
        "Brighter",
        "Add light.",
        "filter",
        "test_processor",
    )
    assert entry.complete({}) == {"by": 3}


class Nothing:
    """What one that remembers starts with."""


def no_doc(image: Image) -> Image:
    return image


def no_default(image: Image, *, by: Annotated[int, Range(0, 9)]) -> Image:
    """Help."""
    return image


def positional(image: Image, by: Annotated[int, Range(0, 9)] = 1) -> Image:
    """Help."""
    return image


def no_range(image: Image, *, by: int = 1) -> Image:
    """Help."""
    return image


def out_of_range(image: Image, *, by: Annotated[int, Range(0, 9)] = 10) -> Image:
    """Help."""
    return image


def returns_text(image: Image) -> str:
    """Help."""
    return ""


def returns_gray(image: Image) -> Gray:
    """Help."""
    return to_gray(image)


def remembers_and_returns_gray(image: Image, state: Nothing) -> tuple[Gray, Nothing]:
    """Help."""
    return to_gray(image), state


def takes_gray(image: Gray) -> Image:
    """Help."""
    return to_rgb(image)


def extra_positional(image: Image, other: Image) -> Image:
    """Help."""
    return image


def canny(image: Image) -> Detections:
    """The name of another one."""
    return Detections.none()


@pytest.mark.parametrize(
    ("function", "complaint"),
    [
        (no_doc, "docstring"),
        (no_default, "parameter by has no default"),
        (positional, "parameter by is not keyword-only"),
        (no_range, "parameter by: a number needs a Range"),
        (out_of_range, "parameter by: default out of range"),
        (returns_text, "returns Image or Detections"),
        (returns_gray, "it returns Gray; a filter returns Image"),
        (remembers_and_returns_gray, "it returns Gray; a filter returns Image"),
        (takes_gray, "image, is an Image"),
        (extra_positional, "positional parameters"),
        (canny, "name is taken"),
    ],
)
def test_a_broken_declaration_fails_at_import_naming_the_function(function: Callable[..., Any], complaint: str) -> None:
    with pytest.raises(TypeError, match=f"processor {function.__name__} in .*{complaint}"):
        processor("Broken")(function)


def test_an_unknown_name_suggests_near_ones() -> None:
    with pytest.raises(VisionError, match=r"'robert'; did you mean roberts"):
        find("robert")


def test_an_unknown_parameter_lists_the_known_ones() -> None:
    with pytest.raises(VisionError, match="it has: low, high"):
        find("canny").complete({"middle": 3})
