from __future__ import annotations

import io
import socket
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from live.video.containers import check_video, open_video
from vision.types import VisionError


def film(width: int = 64, height: int = 48, kind: str = "mp4", codec: str = "mpeg4", **metadata: str) -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format=kind) as container:
        container.metadata.update(metadata)
        stream: Any = container.add_stream(codec, rate=25)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for grey in range(0, 240, 10):
            picture = np.full((height, width, 3), grey, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return file.getvalue()


@pytest.mark.parametrize(
    ("kind", "codec"), [("mp4", "mpeg4"), ("matroska", "mpeg4"), ("avi", "mpeg4"), ("mpegts", "mpeg2video")]
)
def test_the_usual_kinds_open(kind: str, codec: str) -> None:
    check_video(film(kind=kind, codec=codec))


def test_a_list_of_other_files_shows_none_of_them(tmp_path: Path) -> None:
    secret = tmp_path / "secret.mp4"
    secret.write_bytes(film())
    assert open_video(secret.read_bytes())
    for text in (f"ffconcat version 1.0\nfile '{secret}'\n", f"#EXTM3U\n#EXTINF:1,\n{secret}\n#EXT-X-ENDLIST\n"):
        with pytest.raises(VisionError, match="not a video that can be read"):
            check_video(text.encode())


def test_a_description_of_a_call_opens_no_port() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    call = f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\nm=video {port} RTP/AVP 96\n"
    with pytest.raises(VisionError):
        check_video((call + "a=rtpmap:96 H264/90000\n").encode())


def test_huge_pictures_are_refused_with_their_size() -> None:
    with pytest.raises(VisionError, match=r"too large \(4112 x 2560 pixels\)"):
        check_video(film(4112, 2560))


def test_a_name_that_is_no_text_does_no_harm() -> None:
    data = film(title="A name of ours").replace(
        b"A name of ours", b"\xff\xfe\xfd\xfcA\xff\xff\xff\xff\xff\xff\xff\xff\xff"
    )
    check_video(data)


def test_sound_alone_is_no_video() -> None:
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream: Any = container.add_stream("aac", rate=44100)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        frame.sample_rate = 44100
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    with pytest.raises(VisionError, match="not a video"):
        check_video(file.getvalue())
