"""Films as phones, old cameras and bad disks make them, written here."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from live.video.film import Damage, as_meant, film_frames
from live.video.sources import LoopedVideo
from vision.types import Image

RED, GREY = (255, 0, 0), (128, 128, 128)
_MATRIX_AT = 40


def cornered() -> Image:
    """160 x 96, its top left corner red."""
    image = np.full((96, 160, 3), GREY, np.uint8)
    image[:32, :48] = RED
    return image


def write(path: Path, *, aspect: Fraction | None = None, full_range: bool = False, codec: str = "libx264") -> Path:
    with av.open(str(path), "w") as file:
        stream: Any = file.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
        stream.codec_context.gop_size = 5
        if aspect:
            stream.codec_context.sample_aspect_ratio = aspect
        if full_range:
            stream.codec_context.color_range = 2
        for i in range(50):
            image = cornered()
            image[60:80, 2 * i : 2 * i + 20] = 230
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            if full_range:
                frame = frame.reformat(format="yuv420p", dst_color_range="JPEG")
                frame.color_range = 2
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return path


def turned(path: Path, a: int, b: int, c: int, d: int) -> bytes:
    """The film with this display matrix in its track header, as phones write it."""
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 4 + _MATRIX_AT
    one = 1 << 16
    data[at : at + 36] = struct.pack(">9i", a * one, b * one, 0, c * one, d * one, 0, 0, 0, 1 << 30)
    return bytes(data)


def first_picture(path: Path) -> Image:
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        return as_meant(next(film_frames(file, stream, Damage())), stream.sample_aspect_ratio)


def is_red(image: Image, row: int, column: int) -> bool:
    return bool(image[row, column, 0] > 200 and image[row, column, 1] < 60)


@pytest.mark.parametrize(
    ("matrix", "shape", "corner"),
    [
        ((0, 1, -1, 0), (160, 96), (5, -5)),  # clockwise, a phone held upright
        ((0, -1, 1, 0), (160, 96), (-5, 5)),
        ((-1, 0, 0, -1), (96, 160), (-5, -5)),
        ((1, 0, 0, 1), (96, 160), (5, 5)),
    ],
)
def test_a_phones_film_is_upright(
    matrix: tuple[int, int, int, int], shape: tuple[int, int], corner: tuple[int, int], tmp_path: Path
) -> None:
    data = turned(write(tmp_path / "a.mp4"), *matrix)
    (tmp_path / "b.mp4").write_bytes(data)
    for image in (first_picture(tmp_path / "b.mp4"), LoopedVideo(data)(0.0)):
        assert image.shape[:2] == shape and is_red(image, *corner)


def test_wide_pixels_are_made_square(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mp4", aspect=Fraction(16, 9))
    for image in (first_picture(path), LoopedVideo(path.read_bytes())(0.0)):
        assert image.shape[0] == 96 and image.shape[1] == pytest.approx(160 * 16 / 9, abs=1)
        assert is_red(image, 20, 75) and not is_red(image, 20, 95)


@pytest.mark.parametrize("codec", ["libx264", "ffv1", "libvpx-vp9"])
def test_the_full_range_of_greys_stays_what_it_is(codec: str, tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    write(path, full_range=True, codec=codec)
    assert np.abs(first_picture(path)[90, 150].astype(int) - 128).max() <= 3


def damaged(data: bytes) -> bytes:
    """Two thousand bytes in the middle of the pictures overwritten."""
    spoilt = bytearray(data)
    at = data.index(b"mdat") + len(data) // 4
    spoilt[at : at + 600] = bytes(np.random.default_rng(1).integers(0, 256, 600, dtype=np.uint8))
    return bytes(spoilt)


def test_a_damaged_film_goes_on_and_says_how_much_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(damaged(write(path).read_bytes()))
    damage = Damage()
    with av.open(str(path)) as file:
        times = [float(f.time or 0) for f in film_frames(file, file.streams.video[0], damage)]
    assert damage.packets > 0 and str(damage.packets) in str(damage)
    assert times[-1] == pytest.approx(4.9) and len(times) >= 50 - 2 * damage.packets - 5


def test_an_uploaded_damaged_video_plays_to_its_end(tmp_path: Path) -> None:
    play = LoopedVideo(damaged(write(tmp_path / "a.mp4").read_bytes()))
    last = [play(i / 10) for i in range(50)][-1]
    assert last[70, 110].min() > 200, "what moves has come to the end"
    assert play.damage.packets > 0


def test_a_whole_film_says_nothing(tmp_path: Path) -> None:
    damage = Damage()
    with av.open(str(write(tmp_path / "a.mp4"))) as file:
        assert len(list(film_frames(file, file.streams.video[0], damage))) == 50
    assert not str(damage)
