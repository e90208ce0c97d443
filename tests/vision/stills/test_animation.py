from __future__ import annotations

import io
import struct
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
import skimage

from rig.coloured import P3
from vision.draw import colour_of, draw_detections
from vision.imageio import load_image, save_png
from vision.photographs import photograph
from vision.stills.animation import Animation, load_animation, save_gif
from vision.types import Detections, VisionError

TINY = Path(skimage.__file__).parent / "data" / "no_time_for_that_tiny.gif"


def test_a_packaged_gif_comes_back_in_full_colour() -> None:
    data = TINY.read_bytes()
    film = load_animation(data)
    with PIL.Image.open(io.BytesIO(data)) as opened:
        assert len(film.frames) == opened.n_frames > 1  # type: ignore[attr-defined]
        opened.seek(3)
        assert np.array_equal(film.frames[3], np.array(opened.convert("RGB")))
    assert len({f.shape for f in film.frames}) == 1 and all(d >= 20 for d in film.durations_ms)


def test_saved_and_loaded_it_looks_the_same_and_lasts_as_long() -> None:
    film = load_animation(TINY.read_bytes())
    again = load_animation(save_gif(film))
    assert len(again.frames) == len(film.frames) and again.durations_ms == film.durations_ms
    off = [np.abs(a.astype(int) - b).mean() for a, b in zip(film.frames, again.frames, strict=True)]
    assert max(off) < 8


def test_boxes_keep_their_very_colour_in_every_frame() -> None:
    film = load_animation(TINY.read_bytes())
    colour = colour_of("face")
    box = Detections.of([[3, 3, 16, 14]], "face")
    drawn = film.map(lambda frame: draw_detections(frame, box))
    again = load_animation(save_gif(drawn, keep=[colour]))
    for before, after in zip(drawn.frames, again.frames, strict=True):
        line = (before == colour).all(axis=2)
        assert line.any() and (after[line] == colour).all()


def test_a_still_picture_is_one_frame_and_may_be_saved() -> None:
    film = load_animation(save_png(photograph("cat")))
    assert len(film.frames) == 1 and np.array_equal(film.frames[0], photograph("cat"))
    assert load_animation(save_gif(film)).frames[0].shape == photograph("cat").shape


@pytest.mark.parametrize("data", [b"", b"GIF89a nothing", TINY.read_bytes()[:900]])
def test_a_damaged_file_is_one_sentence(data: bytes) -> None:
    with pytest.raises(VisionError, match=r"\.$"):
        load_animation(data)


def moving(*frames: PIL.Image.Image, kind: str = "GIF") -> bytes:
    buffer = io.BytesIO()
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:], duration=80)
    return buffer.getvalue()


def scenes(count: int) -> list[PIL.Image.Image]:
    noise = np.random.default_rng(5)
    return [PIL.Image.fromarray(noise.integers(0, 256, (40, 60, 3), dtype=np.uint8)) for _ in range(count)]


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_one_bad_late_frame_leaves_the_good_ones(kind: str) -> None:
    whole = moving(*scenes(6), kind=kind)
    film = load_animation(whole[: int(0.7 * len(whole))]) if kind != "WEBP" else load_animation(whole)
    good = load_animation(whole)
    assert 2 <= len(film.frames) <= 6 and np.array_equal(film.frames[1], good.frames[1])
    assert bool(film.note) == (len(film.frames) < 6) and len(good.frames) == 6 and not good.note


def block(level: int, left: int, top: int, width: int, height: int) -> bytes:
    """One frame of a GIF: a plain rectangle in its own palette, shown for 0.1 s."""
    picture = PIL.Image.new("P", (width, height), 0)
    picture.putpalette([level] * 3 + [0] * 765)
    data = moving(picture)
    colours = 3 * 2 ** ((data[10] & 7) + 1)
    at = data.index(b"\x2c", 13 + colours)
    place = struct.pack("<4HB", left, top, width, height, 0x80 | data[10] & 7)
    return b"\x21\xf9\x04\x04\x0a\0\0\0\x2c" + place + data[13 : 13 + colours] + data[at + 10 : -1]


def test_frames_of_other_sizes_lie_on_the_first_ones_canvas() -> None:
    """As a browser shows it: a canvas of 20 x 20, the second frame cut."""
    data = b"GIF89a" + struct.pack("<HH", 20, 20) + b"\0\0\0" + block(90, 0, 0, 20, 20) + block(200, 10, 10, 30, 30)
    film = load_animation(data + b"\x3b")
    assert [frame.shape for frame in film.frames] == [(20, 20, 3)] * 2
    assert (film.frames[0] == 90).all() and (film.frames[1][10:, 10:] == 200).all()
    assert (film.frames[1][:10] == 90).all()
    assert load_animation(save_gif(film)).frames[1].shape == (20, 20, 3)


def test_a_frame_that_claims_to_be_huge_is_left_out() -> None:
    data = b"GIF89a" + struct.pack("<HH", 20, 20) + b"\0\0\0" + block(90, 0, 0, 20, 20)
    huge = bytearray(block(200, 0, 0, 20, 20))
    at = huge.index(b"\x2c")
    huge[at + 5 : at + 9] = struct.pack("<HH", 60_000, 60_000)
    film = load_animation(data + bytes(huge) + b"\x3b")
    assert len(film.frames) == 1 and "damaged after 1 frame" in film.note


def test_more_frames_than_fit_are_refused_before_they_are_all_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vision.stills.animation._MOST_PIXELS", 3 * 60 * 40)
    with pytest.raises(VisionError, match=r"too large.*shorten"):
        load_animation(moving(*scenes(6)))


def test_colours_of_every_frame_go_through_the_profile() -> None:
    buffer = io.BytesIO()
    frames = scenes(3)
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:], lossless=True, icc_profile=P3)
    film = load_animation(buffer.getvalue())
    plain = load_animation(moving(*frames, kind="WEBP"))
    assert np.array_equal(film.frames[0], load_image(buffer.getvalue()))
    assert np.abs(film.frames[2].astype(int) - plain.frames[2]).mean() > 2


def test_no_memory_is_a_sentence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> object:
        raise MemoryError

    monkeypatch.setattr("vision.stills.animation.on_white", fails)
    with pytest.raises(VisionError, match="more memory than there is"):
        load_animation(moving(*scenes(2)))


def test_a_picture_that_stands_for_longer_than_a_gif_can_say_is_a_sentence() -> None:
    still = np.zeros((4, 4, 3), np.uint8)
    with pytest.raises(VisionError, match="stands for over"):
        save_gif(Animation((still,) * 2, (400_000, 400_000)))
