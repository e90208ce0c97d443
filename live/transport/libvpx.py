"""libvpx's VP8 encoder with a bitrate that may change from one picture to the next, without a key frame.

FFmpeg's wrapper fixes the bitrate when the encoder is made. This calls the libvpx that PyAV's wheel carries
(vpx/vpx_encoder.h) and checks the layout of its structures before it trusts it.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
from ctypes import POINTER, byref, c_char_p, c_int, c_int64, c_long, c_size_t, c_uint, c_ulong, c_void_p
from pathlib import Path
from typing import Any

import av

_I420 = 0x102
_REALTIME, _FORCE_KEY = 1, 1
_CBR, _FRAME_PACKET = 1, 0
_ABI_MISMATCH, _ABI_VERSIONS = 3, range(10, 100)
_CPU_USED, _STATIC_THRESHOLD, _TOKEN_PARTITIONS, _MOST_INTRA_PERCENT = 13, 17, 18, 26


class _Context(ctypes.Structure):
    _fields_ = (("opaque", c_void_p * 32),)


class _Config(ctypes.Structure):
    """vpx_codec_enc_cfg_t as far as it is used; the rest is room."""

    _fields_ = (
        *((name, c_uint) for name in ("usage", "threads", "profile", "width", "height", "depth", "input_depth")),
        *((name, c_int) for name in ("time_base_num", "time_base_den")),
        *((name, c_uint) for name in ("error_resilient", "passes", "lag", "drop_frame_threshold")),
        *((name, c_uint) for name in ("resize_allowed", "scaled_width", "scaled_height", "resize_up", "resize_down")),
        ("end_usage", c_uint),
        *((name, c_void_p) for name in ("stats", "stats_size", "blocks", "blocks_size")),
        *((name, c_uint) for name in ("target_kbits", "min_quantizer", "max_quantizer", "undershoot", "overshoot")),
        *((name, c_uint) for name in ("buffer_ms", "buffer_initial_ms", "buffer_optimal_ms")),
        *((name, c_uint) for name in ("bias", "section_min", "section_max", "corpus", "key_mode")),
        *((name, c_uint) for name in ("key_min_distance", "key_max_distance")),
        ("room", c_void_p * 256),
    )


class _Picture(ctypes.Structure):
    """vpx_image_t."""

    _fields_ = (
        *((name, c_uint) for name in ("format", "space", "range", "width", "height", "depth")),
        *((name, c_uint) for name in ("shown_width", "shown_height", "render_width", "render_height")),
        *((name, c_uint) for name in ("x_shift", "y_shift")),
        ("planes", c_void_p * 4),
        ("strides", c_int * 4),
        ("room", c_void_p * 16),
    )


class _Packet(ctypes.Structure):
    """vpx_codec_cx_pkt_t, of a picture."""

    _fields_ = (("kind", c_int), ("data", c_void_p), ("size", c_size_t), ("pts", c_int64), ("duration", c_ulong))


@functools.cache
def loaded() -> tuple[Any, int] | None:
    """libvpx and the version of its interface; None where there is none, or one of another layout."""
    for name in _candidates():
        try:
            vpx = ctypes.CDLL(name)
            _declare(vpx)
        except (OSError, AttributeError):
            continue
        config = _default(vpx)
        known = (config.width, config.height, config.time_base_den, config.target_kbits, config.max_quantizer)
        if known != (320, 240, 30, 256, 63) or (config.buffer_ms, config.buffer_optimal_ms) != (6000, 5000):
            continue
        for version in _ABI_VERSIONS:
            context = _Context()
            error = vpx.vpx_codec_enc_init_ver(byref(context), vpx.vpx_codec_vp8_cx(), byref(config), 0, version)
            if error == 0:
                vpx.vpx_codec_destroy(byref(context))
                return vpx, version
            if error != _ABI_MISMATCH:
                break
    return None


def _candidates() -> list[str]:
    """The library that PyAV brought along (Linux and Windows, macOS), then the system's."""
    package = Path(av.__file__).parent
    brought = [*package.with_name("av.libs").glob("*vpx*"), *package.joinpath(".dylibs").glob("*vpx*")]
    system = ctypes.util.find_library("vpx")
    return [*map(str, brought), *([system] if system else [])]


def _declare(vpx: Any) -> None:
    vpx.vpx_codec_vp8_cx.restype = c_void_p
    vpx.vpx_codec_enc_config_default.argtypes = [c_void_p, c_void_p, c_uint]
    vpx.vpx_codec_enc_config_set.argtypes = [c_void_p, c_void_p]
    vpx.vpx_codec_enc_init_ver.argtypes = [c_void_p, c_void_p, c_void_p, c_long, c_int]
    vpx.vpx_codec_encode.argtypes = [c_void_p, c_void_p, c_int64, c_ulong, c_long, c_ulong]
    vpx.vpx_codec_get_cx_data.argtypes = [c_void_p, c_void_p]
    vpx.vpx_codec_get_cx_data.restype = POINTER(_Packet)
    vpx.vpx_codec_control_.argtypes = [c_void_p, c_int]
    vpx.vpx_codec_destroy.argtypes = [c_void_p]
    vpx.vpx_img_wrap.argtypes = [c_void_p, c_int, c_uint, c_uint, c_uint, c_void_p]
    vpx.vpx_img_wrap.restype = c_void_p
    vpx.vpx_codec_err_to_string.restype = c_char_p


def _default(vpx: Any) -> _Config:
    config = _Config()
    vpx.vpx_codec_enc_config_default(vpx.vpx_codec_vp8_cx(), byref(config), 0)
    return config


class Vp8:
    """An `Encoder`.

    Raises RuntimeError where `loaded()` is None, and when libvpx refuses.
    """

    def __init__(self, width: int, height: int, bitrate: int, finest: int, coarsest: int) -> None:
        found = loaded()
        if found is None:
            raise RuntimeError("There is no libvpx that can be used here.")
        self._vpx, version = found
        self.width, self.height, self._bitrate = width, height, bitrate
        self._open = False
        self._config = config = _default(self._vpx)
        config.width, config.height, config.threads = width, height, 1
        config.time_base_num, config.time_base_den = 1, 90_000
        config.lag, config.end_usage, config.target_kbits = 0, _CBR, bitrate // 1000
        config.min_quantizer, config.max_quantizer = finest, coarsest
        config.undershoot, config.overshoot = 100, 15
        config.buffer_ms, config.buffer_initial_ms, config.buffer_optimal_ms = 600, 300, 400
        config.key_max_distance = 3000
        self._context = _Context()
        self._check(
            self._vpx.vpx_codec_enc_init_ver(
                byref(self._context), self._vpx.vpx_codec_vp8_cx(), byref(config), 0, version
            )
        )
        self._open = True
        self._control(_CPU_USED, -10)
        self._control(_STATIC_THRESHOLD, 1)
        self._control(_TOKEN_PARTITIONS, 0)
        self._picture = _Picture()
        self._vpx.vpx_img_wrap(byref(self._picture), _I420, width, height, 1, 1)
        self._pts = self._key_percent = 0

    def __del__(self) -> None:
        if getattr(self, "_open", False):
            self._vpx.vpx_codec_destroy(byref(self._context))

    @property
    def bitrate(self) -> int:
        return self._bitrate

    @bitrate.setter
    def bitrate(self, bitrate: int) -> None:
        if bitrate != self._bitrate:
            self._bitrate, self._config.target_kbits = bitrate, bitrate // 1000
            self._reconfigure()

    @property
    def finest(self) -> int:
        """The lowest quantiser, 0 to 63."""
        return int(self._config.min_quantizer)

    @finest.setter
    def finest(self, quantiser: int) -> None:
        if quantiser != self._config.min_quantizer:
            self._config.min_quantizer = quantiser
            self._reconfigure()

    def _reconfigure(self) -> None:
        self._check(self._vpx.vpx_codec_enc_config_set(byref(self._context), byref(self._config)))

    @property
    def key_percent(self) -> int:
        """The most that a key frame may take, as percent of a frame's share of the bitrate; 0 for no limit."""
        return self._key_percent

    @key_percent.setter
    def key_percent(self, percent: int) -> None:
        if percent != self._key_percent:
            self._key_percent = percent
            self._control(_MOST_INTRA_PERCENT, percent)

    def encode(self, frame: av.VideoFrame, ticks: int, force_key: bool) -> bytes:
        """The bits of a yuv420p frame that is shown for `ticks` of 1/90000 s."""
        for i, plane in enumerate(frame.planes):
            self._picture.planes[i], self._picture.strides[i] = plane.buffer_ptr, plane.line_size
        flags = _FORCE_KEY if force_key else 0
        self._check(
            self._vpx.vpx_codec_encode(byref(self._context), byref(self._picture), self._pts, ticks, flags, _REALTIME)
        )
        self._pts += ticks
        place, found = c_void_p(), b""
        while packet := self._vpx.vpx_codec_get_cx_data(byref(self._context), byref(place)):
            if packet.contents.kind == _FRAME_PACKET:
                found += ctypes.string_at(packet.contents.data, packet.contents.size)
        return found

    def _control(self, what: int, value: int) -> None:
        self._check(self._vpx.vpx_codec_control_(byref(self._context), what, c_int(value)))

    def _check(self, error: int) -> None:
        if error:
            raise RuntimeError(f"libvpx: {self._vpx.vpx_codec_err_to_string(error).decode()}")
