from __future__ import annotations

from ui.recipe_state import Draft
from vision.recipe import Recipe, Step


def test_a_step_keeps_its_id_when_others_come_and_go() -> None:
    draft = Draft.of(Recipe.parse("gamma invert canny"))
    gamma, invert, canny = draft.ids
    moved = draft.moved(canny, -1).without(gamma)
    assert moved.ids == (canny, invert) and str(moved.recipe) == "canny invert"
    grown = moved.added(Step.of("mirror"))
    assert grown.ids[:2] == (canny, invert) and grown.ids[2] not in draft.ids
    assert str(grown.replaced(invert, grown.step(invert).switched(False)).recipe) == "canny -invert mirror"


def test_a_step_does_not_leave_the_list() -> None:
    draft = Draft.of(Recipe.parse("gamma invert"))
    assert draft.moved(draft.ids[0], -1) == draft and draft.moved(draft.ids[1], 1) == draft


def test_two_drafts_of_one_recipe_have_ids_of_their_own() -> None:
    recipe = Recipe.parse("gamma invert")
    assert set(Draft.of(recipe).ids).isdisjoint(Draft.of(recipe).ids)
