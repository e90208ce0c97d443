"""Without tesseract nothing is missing but the words, and one sentence says how to get it."""

from __future__ import annotations

import pytest

from vision.layout import segment
from vision.layout.generate import PageSpec, draw_page
from vision.read import has_tesseract, languages, read
from vision.types import VisionError


@pytest.fixture(autouse=True)
def no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


def test_nothing_can_be_read() -> None:
    assert not has_tesseract() and languages() == ()
    page = draw_page(PageSpec(700, 300, (5,)))
    with pytest.raises(VisionError, match="apt install tesseract-ocr"):
        read(page.image, segment(page.image), "eng")
