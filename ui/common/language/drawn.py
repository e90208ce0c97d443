"""What is drawn into a visitor's pictures, in their language: on its way with all that they alone bring along."""

from __future__ import annotations

from ui.common.language import templates
from vision.learned.body import ANGLES
from vision.learned.kinds import KINDS
from vision.processors.learned.taught import NOTHING_YET
from vision.words.renamed import OWN

_FACES = "face", "eye", "smile", "profile", "eyes shut", "wink", "mouth open"
_HANDS = "hand", "open hand", "fist", "thumb up", "victory", "pointing"
_OTHERS = "body", "person", "line", "colour", "QR code", "bar code"
_OPEN = "{joint} {degrees:.0f}", "eyes {left:.2f} {right:.2f} mouth {mouth:.2f}"
LABELS = (*KINDS, *ANGLES, *_FACES, *_HANDS, *_OTHERS, *_OPEN, NOTHING_YET)
NUMBERED = (("{number} finger", "{number} fingers"),)
"""All that a processor calls its findings, but for what is read or was taught."""


def names(*more: str) -> dict[str, str]:
    """All that is otherwise in the visitor's language; more: what else is written into a picture."""
    return templates((*LABELS, *more), NUMBERED)


def brought_along() -> dict[str, dict[str, str]]:
    """For `LiveStream.own` and the like of stills; an English visitor brings nothing."""
    return {OWN: own} if (own := names()) else {}
