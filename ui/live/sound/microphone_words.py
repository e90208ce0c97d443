"""What a page says in place of the camera's words where the microphone alone is asked for."""

from __future__ import annotations

from live.sound.heard_picture import HeardPicture
from live.sound.played_sound import PlayedSound
from live.video.stream import LiveStream
from ui.common.language import _


def listens(stream: LiveStream) -> bool:
    """Whether the picture is that of the visitor's microphone."""
    return isinstance(stream.feed, HeardPicture)


def hint(stream: LiveStream) -> str:
    """What to do first, "" where the camera's words do."""
    if listens(stream):
        return _("Press START, allow the microphone, and whistle.")
    return _("Press START, and see what you hear.") if isinstance(stream.feed, PlayedSound) else ""


def stopped(stream: LiveStream) -> str:
    """What the line says afterwards, "" where the camera's words do."""
    return _("Sound stopped") if isinstance(stream.feed, HeardPicture | PlayedSound) else ""
