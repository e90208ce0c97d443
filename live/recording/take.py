"""Take: one recording of a LiveStream and a microphone, from the press of a button to the list of clips."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Literal

import numpy as np

from live.recording.clip_index import Clip
from live.recording.clips import ClipStore
from live.recording.microphone import SoundOrigin
from live.recording.movie import first_picture
from live.recording.recorder import Recorder, RecordingLimits, Status
from live.video.processing import Shot
from live.video.stream import LiveStream
from vision.types import Image

What = Literal["filtered", "unfiltered", "both", "wav", "ogg"]
_PATIENCE_S = 5.0
SOUND_ONLY: tuple[What, ...] = ("wav", "ogg")


class Take:
    """Runs until `stop`, a limit, or the end of the stream; whichever it was, the whole file is listed in the store.

    what: the filtered picture, the unfiltered one, both side by side, or sound alone as WAV or OGG.
    `lost` says that the stream ended first.
    """

    def __init__(
        self,
        store: ClipStore,
        stream: LiveStream,
        microphone: SoundOrigin | None,
        what: What,
        limits: RecordingLimits | None = None,
    ) -> None:
        self.what = what
        self.lost = False
        self._store, self._stream, self._microphone = store, stream, microphone
        self._taken_s = time.time()
        sound_only = what in SOUND_ONLY
        path = store.new_path("sound", f".{what}") if sound_only else store.new_path("video")
        self._recorder = Recorder(
            path, sound=microphone is not None, limits=limits, done=self._list, patience_s=_PATIENCE_S
        )
        if not sound_only:
            stream.on_shot = (*stream.on_shot, self._see)
        if microphone is not None:
            microphone.listeners = (*microphone.listeners, self._recorder.offer_sound)
        stream.add_listener("ended", self._lose)
        if stream.readyState == "ended":
            self._lose()

    @property
    def name(self) -> str:
        return self._recorder.path.name

    @property
    def microphone(self) -> SoundOrigin | None:
        return self._microphone

    def status(self) -> Status:
        return self._recorder.status()

    def stop(self) -> None:
        """End it without waiting; it is listed once `status().recording` is False."""
        self._stream.on_shot = tuple(w for w in self._stream.on_shot if w != self._see)
        if self._microphone is not None:
            hear = self._recorder.offer_sound
            self._microphone.listeners = tuple(w for w in self._microphone.listeners if w != hear)
        self._recorder.stop()

    def _lose(self) -> None:
        self.lost = self.status().recording
        self.stop()

    def _see(self, shot: Shot) -> None:
        self._recorder.offer(self._picture(shot), shot.time_s)

    def _picture(self, shot: Shot) -> Image:
        if self.what == "filtered":
            return shot.filtered
        if self.what == "unfiltered" or shot.raw.shape != shot.filtered.shape:
            return shot.raw
        return np.hstack([shot.raw, shot.filtered])

    def _list(self, path: Path) -> None:
        self.stop()
        best = first_picture(path) if path.suffix == ".mp4" else None
        self._store.add(Clip(path.name, self._taken_s, clip_end_s=round(self.status().elapsed_s, 3)), best)
