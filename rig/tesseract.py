"""Find tesseract and pdftotext for the tests, or install them: `python -m rig.tesseract`."""

from __future__ import annotations

import shutil

import pytest

from rig.packages import install
from vision.read import languages

LANGUAGES = ("deu", "frk", "ell", "rus", "heb", "ara")
"""Beside English, which comes with the program."""

PACKAGES = ("tesseract-ocr", *(f"tesseract-ocr-{name}" for name in LANGUAGES), "poppler-utils")


def is_there() -> bool:
    return {"eng", *LANGUAGES} <= set(languages()) and shutil.which("pdftotext") is not None


def needs(*wanted: str) -> pytest.MarkDecorator:
    """For a test that reads these languages: skipped where tesseract has not got them."""
    missing = [name for name in wanted if name not in languages()]
    return pytest.mark.skipif(bool(missing), reason=f"tesseract and {', '.join(missing)}: python -m rig.tesseract")


if __name__ == "__main__":
    install(PACKAGES, is_there)
    print("tesseract for the tests:", ", ".join(languages()) or "none; what needs it will be skipped")
