from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from rig.booth import Server, serving, write_calm_camera, write_camera
from rig.browser import ONE_PROCESS, chromium, newcomer
from rig.one_colour import GREEN, RED, Colour, house_with_camera, write_cameras
from vision.types import Image

_PATIENT = (
    "site",
    "every_processor",
    "stand",
    "rooms",
    "teach",
    "page_segmentation",
    "fair",
    "image_lab",
    "accessibility",
    "live",
    "faces",
    "stage",
    "keyboard",
    "lessons",
    "room_crash",
    "capacity",
    "learned_looks",
    "outside",
    "languages",
    "catalogue",
    "class",
    "firefox",
    "navigation",
    "relay",
    "colours",
)
"""From the longest to the shortest, so that at the end no worker waits long for the other."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            if _name(item) in _PATIENT:
                item.add_marker(pytest.mark.beside)
    items.sort(key=lambda item: _PATIENT.index(_name(item)) if item.get_closest_marker("beside") else 0)


def _name(item: pytest.Item | pytest.Module) -> str:
    return item.path.stem.removeprefix("test_")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Anew for each file, as the browser: after an hour of others' visits both are slower than a visitor's are."""
    with serving(tmp_path_factory.mktemp("server") / "log.txt") as running:
        yield running


@pytest.fixture(scope="module")
def camera(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Image]:
    """The fake camera's file and the photograph it shows: thirty times a second, ten where another test runs beside."""
    kind, write = ("y4m", write_calm_camera) if _name(request.node) in _PATIENT else ("mjpeg", write_camera)
    path = tmp_path_factory.mktemp("camera") / f"camera.{kind}"
    return path, write(path)


@pytest.fixture(scope="module")
def browser(camera: tuple[Path, Image]) -> Iterator[Browser]:
    with chromium(camera[0], ONE_PROCESS) as running:
        yield running


@pytest.fixture(scope="module")
def house(browser: Browser) -> Iterator[BrowserContext]:
    """What the visitors of a file share: it spares each of them fetching and compiling Streamlit's scripts."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, permissions=["camera", "microphone"])
    yield context
    context.close()


@pytest.fixture
def page(house: BrowserContext) -> Iterator[Page]:
    with newcomer(house) as visitor:
        yield visitor


@pytest.fixture(scope="session")
def cameras(tmp_path_factory: pytest.TempPathFactory) -> dict[Colour, Path]:
    """Fake cameras that show one colour each."""
    return write_cameras(tmp_path_factory.mktemp("cameras"), calm=True)


@pytest.fixture(scope="module")
def red_house(browser: Browser, cameras: dict[Colour, Path]) -> Iterator[BrowserContext]:
    with house_with_camera(browser, cameras[RED]) as window:
        yield window


@pytest.fixture
def ada(red_house: BrowserContext) -> Iterator[Page]:
    """A page with a red camera, in a browser that is not Ben's."""
    with newcomer(red_house) as visitor:
        yield visitor


@pytest.fixture
def ben(browser: Browser, cameras: dict[Colour, Path]) -> Iterator[Page]:
    """A page with a green camera, in a browser of its own: a test may kill it."""
    with house_with_camera(browser, cameras[GREEN]) as window:
        yield window.new_page()


@pytest.fixture
def cem(browser: Browser) -> Iterator[Page]:
    """A page that is allowed neither camera nor microphone."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, permissions=[])
    yield context.new_page()
    context.close()
