"""Taught: what the viewer taught on the page Teach, named, measured and covered; nobody else's viewer has it."""

from __future__ import annotations

import math
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Annotated

import cv2

from vision.draw import colour_of, label_for, write_rimmed
from vision.letters.direction import apart
from vision.params import Range
from vision.processor import Moment, processor
from vision.teach.answering import SURE, Answer, answer
from vision.teach.lesson import MOST_CLASSES
from vision.teach.patches import NARROWEST_SHARE
from vision.teach.training import Learned
from vision.types import Detections, Image, as_image
from vision.words.renamed import names_of
from vision.words.said import N_, verbatim

OWN = "taught"
"""The name under which a viewer brings along what they taught."""
NOTHING_YET = N_("0 things taught yet: see Teach")
"""Said in place of a name to who brought nothing along."""
SureEnough = Annotated[float, Range(0.3, 0.99, step=0.01), "From which share on a class counts as seen."]
_EVERY_S = 0.1
_OLD_S = 1.5  # an answer from longer ago says nothing of this picture
_CELLS = 12  # patches across that are left of a covered picture
_LINES = 18  # that fit on a picture


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """By what is named, the newest answer, when the picture it is about was taken, and the open question."""

    learned: Learned | None = None
    answer: Answer | None = None
    time_s: float = -math.inf
    asked: Future[Answer] | None = None
    asked_s: float = -math.inf


def _named(image: Image, state: Naming, moment: Moment) -> Naming:
    """The state after one more frame."""
    learned: Learned | None = moment.own.get(OWN)
    if learned is not state.learned:
        state = Naming(learned)
    if learned is None:
        return state
    asked, asked_s, found, time_s = state.asked, state.asked_s, state.answer, state.time_s
    if asked is None and moment.time_s - asked_s >= _EVERY_S:
        asked, asked_s = moment.submit(_answered, learned, image), moment.time_s
    if asked is not None and asked.done():
        found, time_s, asked = asked.result(), asked_s, None
    return Naming(learned, found, time_s, asked, asked_s)


def _answered(learned: Learned, image: Image) -> Answer:
    """A strip is looked at with its border's pixels repeated, so that any picture can be asked about."""
    height, width = image.shape[:2]
    wide, tall = math.ceil(height * NARROWEST_SHARE), math.ceil(width * NARROWEST_SHARE)
    right, low = max(0, wide - width), max(0, tall - height)
    return answer(learned, as_image(cv2.copyMakeBorder(image, 0, low, 0, right, cv2.BORDER_REPLICATE)))


def _is_fresh(state: Naming, now: float) -> bool:
    return state.answer is not None and now - state.time_s <= _OLD_S


@processor("Taught")
def taught(image: Image, state: Naming, moment: Moment, *, sure: SureEnough = SURE) -> tuple[Detections, Naming]:
    """Name what you taught on the page Teach.

    In words: You showed the machine a few things and told it their names. Now it says which of them it sees; when it
        sees none of them, or is not sure, it says nothing.
    Used for: Sorting fruit, finding broken parts, and any task for which nobody has taught a machine before.

    A box around the whole picture: what is taught is what a picture shows, not where. Only your own visit has it.
    """
    after = _named(image, state, moment)
    found = after.answer
    height, width = image.shape[:2]
    if after.learned is None:
        return Detections.of([0, 0, width, height], NOTHING_YET, 0.0), after
    if found is None or not _is_fresh(after, moment.time_s) or found.verdict == "none" or found.sure < sure:
        return Detections.none(), after
    return Detections.of(
        [0, 0, width, height], verbatim(found.names[found.best]), found.sure, class_id=(found.best,)
    ), after


@processor("Taught, with bars")
def taught_bars(image: Image, state: Naming, moment: Moment) -> tuple[Image, Naming]:
    """Draw a bar for each class that you taught on the page Teach.

    In words: The longer the bar, the more the picture looks like the pictures of that name. When it looks like none of
        them, all bars are short, whatever their order.
    Used for: Seeing how near a decision was: a machine that only says the winner hides its doubt.
    """
    after = _named(image, state, moment)
    canvas = image.copy()
    if after.learned is None:
        _write(canvas, label_for(NOTHING_YET, names_of(moment.own)), 0, max(1, round(image.shape[0] / _LINES)))
    if after.answer is not None and _is_fresh(after, moment.time_s):
        _draw_bars(canvas, after.answer)
    return canvas, after


@processor("Cover what was taught", hides=True)
def cover_taught(
    image: Image,
    state: Naming,
    moment: Moment,
    *,
    number: Annotated[int, Range(1, MOST_CLASSES), "Which class, counted as on the page Teach."] = 1,
    sure: SureEnough = 0.4,
) -> tuple[Image, Naming]:
    """Cover the whole picture while a class that you taught is seen.

    In words: Teach it a photograph that nobody may see, or your face and an empty chair: while the machine sees it, the
        picture melts into a few patches. While it has no answer yet, or nothing is taught, it covers everything.
    Used for: Cameras that look away by themselves, and screens in pictures that must not be read.
    """
    after = _named(image, state, moment)
    found = after.answer
    if found is None or not _is_fresh(after, moment.time_s) or _is_seen(found, number - 1, sure):
        return _melted(image), after
    return image.copy(), after


def _is_seen(found: Answer, at: int, sure: float) -> bool:
    return found.verdict != "none" and at < len(found.names) and float(found.shares[at]) >= sure


def _melted(image: Image) -> Image:
    height, width = image.shape[:2]
    size = min(width, _CELLS), min(height, max(1, round(_CELLS * height / width)))
    coarse = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return as_image(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR).copy())


def _draw_bars(canvas: Image, found: Answer) -> None:
    """The name at the top of a panel at the lower left, a bar and its name for each class below."""
    height, width = canvas.shape[:2]
    line = max(1, round(height / _LINES))
    known = found.verdict != "none"
    top, wide = max(0, height - line * (len(found.names) + 1)), max(1, width // 2)
    canvas[top:, :wide] //= 3
    _write(canvas, found.name, top, line)
    for at, (name, share) in enumerate(zip(found.names, found.shares, strict=True)):
        low = top + line * (at + 1)
        long = round(wide * float(share)) if known else 0
        cv2.rectangle(canvas, (0, low), (long, low + max(0, line - 2)), colour_of(name), -1)
        _write(canvas, f"{apart(name)} {100 * share:.0f} %" if known else name, low, line)


def _write(canvas: Image, words: str, top: int, line: int) -> None:
    place, size = (line // 4, top + round(0.75 * line)), line / 34
    write_rimmed(canvas, words, place, size)
