from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data

from vision.faces.find.cascades import FILES
from vision.faces.find.course import course
from vision.types import VisionError


@pytest.mark.parametrize(
    ("name", "scale_factor", "min_neighbors", "min_size"),
    [("default", 1.1, 5, 0), ("default", 1.05, 1, 0), ("alt", 1.2, 3, 40), ("profile", 1.1, 2, 0)],
)
def test_boxes_are_opencvs_own(name: str, scale_factor: float, min_neighbors: int, min_size: int) -> None:
    image = skimage.data.astronaut()
    classifier = cv2.CascadeClassifier(str(Path(cv2.__file__).parent / "data" / FILES[name]))
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    expected = classifier.detectMultiScale(gray, scale_factor, min_neighbors, minSize=(min_size, min_size))
    found = course(
        image,
        cascade_name=name,  # type: ignore[arg-type]
        scale_factor=scale_factor,
        min_neighbors=min_neighbors,
        min_size=min_size,
    )
    assert found.xyxy.tolist() == [[x, y, x + w, y + h] for x, y, w, h in np.array(expected).reshape(-1, 4)]


def test_binarising_looks_at_black_and_white() -> None:
    image = skimage.data.astronaut()
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    white = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1]
    by_hand = course(cv2.cvtColor(white, cv2.COLOR_GRAY2RGB).astype(np.uint8), scale_factor=1.05, min_neighbors=1)
    found = course(image, scale_factor=1.05, min_neighbors=1, binarise=True)
    assert found.xyxy.tolist() == by_hand.xyxy.tolist()
    assert found.xyxy.tolist() != course(image, scale_factor=1.05, min_neighbors=1).xyxy.tolist()


@pytest.mark.parametrize("options", [{"scale_factor": 1.0}, {"min_neighbors": -1}, {"min_size": -5}])
def test_values_out_of_range_are_named(options: dict[str, float]) -> None:
    with pytest.raises(VisionError, match="must be"):
        course(np.zeros((20, 20, 3), np.uint8), **options)  # type: ignore[arg-type]
