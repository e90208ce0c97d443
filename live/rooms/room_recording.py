"""A room's mosaic and everybody's sound into one MP4."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np

from live.recording.recorder import Recorder, RecordingLimits
from live.recording.sound import SoundBlock
from live.rooms.media import MosaicFrame, RoomMedia
from live.rooms.mixing import Block
from live.rooms.mosaic import HEIGHT, WIDTH
from live.video import workers

_LIMITS = RecordingLimits(longest_s=1800.0, most_bytes=300_000_000)


class RoomRecording:
    """Records a room from now on, into a directory of its own that goes with the recording.

    The room's media throw it away when the room stops being recorded without `finish`: the one who records has gone.
    """

    def __init__(self, media: RoomMedia) -> None:
        self._media = media
        self._directory = Path(tempfile.mkdtemp(prefix="room-"))
        self._recorder = Recorder(self._directory / "room.mp4", size=(WIDTH, HEIGHT), sound=True, limits=_LIMITS)
        self._see_it, self._hear_it = self._see, self._hear
        media.on_mosaic += (self._see_it,)
        media.sound.listeners += (self._hear_it,)
        media.recording = self

    def _see(self, frame: MosaicFrame) -> None:
        self._recorder.offer(frame.image, frame.time_s)

    def _hear(self, block: Block, time_s: float) -> None:
        self._recorder.offer_sound(SoundBlock(np.repeat(block[:, None], 2, axis=1), time_s))

    @property
    def elapsed_s(self) -> float:
        return self._recorder.status().elapsed_s

    @property
    def ended(self) -> str:
        """Why it ended by itself, in a sentence; empty while it runs."""
        return self._recorder.status().ended

    def finish(self) -> bytes | None:
        """End it, wait for the film and hand it out; None when there was nothing to record."""
        self._let_go()
        path = self._recorder.close(30.0)
        film = path.read_bytes() if path is not None else None
        shutil.rmtree(self._directory, ignore_errors=True)
        return film

    def discard(self) -> None:
        """End it and leave nothing behind, without waiting."""
        self._let_go()
        self._recorder.cancel()
        workers.submit(self._remove)

    def _remove(self) -> None:
        self._recorder.close(30.0)
        shutil.rmtree(self._directory, ignore_errors=True)

    def _let_go(self) -> None:
        media = self._media
        media.on_mosaic = tuple(v for v in media.on_mosaic if v is not self._see_it)
        media.sound.listeners = tuple(v for v in media.sound.listeners if v is not self._hear_it)
        media.recording = None
