"""`python -m vision faces IMAGE... --json`: one line a picture."""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import Any, get_args

from vision.commands.pages import add_page, load_page
from vision.faces import DETECTORS, find_eyes, find_faces, find_smiles
from vision.faces.export import Found, as_record
from vision.faces.find.cascades import FaceCascade, load_all
from vision.types import Image, VisionError


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("faces", help="find faces, eyes and smiles in pictures")
    parser.add_argument("images", nargs="+", metavar="IMAGE")
    parser.add_argument("--json", action="store_true", help="one JSON object a line; ms is the time to find the faces")
    parser.add_argument("--detector", choices=DETECTORS, default="careful")
    parser.add_argument("--scale-factor", type=float, help="course: how much the picture shrinks between scans (1.1)")
    parser.add_argument("--min-neighbors", type=int, help="course: windows that must agree (5)")
    parser.add_argument("--min-size", type=int, help="course: smallest face, pixels (0)")
    parser.add_argument("--cascade", choices=get_args(FaceCascade), help="course: which cascade (default)")
    parser.add_argument("--binarise", action="store_const", const=True, help="course: black and white first")
    add_page(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    options = _options(args)
    load_all()
    failed = False
    for file in args.images:
        try:
            record = _record(file, load_page(file, args.page), args.detector, options)
        except VisionError as error:
            record, failed = {"file": file, "error": str(error)}, True
        print(json.dumps(record, ensure_ascii=False) if args.json else _sentence(record), flush=True)
    return int(failed)


def _options(args: argparse.Namespace) -> dict[str, Any]:
    given = {
        "scale_factor": args.scale_factor,
        "min_neighbors": args.min_neighbors,
        "min_size": args.min_size,
        "cascade_name": args.cascade,
        "binarise": args.binarise,
    }
    options = {name: value for name, value in given.items() if value is not None}
    if options and args.detector != "course":
        raise VisionError("Scale factor, neighbours, size, cascade and binarising belong to --detector course.")
    return options


def _record(file: str, image: Image, detector: Any, options: dict[str, Any]) -> dict[str, Any]:
    start = time.perf_counter()
    faces = find_faces(image, detector, notice=lambda text: print(text, file=sys.stderr), **options)
    ms = 1000 * (time.perf_counter() - start)
    found = Found(
        file, image.shape[1], image.shape[0], faces, find_eyes(image, faces, detector), find_smiles(image, faces)
    )
    return {**as_record(found), "ms": round(ms, 1)}


def _sentence(record: dict[str, Any]) -> str:
    if "error" in record:
        return f"{record['file']}: {record['error']}"
    counts = ", ".join(f"{len(record[part])} {part}" for part in ("faces", "eyes", "smiles"))
    return f"{record['file']}: {counts} ({record['ms']:.0f} ms)"
