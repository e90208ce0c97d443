"""Who works on many things: this process, several of them, or a Dask cluster. Each gives the answers in order."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol, TypeVar

from vision.batch import trimming

S = TypeVar("S")
T = TypeVar("T")

TRIES = 3
"""So often a thing may take its process with it before it is given up."""

AHEAD = 4
"""Things for each process that are under way at a time: the rest is not even named yet."""


class Engine(Protocol):
    def answers(self, work: Callable[[S], T], things: Iterable[S], lost: T) -> Iterator[tuple[S, T]]:
        """Each thing and what `work` says to it, in their order; `lost` for one that kills its process each time."""
        ...


class Here:
    """This process, one after the other."""

    def answers(self, work: Callable[[S], T], things: Iterable[S], lost: T) -> Iterator[tuple[S, T]]:
        return ((thing, work(thing)) for thing in things)


class Processes:
    """So many processes on this computer.

    One that dies takes its pool with it: whatever it may have been working on is done again, each thing alone.
    """

    def __init__(self, count: int) -> None:
        self._count = count

    def answers(self, work: Callable[[S], T], things: Iterable[S], lost: T) -> Iterator[tuple[S, T]]:
        todo = iter(things)
        while True:
            ahead: deque[tuple[S, Future[T]]] = deque()
            pool = _pool(self._count)
            try:
                yield from self._until_one_dies(pool, work, todo, ahead)
                return
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                for thing, future in ahead:
                    yield thing, future.result() if _is_done(future) else _alone(work, thing, lost)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _until_one_dies(
        self, pool: ProcessPoolExecutor, work: Callable[[S], T], todo: Iterator[S], ahead: deque[tuple[S, Future[T]]]
    ) -> Iterator[tuple[S, T]]:
        for thing in todo:
            try:
                ahead.append((thing, pool.submit(work, thing)))
            except BrokenProcessPool as error:
                broken: Future[T] = Future()
                broken.set_exception(error)
                ahead.append((thing, broken))
                raise
            if len(ahead) >= AHEAD * self._count:
                yield ahead[0][0], ahead[0][1].result()
                ahead.popleft()
        while ahead:
            yield ahead[0][0], ahead[0][1].result()
            ahead.popleft()


def _pool(count: int) -> ProcessPoolExecutor:
    """Processes that leave Ctrl-C to this one, which says how far it came."""
    return ProcessPoolExecutor(count, initializer=_begin)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    trimming.keep_memory()


def _is_done(future: Future[T]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _alone(work: Callable[[S], T], thing: S, lost: T) -> T:
    for _ in range(TRIES - 1):
        try:
            with _pool(1) as pool:
                return pool.submit(work, thing).result()
        except BrokenProcessPool:
            continue
    return lost
