"""The command line of moving pictures. `python -m live --help` lists what it does."""

from __future__ import annotations

import sys

from live.watching import command
from vision.commands import run


def main(words: list[str] | None = None) -> int:
    """Exit status: 0, or 2 for bad input (one sentence on standard error)."""
    return run("python -m live", __doc__, (command,), words)


if __name__ == "__main__":
    sys.exit(main())
