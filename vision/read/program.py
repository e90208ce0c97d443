"""tesseract as a program: whether it is there, what it can read, and one run of it over many pictures."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO

import PIL.Image

from vision.types import Gray, VisionError
from vision.words.quote import quoted
from vision.words.said import N_, said

HOW_TO_INSTALL = N_(
    "Reading words needs tesseract, which is not installed: `apt install tesseract-ocr` on Debian and Ubuntu, "
    "`brew install tesseract tesseract-lang` on a Mac, its installer on Windows; then start again."
)
NOT_LANGUAGES = {"osd", "equ", "snum"}
"""Files among tesseract's languages that hold none."""

ReadingProgress = Callable[[float, str], None]
"""Called with the share done, in [0, 1], and words."""

READING = N_("Reading line {line} of {count}")
PAGE = re.compile(r"^Page (\d+)")
TROUBLE_S = 30
"""Seconds after which tesseract's short answers are given up."""


@dataclass(frozen=True, slots=True)
class FoundWord:
    """picture: which, from 0. box: in it, left, top, right, bottom. confidence: in [0, 1]."""

    picture: int
    text: str
    box: tuple[int, int, int, int]
    confidence: float


def has_tesseract() -> bool:
    return shutil.which("tesseract") is not None


def languages() -> tuple[str, ...]:
    """The names of the installed languages, as tesseract has them ("eng", "deu", "script/Fraktur"); () without it."""
    if not has_tesseract():
        return ()
    told = run(["--list-langs"]).splitlines()[1:]
    return tuple(sorted(name for name in told if name and name not in NOT_LANGUAGES))


def check_languages(wanted: str) -> None:
    """Raises VisionError when tesseract, or one of the languages in "eng+deu", is not installed."""
    if not has_tesseract():
        raise VisionError(HOW_TO_INSTALL)
    there = languages()
    for name in wanted.split("+"):
        if name not in there:
            known = ", ".join(there) or said("none")
            raise VisionError(
                said(
                    "The language {name} is not installed for tesseract; installed: {known}. "
                    "Debian's packages are called tesseract-ocr-deu and the like.",
                    name=quoted(name),
                    known=known,
                )
            )


def run(words: Sequence[str]) -> str:
    """What tesseract answers to a short question."""
    try:
        done = subprocess.run(
            ["tesseract", *words], capture_output=True, check=True, timeout=TROUBLE_S, env=environment()
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise VisionError(
            said("tesseract does not answer ({kind}); is it installed well?", kind=type(error).__name__)
        ) from error
    return done.stdout.decode(errors="replace")


def recognise(
    pictures: Sequence[Gray],
    language: str,
    mode: int,
    progress: ReadingProgress | None = None,
) -> list[FoundWord]:
    """The words on each picture, all in one run; mode: tesseract's page segmentation mode, 7 for a single line."""
    rows = output(pictures, ["-l", language, "--psm", str(mode), "tsv"], progress)
    found = []
    for row in csv.DictReader(rows.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE):
        text, confidence = (row["text"] or "").strip(), float(row["conf"] or -1)
        if text and confidence >= 0:
            x, y, w, h = (int(row[name] or 0) for name in ("left", "top", "width", "height"))
            found.append(FoundWord(int(row["page_num"] or 1) - 1, text, (x, y, x + w, y + h), confidence / 100))
    return found


def output(pictures: Sequence[Gray], words: Sequence[str], progress: ReadingProgress | None = None) -> str:
    """What tesseract writes about pictures; raises VisionError when it ends with an error."""
    told, error = attempt(pictures, words, progress)
    if error:
        raise VisionError(said("tesseract ended with an error: {error}.", error=quoted(error)))
    return told


def attempt(
    pictures: Sequence[Gray],
    words: Sequence[str],
    progress: ReadingProgress | None = None,
    doing: str = READING,
) -> tuple[str, str]:
    """What tesseract writes about pictures, up to where it ends with an error, and that error.

    It gets them as the pages of one TIFF and says when it begins a page. doing: what progress is told then.
    """
    if not pictures:
        return "", ""
    with tempfile.TemporaryFile() as sent, tempfile.TemporaryFile() as answer:
        as_tiff(pictures, sent)
        try:
            child = subprocess.Popen(
                ["tesseract", "stdin", "stdout", *words],
                stdin=sent,
                stdout=answer,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                env=environment(),
            )
        except OSError:
            raise VisionError(HOW_TO_INSTALL) from None
        with child:
            assert child.stderr is not None
            last = follow(child.stderr, len(pictures), progress, doing)
        answer.seek(0)
        return answer.read().decode(errors="replace"), (last or said("no word of why")) if child.returncode else ""


def as_tiff(pictures: Sequence[Gray], file: IO[bytes]) -> None:
    first, *rest = (PIL.Image.fromarray(picture) for picture in pictures)
    first.save(file, "TIFF", save_all=True, append_images=rest)
    file.flush()
    file.seek(0)


def follow(told: IO[str], count: int, progress: ReadingProgress | None, doing: str = READING) -> str:
    """Report each page that is begun; the last line that said something else."""
    last = ""
    for line in told:
        page = PAGE.match(line)
        if page is None:
            last = line.strip() or last
        elif progress is not None:
            progress((int(page[1]) - 1) / count, said(doing, line=page[1], count=count))
    return last


def environment() -> dict[str, str]:
    """One thread: lines are small, and live video comes first."""
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}
