"""The pages worked through, one after the other, for one visitor alone."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import streamlit as st

from ui.common import bench
from ui.common.language import _
from ui.common.session_cache import places
from ui.common.words import plain
from ui.layout.knobs import Knobs
from ui.layout.source import Sheet
from vision.layout import PageLayout, Steps, trace
from vision.layout.reading.edits import delete, merge, move, rewrite
from vision.read.turned import trace_turned
from vision.types import Image, VisionError
from work.job import LimitError


@dataclass(frozen=True, eq=False)
class Seen:
    """The page that is shown: its picture and all that was found on the way."""

    image: Image
    steps: Steps
    knobs: Knobs

    @cached_property
    def without_gaps(self) -> PageLayout | None:
        """What is found when no white gap may part columns; None when that is nothing."""
        mask = self.knobs.mask(*self.image.shape[:2])
        try:
            turned = str(self.steps.layout.turned)
            options = self.knobs.options.changed(max_column_separators=0, turned=turned)
            return bench.run(trace, self.image, options, mask=mask).layout
        except VisionError:
            return None


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What came of a page: its layouts, the last one valid and the first the machine's own, or what went wrong.

    notes: on what was done to show it. again: what went wrong may go well another time.
    """

    layouts: tuple[PageLayout, ...] = ()
    error: str = ""
    again: bool = False
    seconds: float = 0.0
    edition: int = 0
    notes: tuple[str, ...] = ()

    @property
    def layout(self) -> PageLayout:
        return self.layouts[-1]


Key = tuple[str, Knobs]
_OUTCOMES, _SHOWN = "page outcomes", "page shown"


def work_through(sheets: Sequence[Sheet], knobs: Knobs) -> list[Outcome]:
    """One outcome a sheet; those of sheets taken back are forgotten."""
    keys = {sheet.key for sheet in sheets}
    known: dict[Key, Outcome] = st.session_state.get(_OUTCOMES, {})
    known = st.session_state[_OUTCOMES] = {key: outcome for key, outcome in known.items() if key[0] in keys}
    if _SHOWN in places() and places()[_SHOWN][0][0] not in keys:
        del places()[_SHOWN]
    todo = [sheet for sheet in sheets if (sheet.key, knobs) not in known]
    bar = st.progress(0.0) if len(todo) > 1 else st.empty()
    for done, sheet in enumerate(todo):
        if len(todo) > 1:
            name = plain(sheet.name)
            words = _("Page {number} of {total}: {name}", number=done + 1, total=len(todo), name=name)
            bar.progress(done / len(todo), words)
        known[sheet.key, knobs] = _examine(sheet, knobs)
    bar.empty()
    return [known[sheet.key, knobs] for sheet in sheets]


def try_again() -> None:
    """Forget what went wrong but may go well, for the next run to work on it once more."""
    known: dict[Key, Outcome] = st.session_state.get(_OUTCOMES, {})
    st.session_state[_OUTCOMES] = {key: outcome for key, outcome in known.items() if not outcome.again}


def seen(sheet: Sheet, knobs: Knobs) -> Seen:
    """The picture and the steps of a page that went well; only the last one asked for is kept.

    Raises VisionError when it cannot be worked through again.
    """
    held = places().get(_SHOWN)
    if held is None or held[0] != (sheet.key, knobs):
        if words := _examine(sheet, knobs).error:
            raise VisionError(words)
        held = places()[_SHOWN]
    shown: Seen = held[1]
    return shown


def _examine(sheet: Sheet, knobs: Knobs) -> Outcome:
    try:
        image, notes = sheet.load()
        start = time.perf_counter()
        mask = knobs.mask(*image.shape[:2])
        steps = bench.run(trace_turned, image, knobs.options, mask=mask, words=_("Looking for lines …"))
    except VisionError as error:
        return Outcome(error=str(error), again=isinstance(error, LimitError))
    places()[_SHOWN] = ((sheet.key, knobs), Seen(image, steps, knobs))
    return Outcome((steps.layout,), seconds=time.perf_counter() - start, notes=notes)


class Editor:
    """Changes to one page's layout by hand; its methods are for the `on_click` of buttons."""

    def __init__(self, sheet: Sheet, knobs: Knobs) -> None:
        self.key: Key = (sheet.key, knobs)

    @property
    def outcome(self) -> Outcome:
        outcome: Outcome = st.session_state[_OUTCOMES][self.key]
        return outcome

    def delete(self, lines: Sequence[int]) -> None:
        layout = self.outcome.layout
        for index in sorted(lines, reverse=True):
            layout = delete(layout, index)
        self._save((*self.outcome.layouts, layout))

    def merge(self, first: int, second: int) -> None:
        self._save((*self.outcome.layouts, merge(self.outcome.layout, first, second)))

    def move(self, line: int, place: int) -> None:
        self._save((*self.outcome.layouts, move(self.outcome.layout, line, place)))

    def rewrite(self, line: int, text: str) -> None:
        if text.split() != self.outcome.layout.lines[line].text.split():
            self._save((*self.outcome.layouts, rewrite(self.outcome.layout, line, text)))

    def take(self, layout: PageLayout) -> None:
        """A layout that was read: undoing goes back to before."""
        self._save((*self.outcome.layouts, layout))

    def undo(self) -> None:
        self._save(self.outcome.layouts[:-1])

    def start_over(self) -> None:
        self._save(self.outcome.layouts[:1])

    def _save(self, layouts: tuple[PageLayout, ...]) -> None:
        now = self.outcome
        st.session_state[_OUTCOMES][self.key] = replace(now, layouts=layouts, edition=now.edition + 1)
