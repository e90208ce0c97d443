"""The command line of moving pictures. `python -m live --help` lists what it does."""

from __future__ import annotations

import argparse
import sys

from vision.types import VisionError

from live import watch


def main(words: list[str] | None = None) -> int:
    """Exit status: 0, or 2 for bad input (one sentence on standard error)."""
    parser = argparse.ArgumentParser(prog="python -m live", description=__doc__)
    watch.add_parser(parser.add_subparsers(required=True, metavar="COMMAND"))
    args = parser.parse_args(words)
    try:
        return int(args.run(args))
    except VisionError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
