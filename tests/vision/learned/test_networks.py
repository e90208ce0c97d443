"""The networks themselves, where their files are: on packaged photographs, and on hands drawn to order."""

from __future__ import annotations

import numpy as np
import pytest
import skimage.data

from rig.drawn_hand import drawn_hand
from tests.vision.faces.photographs import EYES, FACE, astronaut, face
from vision.detect.boxes import as_boxes, iou
from vision.learned import body, face_mesh, gestures, hands, objects, person
from vision.models.files import lacking
from vision.models.record import Model
from vision.models.shelf import BODY, FACE_POINTS, HAND, OBJECTS, PALM, PERSON
from vision.photographs import photograph


def needs(*models: Model) -> pytest.MarkDecorator:
    return pytest.mark.skipif(bool(lacking(models)), reason="the network's file is not in the folder VISION_MODELS")


@needs(PERSON)
def test_the_person_is_told_from_flag_and_rocket() -> None:
    image = astronaut()
    share = person.at_edges(person.person_share(image), image)
    left, top, right, bottom = FACE.astype(int)
    assert share[top:bottom, left:right].mean() > 0.95 and share[:100, :100].mean() < 0.05 > share[:150, 400:].mean()


@needs(OBJECTS)
def test_cup_cat_and_person_are_named() -> None:
    for name, photo in (("cup", "coffee"), ("cat", "cat"), ("person", "astronaut")):
        assert name in objects.find_objects(photograph(photo)).label
    cup = objects.find_objects(photograph("coffee"))
    assert iou(cup.pick([label == "cup" for label in cup.label]).xyxy, as_boxes([162, 18, 420, 286]))[0, 0] > 0.8


@needs(OBJECTS)
def test_the_inner_layer_sees_alike_what_is_alike() -> None:
    cat, coffee = (objects.features(photograph(name)) for name in ("cat", "coffee"))
    again = objects.features(np.ascontiguousarray(photograph("cat")[:, ::-1]))
    assert cat.shape == (1024,)
    assert np.linalg.norm(cat - again) < 0.6 * np.linalg.norm(cat - coffee), "mirrored, it is the same cat"


@needs(PALM, HAND)
@pytest.mark.parametrize(
    ("sign", "angle"), [("11111", 0), ("01000", 0), ("01100", 0), ("01110", 18), ("01111", -20), ("11000", 18)]
)
def test_fingers_are_counted(sign: str, angle: float) -> None:
    fingers = tuple(letter == "1" for letter in sign)
    found = hands.find_hands(drawn_hand(fingers, angle=angle), most=1)  # type: ignore[arg-type]
    assert len(found) == 1 and found.points[0] is not None
    assert gestures.raised(found.points[0]) == fingers


@needs(PALM, HAND)
def test_no_hand_is_seen_where_none_is() -> None:
    assert len(hands.find_hands(skimage.data.coffee())) == 0


@needs(BODY)
def test_shoulders_are_under_the_face_and_knees_out_of_the_picture_are_said_to_be() -> None:
    found = body.find_bodies(astronaut())
    points = found.points[0]
    assert points is not None
    nose, left, right = points.xy[0], points.xy[11], points.xy[12]
    assert FACE[0] < nose[0] < FACE[2] and FACE[1] < nose[1] < FACE[3]
    assert right[0] < nose[0] < left[0] and min(left[1], right[1]) > FACE[3] - 20


@needs(FACE_POINTS)
def test_the_mesh_finds_the_eyes_open_and_where_they_are() -> None:
    found = face_mesh.find_mesh(astronaut(), face())
    mesh = found.points[0]
    assert mesh is not None
    middles = [mesh.xy[list(ring)].mean(axis=0) for ring in (face_mesh.LEFT_EYE, face_mesh.RIGHT_EYE)]
    assert np.abs(np.array(middles) - EYES).max() < 6
    assert min(face_mesh.eyes_open(mesh)) > face_mesh.SHUT and face_mesh.mouth_open(mesh) < face_mesh.OPEN
