"""Edges: where brightness changes quickly."""

from __future__ import annotations

import math
from typing import Annotated

import cv2
import numpy as np

from vision.params import Range
from vision.pixels.channels import Channel, pick_channel, to_gray, to_rgb
from vision.pixels.gradients import Direction, in_bands, slope
from vision.pixels.resize import blurred, shrunk, stretched
from vision.processor import processor
from vision.types import Gray, Image, as_gray, as_image

_REACH = 8  # above it a blur works on a smaller picture

Way = Annotated[Direction, "The way in which brightness has to change."]
Gain = Annotated[float, Range(0.5, 8, step=0.5), "How strongly it is drawn; 1 is the plain number."]


@processor("Roberts", enlarge="smooth")
def roberts(
    image: Image, *, channel: Annotated[Channel, "The part of the colour that is looked at."] = "luma", gain: Gain = 1.0
) -> Image:
    r"""Draw edges dark on white by comparing each pixel with its diagonal neighbours.

    In words: Look at four pixels in a little square. If the two across a diagonal differ, an edge runs between
        them, and a dark dot is put there.
    Used for: Quick outlines; it is the oldest edge filter, made when a computer was as big as a room.
    Formula: 1 - \sqrt{\tfrac{1}{2}\left(\begin{pmatrix}1&0\\0&-1\end{pmatrix} * I\right)^2
        + \tfrac{1}{2}\left(\begin{pmatrix}0&1\\-1&0\end{pmatrix} * I\right)^2}

    Roberts' cross (1963), equal to `skimage.filters.roberts` within one grey level at gain 1.
    """

    def work(rows: Gray) -> Gray:
        levels = rows.astype(np.float32)
        falling = cv2.subtract(levels[1:, 1:], levels[:-1, :-1])
        rising = cv2.subtract(levels[1:, :-1], levels[:-1, 1:])
        return as_gray(
            cv2.bitwise_not(cv2.convertScaleAbs(cv2.magnitude(falling, rising), alpha=gain * math.sqrt(0.5)))
        )

    source = as_gray(cv2.copyMakeBorder(pick_channel(image, channel), 0, 1, 0, 1, cv2.BORDER_REFLECT))
    return in_bands(source, np.empty_like(image), 1, work)


@processor("Sobel", enlarge="smooth")
def sobel(image: Image, *, direction: Way = "both", gain: Gain = 3.0) -> Image:
    r"""Show how fast brightness changes, bright where it changes most.

    In words: Imagine the picture as hills, bright is high. This shows how steep the ground is at each place.
    Used for: The first step of many programs that look for shapes, such as the lines of a road.
    Formula: G_x = \tfrac{1}{4}\begin{pmatrix}-1&0&1\\-2&0&2\\-1&0&1\end{pmatrix} * I,\quad
        G_y = G_x^{\mathsf T},\quad G = \sqrt{(G_x^2 + G_y^2) / 2}

    Equal to `skimage.filters.sobel` (both), `sobel_v` (across), `sobel_h` (down) within one grey level at gain 1.
    """
    return slope(image, (0.25, 0.5, 0.25), direction, gain)


@processor("Prewitt", enlarge="smooth")
def prewitt(image: Image, *, direction: Way = "both", gain: Gain = 3.0) -> Image:
    r"""Show how steeply brightness changes, counting three neighbours on each side alike.

    In words: Add up three pixels on the left and three on the right. The more the sums differ, the brighter.
    Used for: Comparing edge filters in class: simpler than Sobel, and a little more easily fooled by grain.
    Formula: G_x = \tfrac{1}{3}\begin{pmatrix}-1&0&1\\-1&0&1\\-1&0&1\end{pmatrix} * I

    Equal to `skimage.filters.prewitt` within one grey level at gain 1.
    """
    return slope(image, (1 / 3, 1 / 3, 1 / 3), direction, gain)


@processor("Scharr", enlarge="smooth")
def scharr(image: Image, *, direction: Way = "both", gain: Gain = 3.0) -> Image:
    r"""Show how steeply brightness changes, equally well for slanted edges.

    In words: Like Sobel, with weights chosen so that an edge looks equally strong however it is turned.
    Used for: Measuring the exact direction of an edge, for example on a fingerprint.
    Formula: G_x = \tfrac{1}{16}\begin{pmatrix}-3&0&3\\-10&0&10\\-3&0&3\end{pmatrix} * I

    Equal to `skimage.filters.scharr` within one grey level at gain 1.
    """
    return slope(image, (3 / 16, 10 / 16, 3 / 16), direction, gain)


@processor("Laplacian", enlarge="smooth")
def laplacian(
    image: Image,
    *,
    gain: Annotated[float, Range(0.5, 8, step=0.5), "How bright the answer is drawn."] = 2.0,
    smooth: Annotated[float, Range(0, 5, step=0.5, unit="px"), "Grain smaller than this is ignored."] = 1.0,
) -> Image:
    r"""Light up fine detail: pixels that differ from the mean of their four neighbours.

    In words: Ask each pixel whether it is like its four neighbours. Those that stand out light up.
    Used for: Telling whether a photo is sharp: a sharp one lights up all over, a blurred one stays dark.
    Formula: \begin{pmatrix}0&1&0\\1&-4&1\\0&1&0\end{pmatrix} * I
    """
    gray = to_gray(image)
    if smooth:
        gray = as_gray(cv2.GaussianBlur(gray, (0, 0), smooth))
    return to_rgb(cv2.convertScaleAbs(cv2.Laplacian(gray, cv2.CV_16S, borderType=cv2.BORDER_REFLECT), alpha=gain))


@processor("Canny", enlarge="smooth")
def canny(
    image: Image,
    *,
    low: Annotated[int, Range(0, 500), "Weak edges count from here if they touch a strong one."] = 60,
    high: Annotated[int, Range(0, 500), "Strong edges count from here."] = 160,
) -> Image:
    r"""Trace thin, clean outlines.

    In words: Find the steep places, keep only the ridge of each, then follow strong lines into their weak ends.
    Used for: Reading number plates, finding lanes and coins: wherever a clean outline is wanted.
    Formula: \text{edge} \iff |\nabla I| \ge high \;\text{ or }\; |\nabla I| \ge low \text{ and joined to an edge}

    Canny (1986), OpenCV's.
    """
    return to_rgb(cv2.Canny(to_gray(image), min(low, high), max(low, high)))


@processor("Difference of Gaussians")
def difference_of_gaussians(
    image: Image,
    *,
    radius: Annotated[float, Range(0.5, 8, step=0.5, unit="px"), "The size of the detail that is kept."] = 1.5,
    ratio: Annotated[float, Range(1.2, 4, step=0.2), "How much wider the second blur is."] = 1.6,
    gain: Annotated[float, Range(1, 20, step=0.5), "How strongly it is drawn."] = 6.0,
) -> Image:
    r"""Keep detail of one size by taking a blurred picture from a less blurred one.

    In words: Blur the picture a little, and once more a lot. What differs is detail of just that size; grey is none.
    Used for: What the eye's own cells do, and how a camera app finds points to match two photos.
    Formula: 128 + g\,(G_{\sigma} * I - G_{k\sigma} * I)

    Marr and Hildreth (1980); equal to `skimage.filters.difference_of_gaussians` within a grey level times the gain.
    """
    gray, scale = to_gray(image), 1
    while radius / scale > _REACH:
        gray, scale = shrunk(gray, math.ceil(max(gray.shape) / 2)), scale * 2
    radius /= scale
    bells = (cv2.getGaussianKernel(2 * math.ceil(3 * s) + 1, s, cv2.CV_32F) for s in (radius, radius * ratio))
    fine, coarse = (cv2.sepFilter2D(gray, cv2.CV_32F, bell, bell) for bell in bells)
    detail = to_rgb(cv2.addWeighted(fine, gain, coarse, -gain, 128, dtype=cv2.CV_8U))
    return stretched(detail, image) if scale > 1 else detail


@processor("Contours")
def contours(
    image: Image,
    *,
    levels: Annotated[int, Range(1, 12), "How many heights get a line."] = 6,
    smooth: Annotated[float, Range(0.5, 10, step=0.5, unit="px"), "Wiggles smaller than this go."] = 3.0,
    thickness: Annotated[int, Range(1, 6, unit="px"), "How thick lines are drawn."] = 1,
) -> Image:
    r"""Draw lines of equal brightness, like the height lines of a hiking map.

    In words: Walk along the picture without ever stepping to a brighter or darker place: that walk is one line.
    Used for: Maps, weather charts, and measuring the outline of cells under a microscope.
    Formula: \{(x, y) : (G_\sigma * I)(x, y) = 256\,i/(n+1)\},\; i = 1 \dots n
    """
    gray = blurred(to_gray(image), smooth, exact=10)
    heights = cv2.LUT(gray, (np.arange(256) * (levels + 1) // 256).astype(np.uint8))
    share = np.minimum(np.arange(256) / levels, 1)[:, None]
    meadow, snow = np.array([96, 150, 110]), np.array([250, 244, 228])
    tints = (meadow + share * (snow - meadow)).astype(np.uint8)
    result = as_image(cv2.LUT(to_rgb(heights), tints[:, None]))
    pen = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * thickness + 1, 2 * thickness + 1))
    result[cv2.erode(heights, pen) < heights] = (120, 78, 48)
    return result
