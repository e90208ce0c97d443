"""A picture and a grey one are two types: to mypy by their shapes, and at the border to libraries by a check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mypy import api
from numpy.typing import NDArray

from vision.types import as_gray, as_image, as_uint8

COLOUR = np.zeros((4, 6, 3), np.uint8)
GREY = np.zeros((4, 6), np.uint8)


@pytest.mark.parametrize(("checked", "array"), [(as_image, COLOUR), (as_gray, GREY), (as_uint8, COLOUR[0, 0])])
def test_a_fitting_array_is_handed_on_itself(checked: Callable[[Any], Any], array: NDArray[Any]) -> None:
    assert checked(array) is array


@pytest.mark.parametrize(
    ("checked", "array", "complaint"),
    [
        (as_image, GREY, r"\(H, W, 3\) uint8, not \(4, 6\) uint8"),
        (as_image, COLOUR[..., :2], r"not \(4, 6, 2\)"),
        (as_image, COLOUR.astype(np.float32), "float32"),
        (as_gray, COLOUR, r"\(H, W\) uint8, not \(4, 6, 3\) uint8"),
        (as_gray, GREY.astype(np.uint16), "uint16"),
        (as_uint8, GREY.astype(bool), "bool"),
    ],
)
def test_another_array_is_refused(checked: Callable[[Any], Any], array: NDArray[Any], complaint: str) -> None:
    with pytest.raises(TypeError, match=complaint):
        checked(array)


@pytest.mark.slow
def test_mypy_tells_them_apart(tmp_path: Path) -> None:
    code = tmp_path / "mixed.py"
    code.write_text(
        "from vision.pixels.channels import to_gray, to_rgb\n"
        "from vision.types import Gray, Image\n"
        "def good(image: Image) -> Image: return to_rgb(to_gray(image))\n"
        "def lost(image: Image) -> Image: return to_gray(image)\n"
        "def twice(gray: Gray) -> Gray: return to_rgb(gray)\n"
    )
    said, _, _ = api.run(["--strict", "--follow-imports=silent", str(code)])
    wrong = [line.split(":")[1] for line in said.splitlines() if "Incompatible return value" in line]
    assert wrong == ["4", "5"], said
