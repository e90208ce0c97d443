"""The image lab without a browser: one picture looked at five ways, many at once, a moving one."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable

import numpy as np
import PIL.Image
import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Downloads
from tests.ui.visits import gif, page, photo, png, said
from ui.common.recipe_state import Draft
from vision.imageio import load_image
from vision.processor import processor
from vision.recipe import Recipe
from vision.types import Image


@pytest.fixture
def lab() -> AppTest:
    app = page("image_lab")
    app.query_params["recipe"] = "invert"
    return app.run()


@pytest.fixture
def upload(lab: AppTest) -> Callable[..., AppTest]:
    """The page with files of the visitor's own."""

    def add(*files: tuple[str, bytes]) -> AppTest:
        lab.segmented_control(key="lab source").set_value("Upload yours").run()
        return lab.file_uploader(key="lab files").set_value([(n, data, "image/png") for n, data in files]).run()

    return add


def shown(app: AppTest) -> list[str]:
    return [caption.replace("\\", "") for image in app.image for caption in image.captions]


def view(app: AppTest, name: str) -> AppTest:
    (switch,) = [s for s in app.segmented_control if s.label == "View"]
    return switch.set_value(name).run()


def test_without_a_filter_it_is_said_what_to_press() -> None:
    assert shown(page("image_lab").run()) == ["Before", "After: press one of the looks above"]


def test_before_and_after_stand_side_by_side_and_the_result_can_be_saved(lab: AppTest, downloads: Downloads) -> None:
    lab.run()
    assert shown(lab) == ["Before", "After"] and re.search(r"\bInvert \d+\.\d ms", said(lab))
    result = load_image(downloads["Download PNG"])
    view(lab, "As numbers")
    assert np.abs(load_image(downloads["Download JPEG"]).astype(int) - result).mean() < 6


def test_nothing_chosen_yet_is_said(upload: Callable[..., AppTest]) -> None:
    assert "Choose a picture above" in said(upload())


def test_the_visitors_own_picture_goes_through_the_recipe(upload: Callable[..., AppTest], downloads: Downloads) -> None:
    upload(("mine.png", png()))
    assert np.array_equal(load_image(downloads["Download PNG"]), 255 - photo())


def test_a_picture_as_numbers(upload: Callable[..., AppTest]) -> None:
    app = view(upload(("mine.png", png())), "As numbers")
    assert not app.exception and "A picture is a table of numbers" in said(app)
    (chart,) = [*app.get("vega_lite_chart"), *app.get("arrow_vega_lite_chart")]
    axes = json.loads(chart.proto.spec)["encoding"]
    assert axes["y"]["axis"]["format"] == "d", "a comma for thousands is a decimal comma elsewhere"
    table = app.dataframe[0].value
    assert list(table["shape"]) == ["60 x 40 pixels", "(40, 60, 3)"] and list(table["mode"]) == ["RGB", "RGB"]
    app.slider(key="patch x 60").set_value(0).run()
    app.slider(key="patch y 40").set_value(0).run()
    app.segmented_control(key="patch channel").set_value("green").run()
    numbers = app.dataframe[1].value
    assert numbers.to_numpy()[:10, :10].min() == 250 and numbers.to_numpy()[-1, -1] == 90
    app.segmented_control(key="numbers of").set_value("After").run()
    assert app.dataframe[1].value.to_numpy()[0, 0] == 5


@pytest.mark.parametrize(
    ("name", "ways"), [("Three greys", ["Pillow", "OpenCV"]), ("Black and white", ["Otsu", "Sauvola"])]
)
def test_grey_and_black_and_white_several_ways(lab: AppTest, name: str, ways: list[str]) -> None:
    app = view(lab, name)
    assert not app.exception
    assert all(any(way in caption for caption in shown(app)) for way in ways)


def test_a_moving_picture_goes_through_frame_by_frame(upload: Callable[..., AppTest], downloads: Downloads) -> None:
    app = view(upload(("dance.gif", gif(3))), "Animation")
    assert "3 frames, 0.3 s" in said(app)
    moving = PIL.Image.open(io.BytesIO(downloads["Download GIF"]))
    levels = []
    for i in range(3):
        moving.seek(i)
        levels.append(int(np.asarray(moving.convert("RGB"))[30, 40, 1]))
    assert getattr(moving, "n_frames", 1) == 3 and levels == pytest.approx([215, 155, 95], abs=4)


def test_many_pictures_at_once_and_a_zip_of_them(upload: Callable[..., AppTest], downloads: Downloads) -> None:
    app = upload(("a.png", png()), ("b.png", png(photo(level=120))), ("notes.png", b"no picture"))
    assert shown(app) == ["a.png", "b.png"]
    assert "**notes.png** was left out." in said(app)
    archive = zipfile.ZipFile(io.BytesIO(downloads["Download all 2 as ZIP"]))
    assert archive.namelist() == ["001-a.png", "002-b.png"]
    assert np.array_equal(load_image(archive.read("002-b.png")), 255 - photo(level=120))


@pytest.fixture
def breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.common import bench
    from vision import processor as processor_module
    from vision.catalogue import catalogue

    def here(work: Callable[..., object], *args: object, words: str = "", **options: object) -> object:
        return work(*args, **options)

    monkeypatch.setattr(bench, "run", here)  # a worker knows nothing of what is registered here

    monkeypatch.setattr(processor_module, "_registry", dict(catalogue()))

    def breaks(image: Image) -> Image:
        """Fail."""
        raise RuntimeError("out of order")

    processor("Breaks")(breaks)


def test_a_filter_that_breaks_is_named_with_each_picture(breaks: None, upload: Callable[..., AppTest]) -> None:
    app = upload(("a.png", png()), ("b.png", png(photo(level=120))))
    app.session_state["recipe_draft"] = Draft.of(Recipe.parse("breaks invert"))
    app.run()
    told = [w.value.replace("\\", "") for w in app.warning]
    assert told == ["Breaks was passed over: RuntimeError: out of order"] * 2
    app.file_uploader(key="lab files").set_value([("a.png", png(), "image/png")]).run()
    assert "Breaks was passed over" in said(app) and "out of order" in said(app) and shown(app) == ["Before", "After"]
