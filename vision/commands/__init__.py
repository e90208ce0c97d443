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
    args = parser.parse_args(words)
    try:
        return int(args.run(args))
    except VisionError as error:
        print(error, file=sys.stderr)
        return 2
