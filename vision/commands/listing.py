"""`python -m vision list`: every processor and its parameters."""

from __future__ import annotations

import argparse
import json
from typing import Any

from vision.catalogue import catalogue
from vision.explain import explain
from vision.params import Param
from vision.processor import Processor


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("list", help="list all processors and their parameters")
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    rows = [_row(p) for p in catalogue().values()]
    if args.json:
        print(json.dumps(rows, indent=2))
        return 0
    for row in rows:
        print(f"{row['name']:20} {row['group']:12} {row['help']}")
    return 0


def _row(processor: Processor) -> dict[str, Any]:
    return {
        "name": processor.name,
        "label": processor.label,
        "group": processor.group,
        "kind": processor.kind,
        "help": processor.help,
        "notes": explain(processor).notes,
        "params": [_param(p) for p in processor.params],
    }


def _param(param: Param) -> dict[str, Any]:
    row: dict[str, Any] = {
        "name": param.name,
        "kind": param.kind,
        "default": param.default,
        "help": param.help,
    }
    if param.range is not None:
        row["range"] = {k: getattr(param.range, k) for k in ("low", "high", "step", "unit")}
    if param.counts:
        row["counts"] = list(param.counts)
    if param.choices:
        row["choices"] = list(param.choices)
    return row
