from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import pytest

_OURS = ("recorder", "motion-recorder", "camera")


@pytest.fixture(autouse=True)
def _nothing_is_left_behind(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No ERROR is logged, and no thread of a recorder or a camera outlives its test."""
    yield
    errors = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.ERROR]
    assert not errors
    assert not [t for t in threading.enumerate() if t.name in _OURS]
