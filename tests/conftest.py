"""What holds for all tests: none is timed, and a page opened by itself does not hide the package of its name."""

import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Streamlit puts the folder of a script first, unless it is there: a worker begun then took pages/live.py for live
sys.path.append(str(Path(__file__).parents[1] / "pages"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first: none begins its minute when the other worker has nothing left to do."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
