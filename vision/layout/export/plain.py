"""JSON as the founding notebook had it, JSON lines, CSV, and the text alone."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from vision.layout.reading.regions import regions
from vision.layout.types import PageLayout, Word
from vision.words.quote import cell

HEAD = ("file", "order", "column", "x0", "y0", "x1", "y1", "certainty")


def record(layout: PageLayout, file: str, milliseconds: float | None = None, page: int | None = None) -> dict[str, Any]:
    """One page as plain values; lines in reading order, with their text once they were read.

    page: of a file with several.
    """
    row: dict[str, Any] = {
        "file": file,
        **({} if page is None else {"page": page}),
        "width": layout.width,
        "height": layout.height,
        "skew_degrees": round(layout.skew_degrees, 2),
        "columns": [list(box) for box in layout.columns],
        "lines": [list(line.box) for line in layout.lines],
        "certainty": [round(line.certainty, 3) for line in layout.lines],
        "regions": [{"type": region.kind, "box": list(region.box)} for region in regions(layout)],
        "separators": [list(separator.box) for separator in layout.separators],
    }
    if any(line.script for line in layout.lines):
        row["scripts"] = [line.script for line in layout.lines]
    if layout.was_read:
        row["text"] = [line.text for line in layout.lines]
        row["words"] = [[word_record(word) for word in line.words] for line in layout.lines]
    if milliseconds is not None:
        row["ms"] = round(milliseconds, 1)
    return row


def word_record(word: Word) -> dict[str, Any]:
    return {"text": word.text, "box": list(word.box), "confidence": round(word.confidence, 3)}


def to_jsonl(layout: PageLayout, file: str, milliseconds: float | None = None, page: int | None = None) -> str:
    """One line of JSON."""
    return json.dumps(record(layout, file, milliseconds, page), ensure_ascii=False) + "\n"


def to_json(layout: PageLayout, file: str) -> str:
    """The form of kraken's box segmenter before version 5: the text direction, and boxes in reading order."""
    boxes = [list(line.box) for line in layout.lines]
    return json.dumps({"text_direction": layout.text_direction, "boxes": boxes}) + "\n"


def to_csv(layout: PageLayout, file: str) -> str:
    """A table with one line of text a row; columns are counted from 1 and empty where a line spans several.

    Pages that were read have two columns more: the text and its confidence in [0, 1].
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow((*HEAD, *(("text", "confidence") * layout.was_read)))
    for order, line in enumerate(layout.lines, 1):
        column = "" if line.column is None else line.column + 1
        read = (cell(line.text), "" if line.confidence is None else f"{line.confidence:.3f}") * layout.was_read
        table.writerow((cell(file), order, column, *line.box, f"{line.certainty:.3f}", *read))
    return text.getvalue()


def to_text(layout: PageLayout, file: str) -> str:
    """What was read: a line for each line, an empty one between two regions."""
    parts = ("\n".join(line.text for _, line in region.lines) for region in regions(layout) if region.lines)
    return "\n\n".join(parts) + "\n"
