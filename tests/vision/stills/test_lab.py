from __future__ import annotations

import numpy as np
import PIL.Image
import pytest

from vision.photographs import photograph
from vision.stills.lab import binarised, grey_three_ways, histograms, patch
from vision.types import Image

NOISE: Image = np.random.default_rng(3).integers(0, 256, (40, 50, 3), dtype=np.uint8)


def test_histograms_count_every_pixel_once() -> None:
    counts = histograms(NOISE)
    assert list(counts) == ["red", "green", "blue", "luma"]
    assert all(c.shape == (256,) and c.sum() == 2000 for c in counts.values())
    assert counts["green"][77] == (NOISE[..., 1] == 77).sum()


@pytest.mark.parametrize(("x", "y", "left", "top"), [(25, 20, 19, 14), (0, 0, 0, 0), (49, 39, 38, 28)])
def test_a_patch_lies_inside_and_holds_the_pictures_numbers(x: int, y: int, left: int, top: int) -> None:
    part = patch(NOISE, x, y, 12)
    assert (part.left, part.top) == (left, top)
    assert np.array_equal(part.pixels, NOISE[top : top + 12, left : left + 12])
    assert np.array_equal(part.table("blue"), part.pixels[..., 2]) and part.table("luma").shape == (12, 12)
    assert not np.shares_memory(part.pixels, NOISE)


def test_a_patch_larger_than_the_picture_is_the_picture() -> None:
    assert np.array_equal(patch(NOISE[:5, :4], 2, 2, 12).pixels, NOISE[:5, :4])


def test_grey_three_ways_agree_on_the_mean_and_one_bit_has_two_levels() -> None:
    image = photograph("coffee")
    ways = grey_three_ways(image)
    assert np.array_equal(ways["Pillow"], np.array(PIL.Image.fromarray(image).convert("L")))
    assert np.abs(ways["Pillow"].astype(int) - ways["OpenCV"]).max() <= 1
    assert set(np.unique(ways["One bit"])) == {0, 255}
    assert abs(ways["One bit"].mean() - ways["Pillow"].mean()) < 2


def test_binarised_is_black_or_white_by_four_methods() -> None:
    ways = binarised(photograph("book"))
    assert len(ways) == 4 and all(set(np.unique(w)) == {0, 255} for w in ways.values())
    shadow = ways["Fixed level"][-40:].mean()
    assert ways["Sauvola"][-40:].mean() > shadow, "a local level reads the page where it lies in shadow"
