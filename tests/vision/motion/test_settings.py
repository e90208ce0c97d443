from __future__ import annotations

import pytest

from vision.motion.settings import MotionSettings, motion_params, parse_mask
from vision.types import VisionError


def test_every_knob_is_declared_once_with_help_and_limits() -> None:
    params = {p.name: p for p in motion_params()}
    assert {"method", "threshold", "noise", "stable", "fewest", "before", "after", "join", "longest"} == set(params)
    assert params["stable"].default == 20 and params["fewest"].default == 5
    assert all(p.help and (p.range or p.choices) for p in params.values())


@pytest.mark.parametrize("values", [{"threshold": 0.0}, {"stable": 0}, {"method": "magic"}, {"mask": ((0, 0, 2, 1),)}])
def test_values_out_of_range_are_named(values: dict[str, object]) -> None:
    with pytest.raises(VisionError, match=f"{next(iter(values))}.* cannot be"):
        MotionSettings(**values)  # type: ignore[arg-type]


def test_a_mask_is_written_as_shares_of_the_frame() -> None:
    assert parse_mask("0,0,0.5,0.2; 0.8,0,1,1") == ((0.0, 0.0, 0.5, 0.2), (0.8, 0.0, 1.0, 1.0))
    assert parse_mask("") == ()
    for bad in ("1,2,3", "0,0,0,1", "a,b,c,d", "0,0,nan,1"):
        with pytest.raises(VisionError, match="mask"):
            parse_mask(bad)
