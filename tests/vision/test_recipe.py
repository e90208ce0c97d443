from __future__ import annotations

import pytest

from vision.recipe import MOST_STEPS, Recipe, Step
from vision.types import VisionError


def test_a_line_of_text_becomes_steps() -> None:
    recipe = Recipe.parse("gamma exponent=2.0 -canny low=40")
    assert [s.name for s in recipe.steps] == ["gamma", "canny"]
    assert recipe.steps[0].params == {"exponent": 2.0}
    assert recipe.steps[1].params["low"] == 40 and not recipe.steps[1].on


@pytest.mark.parametrize("text", ["none", "gamma exponent=2.0", "-canny low=40 invert", "invert invert"])
def test_text_and_json_say_the_same(text: str) -> None:
    recipe = Recipe.parse(text)
    assert str(recipe) == text
    assert Recipe.from_json(recipe.to_json()) == recipe


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("gama", "did you mean gamma"),
        ("exponent=2", "must start with the name of a filter"),
        ("gamma exponent=99", "a number from 0.1 to 5"),
        ("gamma power=2", "it has: exponent"),
        ("gamma 'x", "quotation mark"),
        ("invert none", "no filter called 'none'"),
        (" ".join(["invert"] * (MOST_STEPS + 1)), f"at most {MOST_STEPS} steps"),
    ],
)
def test_a_broken_line_says_what_is_wrong(text: str, complaint: str) -> None:
    with pytest.raises(VisionError, match=complaint):
        Recipe.parse(text)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"steps": [1]}', '{"steps": [{"name": 3}]}', '{"steps": 7}'])
def test_broken_json_says_what_a_recipe_looks_like(text: str) -> None:
    with pytest.raises(VisionError, match="A recipe in JSON looks like"):
        Recipe.from_json(text)


def test_editing_gives_new_recipes() -> None:
    recipe = Recipe.parse("invert canny gamma")
    assert str(recipe.moved(2, 0)) == "gamma invert canny"
    assert str(recipe.moved(0, 99)) == "canny gamma invert"
    assert str(recipe.without(1)) == "invert gamma"
    assert str(recipe.replaced(0, recipe.steps[0].switched(False))) == "-invert canny gamma"
    assert str(recipe.added(Step.of("mirror"))) == "invert canny gamma mirror"
    assert str(recipe) == "invert canny gamma"


def test_a_recipe_that_is_too_long_is_not_parsed() -> None:
    with pytest.raises(VisionError, match="at most 8000 characters"):
        Recipe.parse("a" * 1_000_000)
    assert len(Recipe.parse("gamma " + " " * 3900)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[" * 30_000,
        '{"steps": [{"name": "gamma", "params": {"exponent": ' + "9" * 400 + "}}]}",
        '{"steps": [{"name": "gamma", "params": {"exponent": ' + "9" * 5000 + "}}]}",
        '{"steps": [{"name": "gaussian_blur", "params": {"radius": ' + "9" * 400 + "}}]}",
        '{"steps": [{"name": "gamma", "params": {"exponent": ' + "[" * 900 + "]" * 900 + "}}]}",
        '{"steps": [{"name": "gamma", "params": {"exponent": NaN}}]}',
        '{"steps": {"name": "gamma"}}',
        '{"steps": [{"name": "' + "x" * 30_000 + '"}]}',
        "x" * 50_000,
    ],
    ids=range(10),
)
def test_no_json_raises_anything_else_or_is_quoted_at_length(text: str) -> None:
    with pytest.raises(VisionError) as raised:
        Recipe.from_json(text)
    assert len(str(raised.value)) < 200


@pytest.mark.parametrize(
    "text", ["y" * 3000, "gamma " + "y" * 3000 + "=1", "gamma exponent=" + "y" * 3000, "=" + "y" * 3000]
)
def test_an_error_quotes_at_most_60_characters(text: str) -> None:
    with pytest.raises(VisionError) as raised:
        Recipe.parse(text)
    assert "y" * 20 in str(raised.value) and "y" * 60 not in str(raised.value) and len(str(raised.value)) < 200
