"""hOCR, version 1.2: HTML whose title attributes carry the boxes."""

from __future__ import annotations

from html import escape

from vision.layout.export.regions import regions, writable
from vision.layout.geometry import baseline_of
from vision.layout.types import Box, Line, PageLayout

HEAD = """<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
<head>
<meta charset="utf-8"/>
<title>{file}</title>
<meta name="ocr-system" content="Vision Booth"/>
<meta name="ocr-capabilities" content="ocr_page ocr_carea ocr_line ocrx_word ocr_separator"/>
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
        out.append(f'<div class="ocr_carea" id="{region.id}" title="{bbox(region.box)}">\n')
        for number, line in region.lines:
            title = f"{bbox(line.box)}; {slope(line)}"
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
        f'x_wconf {round(100 * word.confidence)}">{escape(writable(word.text))}</span>'
        for number, word in enumerate(line.words, 1)
    ]
    return " ".join(words)


def slope(line: Line) -> str:
    """The baseline as hOCR has it: its slope, and its height at the left end over the lower left corner of the box."""
    (x0, y0), *_, (x1, y1) = sorted(baseline_of(line))
    rise = (y1 - y0) / (x1 - x0) if x1 > x0 else 0.0
    return f"baseline {rise:.4f} {round(y0 + rise * (line.box[0] - x0) - line.box[3])}"


def bbox(box: Box) -> str:
    return "bbox {} {} {} {}".format(*box)
