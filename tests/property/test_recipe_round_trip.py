from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from vision.catalogue import catalogue
from vision.params import Param
from vision.recipe import MOST_STEPS, Recipe, Step


def values_of(param: Param) -> st.SearchStrategy[Any]:
    if param.range is None:
        return st.sampled_from(param.choices) if param.choices else st.booleans()
    if param.kind == "numbers":
        number = st.integers(int(param.range.low), int(param.range.high)) | st.floats(param.range.low, param.range.high)
        return st.sampled_from(param.counts).flatmap(lambda count: st.lists(number, min_size=count, max_size=count))
    if param.kind == "int":
        return st.integers(int(param.range.low), int(param.range.high))
    return st.floats(param.range.low, param.range.high)


@st.composite
def steps(draw: st.DrawFn) -> Step:
    entry = draw(st.sampled_from(list(catalogue().values())))
    values = {p.name: draw(values_of(p)) for p in entry.params if draw(st.booleans())}
    return Step.of(entry.name, values, draw(st.booleans()))


@given(st.lists(steps(), max_size=MOST_STEPS))
def test_a_recipe_survives_text_and_json(chosen: list[Step]) -> None:
    recipe = Recipe(tuple(chosen))
    assert Recipe.parse(str(recipe)) == recipe
    assert Recipe.from_json(recipe.to_json()) == recipe
