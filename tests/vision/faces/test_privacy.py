from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.vision.faces.photographs import FACE, astronaut, face
from vision.faces.find.careful import careful
from vision.faces.privacy import Cover, blur, cover, crops, hide, pixelate
from vision.types import Detections


@pytest.mark.parametrize("how", ["blur", "pixelate", "cover"])
def test_a_hidden_face_is_found_no_more_and_the_rest_stays(how: Cover) -> None:
    image = astronaut()
    image.setflags(write=False)
    hidden = hide(image, face(), how)
    assert len(careful(hidden)) == 0
    outside = np.ones(image.shape[:2], bool)
    outside[30:205, 160:290] = False
    assert np.array_equal(hidden[outside], image[outside]) and not np.array_equal(hidden, image)


def test_what_is_left_is_as_coarse_as_said() -> None:
    area = pixelate(astronaut(), face(), cells=4, margin=0)[59:175, 178:270]
    assert len(np.unique(area.reshape(-1, 3), axis=0)) <= 4 * 5
    soft = blur(astronaut(), face(), cells=4, margin=0)[59:175, 178:270]
    again = cv2.resize(cv2.resize(soft, (4, 5), interpolation=cv2.INTER_AREA), (92, 116), interpolation=cv2.INTER_CUBIC)
    assert np.abs(again.astype(int) - soft).mean() < 8


def test_cover_is_one_colour_and_a_box_beyond_the_border_is_cut() -> None:
    hidden = cover(astronaut(), Detections.of([-50, -50, 20, 20], "face"), colour=(1, 2, 3), margin=0)
    assert (hidden[:20, :20] == (1, 2, 3)).all() and np.array_equal(hidden[20:, 20:], astronaut()[20:, 20:])
    gone = Detections.of([600, 600, 700, 700], "face")
    assert np.array_equal(cover(astronaut(), gone), astronaut())


def test_crops_are_copies_with_a_margin() -> None:
    image = astronaut()
    (crop,) = crops(image, face(), margin=0)
    left, top, right, bottom = FACE.astype(int)
    assert np.array_equal(crop, image[top:bottom, left:right]) and not np.shares_memory(crop, image)
    assert crops(image, Detections.of([0, 0, 100, 100], "face"), margin=0.5)[0].shape == (150, 150, 3)
