"""ALTO, version 4.4 (Library of Congress)."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from vision.layout.export.page_xml import points
from vision.layout.export.xml_text import writable
from vision.layout.geometry import baseline_of, corners
from vision.layout.reading.regions import Region, RegionKind, regions
from vision.layout.types import Box, Line, PageLayout, spaced

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
TITLE = "title"
BLOCKS: dict[RegionKind, tuple[str, dict[str, str]]] = {
    "text": ("TextBlock", {}),
    "title": ("TextBlock", {"TAGREFS": TITLE}),
    "picture": ("Illustration", {}),
    "table": ("ComposedBlock", {"TYPE": "table"}),
}
"""The schema's element for each kind of region, and what tells it from others."""


def to_alto(layout: PageLayout, file: str) -> str:
    """The page with its blocks, lines and reading order, in pixels."""
    root = ET.Element("alto", {"xmlns": NAMESPACE, "xmlns:xsi": XSI})
    root.set("xsi:schemaLocation", f"{NAMESPACE} {SCHEMA}")
    head = ET.SubElement(root, "Description")
    ET.SubElement(head, "MeasurementUnit").text = "pixel"
    source = ET.SubElement(head, "sourceImageInformation")
    ET.SubElement(source, "fileName").text = file
    processing = ET.SubElement(head, "Processing", ID="segmentation")
    ET.SubElement(ET.SubElement(processing, "processingSoftware"), "softwareName").text = "Vision Booth"
    parts = regions(layout)
    read = [region for region in parts if region.lines]
    if any(region.kind == "title" for region in read):
        ET.SubElement(ET.SubElement(root, "Tags"), "StructureTag", ID=TITLE, LABEL="title")
    if read:
        group = ET.SubElement(ET.SubElement(root, "ReadingOrder"), "OrderedGroup", ID="order")
        for number, region in enumerate(read, 1):
            ET.SubElement(group, "ElementRef", ID=f"order_{number}", REF=region.id)
    size = {"WIDTH": str(layout.width), "HEIGHT": str(layout.height)}
    page = ET.SubElement(ET.SubElement(root, "Layout"), "Page", {"ID": "page", "PHYSICAL_IMG_NR": "1", **size})
    space = ET.SubElement(page, "PrintSpace", {"HPOS": "0", "VPOS": "0", **size})
    for region in parts:
        add_region(space, region)
    for number, separator in enumerate(layout.separators, 1):
        if separator.kind == "rule":
            ET.SubElement(space, "GraphicalElement", {"ID": f"rule_{number}", **place(separator.box)})
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def add_region(space: ET.Element, region: Region) -> None:
    """A block of text with its lines, a picture or the box of a table."""
    name, more = BLOCKS[region.kind]
    block = ET.SubElement(space, name, {"ID": region.id, **more, **place(region.box)})
    for number, line in region.lines:
        node = ET.SubElement(
            block, "TextLine", {"ID": number, "BASELINE": points(baseline_of(line)), **place(line.box)}
        )
        shape = ET.SubElement(node, "Shape")
        ET.SubElement(shape, "Polygon", POINTS=points(line.outline or corners(line.box)))
        add_words(node, line)


def add_words(node: ET.Element, line: Line) -> None:
    """A String for each word, with a space between two; for a line that was not read, one without content.

    ALTO has confidences for strings alone: the empty one bears how sure it is that there is a line.
    """
    if not line.words:
        ET.SubElement(node, "String", {"CONTENT": "", "WC": f"{line.certainty:.3f}", **place(line.box)})
    for number, word in enumerate(line.words):
        if number and spaced(line.words[number - 1].text, word.text):
            ET.SubElement(node, "SP")
        content = {"CONTENT": writable(word.text), "WC": f"{word.confidence:.3f}"}
        string = ET.SubElement(node, "String", {**content, **place(word.box)})
        if word.outline:
            ET.SubElement(ET.SubElement(string, "Shape"), "Polygon", POINTS=points(word.outline))


def place(box: Box) -> dict[str, str]:
    """A box as ALTO's four attributes."""
    x0, y0, x1, y1 = box
    return {"HPOS": str(x0), "VPOS": str(y0), "WIDTH": str(x1 - x0), "HEIGHT": str(y1 - y0)}
