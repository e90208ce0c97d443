"""What stands between a track and the one who reads it."""

from __future__ import annotations

from aiortc import MediaStreamTrack
from aiortc.contrib.media import MediaRelay
from aiortc.rtcrtpreceiver import RemoteStreamTrack

from live.video.stream import LiveStream


class DirectRelay(MediaRelay):
    """A relay that leaves out the queue where there is one consumer.

    streamlit-webrtc puts a relay with an unbounded queue before each consumer. A LiveStream and a camera's track
    have exactly one, and so has any track with a true `unqueued`: it is handed on itself, and the newest frame wins.
    """

    def subscribe(self, track: MediaStreamTrack, buffered: bool = True) -> MediaStreamTrack:
        single = isinstance(track, LiveStream | RemoteStreamTrack) and track.kind == "video"
        single = single or getattr(track, "unqueued", False)
        return track if single else super().subscribe(track, buffered)
