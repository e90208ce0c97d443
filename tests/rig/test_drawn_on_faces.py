from __future__ import annotations

import numpy as np
import pytest

from rig.face_covers import COVERS, covered
from rig.turned_heads import turned
from tests.vision.faces.photographs import EYES, FACE, astronaut


@pytest.mark.parametrize("name", COVERS)
def test_a_cover_hides_what_it_should_and_nothing_else(name: str) -> None:
    before = astronaut()
    changed = np.any(covered(before, EYES, name) != before, axis=2)
    eyes, mouth = changed[97:108, 195:255].mean(), changed[140:155, 208:240].mean()
    assert (eyes > 0.5, mouth > 0.5) == (name == "sunglasses", name != "sunglasses")
    assert not changed[:80].any() and not changed[:, :100].any()


@pytest.mark.parametrize("degrees", [40.0, -40.0])
def test_a_turned_head_looks_aside_and_its_far_half_is_narrower(degrees: float) -> None:
    before = astronaut()
    after, face = turned(before, FACE, EYES, degrees)
    assert np.sign((face[0] + face[2]) - (FACE[0] + FACE[2])) == np.sign(degrees)
    assert face[2] - face[0] < 1.2 * (FACE[2] - FACE[0]) and (face[1], face[3]) == (FACE[1], FACE[3])
    assert np.array_equal(after[300:, 350:], before[300:, 350:]) and not np.array_equal(after, before)
