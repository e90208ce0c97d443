"""A drawn bird house that a bird visits now and then: for trying the recorder without a camera."""

from __future__ import annotations

import math
from functools import cache

import cv2
import numpy as np

from live.video.sources import HEIGHT, WIDTH, source
from vision.types import Image, as_image

_EVERY_S, _STAYS_S, _FLIES_S = 20.0, 3.0, 1.2
_FIRST_S = 6.0
_HOLE = (330, 235)
_AWAY = (-60, 90)
_BODY, _BREAST, _BEAK = (64, 92, 148), (226, 130, 74), (240, 190, 60)


@source("Bird house")
def bird_house(time_s: float) -> Image:
    """A drawn garden; every twenty seconds a bird visits its house."""
    picture = _garden().copy()
    since = (time_s - _FIRST_S) % _EVERY_S if time_s >= _FIRST_S else _EVERY_S
    if since < 2 * _FLIES_S + _STAYS_S:
        _draw_bird(picture, since)
    return picture


@cache
def _garden() -> Image:
    rows = np.linspace(0, 1, HEIGHT)[:, None, None]
    sky = (1 - rows) * np.array([150, 196, 222]) + rows * np.array([226, 236, 214])
    picture = as_image(np.tile(sky, (1, WIDTH, 1)).astype(np.uint8))
    grain = np.random.default_rng(3).normal(0, 10, (HEIGHT // 4, WIDTH // 4, 1))
    meadow = cv2.resize(grain, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)[..., None] + np.array([104, 150, 78])
    picture[360:] = np.clip(meadow[360:], 0, 255).astype(np.uint8)
    cv2.ellipse(picture, (560, 120), (150, 110), 0, 0, 360, (96, 140, 84), cv2.FILLED, cv2.LINE_AA)
    cv2.ellipse(picture, (610, 190), (120, 90), 0, 0, 360, (82, 124, 74), cv2.FILLED, cv2.LINE_AA)
    cv2.rectangle(picture, (318, 330), (342, 440), (118, 86, 60), cv2.FILLED)
    cv2.rectangle(picture, (255, 170), (405, 335), (190, 146, 100), cv2.FILLED)
    for y in range(200, 335, 30):
        cv2.line(picture, (255, y), (405, y), (168, 126, 84), 2, cv2.LINE_AA)
    roof = np.array([(235, 175), (330, 100), (425, 175)])
    cv2.fillPoly(picture, [roof], (150, 70, 58), cv2.LINE_AA)
    cv2.circle(picture, _HOLE, 27, (52, 38, 30), cv2.FILLED, cv2.LINE_AA)
    cv2.line(picture, (330, 282), (330, 300), (118, 86, 60), 8, cv2.LINE_AA)
    picture.flags.writeable = False
    return picture


def _draw_bird(picture: Image, since: float) -> None:
    """`since`: seconds from its coming; it flies in, sits before the hole, and flies off."""
    leaves = _FLIES_S + _STAYS_S
    if since < _FLIES_S:
        way, flying = since / _FLIES_S, True
    elif since < leaves:
        way, flying = 1.0, False
    else:
        way, flying = 1 - (since - leaves) / _FLIES_S, True
    eased = 1 - (1 - way) ** 2
    x = round(_AWAY[0] + (_HOLE[0] - _AWAY[0]) * eased)
    y = round(_AWAY[1] + (_HOLE[1] + 40 - _AWAY[1]) * eased + (0 if flying else 3 * math.sin(since * 9)))
    side = 1 if since < leaves else -1
    wing = round(26 * math.sin(since * 38)) if flying else 8
    cv2.ellipse(picture, (x, y), (30, 20), 0, 0, 360, _BODY, cv2.FILLED, cv2.LINE_AA)
    cv2.ellipse(picture, (x + 8 * side, y + 6), (18, 12), 0, 0, 360, _BREAST, cv2.FILLED, cv2.LINE_AA)
    cv2.circle(picture, (x + 26 * side, y - 12), 14, _BODY, cv2.FILLED, cv2.LINE_AA)
    beak = np.array([(x + 38 * side, y - 15), (x + 50 * side, y - 10), (x + 38 * side, y - 7)])
    cv2.fillPoly(picture, [beak], _BEAK, cv2.LINE_AA)
    cv2.circle(picture, (x + 30 * side, y - 15), 3, (15, 15, 20), cv2.FILLED, cv2.LINE_AA)
    feathers = np.array([(x - 14 * side, y), (x + 12 * side, y), (x - 10 * side, y - 10 - wing)])
    cv2.fillPoly(picture, [feathers], (44, 66, 112), cv2.LINE_AA)
    tail = np.array([(x - 24 * side, y), (x - 50 * side, y - 6), (x - 46 * side, y + 8)])
    cv2.fillPoly(picture, [tail], (44, 66, 112), cv2.LINE_AA)
