"""On PYTHONPATH, it makes each picture of a recipe take SLOW_MS longer: a filter slower than the camera."""

import os
import time
from typing import Any

from vision.pipeline import Pipeline, Result

_run = Pipeline.run


def _slowly(self: Pipeline, *args: Any, **values: Any) -> Result:
    time.sleep(float(os.environ["SLOW_MS"]) / 1000)
    return _run(self, *args, **values)


Pipeline.run = _slowly  # type: ignore[method-assign]
