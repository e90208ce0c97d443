"""Files by their names, by folders, by patterns and by lists; a million of them are not held."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from vision.imageio.remote import File, is_remote, remote_files
from vision.types import VisionError

LIST = "@"
"""What begins the name of a list: a file with a name in each line; @- is standard input."""

_PATTERN = "*?["


def files(words: Sequence[str], wanted: Callable[[File], bool]) -> Iterator[File]:
    """Each file, in the order of `words`. A folder stands for the `wanted` in it, by name; a pattern, as "*.tif" or
    "**/*.tif", for what fits it; "@names.txt" for the names in its lines. Addresses that fsspec knows are names too;
    a folder's ends with /. Raises VisionError for a list or a folder that cannot be read, and where nothing at all is
    named.
    """
    none = True
    for word in words:
        for file in _of(word, wanted):
            none = False
            yield file
    if none:
        raise VisionError("There is no picture or PDF in what was named.")


def count(words: Sequence[str], wanted: Callable[[File], bool]) -> int | None:
    """How many there are; None where that can be asked only once."""
    return None if LIST + "-" in words else sum(1 for _ in files(words, wanted))


def _of(word: str, wanted: Callable[[File], bool]) -> Iterator[File]:
    if word.startswith(LIST) and not Path(word).exists():
        for line in _lines(word.removeprefix(LIST)):
            yield from _of_name(line, wanted)
    else:
        yield from _of_name(word, wanted)


def _of_name(word: str, wanted: Callable[[File], bool]) -> Iterator[File]:
    if is_remote(word):
        yield from remote_files(word, wanted)
        return
    path = Path(word)
    if path.is_dir():
        yield from (path / name for name in sorted(entry.name for entry in os.scandir(path)) if wanted(path / name))
    elif any(sign in word for sign in _PATTERN) and not path.exists():
        yield from filter(wanted, map(Path, glob.iglob(word, recursive=True)))  # noqa: PTH207  an absolute pattern, too
    else:
        yield path


def _lines(name: str) -> Iterator[str]:
    try:
        with sys.stdin if name == "-" else Path(name).open(encoding="utf-8") as told:
            yield from (line for line in map(str.strip, told) if line)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise VisionError(f"The list {name} cannot be read: {reason}.") from None
