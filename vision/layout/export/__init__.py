"""Layouts written in the forms that the field's tools read."""

from __future__ import annotations

from collections.abc import Callable

from vision.layout.export.alto import to_alto
from vision.layout.export.hocr import to_hocr
from vision.layout.export.page_xml import to_page_xml
from vision.layout.export.plain import to_csv, to_json, to_jsonl, to_text
from vision.layout.types import PageLayout

FORMATS: dict[str, tuple[Callable[[PageLayout, str], str], str]] = {
    "jsonl": (to_jsonl, ".jsonl"),
    "json": (to_json, ".json"),
    "csv": (to_csv, ".csv"),
    "page": (to_page_xml, ".page.xml"),
    "alto": (to_alto, ".alto.xml"),
    "hocr": (to_hocr, ".hocr"),
    "txt": (to_text, ".txt"),
}
"""Name of a form: how a layout and its picture's file name become text, and the ending of such a file."""

__all__ = ["FORMATS", "to_alto", "to_csv", "to_hocr", "to_json", "to_jsonl", "to_page_xml", "to_text"]
