"""`python -m vision classify MODEL.json IMAGE... --json`: one line a picture."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from vision.commands.pages import add_page, load_page
from vision.imageio.opening import read_file
from vision.teach.answering import SURE, Answer, answer
from vision.teach.saved import from_json
from vision.types import VisionError


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("classify", help="name pictures by what was taught")
    parser.add_argument("model", type=Path, metavar="MODEL.json", help="made by teach, or on the page Teach")
    parser.add_argument("images", nargs="+", metavar="IMAGE")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    add_page(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    learned = from_json(read_file(args.model))
    failed = False
    for file in args.images:
        try:
            record = as_record(file, answer(learned, load_page(file, args.page)))
        except VisionError as error:
            record, failed = {"file": file, "error": str(error)}, True
        print(json.dumps(record, ensure_ascii=False) if args.json else _sentence(record), flush=True)
    return int(failed)


def as_record(file: str, found: Answer) -> dict[str, Any]:
    """class: the nearest one's name, or "none of these"; sure: the nearest one's share; all: each class's."""
    shares = {name: round(float(share), 4) for name, share in zip(found.names, found.shares, strict=True)}
    name = found.name if found.verdict == "none" else found.names[found.best]
    return {"file": file, "class": name, "sure": round(found.sure, 4), "all": shares}


def _sentence(record: dict[str, Any]) -> str:
    if "error" in record:
        return f"{record['file']}: {record['error']}"
    doubt = "not sure, perhaps " if record["sure"] < SURE and record["class"] in record["all"] else ""
    return f"{record['file']}: {doubt}{record['class']} ({record['sure']:.0%})"
