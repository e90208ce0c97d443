"""What lies in a picture is no text; what lies on the page is, though something frames the whole of it."""

from __future__ import annotations

import numpy as np
import pytest

from vision.layout.components import Components
from vision.layout.ink.specks import WHOLE_PAGE, inside_pictures

HEIGHT, WIDTH = 300, 200
LETTER = (90.0, 140.0, 10.0, 12.0, 80.0)


def around_a_letter(height: float) -> Components:
    """Something half filled, as wide as the page and so high, around a letter."""
    frame = (0.0, 146.0 - height / 2, float(WIDTH), height, WIDTH * height / 2)
    columns = (np.array(values) for values in zip(frame, LETTER, strict=True))
    return Components(np.zeros((HEIGHT, WIDTH), np.int32), *columns)


@pytest.mark.parametrize(("part_of_page", "inside"), [(0.9, True), (1.1, False), (2.5, False)])
def test_a_picture_is_less_than_a_third_of_the_page(part_of_page: float, inside: bool) -> None:
    parts = around_a_letter(part_of_page * HEIGHT / WHOLE_PAGE)
    assert inside_pictures(parts, np.array([True, False])).tolist()[1] is inside
