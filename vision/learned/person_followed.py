"""Which pixels are a person in a video: the network's last answer, carried to this picture as far as the two agree.

A picture need not wait for its own answer, which comes while the next is on its way. What was not in the picture that
the answer is about counts as no person, so that nobody's room is seen through the outline of a moment ago. Where part
of a person changed at once, the picture waits; where nearly all did, it is another scene, of which nobody is known yet.
"""

from __future__ import annotations

import math
from concurrent.futures import Future
from dataclasses import dataclass

import cv2
import numpy as np

from vision.learned.person import HEIGHT, WIDTH, Share, person_share, reduced
from vision.processor import Moment, run_now
from vision.types import Image

_AGE_S = 0.15  # an older answer is not carried on
_OLD_S = 0.5  # a mask from longer ago says nothing of this picture
_CALM, _LIVELY = 0.35, 3.0  # how much of a small change is believed at once, and how much more of a larger one
_APART = 20  # levels by which a pixel may differ from the one it came from, light aside
_LIKELY = 0.25  # from here on a pixel may be shown
_NEW = 0.03  # share of a person's pixels that may be new; beyond it the picture waits for its own answer
_ANOTHER = 0.5  # beyond this it is another scene: whoever moves has less than 0.25, a cut more than 0.55
_PLACES = np.stack(np.meshgrid(np.arange(WIDTH), np.arange(HEIGHT)), axis=-1).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class MaskAnswer:
    """What the network says, or will say, of a picture as it saw it, taken at a time."""

    seen: Image
    time_s: float
    share: Future[Share]


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """The network's newest answer and its open question; the last mask, steadied, and when it was."""

    told: MaskAnswer | None = None
    asked: MaskAnswer | None = None
    share: Share | None = None
    time_s: float = -math.inf


def follow_person(image: Image, state: Followed, moment: Moment) -> tuple[Share, Followed]:
    """(HEIGHT, WIDTH) how likely each part of the picture is a person; changes that are mostly noise come in slowly.

    The network runs through `moment.submit`, one question at a time; where that answers at once, each picture has its
    own answer. Raises VisionError when its file is missing, and whatever the network raised.
    """
    told, asked, share = _newest(reduced(image), state, moment)
    if state.share is not None and moment.time_s - state.time_s < _OLD_S:
        change = share - state.share
        share = state.share + change * np.minimum(1, _CALM + _LIVELY * np.abs(change))
    return share, Followed(told, asked, share, moment.time_s)


def _newest(seen: Image, state: Followed, moment: Moment) -> tuple[MaskAnswer, MaskAnswer | None, Share]:
    """The newest answer, the question that is open, and the mask of this picture."""
    told, asked, now = state.told, state.asked, moment.time_s
    if asked is not None and asked.share.done():
        told, asked = asked if told is None or asked.time_s > told.time_s else told, None
    question = asked or MaskAnswer(seen, now, moment.submit(person_share, seen))
    if question is asked or not question.share.done():
        moved = carried(told.share.result(), told.seen, seen) if told and now - told.time_s < _AGE_S else None
        if told and moved is not None:
            return told, question, moved
    if question is asked or question.share.cancel():  # the worker is busy with something else
        own = MaskAnswer(seen, now, run_now(person_share, seen))
        return own, asked, own.share.result()
    return question, None, question.share.result()


def carried(share: Share, then: Image, now: Image) -> Share | None:
    """The mask of one small picture in another, nothing where that is new; None where part of a person is.

    Dense optical flow (Kroeger et al., "Fast optical flow using dense inverse search", 2016) says where each pixel was;
    one that looks otherwise than there, the light's change aside, is new.
    """
    grey = [cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) for picture in (now, then)]
    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST).calc(*grey, None)  # type: ignore[call-overload]
    x, y = cv2.split(_PLACES + flow)
    before = cv2.remap(then, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    moved = cv2.remap(share, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
    lighter = np.subtract(cv2.mean(now)[:3], cv2.mean(before)[:3])
    apart = cv2.blur(cv2.subtract(now, before, dtype=cv2.CV_16S), (3, 3))
    new = cv2.inRange(apart, lighter - _APART, lighter + _APART) == 0
    shown = moved > _LIKELY
    share_new = float(np.mean(new[shown])) if shown.any() else 0.0
    if _NEW < share_new < _ANOTHER:
        return None
    moved[new | (share_new >= _ANOTHER)] = 0
    return np.asarray(moved, np.float32)
