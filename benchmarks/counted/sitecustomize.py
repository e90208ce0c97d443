"""On PYTHONPATH, it writes a letter to COUNT_FILE for each run of a network (n) and each answered look (l)."""

import os
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from live.video import workers
from vision.models.network import Network

_run, _submit = Network.run, workers.submit


def _note(letter: str) -> None:
    with Path(os.environ["COUNT_FILE"]).open("a") as file:
        file.write(letter)


def _counted_run(self: Network, tensor: Any) -> Any:
    _note("n")
    return _run(self, tensor)


def _counted_submit(work: Any, *args: Any) -> "Future[Any]":
    future = _submit(work, *args)
    if not getattr(work, "__qualname__", "").startswith("OwnLooks"):
        future.add_done_callback(lambda _: _note("l"))
    return future


Network.run = _counted_run  # type: ignore[method-assign]
workers.submit = _counted_submit
