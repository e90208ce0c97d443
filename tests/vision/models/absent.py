"""A machine on which no model file lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from vision.models import network
from vision.models.files import FOLDER


def take_models_away(monkeypatch: pytest.MonkeyPatch, empty: Path) -> None:
    """empty: a folder for the test alone, in place of the cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(empty))
    monkeypatch.delenv(FOLDER, raising=False)
    monkeypatch.setattr(network, "_loaded", {})
