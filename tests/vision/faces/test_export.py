from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

from vision.faces.export import Found, to_coco, to_csv, to_json, to_voc
from vision.types import Detections

PICTURES = [
    Found(
        'a "b",<c>&é.png',
        640,
        480,
        Detections.of([[10.0, 20.0, 110.0, 150.0], [200.0, 30.0, 260.0, 110.5]], "face", [0.9, 0.6]),
        Detections.of([30, 50, 55, 75], "eye", 0.8),
        Detections.of([40, 110, 90, 135], "smile", 0.7),
    ),
    Found("none.jpg", 20, 10, Detections.none(), Detections.none(), Detections.none()),
]


def test_json_keeps_boxes_scores_and_names() -> None:
    first, second = json.loads(to_json(PICTURES))
    assert first["file"] == 'a "b",<c>&é.png' and first["faces"][1] == [200, 30, 260, 110.5, 0.6]
    assert (first["width"], first["height"], second["faces"]) == (640, 480, [])


def test_csv_has_a_line_for_each_box() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(PICTURES))))
    assert [r["label"] for r in rows] == ["face", "face", "eye", "smile"]
    assert rows[0]["file"] == PICTURES[0].file and float(rows[2]["left"]) == 30


def test_coco_boxes_are_left_top_width_height_and_refer_to_their_picture() -> None:
    coco = json.loads(to_coco(PICTURES))
    assert [i["id"] for i in coco["images"]] == [1, 2]
    assert coco["annotations"][0]["bbox"] == [10, 20, 100, 130] and coco["annotations"][0]["area"] == 13000
    names = {c["id"]: c["name"] for c in coco["categories"]}
    assert [names[a["category_id"]] for a in coco["annotations"]] == ["face", "face", "eye", "smile"]
    assert {a["image_id"] for a in coco["annotations"]} == {1} and len({a["id"] for a in coco["annotations"]}) == 4


def test_voc_counts_pixels_from_one() -> None:
    root = ElementTree.fromstring(to_voc(PICTURES[0]))
    assert root.findtext("filename") == PICTURES[0].file and root.findtext("size/width") == "640"
    edges = [root.findtext(f"object/bndbox/{e}") for e in ("xmin", "ymin", "xmax", "ymax")]
    assert edges == ["11", "21", "110", "150"] and len(root.findall("object")) == 4


def test_scores_keep_four_places_and_pixels_two() -> None:
    found = Found(
        "a.png", 9, 9, Detections.of([[1.234, 2.345, 3.456, 8.0]], "face", [0.93721]), *[Detections.none()] * 2
    )
    assert json.loads(to_json([found]))[0]["faces"] == [[1.23, 2.35, 3.46, 8.0, 0.9372]]
    assert to_csv([found]).splitlines()[1].endswith(",0.9372")
    assert json.loads(to_coco([found]))["annotations"][0]["score"] == 0.9372
