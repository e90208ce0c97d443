"""From the socket to a decoded picture without a wait: frames whole by their marker, and only the newest handed on."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import av
from aiortc.codecs import get_decoder
from aiortc.jitterbuffer import JitterBuffer, JitterFrame
from aiortc.rtcrtpparameters import RTCRtpCodecParameters

_PAIR = 2  # frames that came together, one a little late, are both shown; of more, only the newest

Task = tuple[RTCRtpCodecParameters, JitterFrame]


class PromptJitterBuffer(JitterBuffer):
    """aiortc's jitter buffer, which knows a video frame to be whole only when the next one begins: a frame of delay.

    RTP marks the last packet of a video frame (RFC 3550 5.1, RFC 7741 4.1), so that it need not wait.
    """

    def _remove_frame(self, sequence_number: int) -> JitterFrame | None:
        if not self._is_video:
            return super()._remove_frame(sequence_number)
        whole: list[JitterFrame] = []
        packets: list[Any] = []
        used = 0
        for count in range(self.capacity):
            packet = self._packets[((self._origin or 0) + count) % self.capacity]
            if packet is None:
                break
            if packets and packet.timestamp != packets[0].timestamp:
                _append(whole, packets)
                packets, used = [], count
            packets.append(packet)
            if packet.marker:
                _append(whole, packets)
                packets, used = [], count + 1
        self.remove(used)
        return Burst(whole) if whole else None


def _append(whole: list[JitterFrame], packets: list[Any]) -> None:
    data = b"".join(p._data for p in packets)
    if data:  # senders pad with empty packets when they probe the link
        whole.append(JitterFrame(data, packets[0].timestamp))


class Burst(JitterFrame):
    """Frames that became whole at the same moment: the newest, and those that must be decoded before it."""

    def __init__(self, frames: list[JitterFrame]) -> None:
        super().__init__(frames[-1].data, frames[-1].timestamp)
        self.earlier = frames[:-1]


def decode_newest(
    loop: asyncio.AbstractEventLoop,
    input_q: queue.Queue[Task | None],
    output_q: asyncio.Queue[Any],
    decode_error: threading.Event,
) -> None:
    """aiortc's decoder thread, except that of the video frames that waited to be decoded only the newest are handed on.

    Decoding costs little and VP8 needs every frame of it; what costs comes after.
    """
    decoder: Any = None
    name = ""
    ended = False
    while not ended:
        tasks = _waiting(input_q)
        ended = None in tasks
        batch = [t for t in tasks if t is not None]
        if not batch:
            continue
        codec = batch[-1][0]
        if codec.name != name:
            decoder, name = get_decoder(codec), codec.name
        encoded = [frame for _, task in batch for frame in (*getattr(task, "earlier", ()), task)]
        pictures: deque[Any] = deque(maxlen=_PAIR if codec.mimeType.startswith("video/") else None)
        pictures.extend(_decoded(decoder, encoded, decode_error))
        _hand_on(loop, output_q, pictures)
    _hand_on(loop, output_q, [None])


def _waiting(input_q: queue.Queue[Task | None]) -> list[Task | None]:
    """All that waits, at least one."""
    tasks = [input_q.get()]
    with contextlib.suppress(queue.Empty):
        while True:
            tasks.append(input_q.get_nowait())
    return tasks


def _decoded(decoder: Any, encoded: Iterable[JitterFrame], decode_error: threading.Event) -> Iterator[Any]:
    for frame in encoded:
        try:
            yield from decoder.decode(frame)
        except av.FFmpegError:  # a lost packet: the decoder keeps its state, and the sender is asked for a key frame
            decode_error.set()


def _hand_on(loop: asyncio.AbstractEventLoop, output_q: asyncio.Queue[Any], items: Collection[Any]) -> None:
    def put() -> None:
        for item in items:
            output_q.put_nowait(item)

    if items:
        with contextlib.suppress(RuntimeError):  # the loop has closed: nobody is left to look
            loop.call_soon_threadsafe(put)
