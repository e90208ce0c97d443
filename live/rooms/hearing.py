"""Sound of a room on the event loop: microphones in, one ear for each listener out."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import av
import numpy as np
from aiortc.codecs.opus import OpusEncoder
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack

from live.recording.sound_sink import SoundSink
from live.recording.voice import Voice
from live.rooms.mixing import BLOCK, BLOCK_S, RATE, Block, Floor, heard_by

_ENOUGH, _MOST = 3, 10  # blocks of 20 ms waiting: to begin with, and before the oldest is dropped
_REMEMBERED = 25


class MemberMicrophone(SoundSink):
    """Takes one member's sound; `voice` changes it before anybody hears it."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Block] = deque(maxlen=_MOST)
        self._resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE, frame_size=BLOCK)
        self._flowing = False
        self.voice = Voice()

    def hear(self, frame: av.AudioFrame) -> None:
        for part in self._resampler.resample(frame):
            block = np.asarray(part.to_ndarray()).reshape(-1).astype(np.int16)
            if block.size == BLOCK:
                self._waiting.append(self.voice.changed_samples(block))

    def take(self) -> Block | None:
        """The next 20 ms, None while there are none; after a gap, a few blocks gather before it goes on."""
        if not self._waiting:
            self._flowing = False
        elif len(self._waiting) >= _ENOUGH:
            self._flowing = True
        return self._waiting.popleft() if self._flowing else None


class RoomSound:
    """Mixes the microphones of one room, each 20 ms once, whoever asks first. Used on the event loop only.

    muted: whose sound nobody hears.
    `listeners` get everybody's sound, block by block, with the time of each in seconds on the monotonic clock.
    """

    def __init__(self) -> None:
        self.microphones: dict[int, MemberMicrophone] = {}
        self.muted: frozenset[int] = frozenset()
        self.listeners: tuple[Callable[[Block, float], None], ...] = ()
        self.floor = Floor()
        self._slots: dict[int, dict[int, Block]] = {}
        self._newest = -1
        self._opus = OpusEncoder()
        self._packets: dict[int, bytes] = {}

    def at(self, slot: int, listener: int | None) -> Block:
        """What `listener` hears in the slot, a count of 20 ms on the monotonic clock; silence in one long past."""
        if slot > self._newest:
            self._advance(slot)
        return heard_by(listener, self._slots.get(slot, {}))

    def packet(self, slot: int) -> bytes:
        """Everybody's sound in the slot as Opus, encoded once for all who only listen."""
        if slot not in self._packets:
            payloads, _ = self._opus.encode(_frame(self.at(slot, None), slot * BLOCK))
            self._packets = {s: p for s, p in self._packets.items() if s > slot - _REMEMBERED}
            self._packets[slot] = b"".join(payloads)
        return self._packets[slot]

    def _advance(self, slot: int) -> None:
        for new in range(max(self._newest + 1, slot - _REMEMBERED + 1), slot + 1):
            spoken = {n: m.take() for n, m in list(self.microphones.items())}
            heard = {n: block for n, block in spoken.items() if block is not None and n not in self.muted}
            self._slots[new] = heard
            self._slots.pop(new - _REMEMBERED, None)
            self.floor = self.floor.after(heard, new * BLOCK_S)
            for listen in self.listeners:
                listen(heard_by(None, heard), new * BLOCK_S)
        self._newest = slot
        if len(self._slots) > _REMEMBERED:
            self._slots = {s: b for s, b in self._slots.items() if s > slot - _REMEMBERED}


class Ear(MediaStreamTrack):
    """What one member hears: a track that a connection sends.

    member: whose own sound is left out; None for one who only listens and gets what is encoded for all of them.
    """

    kind = "audio"
    unqueued = True

    def __init__(self, sound: RoomSound, member: int | None) -> None:
        super().__init__()
        self._sound, self._member = sound, member
        self._slot = -1
        self._first = 0

    async def recv(self) -> Any:
        """The next 20 ms when its time has come, a frame or a packet of Opus; one far behind goes on from now."""
        now = time.monotonic()
        if self._slot < 0 or now / BLOCK_S - self._slot > _REMEMBERED:
            self._slot = int(now / BLOCK_S)
            self._first = self._first or self._slot
        self._slot += 1
        await asyncio.sleep(max(0.0, self._slot * BLOCK_S - now))
        if self.readyState != "live":
            raise MediaStreamError
        pts = (self._slot - self._first) * BLOCK
        if self._member is not None:
            return _frame(self._sound.at(self._slot, self._member), pts)
        data = self._sound.packet(self._slot)
        if not data:  # the encoder holds its first block back
            return await self.recv()
        packet = av.Packet(data)
        packet.pts, packet.time_base = pts, Fraction(1, RATE)
        return packet


def _frame(block: Block, pts: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), "s16", "mono")
    frame.sample_rate, frame.pts, frame.time_base = RATE, pts, Fraction(1, RATE)
    return frame
