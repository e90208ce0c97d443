from __future__ import annotations

import gc
from fractions import Fraction

import av
import numpy as np
import pytest
import skimage.data

from live.video import frames
from vision.types import Image

PHOTO: Image = np.ascontiguousarray(skimage.data.astronaut()[:240, :320])


def worst_mean(a: Image, b: Image) -> float:
    return float(np.abs(a.astype(int) - b).mean())


def test_rgb_survives_the_way_through_i420() -> None:
    back = frames.to_rgb(frames.from_rgb(PHOTO))
    assert back.shape == PHOTO.shape
    assert worst_mean(back, PHOTO) < 3  # colours are kept at half the size


def test_a_frame_gives_its_own_pixels() -> None:
    i420 = frames.from_rgb(PHOTO)
    frame = av.VideoFrame.from_ndarray(i420, format="yuv420p")
    assert np.array_equal(frames.to_i420(frame), i420)


@pytest.mark.parametrize("size", [(320, 240), (322, 242), (214, 6), (2, 2)])
def test_a_frame_around_pixels_is_one_with_a_copy_of_them(size: tuple[int, int]) -> None:
    width, height = size
    i420 = np.random.default_rng(1).integers(0, 256, (height * 3 // 2, width), np.uint8)
    frame, copy = frames.around(i420.copy()), av.VideoFrame.from_ndarray(i420, format="yuv420p")
    gc.collect()
    assert (frame.width, frame.height) == (width, height) and frames.is_usual(frame)
    assert np.array_equal(frame.to_ndarray(format="rgb24"), copy.to_ndarray(format="rgb24"))
    assert np.array_equal(frames.to_i420(frame), i420)


def test_the_time_stamp_is_carried_over() -> None:
    like = av.VideoFrame(320, 240, "yuv420p")
    like.pts, like.time_base = 1234, Fraction(1, 90_000)
    frame = frames.to_frame(frames.from_rgb(PHOTO), like)
    assert (frame.pts, frame.time_base, frame.width, frame.height) == (1234, Fraction(1, 90_000), 320, 240)


@pytest.mark.parametrize("size", [(320, 240), (64, 48), (2, 2)])
def test_mirrored_equals_a_flip_of_every_plane(size: tuple[int, int]) -> None:
    width, height = size
    i420 = np.random.default_rng(1).integers(0, 256, (height * 3 // 2, width), np.uint8)
    kept = i420.copy()
    luma, colour = i420[:height], i420[height:].reshape(2, height // 2, width // 2)
    expected = np.vstack([luma[:, ::-1], colour[:, :, ::-1].reshape(height // 2, width)])
    assert np.array_equal(frames.mirrored(i420), expected)
    assert np.array_equal(i420, kept)


@pytest.mark.parametrize("size", [(321, 241), (320, 241), (321, 240)])
def test_an_odd_last_row_or_column_is_left_out(size: tuple[int, int]) -> None:
    width, height = size
    frame = av.VideoFrame.from_ndarray(np.full((height, width, 3), 90, np.uint8), format="rgb24")
    i420 = frames.to_i420(frame)
    assert frames.to_rgb(i420).shape == (height & ~1, width & ~1, 3)
    assert worst_mean(frames.to_rgb(i420), np.full((240, 320, 3), 90, np.uint8)) < 3


def test_side_by_side_keeps_both_halves_and_its_input() -> None:
    inverted = 255 - PHOTO
    kept = inverted.copy()
    both = frames.side_by_side(PHOTO, inverted)
    assert np.array_equal(both[:, :158], PHOTO[:, :158])
    assert np.array_equal(both[:, 162:], inverted[:, 162:])
    assert np.array_equal(inverted, kept)


@pytest.mark.parametrize(("at", "edge"), [(0.0, 0), (0.25, 80), (0.9, 288), (1.0, 320), (1.5, 320), (-1.0, 0)])
def test_the_line_stands_where_it_was_put(at: float, edge: int) -> None:
    both = frames.side_by_side(PHOTO, 255 - PHOTO, at)
    assert np.array_equal(both[:, : max(0, edge - 1)], PHOTO[:, : max(0, edge - 1)])
    assert np.array_equal(both[:, edge + 1 :], 255 - PHOTO[:, edge + 1 :])
    assert (both[:, max(0, edge - 1) : edge + 1] == 255).all()


@pytest.mark.parametrize("matrix", ["ITU601", "ITU709"])
@pytest.mark.parametrize("levels", ["MPEG", "JPEG"])
def test_what_a_sender_says_of_its_colours_is_heeded(matrix: str, levels: str) -> None:
    colour = (200, 60, 40)
    picture = av.VideoFrame.from_ndarray(np.full((48, 64, 3), colour, np.uint8), format="rgb24")
    sent = picture.reformat(format="yuv420p", dst_colorspace=matrix, dst_color_range=levels)
    sent.pts, sent.time_base = 4711, Fraction(1, 90_000)
    back = frames.usual(sent)
    assert frames.is_usual(back) and (back is sent) == ((matrix, levels) == ("ITU601", "MPEG"))
    assert (back.pts, back.time_base) == (4711, Fraction(1, 90_000))
    assert (
        np.abs(frames.to_rgb(frames.to_i420(back))[20, 20].astype(int) - colour).max() <= 6
    )  # rounded twice; 11 unheeded
