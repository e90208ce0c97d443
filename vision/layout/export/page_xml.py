"""PAGE-XML, version 2019-07-15 (PRImA)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime

from vision.layout.export.xml_text import writable
from vision.layout.geometry import baseline_of, corners
from vision.layout.reading.regions import Region, RegionKind, regions
from vision.layout.types import Line, Outline, PageLayout

NAMESPACE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
HALF_TURN = 180
SCRIPTS = {
    "Latin": "Latn - Latin",
    "Fraktur": "Latf - Latin (Fraktur variant)",
    "Greek": "Grek - Greek",
    "Cyrillic": "Cyrl - Cyrillic",
    "Hebrew": "Hebr - Hebrew",
    "Arabic": "Arab - Arabic",
    "Devanagari": "Deva - Devanagari (Nagari)",
    "Han": "Hani - Han (Hanzi, Kanji, Hanja)",
    "Kana": "Jpan - Japanese",
    "Hangul": "Hang - Hangul",
    "Thai": "Thai - Thai",
}
"""Scripts by the names that the schema knows; a line of another carries none."""

REGIONS: dict[RegionKind, tuple[str, str]] = {
    "text": ("TextRegion", "paragraph"),
    "title": ("TextRegion", "heading"),
    "picture": ("ImageRegion", ""),
    "table": ("TableRegion", ""),
}
"""The schema's element for each kind of region, and its type."""

READING = {
    "horizontal-lr": ("left-to-right", "top-to-bottom"),
    "horizontal-rl": ("right-to-left", "top-to-bottom"),
    "vertical-lr": ("top-to-bottom", "left-to-right"),
    "vertical-rl": ("top-to-bottom", "right-to-left"),
}


def to_page_xml(layout: PageLayout, file: str) -> str:
    """The page with its regions, lines and reading order."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    root = ET.Element("PcGts", {"xmlns": NAMESPACE, "xmlns:xsi": XSI})
    root.set("xsi:schemaLocation", f"{NAMESPACE} {NAMESPACE}/pagecontent.xsd")
    head = ET.SubElement(root, "Metadata")
    for name, text in (("Creator", "Vision Booth"), ("Created", now), ("LastChange", now)):
        ET.SubElement(head, name).text = text
    reading, order = READING[layout.text_direction]
    page = ET.SubElement(
        root,
        "Page",
        imageFilename=file,
        imageWidth=str(layout.width),
        imageHeight=str(layout.height),
        orientation=f"{orientation(layout):.2f}",
        readingDirection=reading,
        textLineOrder=order,
    )
    parts = regions(layout)
    read = [region for region in parts if region.lines]
    if read:
        group = ET.SubElement(ET.SubElement(page, "ReadingOrder"), "OrderedGroup", id="order")
        for index, region in enumerate(read):
            ET.SubElement(group, "RegionRefIndexed", index=str(index), regionRef=region.id)
    for region in parts:
        add_region(page, region)
    for number, separator in enumerate(layout.separators, 1):
        if separator.kind == "rule":
            node = ET.SubElement(page, "SeparatorRegion", id=f"rule_{number}")
            ET.SubElement(node, "Coords", points=points(separator.outline or corners(separator.box)))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def add_region(page: ET.Element, region: Region) -> None:
    name, kind = REGIONS[region.kind]
    node = ET.SubElement(page, name, {"id": region.id, **({"type": kind} if kind else {})})
    ET.SubElement(node, "Coords", points=points(corners(region.box)))
    for name, line in region.lines:
        add_line(node, name, line)
    if any(line.words for _, line in region.lines):
        add_text(node, "\n".join(line.text for _, line in region.lines), None)


def add_line(region: ET.Element, name: str, line: Line) -> None:
    script = SCRIPTS.get(line.script)
    node = ET.SubElement(region, "TextLine", {"id": name, **({"primaryScript": script} if script else {})})
    outline = points(line.outline or corners(line.box))
    ET.SubElement(node, "Coords", points=outline, conf=f"{line.certainty:.3f}")
    ET.SubElement(node, "Baseline", points=points(baseline_of(line)))
    for number, word in enumerate(line.words, 1):
        part = ET.SubElement(node, "Word", id=f"{name}_word_{number}")
        ET.SubElement(part, "Coords", points=points(word.outline or corners(word.box)))
        add_text(part, word.text, word.confidence)
    if line.words:
        add_text(node, line.text, line.confidence)


def add_text(node: ET.Element, text: str, confidence: float | None) -> None:
    told = ET.SubElement(node, "TextEquiv", {} if confidence is None else {"conf": f"{confidence:.3f}"})
    ET.SubElement(told, "Unicode").text = writable(text)


def orientation(layout: PageLayout) -> float:
    """Degrees clockwise that put the page upright, from -180 to 180."""
    return (HALF_TURN - layout.skew_degrees - layout.turned) % (2 * HALF_TURN) - HALF_TURN


def points(outline: Outline) -> str:
    return " ".join(f"{x},{y}" for x, y in outline)
