"""Every form is read back by a reader that shares no code with the writer."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from vision.layout import Line, PageLayout, Separator
from vision.layout.export import FORMATS, to_alto, to_csv, to_hocr, to_json, to_jsonl, to_page_xml, to_text
from vision.layout.types import Figure, Word

LAYOUT = PageLayout(
    400,
    300,
    (
        Line((20, 10, 380, 30)),
        Line((20, 50, 180, 70), 0, ((20, 52), (180, 50), (180, 68), (20, 70)), ((20, 66), (180, 64)), certainty=0.25),
        Line((20, 80, 170, 100), 0),
        Line((220, 50, 380, 70), 1),
    ),
    ((20, 50, 180, 100), (220, 50, 380, 70)),
    (Separator((190, 50, 210, 100), "gap"), Separator((199, 50, 202, 100), "rule")),
    -0.5,
    12.0,
    figures=(Figure((220, 80, 380, 190), "table"), Figure((20, 200, 180, 280), "picture")),
)
EMPTY = PageLayout(10, 10, (), (), (), 0.0, 5.0)
READ = replace(
    LAYOUT,
    lines=(
        replace(
            LAYOUT.lines[0],
            words=(Word("a & b", (20, 10, 90, 30), 0.9), Word("<\x07c>", (100, 10, 380, 30), 0.5)),
        ),
        LAYOUT.lines[1],
        replace(
            LAYOUT.lines[2], words=(Word("\u65e5", (20, 80, 90, 100), 1.0), Word("\u672c", (90, 80, 170, 100), 0.8))
        ),
        LAYOUT.lines[3],
    ),
)
NAME = 'a "page" & <more>.png'


def test_json_is_the_notebook_s_form() -> None:
    assert json.loads(to_json(LAYOUT, NAME)) == {
        "text_direction": "horizontal-lr",
        "boxes": [[20, 10, 380, 30], [20, 50, 180, 70], [20, 80, 170, 100], [220, 50, 380, 70]],
    }


def test_json_lines_hold_one_page_a_line() -> None:
    text = to_jsonl(LAYOUT, NAME, 12.34)
    assert text.count("\n") == 1 and text.endswith("\n")
    row = json.loads(text)
    assert list(row) == [
        "file",
        "width",
        "height",
        "skew_degrees",
        "columns",
        "lines",
        "certainty",
        "regions",
        "separators",
        "ms",
    ]
    assert row["certainty"] == [1.0, 0.25, 1.0, 1.0]
    assert row["regions"][-1] == {"type": "picture", "box": [20, 200, 180, 280]} and len(row["regions"]) == 5
    assert (row["file"], row["width"], row["height"], row["skew_degrees"]) == (NAME, 400, 300, -0.5)
    assert row["lines"][1] == [20, 50, 180, 70]
    assert row["ms"] == 12.3


def test_csv_has_a_row_a_line() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(LAYOUT, NAME))))
    assert [row["column"] for row in rows] == ["", "1", "1", "2"]
    assert [int(rows[3][key]) for key in ("x0", "y0", "x1", "y1")] == [220, 50, 380, 70]
    assert {row["file"] for row in rows} == {NAME}
    assert [row["certainty"] for row in rows] == ["1.000", "0.250", "1.000", "1.000"]


def test_page_xml_holds_lines_and_reading_order() -> None:
    space = {"p": "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"}
    root = ET.fromstring(to_page_xml(LAYOUT, NAME))
    assert root.tag == f"{{{space['p']}}}PcGts"
    assert [node.tag.split("}")[1] for node in root] == ["Metadata", "Page"]
    assert [node.tag.split("}")[1] for node in root[0]] == ["Creator", "Created", "LastChange"]
    page = root[1]
    assert (page.get("imageFilename"), page.get("imageWidth"), page.get("imageHeight")) == (NAME, "400", "300")
    assert page.get("orientation") == "0.50"
    order = [node.get("regionRef") for node in page.iterfind(".//p:RegionRefIndexed", space)]
    assert order == [node.get("id") for node in page.iterfind("p:TextRegion", space)]
    lines = page.findall(".//p:TextLine", space)
    points = [[tuple(map(int, p.split(","))) for p in line[0].get("points", "").split()] for line in lines]
    assert points[0] == [(20, 10), (380, 10), (380, 30), (20, 30)]
    assert points[1] == [(20, 52), (180, 50), (180, 68), (20, 70)]
    feet = [line[1].get("points") for line in lines]
    assert [line[1].tag for line in lines] == [f"{{{space['p']}}}Baseline"] * 4
    assert feet[:2] == ["20,25 379,25", "20,66 180,64"]
    assert len(page.findall("p:SeparatorRegion", space)) == 1
    assert [line[0].get("conf") for line in lines] == ["1.000", "0.250", "1.000", "1.000"]
    kinds = [(node.tag.split("}")[1], node.get("type")) for node in page if node.tag.endswith("Region")]
    assert kinds == [
        ("TextRegion", "paragraph"),
        ("TextRegion", "paragraph"),
        ("TextRegion", "paragraph"),
        ("TableRegion", None),
        ("ImageRegion", None),
        ("SeparatorRegion", None),
    ]
    ids = [node.get("id") for node in page.iter() if node.get("id")]
    assert len(ids) == len(set(ids))


def test_titles_are_named_in_page_alto_and_hocr() -> None:
    layout = PageLayout(400, 300, (Line((20, 10, 380, 70)), Line((20, 80, 380, 107))), (), (), 0.0, 12.0)
    assert [node.get("type") for node in ET.fromstring(to_page_xml(layout, NAME))[1][1:]] == ["heading", "paragraph"]
    space = {"a": "http://www.loc.gov/standards/alto/ns-v4#"}
    root = ET.fromstring(to_alto(layout, NAME))
    (tag,) = root.findall("a:Tags/a:StructureTag", space)
    assert [block.get("TAGREFS") for block in root.iterfind(".//a:TextBlock", space)] == [tag.get("ID"), None]
    assert re.findall(r"x_type (\w+)", to_hocr(layout, NAME)) == ["title", "text"]


def test_alto_holds_lines_and_reading_order() -> None:
    space = {"a": "http://www.loc.gov/standards/alto/ns-v4#"}
    root = ET.fromstring(to_alto(LAYOUT, NAME))
    assert [node.tag.split("}")[1] for node in root] == ["Description", "ReadingOrder", "Layout"]
    assert root.findtext(".//a:fileName", namespaces=space) == NAME
    assert root.findtext(".//a:MeasurementUnit", namespaces=space) == "pixel"
    order = [node.get("REF") for node in root.iterfind(".//a:ElementRef", space)]
    assert order == [node.get("ID") for node in root.iterfind(".//a:TextBlock", space)]
    lines = root.findall(".//a:TextLine", space)
    places = [[int(line.get(key, "")) for key in ("HPOS", "VPOS", "WIDTH", "HEIGHT")] for line in lines]
    assert places == [[20, 10, 360, 20], [20, 50, 160, 20], [20, 80, 150, 20], [220, 50, 160, 20]]
    assert [node.get("WC") for node in root.iterfind(".//a:String", space)] == ["1.000", "0.250", "1.000", "1.000"]
    (table,) = root.findall(".//a:ComposedBlock", space)
    (picture,) = root.findall(".//a:Illustration", space)
    assert table.get("TYPE") == "table" and picture.get("VPOS") == "200"
    assert [line.get("BASELINE") for line in lines][:2] == ["20,25 379,25", "20,66 180,64"]


class HocrReader(HTMLParser):
    """Classes and boxes in the order of the file."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[int]]] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.depth += tag in ("div", "span")
        if (values.get("class") or "").startswith("ocr"):
            numbers = re.search(r"bbox (\d+) (\d+) (\d+) (\d+)", values.get("title") or "")
            assert numbers is not None
            self.found.append((values["class"] or "", [int(n) for n in numbers.groups()]))

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in ("div", "span")


def test_hocr_holds_lines_in_order() -> None:
    reader = HocrReader()
    reader.feed(to_hocr(LAYOUT, NAME))
    assert reader.depth == 0
    assert reader.found[0] == ("ocr_page", [0, 0, 400, 300])
    assert [box for name, box in reader.found if name == "ocr_line"] == [list(n.box) for n in LAYOUT.lines]
    assert [name for name, _ in reader.found].count("ocr_carea") == 3
    assert "bbox 20 50 180 70; baseline -0.0125 -4; x_conf 25" in to_hocr(LAYOUT, NAME)
    assert [name for name, _ in reader.found if name in ("ocr_image", "ocr_table")] == ["ocr_table", "ocr_image"]
    ET.fromstring(to_hocr(LAYOUT, NAME).split("\n", 1)[1])


@pytest.mark.parametrize("form", FORMATS)
def test_a_page_without_lines_can_be_written(form: str) -> None:
    assert FORMATS[form][0](EMPTY, "empty.png")


def test_text_is_written_line_by_line_in_reading_order() -> None:
    assert to_text(READ, NAME) == "a & b <\x07c>\n\n\n\u65e5\u672c\n\n\n"


def test_json_lines_and_csv_hold_what_was_read() -> None:
    row = json.loads(to_jsonl(READ, NAME))
    assert row["text"] == ["a & b <\x07c>", "", "\u65e5\u672c", ""]
    assert row["words"][2][1] == {"text": "\u672c", "box": [90, 80, 170, 100], "confidence": 0.8}
    assert "text" not in json.loads(to_jsonl(LAYOUT, NAME))
    rows = list(csv.DictReader(io.StringIO(to_csv(READ, NAME))))
    assert [(row["text"], row["confidence"]) for row in rows[:3]] == [
        ("a & b <\x07c>", "0.700"),
        ("", ""),
        ("\u65e5\u672c", "0.900"),
    ]


def test_page_xml_holds_words_and_confidences() -> None:
    space = {"p": "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"}
    root = ET.fromstring(to_page_xml(READ, NAME))
    line = root.find(".//p:TextLine", space)
    assert line is not None
    assert [node.tag.split("}")[1] for node in line] == ["Coords", "Baseline", "Word", "Word", "TextEquiv"]
    words = line.findall("p:Word", space)
    assert [word.findtext("p:TextEquiv/p:Unicode", namespaces=space) for word in words] == ["a & b", "<c>"]
    assert [word[1].get("conf") for word in words] == ["0.900", "0.500"]
    assert words[0][0].get("points") == "20,10 90,10 90,30 20,30"
    assert line[-1].get("conf") == "0.700"
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))


def test_alto_holds_words_and_confidences() -> None:
    space = {"a": "http://www.loc.gov/standards/alto/ns-v4#"}
    lines = ET.fromstring(to_alto(READ, NAME)).findall(".//a:TextLine", space)
    assert [node.tag.split("}")[1] for node in lines[0]] == ["Shape", "String", "SP", "String"]
    assert [(s.get("CONTENT"), s.get("WC")) for s in lines[0].findall("a:String", space)] == [
        ("a & b", "0.900"),
        ("<c>", "0.500"),
    ]
    assert [node.tag.split("}")[1] for node in lines[2]] == ["Shape", "String", "String"]


def test_hocr_holds_words_and_confidences() -> None:
    root = ET.fromstring(to_hocr(READ, NAME).split("\n", 1)[1])
    words = [node for node in root.iter() if node.get("class") == "ocrx_word"]
    assert [(word.text, word.get("title")) for word in words[:2]] == [
        ("a & b", "bbox 20 10 90 30; x_wconf 90"),
        ("<c>", "bbox 100 10 380 30; x_wconf 50"),
    ]
