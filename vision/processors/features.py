"""Features: points, lines and patches by which a machine knows a place again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.params import Range
from vision.pixels.channels import to_gray
from vision.pixels.resize import shrunk, stretched
from vision.pixels.superpixels import slic
from vision.processor import processor
from vision.processors.colour import near_hue
from vision.types import Detections, Image, as_gray
from vision.words.said import N_
from vision.working_size import WIDTH, narrowed

_WORK = 640  # pixels on the longer side at which lines and circles are looked for
_MARK = (255, 176, 0)
_COOL = (0, 208, 255)


def _thick(image: Image) -> int:
    return max(1, min(int(side) for side in image.shape[:2]) // 240)


@processor("Corners")
def corners(
    image: Image,
    *,
    most: Annotated[int, Range(1, 500), "How many of the best are shown."] = 120,
    quality: Annotated[float, Range(0.01, 0.5, step=0.01), "How good one must be beside the best."] = 0.03,
    apart: Annotated[int, Range(1, 50, unit="px"), "How far from each other they are."] = 8,
) -> Image:
    r"""Mark the corners: places that look different whichever way you move.

    In words: Slide a small window around. On a wall nothing changes, along an edge little does, but at a corner
        every step shows something new.
    Used for: Following things in films, and stitching photos to a panorama.
    Formula: \min(\lambda_1, \lambda_2) \text{ of } \sum_w \begin{pmatrix}I_x^2 & I_x I_y\\ I_x I_y & I_y^2\end{pmatrix}

    Shi and Tomasi (1994), OpenCV's.
    """
    result = image.copy()
    found = cv2.goodFeaturesToTrack(to_gray(image), most, quality, apart)
    for x, y in np.reshape(found if found is not None else [], (-1, 2)):
        cv2.circle(result, (round(float(x)), round(float(y))), 3 * _thick(image), _MARK, _thick(image), cv2.LINE_AA)
    return result


@processor("ORB keypoints")
def orb_keypoints(
    image: Image, *, most: Annotated[int, Range(10, 1000, step=10), "How many of the best are shown."] = 250
) -> Image:
    r"""Mark places a machine would know again, with their size and direction.

    In words: A keypoint is a spot with a pattern of its own. The circle shows its size, the line which way it points.
    Used for: Recognising a poster or a building from any side, and robots finding their way.

    Oriented FAST and rotated BRIEF (Rublee and others, 2011), OpenCV's, spread evenly over the picture; looked for on
    at most 640 pixels' width.
    """
    small = narrowed(image)
    found = cv2.ORB.create(4 * most, nlevels=4).detect(to_gray(small), None) if min(small.shape[:2]) > 1 else ()
    points = _spread_out(found, most, max(small.shape) / 12)
    scale = image.shape[1] / small.shape[1]
    result = image.copy()
    for point in points:
        _keypoint(result, np.array(point.pt) * scale, point.size / 2 * scale, point.angle, max(1, round(scale)))
    return result


def _keypoint(canvas: Image, centre: NDArray[np.float64], radius: float, degrees: float, thick: int) -> None:
    """A circle of its size, and a line from the centre the way it points; OpenCV's own are one pixel thin."""
    way = radius * np.array([np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))])
    start, end = (tuple(np.rint(16 * place).astype(int).tolist()) for place in (centre, centre + way))
    cv2.circle(canvas, start, round(16 * radius), _COOL, thick, cv2.LINE_AA, 4)
    cv2.line(canvas, start, end, _COOL, thick, cv2.LINE_AA, 4)


def _spread_out(points: Sequence[cv2.KeyPoint], most: int, cell: float) -> list[cv2.KeyPoint]:
    """At most `most` points: the best of each cell first, then the second best of each, and so on."""
    taken = Counter[tuple[int, int]]()
    ranked: list[tuple[int, int, cv2.KeyPoint]] = []
    for point in sorted(points, key=lambda p: (-p.response, p.pt)):
        place = (int(point.pt[0] / cell), int(point.pt[1] / cell))
        ranked.append((taken[place], len(ranked), point))
        taken[place] += 1
    return [point for *_, point in sorted(ranked, key=lambda r: r[:2])[:most]]


@processor("Hough lines")
def hough_lines(
    image: Image,
    *,
    votes: Annotated[int, Range(10, 200), "How many edge pixels must agree on a line."] = 50,
    length: Annotated[int, Range(2, 50, unit="%"), "The shortest line, in parts of the picture's longer side."] = 8,
    gap: Annotated[int, Range(0, 40, unit="px", grows=0), "Gaps that are passed over."] = 6,
) -> Image:
    r"""Find straight lines and draw them over the picture.

    In words: Each edge pixel votes for all lines that could run through it. Lines with many votes win.
    Used for: Finding lanes on a road, walls of a room, and how crooked a scanned page lies.
    Formula: \rho = x\cos\theta + y\sin\theta

    Probabilistic Hough transform (Matas and others, 2000), looked for on at most 640 pixels a side.
    """
    small = shrunk(image, _WORK)
    edges = cv2.Canny(cv2.GaussianBlur(to_gray(small), (0, 0), 1.2), 60, 150)
    shortest = max(small.shape) * length / 100
    found = cv2.HoughLinesP(edges, 1, np.pi / 180, votes, minLineLength=shortest, maxLineGap=gap)
    result = image.copy()
    scale = image.shape[1] / small.shape[1]
    for line in np.reshape(found if found is not None else [], (-1, 4)) * scale:
        x0, y0, x1, y1 = (round(float(v)) for v in line)
        cv2.line(result, (x0, y0), (x1, y1), _MARK, 2 * _thick(image), cv2.LINE_AA)
    return result


@processor("Hough circles")
def hough_circles(
    image: Image,
    *,
    roundness: Annotated[int, Range(30, 95, unit="%"), "How perfect a circle has to be."] = 75,
    smallest: Annotated[int, Range(3, 20, unit="%"), "The smallest radius, in parts of the shorter side."] = 4,
    largest: Annotated[int, Range(5, 50, unit="%"), "The largest radius, in parts of the shorter side."] = 40,
) -> Image:
    r"""Find circles and draw them over the picture.

    In words: From each edge pixel walk inwards, straight away from the edge. Where many walkers meet is a centre.
    Used for: Counting coins, measuring eyes and tree rings, finding traffic signs.
    Formula: (x - a)^2 + (y - b)^2 = r^2

    OpenCV's gradient Hough transform, looked for on at most 480 pixels a side.
    """
    small = shrunk(image, 480)
    gray = cv2.GaussianBlur(to_gray(small), (0, 0), 1.5)
    side = min(small.shape[:2])
    low = max(1, side * smallest // 100)
    high = max(low + 1, side * largest // 100)
    kind, apart = cv2.HOUGH_GRADIENT_ALT, 1.5 * low + 1
    found = cv2.HoughCircles(gray, kind, 1.5, apart, None, 300, roundness / 100, low, high)
    result = image.copy()
    scale = image.shape[1] / small.shape[1]
    for circle in np.reshape(found if found is not None else [], (-1, 3))[:60] * scale:
        x, y, radius = (round(float(v)) for v in circle)
        cv2.circle(result, (x, y), radius, _MARK, 2 * _thick(image), cv2.LINE_AA)
        cv2.circle(result, (x, y), _thick(image), _COOL, cv2.FILLED, cv2.LINE_AA)
    return result


@processor("Superpixels (SLIC)")
def superpixels(
    image: Image,
    *,
    pieces: Annotated[int, Range(10, 600, step=10), "About how many patches."] = 200,
    compactness: Annotated[int, Range(1, 40), "Low follows the colours, high keeps patches square."] = 20,
    paint: Annotated[bool, "Fill each patch with its mean colour."] = True,
    borders: Annotated[bool, "Draw where patches meet."] = True,
) -> Image:
    r"""Cut the picture into patches of one colour, like a stained-glass window.

    In words: Spread markers evenly. Each pixel joins the marker that is near and of a similar colour; each marker
        moves to the middle of its pixels; repeat.
    Used for: Cutting people out of photos: a machine decides on 200 patches more quickly than on a million pixels.
    Formula: D = \sqrt{d_{colour}^2 + (m\, d_{place} / S)^2}

    SLIC (Achanta and others, 2012) on at most 256 pixels a side, where the eye can hardly tell.
    """
    small = shrunk(image, 256)
    labels, colours = slic(small, pieces, compactness)
    result = stretched(colours[labels], image, smooth=False) if paint else image.copy()
    if borders:
        wide = stretched(labels.astype(np.uint16), image, smooth=False)
        side = 2 * max(1, round(image.shape[1] / WIDTH)) + 1
        cross = cv2.getStructuringElement(cv2.MORPH_CROSS, (side, side))
        seam = cv2.compare(cv2.erode(wide, cross), wide, cv2.CMP_NE)
        cv2.copyTo(cv2.convertScaleAbs(result, alpha=0.35), seam, result)
    return result


@processor("Colour tracker")
def colour_tracker(
    image: Image,
    *,
    hue: Annotated[int, Range(0, 359, unit="°"), "0 red, 60 yellow, 120 green, 180 cyan, 240 blue, 300 pink."] = 220,
    tolerance: Annotated[int, Range(5, 60, unit="°"), "How far a colour may be from it."] = 20,
    saturation: Annotated[int, Range(0, 100, unit="%"), "Paler things are passed over."] = 45,
    most: Annotated[int, Range(1, 10), "How many things are followed."] = 1,
) -> Detections:
    r"""Put a box around the largest thing of one colour.

    In words: Ask each dot whether it has your colour, join those that touch, and box the biggest heap.
    Used for: Following a ball in sports, and magic wands in games: hold something blue into the camera.

    The score is the share of its box that the thing fills. Looked for on at most 320 pixels a side.
    """
    small = shrunk(image, 320)
    mask = near_hue(small, hue, tolerance, saturation)
    mask = as_gray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)))
    things = cv2.connectedComponentsWithStats(mask)[2][1:]  # left, top, width, height, area; the first is no thing
    things = things[things[:, 4].argsort(kind="stable")[::-1][:most]]
    left, top, wide, tall, area = things[things[:, 4] >= mask.size / 1000].T
    boxes = np.stack([left, top, left + wide, top + tall], axis=1)
    height, width = image.shape[:2]
    found = Detections.of(boxes, N_("colour"), area / (wide * tall))
    return found.moved(max(width / small.shape[1], height / small.shape[0])).clipped(width, height)
