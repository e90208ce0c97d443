from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from rig.booth import Server, serving, write_camera
from rig.browser import chromium
from vision.types import Image


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("server") / "log.txt") as running:
        yield running


@pytest.fixture(scope="session")
def camera(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Image]:
    """The fake camera's file and the photograph it shows."""
    path = tmp_path_factory.mktemp("camera") / "camera.mjpeg"
    return path, write_camera(path)


@pytest.fixture(scope="session")
def browser(camera: tuple[Path, Image]) -> Iterator[Browser]:
    with chromium(camera[0]) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, permissions=["camera", "microphone"])
    yield context.new_page()
    context.close()
