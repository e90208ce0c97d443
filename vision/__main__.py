"""The command line: pure vision, no browser. `python -m vision --help` lists what it does."""

from __future__ import annotations

import sys

from vision.commands import apply, classify, faces, listing, looks, models, run, segment, teach

COMMANDS = (listing, looks, apply, faces, segment, models, teach, classify)


def main(words: list[str] | None = None) -> int:
    """Exit status: 0, 1 when a part of the work failed, 2 for bad input (one sentence on standard error)."""
    return run("python -m vision", __doc__, COMMANDS, words)


if __name__ == "__main__":
    sys.exit(main())
