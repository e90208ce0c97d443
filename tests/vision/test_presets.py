from __future__ import annotations

import numpy as np
import pytest

from vision.photographs import PHOTOGRAPHS, photograph
from vision.presets import PRESETS, Preset, thumbnail
from vision.recipe import Recipe
from vision.types import VisionError


@pytest.mark.parametrize("preset", PRESETS[1:], ids=lambda p: p.name)
def test_each_look_parses_and_shows_something_else_than_its_photograph(preset: Preset) -> None:
    assert len(preset.recipe) >= 1 and preset.help.endswith((".", "!"))
    small = thumbnail(preset, 120)
    plain = thumbnail(Preset("Plain", "none", "Nothing.", preset.photo), 120)
    assert small.shape == (90, 120, 3) and small.dtype == np.uint8
    assert np.abs(small.astype(int) - plain).max() > 60
    assert np.array_equal(small, thumbnail(preset, 120))


def test_the_first_one_changes_nothing() -> None:
    assert PRESETS[0].recipe == Recipe() and thumbnail(PRESETS[0]).shape == (120, 160, 3)


def test_names_are_unique_and_there_are_a_dozen() -> None:
    assert len({p.name for p in PRESETS}) == len(PRESETS) >= 12


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_each_photograph_is_in_the_package(name: str) -> None:
    image = photograph(name)
    assert image.ndim == 3 and image.shape[2] == 3 and not image.flags.writeable


def test_an_unknown_photograph_is_one_sentence() -> None:
    with pytest.raises(VisionError, match="no photograph called 'moon landing'; there are: astronaut"):
        photograph("moon landing")
