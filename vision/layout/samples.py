"""Pages to try without having one at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image as PillowImage
from PIL import ImageDraw, ImageFont

from vision.layout.generate import NOTEBOOK, PageSpec, draw_page
from vision.types import Image


@dataclass(frozen=True, slots=True)
class Sample:
    """A page with what there is to see on it."""

    label: str
    help: str
    draw: Callable[[], Image]


def two_columns() -> Image:
    return draw_page(NOTEBOOK).image


def newspaper() -> Image:
    """Three columns under a title as wide as they are."""
    page = draw_page(PageSpec(1150, 1400, (34, 32, 34), gap=40, letter=20, pitch=36, rule=True, seed=3)).image
    head = PillowImage.new("RGB", (page.shape[1], 170), tuple(int(v) for v in page[0, 0]))
    font = ImageFont.load_default(124)
    ImageDraw.Draw(head).text((page.shape[1] / 2, 40), "The Daily Column", (20, 20, 20), font, anchor="mt")
    return np.vstack([np.asarray(head), page])


def bad_scan() -> Image:
    """Turned by 3 degrees, dark to the right, with grains of dust."""
    page = draw_page(PageSpec(gap=30, justified=False, noise=0.004, shading=0.55, seed=5)).image
    edge = tuple(int(v) for v in page[0, 0])
    turned = PillowImage.fromarray(page).rotate(-3, PillowImage.Resampling.BICUBIC, fillcolor=edge)
    return np.array(turned, np.uint8)


def white_on_black() -> Image:
    return np.asarray(255 - draw_page(PageSpec(lines=(22,), seed=8)).image, np.uint8)


def book() -> Image:
    """scikit-image's photographed page."""
    import skimage.data

    return np.stack([skimage.data.page()] * 3, axis=2)


SAMPLES = (
    Sample("Two columns", "A drawn page with a gap of 40 pixels: no line may run across it.", two_columns),
    Sample("Newspaper", "A title across three columns, with black rules between them.", newspaper),
    Sample("Bad scan", "Turned by 3 degrees, dark on one side, dusty.", bad_scan),
    Sample("White on black", "The machine has to notice which of the two is the ink.", white_on_black),
    Sample("Old book", "A photograph of a few lines from a printed page.", book),
)
