"""A line that is fair to every visitor, and the few workers that serve it."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from loky.process_executor import ProcessPoolExecutor, TerminatedWorkerError

from vision.types import VisionError
from vision.words.said import N_
from work import machine, shared
from work.job import Job, LimitError, Standing
from work.worker import ENVIRONMENT, KEPT_WAITING, TOO_LONG, NoMemoryError, begin, perform

T = TypeVar("T")

LIMIT_S = 12.0
BUSY_S = 12.0
"""So long may live video, which goes first, keep a job from the processor."""

_IDLE_S = 30.0
_TIME = N_("This takes more time than the booth gives one visitor; please try a smaller or simpler file.")
_BUSY = N_("The booth has so much else to do that this took too long; please try again, or a smaller or simpler file.")
_MEMORY = N_("This takes more memory than the booth gives one visitor; please try a smaller or simpler file.")
_DIED = N_("This file cannot be worked on: it is damaged, or takes more than the booth gives one visitor.")
_BROKEN = N_("Something went wrong in the booth while it worked on this; please try another file.")
_STOPPED = N_("This was stopped before it was done; please try again.")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Load:
    """How many jobs are worked on, and how many wait."""

    running: int
    waiting: int


class Bench:
    """Runs functions in worker processes, each with a time and a memory limit; a worker that oversteps is replaced.

    Workers start when there is work and end when there was none for `idle_s` seconds. Visitors are served in turns,
    and one alone never has all workers, if there are several. `workers` and `most_bytes` (of a worker's memory) are
    what the machine holds unless given. Thread-safe.
    """

    def __init__(
        self,
        workers: int | None = None,
        most_bytes: int | None = None,
        idle_s: float = _IDLE_S,
        busy_s: float = BUSY_S,
    ) -> None:
        memory = machine.memory_bytes()
        self._busy_s = busy_s
        self._lock = threading.RLock()
        self._waiting: dict[Hashable, deque[Job[Any]]] = {}  # whose turn is next comes first
        most = most_bytes or machine.bytes_a_worker(memory)
        self._workers = [_Worker(most, idle_s) for _ in range(workers or machine.workers(memory))]

    def submit(
        self,
        visitor: Hashable,
        work: Callable[..., T],
        *args: Any,
        limit_s: float = LIMIT_S,
        reports: bool = False,
        **options: Any,
    ) -> Job[T]:
        """`work(*args, **options)` for this visitor, in at most `limit_s` seconds on the processor, and `busy_s`
        more by the clock from when it begins.

        work: a function of a module, without side effects. reports: it takes `progress`, called with the share done
        and words.
        """
        job: Job[T] = Job(visitor, (work, args, options), (limit_s, limit_s + self._busy_s), reports, self._stop)
        with self._lock:
            self._waiting.setdefault(visitor, deque()).append(job)
            self._serve()
        return job

    def progress(self, job: Job[Any]) -> Standing:
        if job.began is not None:
            return Standing(None, *job.told())
        with self._lock:
            line = list(self._waiting)
            before = line.index(job.visitor) if job.visitor in line else 0
        return Standing(before)

    def load(self) -> Load:
        with self._lock:
            running = sum(worker.job is not None for worker in self._workers)
            return Load(running, sum(len(line) for line in self._waiting.values()))

    def close(self) -> None:
        """End all work and every worker."""
        with self._lock:
            jobs = [job for line in self._waiting.values() for job in line]
            jobs += [worker.job for worker in self._workers if worker.job is not None]
        for job in jobs:
            self._stop(job)
        for worker in self._workers:
            worker.end()

    def _serve(self) -> None:
        """Give work to the workers that have none; with the lock held."""
        for worker in self._workers:
            if worker.job is None and (job := self._next()) is not None:
                try:
                    worker.start(job, partial(self._done, worker, job))
                except (OSError, RuntimeError):  # no process is to be had, or the server is going down
                    _log.exception("the bench has no worker")
                    worker.job = None
                    job.finish((False, VisionError(_BROKEN)))

    def _next(self) -> Job[Any] | None:
        busy = Counter(worker.job.visitor for worker in self._workers if worker.job is not None)
        share = max(1, len(self._workers) - 1)
        for visitor, line in self._waiting.items():
            if busy[visitor] < share:
                job = line.popleft()
                del self._waiting[visitor]
                if line:
                    self._waiting[visitor] = line
                return job
        return None

    def _done(self, worker: _Worker, job: Job[Any], future: Future[Any]) -> None:
        with self._lock:
            if job.stopped:
                return  # and finished by who stopped it
            outcome = _outcome(job, future)
            if isinstance(outcome[1], LimitError):
                worker.end(wait=False)
            worker.job = None
            self._serve()
        job.finish(outcome)

    def _stop(self, job: Job[Any]) -> None:
        with self._lock:
            worker = next((worker for worker in self._workers if worker.job is job), None)
            line = self._waiting.get(job.visitor, deque())
            if job.stopped or (worker is None and job not in line):
                return
            job.stopped = True
            if worker is None:
                line.remove(job)
                if not line:
                    del self._waiting[job.visitor]
        if worker is not None:
            worker.end()  # only then may its trays go: their numbers will be another's
            with self._lock:
                worker.job = None
                self._serve()
        late = job.began is not None and time.monotonic() > job.began + job.order.clock_s
        job.finish((False, LimitError(_BUSY) if late else VisionError(_STOPPED)))


class _Worker:
    """One process at a time, and what it is working on."""

    def __init__(self, most_bytes: int, idle_s: float) -> None:
        self.job: Job[Any] | None = None
        self._most_bytes, self._idle_s = most_bytes, idle_s
        self._executor: ProcessPoolExecutor | None = None

    def start(self, job: Job[Any], done: Callable[[Future[Any]], None]) -> None:
        self.job, job.began = job, time.monotonic()
        try:
            future = self._running().submit(perform, job.order)
        except BrokenProcessPool:  # it died while it had nothing to do
            self._executor = None
            future = self._running().submit(perform, job.order)
        future.add_done_callback(done)

    def end(self, wait: bool = True) -> None:
        """Kill the process, whatever it is in the middle of."""
        executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=wait, kill_workers=True)

    def _running(self) -> ProcessPoolExecutor:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(
                1, timeout=self._idle_s, initializer=begin, initargs=(self._most_bytes,), env=ENVIRONMENT
            )
        return self._executor


def _outcome(job: Job[Any], future: Future[Any]) -> tuple[bool, Any]:
    """Whether it went well, and the value or the VisionError."""
    error = future.exception()
    if isinstance(error, TerminatedWorkerError):
        ends = {TOO_LONG: _TIME, KEPT_WAITING: _BUSY}
        return False, LimitError(next((words for signal, words in ends.items() if signal in str(error)), _DIED))
    if error is not None:
        _log.error("work on the bench failed", exc_info=error)
        return False, VisionError(_BROKEN)
    well, value = future.result() if job.order.answer is None else shared.read(job.order.answer)
    return well, LimitError(_MEMORY) if isinstance(value, NoMemoryError) else value
