"""What the recorder page watches: the visitor's camera, the booth's, or a drawn one to try it with."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from live.recording.clip_index import Clip
from live.recording.clips import ClipStore
from live.video.bird_house import bird_house
from live.video.sources import Source
from live.video.stream import LiveStream
from live.watching.booth_camera import BoothCamera
from live.watching.motion_recorder import MotionRecorder
from live.watching.surveillance import Surveillance
from ui.common import own_clips, webrtc
from ui.common.clips import gallery
from ui.common.language import _
from ui.common.webrtc import CameraRequest
from ui.recorder import host_camera, motion_form, motion_views
from vision.motion.settings import MotionSettings
from vision.recipe import Recipe
from vision.words.said import N_

_OWN, _DRAWN = N_("My camera"), N_("A drawn bird house")
_SURVEILLANCE = "surveillance"


@dataclass(frozen=True)
class Watched:
    """One thing to watch. camera: to ask the browser for; feed: what is shown instead; booth: when it is that one."""

    name: str
    motion: Surveillance | MotionRecorder
    store: ClipStore
    camera: CameraRequest | None = None
    feed: Source | None = None
    booth: BoothCamera | None = None

    def stream(self) -> LiveStream:
        """A new stream of it; the booth's own camera is watched already."""
        stream = LiveStream(Recipe(), self.feed)
        if isinstance(self.motion, Surveillance):
            self.motion.watch(stream)
        return stream


def listen(watched: Watched, stream: LiveStream) -> None:
    """Let the clips of this stream have the sound of the visitor's microphone, where that is wanted."""
    if isinstance(watched.motion, Surveillance):
        wanted = watched.camera is not None and watched.camera.microphone
        watched.motion.listen(webrtc.microphone_of(watched.name, stream) if wanted else None)


def pick() -> Watched:
    """The choice. Raises VisionError, OSError when there is no place for clips."""
    booths = {camera.name: camera for camera in host_camera.booth_cameras()}
    choices = [*booths, _OWN, _DRAWN]
    choice = st.segmented_control(
        _("Watch"), choices, default=choices[0], required=True, format_func=_called, key="watched"
    )
    if (booth := booths.get(str(choice))) is not None:
        return Watched(f"recorder booth {booth.name}", booth.motion, booth.store, feed=booth, booth=booth)
    own = _own()
    if choice == _DRAWN:
        return Watched("recorder drawn", own, own.store, feed=bird_house)
    tip = _("The microphone's, in each clip. Choose before START.")
    sound = st.toggle(_("With sound"), key="recorder sound", help=tip)
    return Watched("recorder camera", own, own.store, camera=CameraRequest(facing="environment", microphone=sound))


def _called(choice: str) -> str:
    return _(choice) if choice in (_OWN, _DRAWN) else host_camera.in_words(choice)


def _own() -> Surveillance:
    store = own_clips.store()
    own: Surveillance | None = st.session_state.get(_SURVEILLANCE)
    if own is None or own.store is not store:
        own = st.session_state[_SURVEILLANCE] = Surveillance(store, MotionSettings())
    return own


def watch(watched: Watched, shown: tuple[Clip, ...], *, often: bool) -> None:
    """The meter, drawn again and again; once a clip has come, the whole page is."""
    st.fragment(_watch, run_every=0.5 if often else 2.0)(watched, shown[0].taken_s if shown else 0.0)


def _watch(watched: Watched, newest_s: float) -> None:
    if watched.booth is not None:
        host_camera.status(watched.booth)
    reading = watched.motion.meter()
    away = watched.booth is not None and not watched.booth.status().connected
    motion_views.state(None if away else reading, _("The camera is away") if away else _("Waiting for the video"))
    motion_views.meter(reading)
    if reading is not None and reading.endless and isinstance(watched.motion, Surveillance):
        motion_form.offer(reading.endless)
    clips = watched.store.clips()
    if clips and clips[0].taken_s > newest_s:
        st.rerun(scope="app")


def adjust(watched: Watched, stream: LiveStream) -> None:
    """All settings, folded away; they reach the running camera at once."""
    if isinstance(watched.motion, Surveillance):
        st.fragment(_adjust)(watched.motion, stream)
    else:
        st.caption(_("Its settings are the host's."))


def _adjust(own: Surveillance, stream: LiveStream) -> None:
    with st.expander(_("Settings"), icon=":material/tune:", key="motion settings"):
        settings = motion_form.settings()
    with st.expander(_("Leave parts of the picture out"), icon=":material/crop:", key="motion left out"):
        shot = stream.snapshot()
        own.use(settings.changed(mask=motion_form.mask(shot.raw if shot else None)))


def _timeline(watched: Watched, shown: tuple[Clip, ...]) -> None:
    motion_views.timeline(watched.motion.timeline(), shown)


def clips(watched: Watched, shown: tuple[Clip, ...]) -> None:
    """The hour behind, and the clips."""
    if not shown:
        words = _("No clips yet. They appear here by themselves, a moment after each motion.")
        st.info(words, icon=":material/movie:")
    st.fragment(_timeline, run_every=5.0)(watched, shown)
    if watched.booth is not None:
        words = _("Everybody who can open this page sees the clips of the booth's camera.")
        gallery.show(watched.store, words, own=False)
    else:
        gallery.show(watched.store, own_clips.promise(), own=True)
