"""A visitor's file and slow work go to the workbench; the page shows how it stands, and leaving it ends the work."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.common.host_settings import number
from ui.common.language import _, told
from ui.common.session_cache import Later
from ui.common.words import plain
from work.job import Job
from work.line import LIMIT_S, Bench

T = TypeVar("T")

_UNSEEN_S, _EVERY_S = 0.3, 0.2


def run(
    work: Callable[..., T],
    *args: Any,
    words: str = "",
    limit_s: float = LIMIT_S,
    reports: bool = False,
    **options: Any,
) -> T:
    """What `work(*args, **options)` returns, a function of a module in vision or live; raises its VisionError.

    words: what the page says when it takes longer than a moment. reports: the function takes `progress`, called with
    the share done and words of its own. Raises VisionError, too, for what takes more time or memory than is given.
    """
    job = bench().submit(_visitor(), work, *args, limit_s=limit_s, reports=reports, **options)
    try:
        if not job.wait(_UNSEEN_S):
            _show(job, words or _("Working …"), reports)
        return job.result()
    finally:
        job.cancel()


def later(work: Callable[..., T], *args: Any, **options: Any) -> Callable[[], T]:
    """`run` for a download that is made when it is asked for, away from the page."""
    return Later(partial(_run_unseen, _visitor(), work, args, options))


@st.cache_resource(show_spinner=False)
def bench() -> Bench:
    """The server's one bench. Raises ValueError for a broken setting."""
    workers = number("BENCH_WORKERS", None, 1)
    return Bench(None if workers is None else int(workers))


def _run_unseen(visitor: str, work: Callable[..., T], args: tuple[Any, ...], options: dict[str, Any]) -> T:
    return bench().submit(visitor, work, *args, **options).result()


def _show(job: Job[Any], words: str, reports: bool) -> None:
    """Each sentence is also where Streamlit ends the run of a page that was left, and with it the work."""
    place, seconds = st.empty(), _UNSEEN_S
    while not job.wait(_EVERY_S):
        seconds += _EVERY_S
        now = bench().progress(job)
        waits = f"{seconds:.0f} s"
        if now.ahead is not None:
            others = _("Others come first, {number} before you.", number=now.ahead)
            place.caption(f":material/hourglass_top: {others} {waits}")
        elif reports:
            place.progress(min(1.0, max(0.0, now.share)), plain(told(now.words)) or words)
        else:
            place.caption(f":material/hourglass_top: {words} {waits}")
    place.empty()


def _visitor() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""
