"""The log: each trouble once with its traceback, repeats counted, and never a word that a visitor may have brought.

Whoever passes something over says so with `logging.getLogger(__name__).warning("what", exc_info=True)`, in words of
the program's own. What an exception says is left out: it may quote a file's name, a link or a line of chat.
"""

from __future__ import annotations

import contextlib
import logging
import sys
import time
import traceback
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cache
from types import TracebackType

REPEAT_S = 600.0
"""So long a trouble that comes again is only counted."""

_MOST_KINDS = 200
_OURS = ("vision", "work", "live", "ui", "pages")
_FOREIGN = ("streamlit_webrtc", "aiortc", "aioice", "asyncio")
_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What went wrong, where, how often; told and last: seconds since 1970."""

    words: str
    places: str
    told_s: float
    last_s: float
    times: int = 1


class Log(logging.Handler):
    """Writes warnings and errors to standard error, and keeps the last few. Any thread may log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._known: OrderedDict[tuple[str, ...], LogEntry] = OrderedDict()

    def emit(self, record: logging.LogRecord) -> None:
        words = f"{record.name}: {record.getMessage().partition(chr(10))[0]}"
        places = places_of(record.exc_info) if record.exc_info and record.exc_info[1] else ""
        key, now = (words, places), record.created
        known = self._known.pop(key, None)
        if known is not None and now - known.told_s < REPEAT_S:
            self._known[key] = replace(known, last_s=now, times=known.times + 1)
            return
        again = known.times if known is not None else 0
        self._known[key] = LogEntry(words, places, now, now, again + 1)
        while len(self._known) > _MOST_KINDS:
            self._known.popitem(last=False)
        before = f" (came {again} times before)" if again else ""
        stamp = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(now))
        with contextlib.suppress(OSError, ValueError):  # nobody reads: what works must not end for that
            print(f"{stamp} {record.levelname} {words}{before}\n{places}", end="", file=sys.stderr, flush=True)

    def recent(self, most: int = 10) -> list[LogEntry]:
        """The troubles that came last, the newest first."""
        self.acquire()
        try:
            return list(reversed(self._known.values()))[:most]
        finally:
            self.release()


def places_of(raised: _Raised) -> str:
    """A traceback as Python writes it, without what the exceptions say; their causes first."""
    error, parts, seen = raised[1], list[str](), set[int]()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines = traceback.format_tb(error.__traceback__)
        parts.insert(0, f"Traceback (most recent call last):\n{''.join(lines)}{type(error).__name__}\n")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(parts)


@cache
def log() -> Log:
    """The server's log, set up at the first call. What Streamlit says of a page that broke goes here alone."""
    handler = Log()
    for name in (*_OURS, *_FOREIGN):
        logging.getLogger(name).addHandler(handler)
    logging.getLogger("streamlit.error_util").addFilter(lambda record: handler.handle(record) and False)
    return handler
