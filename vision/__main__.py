"""The command line: pure vision, no browser. `python -m vision --help` lists what it does."""

from __future__ import annotations

import argparse
import sys

from vision.commands import apply, faces, listing, segment
from vision.types import VisionError


def main(words: list[str] | None = None) -> int:
    """Exit status: 0, 1 when a part of the work failed, 2 for bad input (one sentence on standard error)."""
    parser = argparse.ArgumentParser(prog="python -m vision", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (listing, apply, faces, segment):
        command.add_parser(commands)
    args = parser.parse_args(words)
    try:
        return int(args.run(args))
    except VisionError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
