"""Privacy: faces made unrecognisable, on the safe side.

One lost for a moment stays hidden for half a second; who walks in is hidden until the detector has looked.
"""

from __future__ import annotations

from functools import partial
from typing import Annotated

import cv2

from vision.detect.follow import LOST_S, Following, follow
from vision.detect.unseen import unseen
from vision.faces.privacy import blur, cover, pixelate, veiled
from vision.params import Range
from vision.processor import Moment, processor
from vision.processors.faces import faces_in
from vision.types import Detections, Gray, Image

Cells = Annotated[int, Range(2, 16), "How many patches across are left of a face; fewer hide it better."]
Margin = Annotated[float, Range(0, 1, step=0.05), "How much around the face is hidden too, in face widths."]
_SURE = 0.25
_SILENT_S = 1.5
_MISSED_S = 1.0  # a busy machine works on two frames a second, and is not to hide everything for it
_CUT = 30  # grey levels by which the whole picture changes when it shows another place


def _watched(image: Image, state: Following, moment: Moment) -> tuple[Detections, Gray | None, Following]:
    """What to hide: rather one box too many than a face in the open, and everything while nobody knows where they are.

    That is before the detector's first answer about this place, while it is silent, and when a face is lost that it
    was not asked about since. Besides, where the picture has changed since the frame of its last answer. A detector
    that fails is the pipeline's to deal with.
    """
    detect = partial(faces_in, sure=_SURE)
    after = follow(image, state, moment, detect)
    if _is_cut(state, after) or _lost_unseen(state, after):
        after = follow(image, Following(), moment, detect)
    if moment.time_s - after.informed_s > _SILENT_S:
        height, width = image.shape[:2]
        return Detections.of([0, 0, width, height], "face"), None, after
    if after.looked is None or after.gray is None:
        return after.detections(), None, after
    return after.detections(), unseen(after.looked, after.gray), after


def _is_cut(before: Following, after: Following) -> bool:
    """Whether another place is seen, or the same so long after that anybody may be anywhere."""
    if before.gray is None or after.gray is None:
        return False
    return after.time_s - before.time_s > _MISSED_S or float(cv2.absdiff(before.gray, after.gray).mean()) > _CUT


def _lost_unseen(before: Following, after: Following) -> bool:
    """Whether the flow has given up a face, and the detector has not looked since."""
    unseen = (t for t in before.tracks if after.time_s - t.seen_s > LOST_S and after.informed_s <= t.seen_s)
    return len(after.tracks) < len(before.tracks) and any(unseen)


@processor("Blur faces", hides=True)
def blur_faces(
    image: Image, state: Following, moment: Moment, *, cells: Cells = 6, margin: Margin = 0.25
) -> tuple[Image, Following]:
    """Melt each face into a few soft patches.

    In words: Each face is shrunk to a few points of colour and blown up again; what was lost does not come back.
    Used for: Streets photographed for maps, and people in the news who must not be known.
    """
    faces, places, after = _watched(image, state, moment)
    return veiled(blur(image, faces, cells=cells, margin=margin), image, places, "blur"), after


@processor("Pixelate faces", hides=True)
def pixelate_faces(
    image: Image, state: Following, moment: Moment, *, cells: Cells = 6, margin: Margin = 0.25
) -> tuple[Image, Following]:
    """Turn each face into a few squares.

    In words: Each face becomes a few squares of its average colours; what was lost does not come back.
    Used for: Television, when somebody must not be known.
    """
    faces, places, after = _watched(image, state, moment)
    return veiled(pixelate(image, faces, cells=cells, margin=margin), image, places, "pixelate"), after


@processor("Cover faces", hides=True)
def cover_faces(image: Image, state: Following, moment: Moment, *, margin: Margin = 0.25) -> tuple[Image, Following]:
    """Put a plain dark rectangle over each face.

    In words: Nothing of the face is left, not even its colours: the safest of the three.
    Used for: Publishing pictures of strangers.
    """
    faces, places, after = _watched(image, state, moment)
    return veiled(cover(image, faces, margin=margin), image, places, "cover"), after
