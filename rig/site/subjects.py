"""What each processor is shown on: a packaged photograph, or something laid on one that it can find or that moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cv2
import numpy as np

from rig.drawn_hand import drawn_hand
from rig.drawn_things import ean13, qr, walker
from vision.catalogue import find
from vision.photographs import photograph
from vision.presets import cut, photo_for
from vision.types import Image, as_image

FRAME_S = 0.2
_STILL, _MOVING = 6, 20
_MOVES = {"motion", "memory"}
_LAMP = {"trails", "long_exposure"}


def frames(name: str) -> list[Image]:
    """480 x 360 each, `FRAME_S` apart; one that sees no time gets one. The last is what is shown as before."""
    if name in _DRAWN:
        return [_DRAWN[name]()]
    if find(name).group in _MOVES:
        thing = _lamp() if name in _LAMP else _cat()
        behind = cut(photograph("rocket" if name in _LAMP else "coffee"))
        places = [0.0] * _STILL + [i / (_MOVING - 1) for i in range(_MOVING)]
        return [_laid(thing, behind, place) for place in places]
    return [cut(photograph(_PHOTO.get(name) or photo_for(name)))]


def _laid(thing: tuple[Image, Image], behind: Image, place: float) -> Image:
    """A round thing on its way from left to right along a bow; place: from 0 to 1."""
    picture, share = thing
    size = len(picture)
    left = round((behind.shape[1] - size) * place)
    top = round((behind.shape[0] - size) * (0.75 - 0.7 * np.sin(np.pi * place)))
    image = behind.copy()
    part = image[top : top + size, left : left + size]
    cover = share.astype(np.float32) / 255
    part[:] = (picture * cover + part * (1 - cover)).round()
    return image


def _cat() -> tuple[Image, Image]:
    face = photograph("cat")[20:260, 110:350]
    return as_image(cv2.resize(face, (110, 110), interpolation=cv2.INTER_AREA)), _disc(110, 52, 1.0)


def _lamp() -> tuple[Image, Image]:
    return as_image(np.full((60, 60, 3), (255, 244, 214), np.uint8)), _disc(60, 14, 4.0)


def _disc(size: int, radius: int, soft: float) -> Image:
    disc = cv2.circle(np.zeros((size, size, 3), np.uint8), (size // 2, size // 2), radius, (255,) * 3, cv2.FILLED)
    return as_image(cv2.GaussianBlur(disc, (0, 0), soft))


def _card(picture: Image) -> Image:
    """The picture in front of a cup of coffee, as somebody holds it up."""
    image = cut(photograph("coffee")).copy()
    tall, wide = picture.shape[:2]
    top, left = (image.shape[0] - tall) // 2, (image.shape[1] - wide) // 2
    image[top - 12 : top + tall + 12, left - 20 : left + wide + 20] = 255
    image[top : top + tall, left : left + wide] = picture
    return as_image(cv2.GaussianBlur(image, (0, 0), 0.7))


def _sheet() -> Image:
    """A page of a book, lying askew before a cup of coffee."""
    table, page = cut(photograph("coffee")).copy(), photograph("book")[:170]
    even = cv2.GaussianBlur(page, (0, 0), 25).astype(np.float32)  # the page lies in a shadow of its own
    light = np.clip(page / even * 225, 0, 245).astype(np.uint8)
    light = cv2.copyMakeBorder(light, 30, 40, 24, 24, cv2.BORDER_CONSTANT, value=(228, 228, 228))  # type: ignore[assignment]
    tall, wide = light.shape[:2]
    frame = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32)
    corners = np.array([[90, 70], [400, 40], [430, 290], [60, 310]], np.float32)
    way = cv2.getPerspectiveTransform(frame, corners)
    mask = cv2.warpPerspective(np.full((tall, wide), 255, np.uint8), way, table.shape[1::-1])
    cv2.copyTo(cv2.warpPerspective(light, way, table.shape[1::-1], flags=cv2.INTER_AREA), mask, table)
    return as_image(table)


def _hand(*raised: bool) -> Image:
    """A hand with these fingers raised, thumb to little finger."""
    thumb, first, middle, ring, little = raised
    hand = drawn_hand((thumb, first, middle, ring, little), 360)
    return as_image(cv2.copyMakeBorder(hand, 0, 0, 60, 60, cv2.BORDER_REPLICATE))


_PHOTO = {"white_balance": "coffee", "colour_tracker": "coffee", "pixel_values": "cat", "objects": "coffee"}

_DRAWN: Mapping[str, Callable[[], Image]] = {
    "qr_codes": lambda: _card(qr("Vision Booth", 8)),
    "bar_codes": lambda: _card(ean13("4006381333931", 3, 130)),
    "people": lambda: walker(240),
    "paper": _sheet,
    "hands": lambda: _hand(False, True, True, True, True),
    "air_drawing": lambda: _hand(False, True, False, False, False),
}
