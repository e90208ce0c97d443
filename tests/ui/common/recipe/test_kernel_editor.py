"""The grid of a kernel as a visitor types it, and what one pixel gets."""

from __future__ import annotations

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.visits import page, said
from vision.photographs import photograph
from vision.pixels.kernels import KERNELS
from vision.recipe import Recipe, Step
from vision.stills.one_pixel import under_the_kernel

SHARPEN = "kernel numbers=0,-1,0,-1,5,-1,0,-1,0"


@pytest.fixture
def lab() -> AppTest:
    app = page("image_lab")
    app.query_params["recipe"] = SHARPEN
    return app.run()


def recipe(app: AppTest) -> str:
    assert not app.exception, app.exception
    return str(app.session_state["recipe_draft"].recipe)


def cells(app: AppTest, grid: str = "Numbers") -> list[float]:
    return [float(n.value or 0) for n in app.number_input if n.label.startswith(f"{grid}: row")]


def chosen(app: AppTest, name: str) -> AppTest:
    (begin,) = [s for s in app.selectbox if s.label == "Begin with"]
    return begin.set_value(name).run()


def test_a_number_typed_is_in_the_link(lab: AppTest) -> None:
    assert cells(lab) == [0, -1, 0, -1, 5, -1, 0, -1, 0] and "Sum 1: the picture stays as bright." in said(lab)
    (cell,) = [n for n in lab.number_input if n.label == "Numbers: row 2, column 2"]
    cell.set_value(4.5).run()
    assert recipe(lab) == "kernel numbers=0,-1,0,-1,4.5,-1,0,-1,0"
    assert "Sum 0.5: what is all alike becomes 0.5 times as bright." in said(lab)


@pytest.mark.parametrize("name", KERNELS)
def test_a_named_one_fills_the_grid_and_can_be_changed(lab: AppTest, name: str) -> None:
    chosen(lab, name)
    wanted = Recipe((Step.of("kernel", KERNELS[name].values),))
    assert recipe(lab) == str(wanted) and cells(lab) == [float(n) for n in KERNELS[name].numbers]
    assert cells(lab, "Second") == [float(n) for n in KERNELS[name].second]
    lab.number_input[0].set_value(7.0).run()
    assert cells(lab)[0] == 7 and f"numbers=7,{','.join(f'{n:g}' for n in KERNELS[name].numbers[1:])}" in recipe(lab)


def test_the_grid_grows_and_a_second_one_comes_and_goes(lab: AppTest) -> None:
    (size,) = [s for s in lab.segmented_control if s.label == "Size of Numbers"]
    size.set_value(25).run()
    assert len(cells(lab)) == 25 and cells(lab)[12] == 5 and sum(cells(lab)) == 1
    (second,) = [t for t in lab.toggle if t.label == "Second grid"]
    second.set_value(True).run()
    assert cells(lab, "Second") == [0.0] * 25
    (second,) = [t for t in lab.toggle if t.label == "Second grid"]
    second.set_value(False).run()
    assert not cells(lab, "Second") and "second" not in recipe(lab)


def test_the_sum_says_what_becomes_of_what_is_all_alike(lab: AppTest) -> None:
    assert "Sum 0: what is all alike becomes black" in said(chosen(lab, "Edge"))
    assert "Sum 9, divided by 9: the picture stays as bright." in said(chosen(lab, "Blur"))


def test_what_one_pixel_gets_is_shown_product_by_product(lab: AppTest) -> None:
    lab.run()
    (view,) = [s for s in lab.segmented_control if s.label == "View"]
    view.set_value("One pixel").run()
    image = under_the_kernel(photograph("astronaut"), Recipe.parse(SHARPEN))
    (across,), (down,) = ([s for s in lab.slider if s.label == label] for label in ("Across", "Down"))
    across.set_value(100).run()
    down.set_value(60).run()
    (table,) = lab.table
    middle = image[60, 100, 1]
    assert table.value.iloc[1, 1] == f"{middle} × 5" and table.value.iloc[0, 1] == f"{image[59, 100, 1]} × -1"
    around = image[[59, 61, 60, 60], [100, 100, 99, 101], 1].astype(int)
    assert f"**{5 * int(middle) - around.sum()}**" in said(lab)


def test_without_a_kernel_there_is_no_such_view() -> None:
    app = page("image_lab").run()
    (view,) = [s for s in app.segmented_control if s.label == "View"]
    assert "One pixel" not in view.options


def test_the_grid_lies_on_what_the_filters_before_it_made() -> None:
    image = photograph("astronaut")
    seen = under_the_kernel(image, Recipe.parse(f"invert faces {SHARPEN} gaussian_blur"))
    assert np.array_equal(seen, 255 - image)
