"""The writing of each line, Latin or Greek or another, as tesseract's orientation and script detection sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import cv2

from vision.layout.types import PageLayout
from vision.read.characters import whole_characters
from vision.read.program import HOW_TO_INSTALL, ReadingProgress, attempt, has_tesseract, run
from vision.read.transcribe import gray_of, strip_of
from vision.types import Gray, Image, VisionError, as_gray
from vision.words.said import N_

FEWEST = 5
"""Letters from which a line's script is told; tesseract itself asks for 50, a page."""

SAME = {"Japanese": "Kana", "Hiragana": "Kana", "Katakana": "Kana", "Korean": "Hangul"}
"""Names of tesseract's that are one for us: which of the two kana is not told from a line."""

IN_SQUARES = {"Han", "Kana", "Hangul"}
"""Scripts whose characters stand in squares and are of several pieces."""

SURE = 3.0
"""tesseract's confidence below which a line is looked at again: Han taken for another script has at most 2.2."""

HEIGHT = 45
"""Pixels that a line is high when it is looked at again: what looks like another script often does at one size only."""

SCRIPT = re.compile(r"^Script: (\w+)\nScript confidence: ([\d.]+)$", re.MULTILINE)
NO_DATA = N_("Telling scripts needs tesseract's file osd.traineddata; Debian has it in tesseract-ocr-osd.")
LOOKING = N_("Looking at line {line} of {count}")


def detect_scripts(image: Image | Gray, layout: PageLayout, progress: ReadingProgress | None = None) -> PageLayout:
    """The layout with the script of each line; "" for lines too short to tell, and for lines from top to bottom.

    Raises VisionError without tesseract or its file for scripts.
    """
    check_osd()
    if layout.text_direction.startswith("vertical") or not layout.lines:
        return layout
    gray = gray_of(image)
    pictures = [strip_of(gray, layout, line).picture for line in layout.lines]
    scripts = scripts_of(pictures, progress)
    return replace(layout, lines=tuple(replace(a, script=b) for a, b in zip(layout.lines, scripts, strict=True)))


def scripts_of(pictures: Sequence[Gray], progress: ReadingProgress | None = None) -> list[str]:
    """The script on each picture of a line; "" on one that is too short to tell.

    tesseract looks at connected ink, and the pieces of a Han character look like kana or other letters: where it is
    unsure it is asked again with whole characters, and believed when it sees a script that has such. Other lines it is
    unsure of it is shown at another size too, and what it is surer of in both together is taken.
    """
    first = answers(pictures, progress)
    found = [script for script, _ in first]
    unsure = [i for i, (script, sure) in enumerate(first) if script and (sure < SURE or script in IN_SQUARES)]
    whole = answers([whole_characters(pictures[i]) for i in unsure])
    for i, (script, sure) in zip(unsure, whole, strict=True):
        if script in IN_SQUARES and (found[i] in IN_SQUARES or sure > 0):
            found[i] = script
    doubted = [i for i in unsure if found[i] not in IN_SQUARES]
    again = answers([as_high(pictures[i], HEIGHT) for i in doubted])
    for i, answer in zip(doubted, again, strict=True):
        found[i] = surest([first[i], answer])
    return found


def as_high(picture: Gray, height: int) -> Gray:
    """The picture of a line at another size."""
    size = (max(1, round(picture.shape[1] * height / picture.shape[0])), height)
    way = cv2.INTER_AREA if height < picture.shape[0] else cv2.INTER_CUBIC
    return as_gray(cv2.resize(picture, size, interpolation=way))


def surest(told: Sequence[tuple[str, float]]) -> str:
    """The script with most confidence in all answers, the first of equals."""
    total: dict[str, float] = {}
    for script, sure in told:
        total[script] = total.get(script, 0.0) + sure
    return max(total, key=lambda script: total[script])


def answers(pictures: Sequence[Gray], progress: ReadingProgress | None = None) -> list[tuple[str, float]]:
    """Script and tesseract's confidence for each; it ends at a picture with too little, and begins anew behind it."""
    found: list[tuple[str, float]] = []
    while len(found) < len(pictures):
        begun = len(found)
        told = partial(report, progress, begun / len(pictures)) if progress else None
        words = ["--psm", "0", "-c", f"min_characters_to_try={FEWEST}"]
        answer, error = attempt(pictures[begun:], words, told, LOOKING)
        found += [(SAME.get(script, script), float(sure)) for script, sure in SCRIPT.findall(answer)]
        if error:
            found.append(("", 0.0))
        elif len(found) < len(pictures):
            raise VisionError("tesseract did not tell the script of every line.")
    return found


def report(progress: ReadingProgress, begun: float, share: float, words: str) -> None:
    """How far all lines are, from how far those behind the last short one are."""
    progress(begun + share * (1 - begun), words)


def check_osd() -> None:
    if not has_tesseract():
        raise VisionError(HOW_TO_INSTALL)
    if not has_osd():
        raise VisionError(NO_DATA)


def has_osd() -> bool:
    """Whether tesseract is there with its file for orientation and scripts."""
    return has_tesseract() and "osd" in run(["--list-langs"]).split()
