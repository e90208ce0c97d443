from __future__ import annotations

import io
from fractions import Fraction

import av
import numpy as np
import pytest

from live.video import sources
from live.video.sources import MOST_PIXELS, LoopedVideo, programs, source, still
from vision.types import Image, VisionError

GREYS = (20, 60, 100, 140, 180, 220)


def video(greys: tuple[int, ...] = GREYS, rate: int = 10, size: tuple[int, int] = (64, 48)) -> bytes:
    """An MP4 that shows each grey for one frame."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=rate, options={"qp": "10"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for i, grey in enumerate(greys):
            frame = av.VideoFrame.from_ndarray(np.full((size[1], size[0], 3), grey, np.uint8), format="rgb24")
            frame.pts, frame.time_base = i, Fraction(1, rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return file.getvalue()


def grey(image: Image) -> int:
    return min(GREYS, key=lambda g: abs(g - float(image.mean())))


@pytest.mark.parametrize("name", programs())
def test_a_program_draws_a_picture_of_its_moment(name: str) -> None:
    draw = programs()[name].function
    first = draw(1.0)
    assert first.shape == (480, 640, 3) and first.dtype == np.uint8
    assert np.array_equal(first, draw(1.0))
    assert any(not np.array_equal(first, draw(1.0 + s)) for s in (0.5, 4.0, 8.0, 12.0)), "it never moves"
    assert draw(100_000.0).shape == (480, 640, 3)


def test_a_program_needs_a_new_name_and_a_docstring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_programs", dict(sources._programs))

    def night(time_s: float) -> Image:
        """Nothing to see.

        More words.
        """
        return np.zeros((480, 640, 3), np.uint8)

    assert source("Night")(night) is night
    assert (programs()["night"].label, programs()["night"].help) == ("Night", "Nothing to see.")
    with pytest.raises(TypeError, match="night"):
        source("Night again")(night)
    night.__doc__, night.__name__ = None, "silent"
    with pytest.raises(TypeError, match="silent"):
        source("Silent")(night)


def test_a_still_is_the_same_at_any_time_and_at_most_720p() -> None:
    small = np.random.default_rng(2).integers(0, 256, (48, 64, 3), np.uint8)
    assert np.array_equal(still(small)(0), small) and np.array_equal(still(small)(9), small)
    height, width, _ = still(np.zeros((3000, 4001, 3), np.uint8))(0).shape
    assert height * width <= MOST_PIXELS * 1.01
    assert width / height == pytest.approx(4 / 3, rel=0.01)


def test_a_video_plays_by_the_clock_and_from_the_start_again() -> None:
    play = LoopedVideo(video())
    assert [grey(play(t)) for t in (0.0, 0.05, 0.12, 0.31)] == [20, 20, 60, 140]
    assert grey(play(0.55)) == 220
    assert [grey(play(0.65 + i / 10)) for i in range(7)] == [20, 60, 100, 140, 180, 220, 20]


def test_a_video_begins_again_for_another_clock() -> None:
    play = LoopedVideo(video())
    assert [grey(play(t)) for t in (0.0, 0.3, 0.65, 0.9)] == [20, 140, 20, 100]
    assert [grey(play(t)) for t in (0.0, 0.15)] == [20, 60]


def test_a_video_with_one_frame_is_a_still() -> None:
    play = LoopedVideo(video((100,)))
    assert [grey(play(t)) for t in (0.0, 1.0, 5.0)] == [100, 100, 100]


def test_a_damaged_tail_is_left_out() -> None:
    file = io.BytesIO()
    with av.open(io.BytesIO(video(GREYS * 5)), "r") as whole, av.open(file, "w", format="mpegts") as container:
        stream = container.add_stream_from_template(whole.streams.video[0])
        for packet in whole.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                container.mux(packet)
    data = file.getvalue()
    play = LoopedVideo(data[: len(data) * 2 // 3])
    assert all(play(i / 10).shape == (48, 64, 3) for i in range(60))


@pytest.mark.parametrize("data", [b"", b"not a video", video()[:200]])
def test_what_is_no_video_is_said_in_plain_words(data: bytes) -> None:
    with pytest.raises(VisionError, match="not a video that can be read"):
        LoopedVideo(data)


def test_a_video_that_cannot_be_rewound_keeps_its_last_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    play = LoopedVideo(video())
    assert grey(play(0.55)) == 220

    class Stuck:
        def seek(self, offset: int) -> None:
            raise av.PermissionError(1, "Operation not permitted")

    play._container = Stuck()
    assert [grey(play(t)) for t in (0.65, 2.0, 9.0)] == [220, 220, 220]
