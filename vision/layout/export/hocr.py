"""hOCR, version 1.2: HTML whose title attributes carry the boxes."""

from __future__ import annotations

from html import escape

import numpy as np

from vision.layout.export.xml_text import writable
from vision.layout.geometry import baseline_of
from vision.layout.reading.regions import RegionKind, regions
from vision.layout.types import Box, Line, PageLayout

CURVE = 3
"""Power of the polynomial that a bent baseline is told by."""

DIGITS = 4
"""Decimal places for each power: pixels count in thousands."""

PERCENT = 100
CLASSES: dict[RegionKind, str] = {
    "text": "ocr_carea",
    "title": "ocr_carea",
    "picture": "ocr_image",
    "table": "ocr_table",
}

HEAD = """<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
<head>
<meta charset="utf-8"/>
<title>{file}</title>
<meta name="ocr-system" content="Vision Booth"/>
<meta name="ocr-capabilities" content="ocr_page ocr_carea ocr_line ocrx_word ocr_image ocr_table ocr_separator"/>
</head>
<body>
"""


def to_hocr(layout: PageLayout, file: str) -> str:
    """The page with its areas and lines; their order in the file is the reading order."""
    name = escape(file.replace('"', "'"), quote=True)
    page = f"image &quot;{name}&quot;; bbox 0 0 {layout.width} {layout.height}; ppageno 0"
    direction = ' dir="rtl"' if layout.text_direction == "horizontal-rl" else ""
    out = [HEAD.format(file=escape(file)), f'<div class="ocr_page" id="page_1" title="{page}"{direction}>\n']
    for region in regions(layout):
        kind = f"{bbox(region.box)}; x_type {region.kind}"
        out.append(f'<div class="{CLASSES[region.kind]}" id="{region.id}" title="{kind}">\n')
        for number, line in region.lines:
            title = f"{bbox(line.box)}; {baseline(line)}; x_conf {PERCENT * line.certainty:.0f}"
            out.append(f'<span class="ocr_line" id="{number}" title="{title}">{words_of(line, number)}</span>\n')
        out.append("</div>\n")
    rules = (separator for separator in layout.separators if separator.kind == "rule")
    for count, rule in enumerate(rules, 1):
        out.append(f'<div class="ocr_separator" id="rule_{count}" title="{bbox(rule.box)}"></div>\n')
    return "".join([*out, "</div>\n</body>\n</html>\n"])


def words_of(line: Line, name: str) -> str:
    """The words of a line, each with its box and its confidence in percent."""
    words = [
        f'<span class="ocrx_word" id="{name}_word_{number}" title="{bbox(word.box)}; '
        f'x_wconf {round(PERCENT * word.confidence)}">{escape(writable(word.text))}</span>'
        for number, word in enumerate(line.words, 1)
    ]
    return " ".join(words)


def baseline(line: Line) -> str:
    """The baseline as hOCR has it: a polynomial from the lower left corner of the box, highest power first.

    A slope and a height for a straight line, four numbers for one that bends.
    """
    x, y = np.array(sorted(baseline_of(line)), np.float64).T
    x, y = x - line.box[0], y - line.box[3]
    if np.ptp(x) == 0:
        return f"baseline 0.0000 {round(y[0])}"
    power = 1 if len(x) == 2 else min(CURVE, len(x) - 1)
    *terms, height = np.polyfit(x, y, power)
    told = " ".join(f"{term:.{DIGITS * (power - i)}f}" for i, term in enumerate(terms))
    return f"baseline {told} {round(height)}"


def bbox(box: Box) -> str:
    return "bbox {} {} {} {}".format(*box)
