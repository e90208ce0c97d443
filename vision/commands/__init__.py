"""The command line's sub-commands, one module each: `add_parser(subparsers)` declares it and names what runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from vision.types import VisionError


def run(prog: str, about: str | None, commands: Sequence[Any], words: list[str] | None) -> int:
    """Run the one of `commands` (modules) that `words` name; its exit status, or 2 and one sentence for bad input."""
    parser = argparse.ArgumentParser(prog=prog, description=about)
    declared = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in commands:
        command.add_parser(declared)
    args = _parsed(parser, sys.argv[1:] if words is None else words)
    try:
        return int(args.run(args))
    except VisionError as error:
        print(error, file=sys.stderr)
        return 2


def _parsed(parser: argparse.ArgumentParser, words: list[str]) -> argparse.Namespace:
    """The words; a recipe after --, which argparse loses where options stand before it, is kept apart."""
    if words[:1] != ["apply"] or "--" not in words:
        return parser.parse_args(words)
    dashes = words.index("--")
    args = parser.parse_args(words[:dashes])
    args.recipe = [*args.recipe, *words[dashes + 1 :]]
    return args
