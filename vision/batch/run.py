"""A run over many things: what each becomes, how far it is, and how it ends."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from typing import Any, TypeVar, cast

from vision.batch.engines import Engine
from vision.batch.progress import ProgressLine, Tally

S = TypeVar("S")
T = TypeVar("T")

STOPPED = 130
"""The exit status after Ctrl-C, as shells have it."""


def carry_out(
    engine: Engine,
    work: Callable[[S], T],
    things: Iterable[S],
    deliver: Callable[[S, T], bool],
    *,
    lost: T,
    tally: Tally,
    summary: bool,
) -> int:
    """Work on all `things` and deliver what comes of each; exit status 1 when a part of it failed, STOPPED.

    deliver: says whether that was well. lost: what comes of a thing that kills its process each time. tally: what is
    counted while it runs; `things` may count what they leave alone. summary: whether the end is told.
    """
    shown, stopped = ProgressLine(tally), False
    with closing(cast(Any, engine.answers(work, things, lost))) as answers, _ctrl_c() as put_off:
        try:
            for thing, answer in answers:
                with put_off():  # what is written is counted, and no half of it stays
                    if deliver(thing, answer):
                        tally.well += 1
                    else:
                        tally.failed += 1
                shown.tell()
        except KeyboardInterrupt:
            stopped = True
    shown.clear()
    if summary:
        print(tally.summary(time.monotonic(), stopped), file=sys.stderr)
    return STOPPED if stopped else int(tally.failed > 0)


@contextmanager
def _ctrl_c() -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """What puts Ctrl-C off until its block has ended."""
    busy = came = False

    def interrupted(*_: Any) -> None:
        nonlocal came
        came = True
        if not busy:
            raise KeyboardInterrupt

    @contextmanager
    def put_off() -> Iterator[None]:
        nonlocal busy
        busy = True
        yield
        busy = False
        if came:
            raise KeyboardInterrupt

    ours = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, interrupted) if ours else None
    try:
        yield put_off
    finally:
        if ours:
            signal.signal(signal.SIGINT, before)
