"""On PYTHONPATH, it changes what a measured server does.

SLOW_MS: each picture of a recipe takes so much longer, as by a filter slower than the camera. COUNT_FILE: gets a letter
for each run of a network (n) and for each look that a worker has answered (l).
"""

import os
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from live.video import workers
from vision.models.network import Network
from vision.pipeline import Pipeline, Result


def _slow_down() -> None:
    run = Pipeline.run

    def slowly(self: Pipeline, *args: Any, **values: Any) -> Result:
        time.sleep(float(os.environ["SLOW_MS"]) / 1000)
        return run(self, *args, **values)

    Pipeline.run = slowly  # type: ignore[method-assign]


def _count() -> None:
    run, submit = Network.run, workers.submit

    def note(letter: str) -> None:
        with Path(os.environ["COUNT_FILE"]).open("a") as file:
            file.write(letter)

    def counted_run(self: Network, tensor: Any) -> Any:
        note("n")
        return run(self, tensor)

    def counted_submit(work: Callable[..., Any], *args: Any) -> Future[Any]:
        future = submit(work, *args)
        if not getattr(work, "__qualname__", "").startswith("OwnLooks"):
            future.add_done_callback(lambda _: note("l"))
        return future

    Network.run, workers.submit = counted_run, counted_submit  # type: ignore[method-assign]


if "SLOW_MS" in os.environ:
    _slow_down()
if "COUNT_FILE" in os.environ:
    _count()
