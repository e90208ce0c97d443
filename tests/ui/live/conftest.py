from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.live.scene import Scene


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Scene]:
    made = Scene(monkeypatch, tmp_path)
    yield made
    made.close()
