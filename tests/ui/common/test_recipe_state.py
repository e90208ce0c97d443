from __future__ import annotations

from types import SimpleNamespace

import pytest

from ui.common import recipe_state
from ui.common.recipe_state import Draft
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


@pytest.fixture
def streamlit(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A session, an address bar, and the warnings on the page."""
    warned: list[str] = []
    made = SimpleNamespace(session_state={}, query_params={}, warned=warned)
    made.warning = lambda words, **_: warned.append(words)
    monkeypatch.setattr(recipe_state, "st", made)
    return made


def test_a_request_from_before_the_newest_recipe_does_not_undo_it(streamlit: SimpleNamespace) -> None:
    streamlit.query_params["recipe"] = "gamma"
    assert str(recipe_state.current().recipe) == "gamma"
    for text in ("gamma invert", "gamma invert canny"):
        recipe_state.save(Draft.of(Recipe.parse(text)))
    assert str(recipe_state.current().recipe) == "gamma invert canny"


def test_a_link_that_is_wrong_begins_empty_and_says_so(streamlit: SimpleNamespace) -> None:
    streamlit.query_params["recipe"] = "gama"
    assert str(recipe_state.current().recipe) == "none"
    assert "did you mean gamma" in streamlit.session_state["recipe_link_error"][0]


def test_no_later_link_switches_off_what_hides(streamlit: SimpleNamespace) -> None:
    recipe_state.save(Draft.of(Recipe.parse("invert cover_faces margin=0.5")))
    for link in ("gamma", "none", "-cover_faces gamma", "no such filter"):
        streamlit.query_params["recipe"] = link
        assert str(recipe_state.current().recipe) == "invert cover_faces margin=0.5"


@pytest.mark.parametrize("link", ["cover_faces margin=9", "blur_faces canny lwo=1 cover_faces", "cover_faces no_such"])
def test_a_broken_link_still_hides_what_it_named(streamlit: SimpleNamespace, link: str) -> None:
    streamlit.query_params["recipe"] = link
    assert "cover_faces" in str(recipe_state.current().recipe)
    recipe_state.show_link_error()
    assert "alone" in streamlit.warned[0]
