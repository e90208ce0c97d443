"""Motion: what changes from one moment to the next. All of these remember."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.motion.average import Average
from vision.params import Range
from vision.pixels.channels import to_gray, to_rgb
from vision.pixels.resize import shrunk, stretched
from vision.processor import Moment, processor
from vision.types import Gray, Image, as_gray, as_image

_HOW = "highlight: what moves in colour; mask: white where it moves; background: what was learned."


def _highlight(image: Image, mask: Gray) -> Image:
    """What the mask shows in full light, the rest dimmed."""
    dimmed = cv2.convertScaleAbs(image, alpha=0.25)
    cv2.copyTo(image, mask, dimmed)
    return as_image(dimmed)


@processor("Background motion")
def background_motion(
    image: Image,
    state: Average,
    moment: Moment,
    *,
    show: Annotated[Literal["highlight", "mask", "background"], _HOW] = "highlight",
    threshold: Annotated[int, Range(1, 100), "How large a change counts."] = 25,
    memory: Annotated[float, Range(0.2, 20, step=0.2, unit="s"), "How long it takes to get used to a change."] = 2.0,
) -> tuple[Image, Average]:
    r"""Learn what stands still and show what moves in front of it.

    In words: Remember the mean of the last seconds: that is the room without you. Whoever differs from it moves.
    Used for: Cameras that only record when something happens.
    Formula: B_t = B_{t-1} + (1 - e^{-\Delta t / \tau})\,(I_t - B_{t-1}),\quad |I_t - B_{t-1}| \ge \theta

    The background is a running average of the last seconds.
    """
    learned = state.update(image, moment, memory)
    if show == "background":
        return learned.image, learned
    before = image if state.mean is None else state.image
    change = cv2.GaussianBlur(cv2.absdiff(image, before), (5, 5), 0)
    red, green, blue = cv2.split(change)
    most = cv2.max(cv2.max(red, green), blue)
    mask = as_gray(cv2.threshold(most, threshold - 1, 255, cv2.THRESH_BINARY)[1])
    return to_rgb(mask) if show == "mask" else _highlight(image, mask), learned


@dataclass(frozen=True, slots=True, eq=False)
class Subtractor:
    """OpenCV's learned background; no value, since it learns in place: a state is continued once, by the next frame."""

    model: cv2.BackgroundSubtractor | None = None
    method: str = ""
    time_s: float = 0.0

    def learn(self, image: Image, method: str, moment: Moment, memory_s: float) -> tuple[Gray, Image, Subtractor]:
        """(mask, background (H, W, 3), next state); the background forgets with the time constant `memory_s`."""
        model, elapsed = self.model, max(0.0, moment.time_s - self.time_s)
        if model is None or self.method != method:
            create = cv2.createBackgroundSubtractorMOG2 if method == "mog2" else cv2.createBackgroundSubtractorKNN
            model = create(detectShadows=False)
            elapsed = math.inf
        mask = model.apply(image, learningRate=1 - math.exp(-elapsed / memory_s))
        return as_gray(mask), as_image(model.getBackgroundImage()), Subtractor(model, method, moment.time_s)


@processor("Background subtraction")
def background_subtraction(
    image: Image,
    state: Subtractor,
    moment: Moment,
    *,
    method: Annotated[
        Literal["mog2", "knn"], "mog2: each pixel has a few usual colours; knn: it remembers samples of itself."
    ] = "mog2",
    show: Annotated[Literal["highlight", "mask", "background"], _HOW] = "highlight",
    memory: Annotated[float, Range(0.5, 60, step=0.5, unit="s"), "How long it takes to get used to a change."] = 8.0,
) -> tuple[Image, Subtractor]:
    r"""Learn several usual colours for each pixel, and show what is unusual.

    In words: A leaf in the wind is green now and blue sky next. Both are usual there; only a bird is news.
    Used for: Counting cars and people where trees move and clouds pass.
    Formula: p(I) = \sum_{k} w_k\, \mathcal{N}(I;\, \mu_k, \sigma_k^2)

    MOG2 and KNN (Zivkovic, 2004 and 2006), OpenCV's, on at most 480 pixels a side; rims are smoothed.
    """
    small = shrunk(image, 480)
    mask, background, learned = state.learn(small, method, moment, memory)
    if show == "background":
        return stretched(background, image), learned
    clean = cv2.medianBlur(mask, 5)
    wide = as_gray(cv2.threshold(stretched(as_gray(clean), image), 127, 255, cv2.THRESH_BINARY)[1])
    return to_rgb(wide) if show == "mask" else _highlight(image, wide), learned


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """The last frame's luma, None before the first frame."""

    gray: Gray | None = None


@processor("Frame difference")
def frame_difference(
    image: Image,
    state: Before,
    *,
    gain: Annotated[float, Range(1, 10, step=0.5), "How bright changes are drawn."] = 3.0,
) -> tuple[Image, Before]:
    r"""Show what changed since the last frame; all that stands still is black.

    In words: Lay two pictures of a film on each other. Where they are alike you see nothing, where not, light.
    Used for: The simplest motion detector, and saving data: films only send what has changed.
    Formula: |I_t - I_{t-1}|
    """
    gray = to_gray(image)
    change = cv2.absdiff(gray, gray if state.gray is None else state.gray)
    return to_rgb(cv2.convertScaleAbs(change, alpha=gain)), Before(gray)


@processor("Optical flow")
def optical_flow(
    image: Image,
    state: Before,
    *,
    show: Annotated[
        Literal["arrows", "wheel"], "arrows: where things go; wheel: a colour for each direction, brighter is faster."
    ] = "arrows",
    gain: Annotated[float, Range(0.5, 10, step=0.5), "How long arrows are, or how bright colours."] = 3.0,
) -> tuple[Image, Before]:
    r"""Measure in which direction each place of the picture moves, and how fast.

    In words: For each small patch of the last frame, find where it went. Draw an arrow from there to here.
    Used for: Steadying shaky films, drones that hold their place, and slow motion made afterwards.
    Formula: I_x u + I_y v + I_t = 0

    Dense inverse search (Kroeger and others, 2016), OpenCV's, on at most 320 pixels a side.
    """
    small = shrunk(to_gray(image), 320)
    if min(small.shape) < 16:  # too small for the method's patches
        return image.copy(), Before(small)
    flow = np.zeros((*small.shape, 2), np.float32)
    if state.gray is not None:
        method = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
        flow = method.calc(state.gray, small, flow).astype(np.float32)
    flow *= image.shape[1] / small.shape[1]
    return (_arrows(image, flow, gain) if show == "arrows" else _wheel(image, flow, gain)), Before(small)


def _wheel(image: Image, flow: NDArray[np.float32], gain: float) -> Image:
    """Direction as hue, speed as brightness."""
    speed, angle = cv2.cartToPolar(flow[..., 0], flow[..., 1], angleInDegrees=True)
    hue = cv2.convertScaleAbs(angle, alpha=255 / 360)
    bright = cv2.convertScaleAbs(speed, alpha=10 * gain)
    wheel = cv2.cvtColor(cv2.merge((hue, np.full_like(hue, 230), bright)), cv2.COLOR_HSV2RGB_FULL)
    return stretched(as_image(wheel), image)


def _arrows(image: Image, flow: NDArray[np.float32], gain: float) -> Image:
    """An arrow on each crossing of a grid where something moves by more than a quarter of a pixel."""
    result = as_image(cv2.convertScaleAbs(image, alpha=0.6))
    step = max(4, min(flow.shape[:2]) // 20)
    scale = image.shape[1] / flow.shape[1]
    thick = max(1, round(min(image.shape[:2]) / 300))
    for y in range(step // 2, flow.shape[0], step):
        for x in range(step // 2, flow.shape[1], step):
            dx, dy = (float(v) for v in flow[y, x])
            if math.hypot(dx, dy) < 0.25:
                continue
            tail = (round((x + 0.5) * scale), round((y + 0.5) * scale))
            tip = (round(tail[0] + gain * dx), round(tail[1] + gain * dy))
            cv2.arrowedLine(result, tail, tip, (255, 176, 0), thick, cv2.LINE_AA, tipLength=0.35)
    return result
