"""Faces: found now and then, followed in between."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from vision.detect.follow import Detect, Following, follow
from vision.faces import find_eyes, find_faces, find_smiles
from vision.faces.find.profiles import find_profiles
from vision.faces.find.propose import LIVE_PASSES
from vision.params import Range
from vision.processor import Moment, processor
from vision.types import Detections, Image

Sure = Annotated[float, Range(0.1, 0.95, step=0.05), "How sure the machine must be; lower finds more and errs more."]
FaceMethod = Annotated[
    Literal["careful", "accurate"],
    "careful: OpenCV's cascades; accurate: YuNet, once its model file is downloaded on the Faces page.",
]


def faces_in(image: Image, sure: float = 0.5, method: str = "careful") -> Detections:
    """Faces in one frame of a video, as fast as is decent."""
    if method == "accurate":
        return find_faces(image, "accurate", threshold=0.4 + 0.6 * sure)
    return find_faces(image, threshold=sure, passes=LIVE_PASSES)


def _eyes_in(image: Image, sure: float, method: str) -> Detections:
    return find_eyes(image, faces_in(image, sure, method), "accurate" if method == "accurate" else "careful")


def _smiles_in(image: Image, sure: float, method: str) -> Detections:
    return find_smiles(image, faces_in(image, sure, method))


def _followed(image: Image, state: Following, moment: Moment, detect: Detect) -> tuple[Detections, Following]:
    after = follow(image, state, moment, detect)
    return after.detections().clipped(image.shape[1], image.shape[0]), after


@processor("Faces")
def faces(
    image: Image, state: Following, moment: Moment, *, sure: Sure = 0.5, method: FaceMethod = "careful"
) -> tuple[Detections, Following]:
    """Put a box around each face and follow it.

    In words: A face has dark eyes over bright cheeks, and a bright nose between them. The machine looks for such light
        and dark patches now and then, and in between follows where the pixels go.
    Used for: Cameras that focus on faces. It sees that there is a face, not whose it is.

    Cascades of Haar features (Viola and Jones, 2001), followed by optical flow (Lucas and Kanade, 1981).
    """
    return _followed(image, state, moment, partial(faces_in, sure=sure, method=method))


@processor("Eyes")
def eyes(
    image: Image, state: Following, moment: Moment, *, sure: Sure = 0.5, method: FaceMethod = "careful"
) -> tuple[Detections, Following]:
    """Put a box around each eye of each face.

    In words: Once a face is found, the machine looks for one eye in each half of its upper part.
    Used for: Telling a driver to take a break, and focusing a camera on the nearer eye.

    Windows of four eye cascades (OpenCV's) vote for each eye.
    """
    return _followed(image, state, moment, partial(_eyes_in, sure=sure, method=method))


@processor("Smiles")
def smiles(
    image: Image, state: Following, moment: Moment, *, sure: Sure = 0.5, method: FaceMethod = "careful"
) -> tuple[Detections, Following]:
    """Put a box around each smiling mouth. Indicative only: a moustache smiles too.

    In words: The machine looks in the lower half of each face for the broad shape of a smile.
    Used for: Cameras that wait with the photograph until everybody smiles.

    OpenCV's smile cascade.
    """
    return _followed(image, state, moment, partial(_smiles_in, sure=sure, method=method))


@processor("Profiles")
def profiles(image: Image, state: Following, moment: Moment) -> tuple[Detections, Following]:
    """Put a box around each face that is seen from the side.

    In words: From the side a face is another pattern: one eye, the nose against the background. The machine knows it
        for one side and looks at the mirrored picture for the other.
    Used for: Finding people who do not look at the camera.

    OpenCV's profile cascade, both ways.
    """
    return _followed(image, state, moment, find_profiles)
