"""Pictures to VP8: sizes, bitrates, key frames, and both ways to libvpx."""

from __future__ import annotations

import time
from fractions import Fraction

import aiortc.codecs
import av
import numpy as np
import pytest
import skimage.data

from live import transport
from live.transport import libvpx
from live.transport.encoder import SizedEncoder
from live.transport.vp8 import VP8
from tests.live.transport.pictures import noise, picture

transport.install()


def scenes(count: int) -> list[av.VideoFrame]:
    """A photograph that passes by."""
    photo = skimage.data.astronaut()
    found = []
    for i in range(count):
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(photo[i : i + 240, i : i + 320]), format="rgb24")
        frame = frame.reformat(format="yuv420p")
        frame.pts, frame.time_base = i * 3000, Fraction(1, 90_000)
        found.append(frame)
    return found


def test_libvpx_is_found_beside_pyav() -> None:
    assert libvpx.loaded() is not None


def test_a_bitrate_changes_without_a_key_frame_and_all_decodes() -> None:
    encoder = libvpx.Vp8(320, 240, 1_000_000, 8, 60)
    decoder = av.CodecContext.create("libvpx", "r")
    sizes, keys, errors = [], 0, []
    for i, frame in enumerate(scenes(120)):
        encoder.bitrate = 1_000_000 if i < 60 else 150_000
        data = encoder.encode(frame, 3000, False)
        keys += not data[0] & 1
        sizes.append(8 * len(data))
        (shown,) = decoder.decode(av.Packet(data))
        errors.append(float(np.abs(shown.to_ndarray().astype(int) - frame.to_ndarray()).mean()))
    assert keys == 1
    assert sum(sizes[80:]) < 40 / 30 * 150_000 * 1.2 < sum(sizes[20:60])
    assert max(errors[5:]) < 8


def test_without_libvpx_ffmpeg_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libvpx, "loaded", lambda: None)
    encoder, decoder = SizedEncoder(VP8), av.CodecContext.create("libvpx", "r")
    for frame in scenes(10):
        payloads, _ = encoder.encode(frame)
        (shown,) = decoder.decode(av.Packet(b"".join(aiortc.codecs.vpx.vp8_depayload(p) for p in payloads)))
    assert float(np.abs(shown.to_ndarray().astype(int) - frame.to_ndarray()).mean()) < 12
    with pytest.raises(RuntimeError, match="no libvpx"):
        libvpx.Vp8(320, 240, 100_000, 8, 60)


def test_a_cut_is_a_small_key_frame_on_a_narrow_link_only() -> None:
    wide, narrow = SizedEncoder(VP8), SizedEncoder(VP8)
    for encoder in (wide, narrow):
        for frame in scenes(30):
            encoder.encode(frame)
    narrow.rate.reported(0.01, 0.5, time.monotonic())
    assert narrow.rate.is_narrow and not wide.rate.is_narrow
    assert not is_key(narrow.encode(scenes(31)[30])[0])
    cut = noise(1)
    usual, small = wide.encode(cut)[0], narrow.encode(cut)[0]
    assert is_key(small) and not is_key(usual)
    assert sum(map(len, small)) < sum(map(len, usual))


def test_a_new_size_and_a_demand_bring_a_key_frame() -> None:
    encoder = SizedEncoder(VP8)
    assert is_key(encoder.encode(picture())[0])
    assert not is_key(encoder.encode(picture(95))[0])
    assert is_key(encoder.encode(picture(95), force_keyframe=True)[0])
    assert not is_key(encoder.encode(picture(95))[0])
    assert is_key(encoder.encode(picture(95, 640, 480))[0])


def is_key(payloads: list[bytes]) -> bool:
    return not aiortc.codecs.vpx.vp8_depayload(payloads[0])[0] & 1


def test_time_stamps_are_carried_over() -> None:
    assert SizedEncoder(VP8).encode(picture(pts=4500))[1] == 4500


def test_an_rgb_frame_is_taken_too() -> None:
    decoder = av.CodecContext.create("libvpx", "r")
    payloads, _ = SizedEncoder(VP8).encode(picture(200))
    data = b"".join(aiortc.codecs.vpx.vp8_depayload(p) for p in payloads)
    (shown,) = decoder.decode(av.Packet(data))
    assert abs(float(shown.to_ndarray(format="rgb24").mean()) - 200) < 4
