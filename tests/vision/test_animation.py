from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
import skimage

from vision.animation import load_animation, save_gif
from vision.draw import colour_of, draw_detections
from vision.imageio import save_png
from vision.photographs import photograph
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
