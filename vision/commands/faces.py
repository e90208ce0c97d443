"""`python -m vision faces IMAGE... --json`: one line a picture."""

from __future__ import annotations

import argparse
import json
import sys
import time
from functools import partial
from typing import Any, get_args

from vision.batch.choice import add_engine, engine_of
from vision.batch.names import files
from vision.batch.progress import Tally
from vision.batch.run import carry_out
from vision.commands.pages import DIED, add_page, is_picture, load_page
from vision.faces import DETECTORS, find_eyes, find_smiles, see_faces
from vision.faces.export import Found, as_record
from vision.faces.find.cascades import FaceCascade, load_all
from vision.imageio.remote import File
from vision.types import VisionError

PICTURES = "pictures, folders of them, patterns, addresses as s3://box/a.png, or @names.txt, a list"


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("faces", help="find faces, eyes and smiles in pictures")
    parser.add_argument("images", nargs="+", metavar="IMAGE", help=PICTURES)
    add_engine(parser)
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
    work = partial(_record, detector=args.detector, options=_options(args), page=args.page)

    def deliver(file: File, record: dict[str, Any]) -> bool:
        record = record or {"file": str(file), "error": DIED}
        print(json.dumps(record, ensure_ascii=False) if args.json else _sentence(record), flush=True)
        return "error" not in record

    pictures, died = files(args.images, is_picture), dict[str, Any]()
    return carry_out(engine_of(args), work, pictures, deliver, lost=died, tally=Tally(), summary=False)


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


def _record(file: File, *, detector: Any, options: dict[str, Any], page: int | None) -> dict[str, Any]:
    load_all()
    try:
        image = load_page(file, page)
        start = time.perf_counter()
        seen = see_faces(image, detector, notice=lambda text: print(text, file=sys.stderr), **options)
        ms = 1000 * (time.perf_counter() - start)
        eyes = find_eyes(image, seen.faces, detector, seen.quarters)
        smiles = find_smiles(image, seen.faces, seen.quarters)
    except VisionError as error:
        return {"file": str(file), "error": str(error)}
    found = Found(str(file), image.shape[1], image.shape[0], seen.faces, eyes, smiles)
    return {**as_record(found), "ms": round(ms, 1)}


def _sentence(record: dict[str, Any]) -> str:
    if "error" in record:
        return f"{record['file']}: {record['error']}"
    counts = ", ".join(f"{len(record[part])} {part}" for part in ("faces", "eyes", "smiles"))
    return f"{record['file']}: {counts} ({record['ms']:.0f} ms)"
