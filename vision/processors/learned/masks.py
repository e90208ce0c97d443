"""Faces in 468 points, and drawings worn on them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial, reduce
from typing import Annotated, Literal

from vision.detect.follow import Following, follow
from vision.faces import find_faces
from vision.faces.find.propose import LIVE_PASSES
from vision.learned.costume import wear
from vision.learned.face_mesh import OPEN, SHUT, eyes_open, find_mesh, mouth_open
from vision.models.shelf import FACE_POINTS
from vision.processor import Moment, processor
from vision.types import Detections, Image, KeyPoints
from vision.words.said import N_, said

_EVERY_S = 0.08
_AFRESH_S = 1  # so often new faces are looked for while others are followed


def _meshes(image: Image, known: Detections, afresh: bool, say: str) -> Detections:
    faces = find_faces(image, passes=LIVE_PASSES) if afresh or not len(known) else Detections.none()
    found = find_mesh(image, faces, known)
    return replace(found, label=tuple(_words(mesh, say) for mesh in found.points if mesh is not None))


def _words(mesh: KeyPoints, say: str) -> str:
    (left, right), mouth = eyes_open(mesh), mouth_open(mesh)
    if say == "numbers":
        return said("eyes {left:.2f} {right:.2f} mouth {mouth:.2f}", left=left, right=right, mouth=mouth)
    if say == "nothing":
        return "face"
    if left < SHUT or right < SHUT:
        return N_("eyes shut") if left < SHUT and right < SHUT else N_("wink")
    return N_("mouth open") if mouth > OPEN else "face"


def _followed(image: Image, state: Following, moment: Moment, say: str) -> tuple[Detections, Following]:
    afresh = moment.time_s // _AFRESH_S != state.asked_s // _AFRESH_S
    look = partial(_meshes, known=state.detections(), afresh=afresh, say=say)
    return (after := follow(image, state, moment, look, _EVERY_S)).detections(), after


@processor("Face mesh", needs=(FACE_POINTS,))
def face_mesh(
    image: Image,
    state: Following,
    moment: Moment,
    *,
    say: Annotated[
        Literal["doing", "numbers", "nothing"], "Whether eyes are shut or the mouth is open, or both as numbers."
    ] = "doing",
) -> tuple[Detections, Following]:
    """Lay a net of 468 points over each face.

    In words: A network has learned where on a face the corners of eyes, lips and cheeks are, and lays a net over it
        like a spider. When the upper and the lower lid come together the eye is shut; when the lips part, the mouth is
        open.
    Used for: Glasses tried on in a web shop, drawn figures that speak, and telling a tired driver to rest.

    MediaPipe's face mesh on the faces that OpenCV's cascades find. Eye and mouth are open as far as their height in
    their own widths says: an eye is shut below 0.17, a mouth open above 0.25. It was trained on photographs from
    telephones; it guesses what a mask or a hand hides, and errs from three quarters of a profile on.
    """
    found, after = _followed(image, state, moment, say)
    return found.clipped(image.shape[1], image.shape[0]), after


@processor("Mask party", needs=(FACE_POINTS,))
def mask_party(
    image: Image,
    state: Following,
    moment: Moment,
    *,
    costume: Annotated[Literal["cat", "clown", "glasses", "moustache", "crown"], "What everybody wears."] = "cat",
) -> tuple[Image, Following]:
    """Put on cat's ears, a clown's nose, glasses, a moustache or a crown.

    In words: The machine knows where eyes and chin are, and bends a drawing so that it fits there. When you lean your
        head the drawing leans too.
    Used for: Telephones that put ears on you, and trying on glasses or hats before buying.

    Three points of the face mesh, the outer corners of the eyes and the chin, say how the drawing lies.
    """
    found, after = _followed(image, state, moment, "nothing")
    faces = [points for points in found.points if points is not None]
    return reduce(partial(_worn, costume=costume), faces, image.copy()), after


def _worn(image: Image, face: KeyPoints, costume: str) -> Image:
    return wear(image, face, costume)
