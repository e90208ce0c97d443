"""Background: a network tells people from what is behind them, which is blurred, replaced or cut away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import cv2
import numpy as np

from vision.learned.backdrop import filling, packaged, plain
from vision.learned.person import Share, at_edges
from vision.learned.person_followed import Followed, follow_person
from vision.models.shelf import PERSON
from vision.params import Range
from vision.pixels.compose import laid_over
from vision.pixels.resize import halved, stretched
from vision.processor import Moment, processor
from vision.types import Image, as_image

OWN = "backdrop"
"""The name under which a viewer brings a picture along, to be put behind people."""
Backdrop = Annotated[
    Literal["galaxies", "rocket", "coffee", "cat", "colour", "own"],
    "What is put behind people: colour takes the hue below, own a picture of yours.",
]
Hue = Annotated[int, Range(0, 359, unit="°"), "The colour's place on the colour wheel: 120 is green."]
_TINY = 1e-3
_MELT = 1 / 40  # of the picture's width: how far the background is melted while an own picture is missing


def _person(image: Image, state: Followed, moment: Moment) -> tuple[Share, Followed]:
    """(H, W) how much of each pixel is a person."""
    share, after = follow_person(image, state, moment)
    return at_edges(share, image), after


@processor("Blur background", hides=True, needs=(PERSON,))
def blur_background(
    image: Image,
    state: Followed,
    moment: Moment,
    *,
    radius: Annotated[int, Range(4, 60, unit="px"), "How far colours run into each other."] = 16,
) -> tuple[Image, Followed]:
    """Keep people sharp and let everything behind them melt.

    In words: The machine has seen thousands of pictures on which somebody had painted over the people by hand. From
        them it learned to paint by itself: this is a person, this is not. What is not is then made soft.
    Used for: Video calls from untidy rooms, and portraits with a soft background.

    MediaPipe's selfie segmentation, trained on pictures of people near a camera, often holding it. It errs at chairs,
    at things held in the hand, at people far away, and takes posters of people for people. Its outline, 256 x 144
    pixels, is laid along the picture's edges by a guided filter and steadied in time. The person's own colours do not
    run into the background, since only the background is averaged.
    """
    person, after = _person(image, state, moment)
    return laid_over(image, _melted(image, person, radius), person), after


def _melted(image: Image, person: Share, radius: float) -> Image:
    """The background's own colours, averaged on a small picture, also where people stand."""
    scale = max(1.0, radius / 4)
    size = max(1, round(image.shape[1] / scale)), max(1, round(image.shape[0] / scale))
    rest = 1 - cv2.resize(halved(person, *size), size, interpolation=cv2.INTER_AREA)
    small = cv2.resize(halved(image, *size), size, interpolation=cv2.INTER_AREA) * rest[..., None]
    soft = cv2.GaussianBlur(small, (0, 0), max(0.5, radius / scale))
    weight = cv2.GaussianBlur(rest, (0, 0), max(0.5, radius / scale))
    all_over = np.array(cv2.mean(soft)[:3], np.float32)
    mean = (soft + _TINY * all_over) / (weight + _TINY * max(float(weight.mean()), _TINY))[..., None]
    return as_image(stretched(np.clip(mean, 0, 255).astype(np.uint8), image))


@dataclass(frozen=True, slots=True, eq=False)
class Replaced:
    """The mask as it is followed, the viewer's own picture, and that at the frame's size."""

    mask: Followed = field(default_factory=Followed)
    own: Image | None = None
    fitted: Image | None = None

    def fitting(self, own: Image, height: int, width: int) -> Image:
        """The picture at this size, cut once for all frames."""
        if self.own is own and self.fitted is not None and self.fitted.shape[:2] == (height, width):
            return self.fitted
        return filling(own, height, width)


@processor("Replace background", hides=True, needs=(PERSON,))
def replace_background(
    image: Image, state: Replaced, moment: Moment, *, scene: Backdrop = "galaxies", hue: Hue = 120
) -> tuple[Image, Replaced]:
    """Put people before another picture or a plain colour.

    In words: The machine paints over each pixel that is not a person, like a weather forecaster who stands before an
        empty wall and seems to stand before a map.
    Used for: Weather forecasts, films with faraway places, and video calls from the moon.

    The same network as for blurring; hair and fingers are where one sees that it guesses. A picture of one's own is
    seen in that visit alone; where there is none, the background is blurred.
    """
    size = image.shape[:2]
    person, mask = _person(image, state.mask, moment)
    if scene != "own":
        behind = plain(*size, hue) if scene == "colour" else packaged(*size, scene)
        return laid_over(image, behind, person), Replaced(mask)
    own: Image | None = moment.own.get(OWN)
    if own is None:
        return laid_over(image, _melted(image, person, size[1] * _MELT), person), Replaced(mask)
    fitted = state.fitting(own, *size)
    return laid_over(image, fitted, person), Replaced(mask, own, fitted)


def wants_own(step: str, values: Mapping[str, Any]) -> bool:
    """Whether a step of this name with these values puts the viewer's own picture behind people."""
    return step == replace_background.__name__ and values["scene"] == "own"


@processor("Cut out", hides=True, needs=(PERSON,))
def cut_out(
    image: Image,
    state: Followed,
    moment: Moment,
    *,
    paper: Annotated[Literal["black", "white", "grey"], "What is left where no person is."] = "white",
    outline: Annotated[int, Range(0, 20, unit="px"), "How wide the cutter's white edge is; 0 for none."] = 6,
) -> tuple[Image, Followed]:
    """Cut people out of the picture like a sticker.

    In words: Everything that is no person is thrown away, and a white edge is left around what stays, as if somebody
        had used scissors.
    Used for: Stickers, collages, and pictures of goods in a shop.

    The same network as for blurring.
    """
    person, after = _person(image, state, moment)
    grey = {"black": 16, "white": 255, "grey": 128}[paper]
    card: Image = np.full(image.shape, grey, np.uint8)
    if outline:
        wide = cv2.dilate(person, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * outline + 1, 2 * outline + 1)))
        edge: Image = np.full(image.shape, 255 if paper != "white" else 210, np.uint8)
        card = laid_over(edge, card, wide)
    return laid_over(image, card, person), after
