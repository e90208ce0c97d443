"""All filters as pictures: found by what they do, added at a tap."""

from __future__ import annotations

import io

import PIL.Image
import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.visits import page, said
from ui.common.recipe import all_filters
from ui.common.recipe.filter_search import found, groups
from vision.catalogue import catalogue
from vision.presets import picture_of
from vision.recipe import MOST_STEPS

WANTED = {
    "old film": "old_television",
    "find circles": "hough_circles",
    "count coins": "hough_circles",
    "black and white": "grayscale",
    "hide my face": "blur_faces",
    "blurry": "gaussian_blur",
    "sharper": "unsharp_mask",
    "drawing": "pencil_sketch",
    "comic": "cartoon",
    "what moved?": "background_motion",
    "convolution": "kernel",
    "flip": "mirror",
    "Bar-Code": "bar_codes",
    "gray": "grayscale",
    "newspaper": "halftone",
    "remove noise": "denoise",
    "heat camera": "colour_map",
    "lines of text": "text_lines",
    "people": "people",
}


@pytest.mark.parametrize("query", WANTED)
def test_filters_are_found_by_what_they_do(query: str) -> None:
    assert WANTED[query] in [entry.name for entry in found(query)[:3]]


@pytest.mark.parametrize("name", catalogue())
def test_each_is_found_by_its_own_label(name: str) -> None:
    assert name in [entry.name for entry in found(catalogue()[name].label)[:4]]


def test_no_words_are_all_and_nonsense_is_none() -> None:
    assert found("") == found("...") == list(catalogue().values()) and found("zzqx") == []
    faces = found("", "faces")
    assert faces and {entry.group for entry in faces} == {"faces"} and groups(faces) == ["faces"]


@pytest.mark.parametrize("name", ["kernel", "hough_circles", "trails"])
def test_a_picture_is_small_and_shows_the_filter(name: str) -> None:
    data = picture_of(name)
    with PIL.Image.open(io.BytesIO(data)) as opened:
        assert opened.size == (240, 180) and opened.format == "JPEG" and len(data) < 40_000
    assert data != picture_of("invert")


@pytest.fixture(autouse=True)
def _two_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of all."""
    made = {name: picture_of(name) for name in ("invert", "roberts")}
    monkeypatch.setattr(all_filters, "_shelf", lambda: made)


@pytest.fixture
def filters() -> AppTest:
    """The pictures alone: a page's button opens them for one run of its script, a browser keeps them open."""

    def opened() -> None:
        from ui.common.recipe import all_filters

        all_filters._show()

    app = AppTest.from_function(opened, default_timeout=60)
    app.query_params["recipe"] = "none"
    return app.run()


def adds(app: AppTest) -> list[str]:
    assert not app.exception, app.exception
    return [b.label for b in app.button if (b.key or "").startswith("add ")]


def test_all_are_there_and_one_is_added_at_a_tap(filters: AppTest) -> None:
    assert len(adds(filters)) == len(catalogue()) and f"{len(catalogue())} filters" in said(filters)
    assert len(filters.image) == 2
    filters.button(key="add invert").click().run()
    assert str(filters.session_state["recipe_draft"].recipe) == "invert"


def test_words_and_groups_narrow_them(filters: AppTest) -> None:
    filters.text_input(key="filter words").set_value("old film").run()
    assert adds(filters)[0] == "Old television"
    filters.text_input(key="filter words").set_value("zzqx").run()
    assert not adds(filters) and "No filter fits these words" in said(filters)


def test_a_full_recipe_takes_no_more() -> None:
    full = page("image_lab")
    full.query_params["recipe"] = " ".join(["invert"] * MOST_STEPS)
    full.run().button(key="all filters").click().run()
    assert full.button(key="add sepia").disabled and f"at most {MOST_STEPS} steps" in said(full)
