"""Sound as the picture: the visitor's microphone or a file of theirs, and what is seen of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from live.recording.microphone import Microphone, SoundOrigin
from live.sound.heard_picture import SOUND, HeardPicture
from live.sound.looped_sound import LoopedSound, check_sound
from live.sound.played_sound import PlayedSound
from live.sound.sound_player import SoundPlayer, played
from live.video.stream import LiveStream
from ui.common import bench, webrtc
from ui.common.language import _
from ui.common.session_cache import places
from ui.common.sound.sound_knobs import knobs
from ui.common.webrtc import MicrophoneRequest
from ui.common.words import plain
from vision.params import Value
from vision.words.said import N_

SOURCES = {"microphone": N_("My microphone"), "sound": N_("A sound file of mine")}


@dataclass(frozen=True, slots=True)
class SoundRequest:
    """Whose sound is seen: what reads a file, None for the microphone. values: of the picture. aloud: to be heard."""

    name: str
    reader: SoundPlayer | LoopedSound | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    aloud: bool = False

    @property
    def asked(self) -> MicrophoneRequest | None:
        """What the browser is asked for."""
        return MicrophoneRequest() if self.reader is None else None


def pick(source: str) -> SoundRequest | None:
    """What belongs to one of SOURCES; None while the file is still missing. Raises VisionError."""
    if source == "microphone":
        st.caption(_("The browser asks for your microphone alone. You do not hear yourself."))
        return SoundRequest(source, values=_picture())
    reader = _file()
    if reader is None:
        return None
    aloud = st.toggle(_("Hear it"), True, key="hear the sound file")
    return SoundRequest(source, reader, _picture(), aloud)


def _picture() -> dict[str, Value]:
    with st.expander(_("How sound is shown"), icon=":material/graphic_eq:"):
        return knobs(SOUND, "sound picture")


def _file() -> SoundPlayer | LoopedSound | None:
    file = st.file_uploader(_("Sound"), key="uploaded sound")
    if file is None:
        return None
    held = places().get("looped sound")
    if held is None or held[0] != file.file_id:
        bench.run(check_sound, file.getvalue(), words=_("Opening the sound …"))
        held = places()["looped sound"] = (file.file_id, played(file.getvalue()))
    reader: SoundPlayer | LoopedSound = held[1]
    if reader.damage.packets:
        st.caption(f":material/broken_image: {plain(reader.damage)}")
    return reader


def origin(request: SoundRequest, stream: LiveStream) -> SoundOrigin:
    """What is heard with this stream, whose picture becomes that of it."""
    if request.reader is None:
        return _microphone(request, stream)
    reader = request.reader
    playing = webrtc.belonging(request.name, stream, lambda: PlayedSound(reader))
    playing.play(reader)
    playing.picture.values = SOUND.complete(request.values)
    if stream.readyState == "live":
        stream.feed = playing
    return playing


def _microphone(request: SoundRequest, stream: LiveStream) -> Microphone:
    microphone = webrtc.microphone_of(request.name, stream)
    picture = stream.feed if isinstance(stream.feed, HeardPicture) else HeardPicture()
    picture.values = SOUND.complete(request.values)
    if stream.readyState == "live":
        stream.feed = picture
        if picture.hear not in microphone.listeners:
            microphone.listeners = (picture.hear, *microphone.listeners)
    return microphone


def aloud(request: SoundRequest | None, heard: SoundOrigin | None) -> dict[str, Any]:
    """What `webrtc.show` is told of it: a file's sound is heard, a microphone's is not."""
    if request is None or not isinstance(heard, PlayedSound):
        return {}
    return {"heard": heard.track, "aloud": request.aloud}
