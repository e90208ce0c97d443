"""The recipe in the sidebar, as a visitor edits it."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Downloads
from tests.ui.visits import page, said
from vision.recipe import MOST_STEPS


@pytest.fixture
def lab() -> AppTest:
    return page("image_lab")


def opened(lab: AppTest, recipe: str) -> AppTest:
    lab.query_params["recipe"] = recipe
    return lab.run()


def recipe(app: AppTest) -> str:
    """What the address bar is told, and all else that follows the recipe."""
    assert not app.exception
    return str(app.session_state["recipe_draft"].recipe)


def by_help(app: AppTest, tip: str) -> str:
    (key,) = [b.key for b in app.button if b.help == tip]
    return str(key)


def click(app: AppTest, tip: str) -> AppTest:
    return app.button(key=by_help(app, tip)).click().run()


@pytest.mark.usefixtures("look_buttons")
def test_without_a_filter_it_says_so_and_a_look_on_the_page_itself_fills_it(lab: AppTest) -> None:
    lab.run()
    assert "No filter yet" in said(lab) and recipe(lab) == "none"
    lab.main.button(key="look comic").click().run()
    assert recipe(lab) != "none" and "No filter yet" not in said(lab)


@pytest.mark.usefixtures("look_buttons")
def test_a_link_that_does_not_work_is_one_sentence(lab: AppTest) -> None:
    opened(lab, "sepia_tone_of_voice")
    assert "The page starts without filters." in said(lab) and "This link does not work" in said(lab)
    assert recipe(lab) == "none"
    assert "This link does not work" in said(lab.run()), "a redraw does not take it away"
    lab.main.button(key="look comic").click().run()
    assert "This link does not work" not in said(lab), "another recipe does"


def test_steps_move_switch_off_and_go(lab: AppTest) -> None:
    opened(lab, "invert gaussian_blur radius=2")
    click(lab, "Move Gaussian blur up")
    assert recipe(lab).startswith("gaussian_blur")
    (switch,) = [t for t in lab.toggle if t.label == "Invert"]
    switch.set_value(False).run()
    assert recipe(lab).endswith("-invert")
    click(lab, "Remove Gaussian blur")
    assert recipe(lab) == "-invert"
    assert lab.button(key=by_help(lab, "Move Invert up")).disabled


def test_a_knob_reaches_picture_link_and_files(lab: AppTest, downloads: Downloads) -> None:
    opened(lab, "threshold")
    (level,) = [s for s in lab.slider if s.key and s.key.endswith(" level")]
    level.set_value(77).run()
    assert "level=77" in recipe(lab)
    assert b"level=77" in downloads["One line of text"] and b"77" in downloads["Python script"]
    assert json.loads(downloads["JSON"]) and json.loads(downloads["Notebook"])["nbformat"] == 4
    assert any("?recipe=threshold" in c.value and "level%3D77" in c.value for c in lab.code)


def test_choices_become_switches_or_a_list_and_yes_or_no_a_toggle(lab: AppTest) -> None:
    opened(lab, "old_television")
    (colour,) = [t for t in lab.toggle if t.key and t.key.endswith(" colour")]
    colour.set_value(not colour.value).run()
    assert f"colour={str(colour.value).lower()}" in recipe(lab)


def test_a_choice_of_several_is_taken(lab: AppTest) -> None:
    opened(lab, "threshold")
    (method,) = [w for w in [*lab.selectbox, *lab.segmented_control] if w.key and w.key.endswith(" method")]
    other = next(o for o in method.options if o.lower() != str(method.value).lower())
    method.set_value(other.lower()).run()
    assert f"method={other.lower()}" in recipe(lab)


def test_a_filter_is_added_at_the_end_until_the_recipe_is_full(lab: AppTest) -> None:
    opened(lab, " ".join(["invert"] * (MOST_STEPS - 1)))
    (adding,) = [s for s in lab.selectbox if s.label == "Add a filter"]
    adding.select_index(0).run()
    assert len(recipe(lab).split("invert")) == MOST_STEPS and not recipe(lab).endswith("invert")
    (full,) = [s for s in lab.selectbox if s.label == "Add a filter"]
    assert full.disabled and f"at most {MOST_STEPS} steps" in full.help


def test_a_step_explains_itself_with_its_formula_and_its_code(lab: AppTest) -> None:
    opened(lab, "gamma exponent=2.0")
    assert "**Gamma.**" in said(lab) and "**Where it is used.**" in said(lab)
    assert any(r"\gamma" in formula.value for formula in lab.latex)
    assert not any("def gamma" in code.value for code in lab.code)
    (see,) = [t for t in lab.toggle if t.label == "See the code"]
    see.set_value(True).run()
    assert any("def gamma" in code.value for code in lab.code)
