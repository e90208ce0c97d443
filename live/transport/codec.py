"""What a codec is to the transport. A second one is a module like `vp8`, and a line in `live.transport.CODECS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import av


class Encoder(Protocol):
    """Writes down one stream's pictures, all of one size. What is set holds from the next picture on."""

    width: int
    height: int

    @property
    def bitrate(self) -> int:
        """Bits a second."""

    @bitrate.setter
    def bitrate(self, bitrate: int) -> None: ...

    @property
    def finest(self) -> int:
        """The lowest quantiser."""

    @finest.setter
    def finest(self, quantiser: int) -> None: ...

    @property
    def key_percent(self) -> int:
        """The most that a key frame may take, as percent of a frame's share of the bitrate; 0 for no limit."""

    @key_percent.setter
    def key_percent(self, percent: int) -> None: ...

    def encode(self, frame: av.VideoFrame, ticks: int, force_key: bool) -> bytes:
        """The bits of a yuv420p frame that is shown for `ticks` of 1/90000 s."""


@dataclass(frozen=True, slots=True)
class Codec:
    """All that differs from one codec to the next.

    mime: as in SDP. place: aiortc's encoder class, which gives way. make: an Encoder of width, height, bitrate, finest
    and coarsest quantiser. packets: RTP payloads of a picture's bits and its number, 0 to 32767. is_key: whether a
    picture needs no other. Quantisers, on the codec's own scale: finest, coarsest, after_key (the finest in a picture
    after a key frame on a narrow link) and step (how fast that falls).
    """

    mime: str
    place: str
    make: Callable[[int, int, int, int, int], Encoder]
    packets: Callable[[bytes, int], list[bytes]]
    is_key: Callable[[bytes], bool]
    finest: int
    coarsest: int
    after_key: int
    step: int
