"""How a page lies, by a real tesseract where letters leave it in doubt."""

from __future__ import annotations

import numpy as np
import pytest

from rig.tesseract import needs
from vision.layout import Options, trace
from vision.layout.generate import PageSpec, draw_page
from vision.read import turned
from vision.read.turned import lies_turned, trace_turned
from vision.types import Image, as_image

PAGE = draw_page(PageSpec(900, 700, (14,), letter=24, pitch=44)).image
FROM_THE_RIGHT = Options(text_direction="horizontal-rl")
"""For pages of such scripts the feet of letters say nothing."""


def lying(quarters: int) -> Image:
    """The page turned clockwise."""
    return as_image(np.ascontiguousarray(np.rot90(PAGE, -quarters)))


@needs("eng")
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_tesseract_says_how_a_page_lies(quarters: int) -> None:
    assert lies_turned(lying(quarters)[..., 0], 18) == 90 * quarters


@needs("eng")
def test_it_is_asked_where_letters_leave_it_in_doubt() -> None:
    assert trace(lying(2), FROM_THE_RIGHT).layout.turned == 0
    found = trace_turned(lying(2), FROM_THE_RIGHT).layout
    assert found.turned == 180 and len(found.lines) == 14


def test_it_is_not_asked_where_they_do_not_nor_where_a_person_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("asked")

    monkeypatch.setattr(turned, "lies_turned", asked)
    assert trace_turned(lying(2)).layout.turned == 180
    assert trace_turned(lying(2), FROM_THE_RIGHT.changed(turned="0")).layout.turned == 0


def test_without_tesseract_letters_alone_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert trace_turned(lying(2), FROM_THE_RIGHT).layout.turned == 0


@needs("eng")
def test_a_page_without_text_tells_nothing() -> None:
    assert lies_turned(np.full((400, 400), 255, np.uint8), 20) is None
