"""Whether an exercise is done, by value: each judge returns what is still amiss in one sentence, or nothing."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.lessons import cats_and_cups
from vision.lessons.scenes import Viewed
from vision.pixels.channels import to_gray
from vision.processors.tone import sauvola_level
from vision.recipe import Recipe
from vision.stills.still import filtered
from vision.words.said import said

_ROUNDING = 6  # grey levels that red, green and blue may lie apart in a pixel that is grey
_FEW = 0.005  # of the pixels
_FLAT = 6.0  # grey levels, the spread below which nothing is to be seen
_STEEP, _EVEN = 0.95, 0.5  # shares of the pixels below the steep ones, and of those that are even
_STRONGER = 4.0  # times as strong on edges as where it is even
_MOVED = 40  # grey levels by which a pixel differs from the empty scene
_RIM = 17  # pixels around what moves that are not asked
_STILL, _BRIGHT = 12.0, 30.0  # mean grey levels of what is black, and of what is seen
_SAME_INK = 0.8  # the least F1 of the ink with that of Sauvola's method
_PURE = 8  # grey levels from black or white
_INK_RADIUS, _INK_STRICTNESS = 12, 0.2


def grey(seen: Viewed) -> str:
    """No colour, and something to see."""
    image = seen.after[-1].astype(int)
    coloured = float(np.mean(image.max(axis=2) - image.min(axis=2) > _ROUNDING))
    if coloured > _FEW:
        return said("There is colour left in {share} of the pixels.", share=_percent(coloured))
    return _visible(seen)


def outlined(seen: Viewed) -> str:
    """What is even is of one tone, and the borders stand out from it."""
    before, after = to_gray(seen.before[-1]), to_gray(seen.after[-1]).astype(float)
    steepness = _steepness(before)
    steep = cv2.dilate((steepness >= np.quantile(steepness, _STEEP)).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    even = steepness <= np.quantile(steepness, _EVEN)
    off = np.abs(after - np.median(after[even]))
    on_edges, elsewhere = float(off[steep].mean()), float(off[even].mean())
    if on_edges < _FLAT:
        return said("The borders of the coins hardly show: they must differ clearly from everything else.")
    if on_edges < _STRONGER * elsewhere:
        return said("What is no border shows as well: the table and the middle of the coins should be of one tone.")
    return ""


def faceless(seen: Viewed) -> str:
    """The machine finds no face any more."""
    found = len(filtered(seen.after[-1], Recipe.parse("faces")).detections)
    return said("The machine still finds a face.") if found else _visible(seen)


def only_what_moves(seen: Viewed) -> str:
    """In the last frame all that stands still is dark, what moves is not; in the first frame nothing has moved yet."""
    apart = np.abs(seen.before[-1].astype(int) - seen.before[0]).max(axis=2)
    moving = apart > _MOVED
    still = cv2.dilate(moving.astype(np.uint8), np.ones((2 * _RIM + 1,) * 2, np.uint8)) == 0
    after = to_gray(seen.after[-1])
    if after[still].mean() > _STILL:
        return said("Something that stands still is to be seen: it should be black.")
    if after[moving].mean() < _BRIGHT:
        return said("The horse is too dark: what moves should be bright.")
    return ""


def readable(seen: Viewed) -> str:
    """Black ink on white paper, as a method finds it that looks at each place by itself."""
    gray, after = to_gray(seen.before[-1]), to_gray(seen.after[-1])
    between = float(np.mean((after > _PURE) & (after < 255 - _PURE)))
    if between > _FEW:
        return said("{share} of the pixels are neither black nor white.", share=_percent(between))
    ink = gray < sauvola_level(gray, _INK_RADIUS, _INK_STRICTNESS)
    black = after < 128
    if black.mean() > 0.5:
        return said("Most of it is black: the paper should be white.")
    if _f1(black, ink) < _SAME_INK:
        return said("Not every letter can be read: look for places that are all black, or where ink is missing.")
    return ""


def no_cat(seen: Viewed) -> str:
    """The machine that was taught cats does not call it one."""
    told = cats_and_cups.said_of(seen.after[-1])
    if told.name == "cat":
        return said("The machine still says “cat”, and is {sure:.0%} sure.", sure=told.sure)
    return _visible(seen)


def _visible(seen: Viewed) -> str:
    return "" if to_gray(seen.after[-1]).std() >= _FLAT else said("But now nobody can see anything in it.")


def _steepness(gray: NDArray[np.uint8]) -> NDArray[np.float32]:
    smooth = cv2.GaussianBlur(gray, (0, 0), 1).astype(np.float32)
    return cv2.magnitude(cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1))  # type: ignore[return-value]


def _f1(found: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    return float(2 * np.sum(found & true) / max(1, found.sum() + true.sum()))


def _percent(share: float) -> str:
    return f"{max(1, round(100 * share))} %"
