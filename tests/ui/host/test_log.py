"""The log tells each trouble once with its places, counts what comes again, and repeats nobody's words."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from ui.host.log import REPEAT_S, Log, log, places_of
from vision import processor as room
from vision.catalogue import catalogue
from vision.pipeline import Pipeline
from vision.processor import processor
from vision.recipe import Recipe
from vision.types import Image, NotThereError

NAME = "Ada Secret, holiday.jpg"


@pytest.fixture
def kept() -> Iterator[Log]:
    """A log of its own at one logger."""
    handler, logger = Log(), logging.getLogger("vision")
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)


def stumble(name: str = NAME) -> None:
    try:
        int(name)
    except ValueError as error:
        raise RuntimeError(f"{name} again") from error


def tell(handler: Log, now: float = 0.0, level: int = logging.WARNING, words: str = "it stumbled") -> None:
    try:
        stumble()
    except RuntimeError as error:
        raised = (type(error), error, error.__traceback__)
        record = logging.LogRecord("vision.stills.lab", level, __file__, 1, words, (), raised)
        record.created = now
        handler.handle(record)


def test_it_is_told_with_its_places_and_without_what_the_exception_says(capsys: pytest.CaptureFixture[str]) -> None:
    tell(Log())
    told = capsys.readouterr().err
    assert "WARNING vision.stills.lab: it stumbled\n" in told
    assert told.index("ValueError\n") < told.index("RuntimeError\n")
    assert "in stumble\n    int(name)\n" in told
    assert "Ada" not in told and "holiday" not in told


def test_what_comes_again_is_counted_and_told_anew_after_a_while(capsys: pytest.CaptureFixture[str]) -> None:
    handler = Log()
    for now in (0, 1, REPEAT_S - 1):
        tell(handler, now)
    assert capsys.readouterr().err.count("it stumbled") == 1
    (trouble,) = handler.recent()
    assert (trouble.times, trouble.told_s, trouble.last_s) == (3, 0, REPEAT_S - 1)
    tell(handler, REPEAT_S + 1)
    assert "it stumbled (came 3 times before)" in capsys.readouterr().err
    assert handler.recent()[0].times == 4


def test_it_remembers_a_bounded_number_and_the_newest_first() -> None:
    handler = Log()
    for number in range(300):
        tell(handler, number, words=f"trouble {number}")
    assert [t.words for t in handler.recent(2)] == ["vision.stills.lab: trouble 299", "vision.stills.lab: trouble 298"]
    assert len(handler.recent(1000)) == 200


def test_a_log_that_nobody_can_read_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr("sys.stderr", closed)
    handler = Log()
    tell(handler, words="")
    assert handler.recent()[0].words == "vision.stills.lab: "


def test_causes_that_go_in_a_circle_come_to_an_end() -> None:
    first, second = ValueError(), KeyError()
    first.__context__, second.__context__ = second, first
    assert places_of((ValueError, first, None)).split("\n") == [
        "Traceback (most recent call last):",
        "KeyError",
        "",
        "Traceback (most recent call last):",
        "ValueError",
        "",
    ]


def test_a_message_of_many_lines_is_cut_to_its_first(capsys: pytest.CaptureFixture[str]) -> None:
    tell(Log(), words=f"Task exception was never retrieved\nfuture: <Task exception=ValueError({NAME!r})>")
    assert "never retrieved\n" in (told := capsys.readouterr().err) and "Ada" not in told


def test_a_filter_that_raises_on_each_frame_is_told_once(
    kept: Log, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue()
    monkeypatch.setattr(room, "_registry", dict(room._registry))

    @processor("Broken")
    def broken_one(image: Image) -> Image:
        """Raise."""
        raise ZeroDivisionError(NAME)

    @processor("Without its file")
    def fileless(image: Image) -> Image:
        """Say so, to the visitor alone."""
        raise NotThereError("The model is not there.")

    pipeline = Pipeline()
    for n in range(30):
        pipeline.run(np.zeros((8, 8, 3), np.uint8), Recipe.parse("broken_one fileless"), n / 30)
    (trouble,) = kept.recent()
    assert trouble.times == 30 and trouble.words == "vision.pipeline: broken_one raised and was passed over"
    assert "in broken_one" in trouble.places and "ZeroDivisionError" in trouble.places
    assert "Ada" not in capsys.readouterr().err


def test_the_host_page_shows_the_last_few(monkeypatch: pytest.MonkeyPatch) -> None:
    handler = Log()
    monkeypatch.setattr("ui.host.log_view.log", lambda: handler)
    script = "from ui.host import log_view\nlog_view.show()"
    assert AppTest.from_string(script).run().caption[0].value.startswith("Nothing was passed over")
    tell(handler, 1)
    tell(handler, 2)
    page = AppTest.from_string(script).run()
    assert not page.exception
    assert page.expander[0].label.endswith("it stumbled") and page.caption[0].value.startswith("2 times, the last at ")
    assert "in stumble" in page.code[0].value


def test_a_page_that_breaks_is_told_without_its_words(capfd: pytest.CaptureFixture[str]) -> None:
    log()
    page = AppTest.from_string(f"raise ValueError({NAME!r})").run()
    assert page.exception
    told = capfd.readouterr().err
    assert "streamlit.error_util: Uncaught app execution" in told and "ValueError\n" in told
    assert "Ada" not in told.replace(f"raise ValueError({NAME!r})", "")
