"""A Dask cluster as an engine; its scheduler gives the work of a worker that died to another."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from vision.batch import trimming
from vision.batch.engines import AHEAD
from vision.types import VisionError

S = TypeVar("S")
T = TypeVar("T")

_FIND_S = 15
_ASK_EACH = 50


class Cluster:
    """The workers that the scheduler at `address` has. Raises VisionError without Dask, and where no one answers."""

    def __init__(self, address: str, find_s: float = _FIND_S) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise VisionError("--scheduler needs Dask: pip install 'vision-booth[batch]'.") from None
        try:
            open_client: Any = Client
            self._client: Any = open_client(address, timeout=find_s, set_as_default=False)
        except (OSError, ValueError):
            raise VisionError(f"No Dask scheduler answers at {address}.") from None

    def answers(self, work: Callable[[S], T], things: Iterable[S], lost: T) -> Iterator[tuple[S, T]]:
        from distributed.scheduler import KilledWorker

        ahead: deque[tuple[S, Any]] = deque()
        there = partial(_in_worker, work)

        def first() -> tuple[S, T]:
            thing, future = ahead.popleft()
            for asked in (future, None):  # what only stood beside another that kills is asked for once more
                with suppress(KilledWorker):
                    return thing, (asked or self._client.submit(there, thing, pure=False)).result()
            return thing, lost

        try:
            for number, thing in enumerate(things):
                if number % _ASK_EACH == 0:  # workers come and go, but each question is a message
                    most = AHEAD * max(2, self.size())
                ahead.append((thing, self._client.submit(there, thing, pure=False)))
                if len(ahead) >= most:
                    yield first()
            while ahead:
                yield first()
        finally:
            for _, future in ahead:
                future.cancel()
            self._client.close()

    def size(self) -> int:
        """Things that it can work on at a time."""
        return sum(map(int, self._client.nthreads().values()))


def _in_worker(work: Callable[[S], T], thing: S) -> T:
    trimming.keep_memory()
    return work(thing)
