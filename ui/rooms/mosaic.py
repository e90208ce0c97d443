"""A room's picture: the mosaic with its START button, the mark on one's own tile, help when nothing comes."""

from __future__ import annotations

import time

import streamlit as st

from live.rooms.hub import Ticket
from live.rooms.media import RATE, MemberEnds
from live.rooms.mosaic import HEIGHT, WIDTH
from live.rooms.room import Member
from ui.common import webrtc
from ui.common.language import _, told
from ui.common.webrtc import Connection
from ui.common.words import plain
from ui.rooms import screen, state
from vision.catalogue import label_of
from vision.words.said import N_

_PATIENCE_S = 12
_ASKS = {
    ("", False): N_("Nobody asks for your camera."),
    ("", True): N_("The browser asks whether it may use your microphone."),
    ("camera", False): N_("The browser asks whether it may use your camera."),
    ("camera", True): N_("The browser asks whether it may use your camera and microphone."),
    ("screen", False): N_("The browser asks whether it may use your screen."),
    ("screen", True): N_("The browser asks whether it may use your screen and microphone."),
}
# The mark lies over the video on the page: drawn into the mosaic, everybody would need a picture of their own.
_LAYER = """<style>
.st-key-room-picture {position: relative}
.st-key-room-picture .st-key-own-tile {position: absolute; inset: 8px 0 auto 0; z-index: 2; pointer-events: none}
</style>"""


def show(ticket: Ticket, me: Member, ends: MemberEnds) -> Connection:
    """The mosaic; for one who takes part the switches of camera and microphone, and the mark."""
    camera = microphone = False
    if not me.spectator:
        with st.container(horizontal=True):
            tip = _("Without it the others only hear you. Choose before START.")
            camera = st.toggle(_("With my camera"), True, key="room camera", help=tip)
            tip = _("Choose before START. Use headphones if others hear an echo.")
            microphone = st.toggle(_("With my microphone"), key="room microphone", help=tip)
            tip = _("The browser asks which screen, window or tab at START. Telephones cannot.")
            shared = st.toggle(_("My screen instead"), key="room screen", disabled=not camera, help=tip)
        screen.at_start(camera and shared)
    with st.container(key="room-picture"):
        connection = _video(f"webrtc room {ticket.code} {ticket.number}", ends, camera, microphone)
        if not me.spectator:
            st.html(_LAYER)
            st.fragment(_own_tile, run_every=1.0 if connection.active else None)(ticket)
    _help(connection, camera, microphone)
    if ends.camera is not None and connection.active:
        st.fragment(_problems, run_every=2.0)(ends)
    return connection


def _video(component: str, ends: MemberEnds, camera: bool, microphone: bool) -> Connection:
    """The mosaic and the sound of all with their START button; the browser is asked for what is switched on."""
    constraints = None
    if camera or microphone:
        video = webrtc.CameraRequest(rate=RATE).constraints()["video"] if camera else False
        constraints = {"video": video, "audio": microphone}
    return webrtc.player(
        component,
        constraints,
        muted=False,
        source_video_track=ends.screen,
        source_audio_track=ends.ear,
        sink_video_track=ends.camera if camera else None,
        sink_audio_track=ends.microphone if microphone else None,
    )


def lost(connection: Connection, ends: MemberEnds) -> bool:
    """Whether a video that was under way has broken off."""
    waited = time.monotonic() - connection.since if connection.since is not None else 0.0
    return connection.playing and waited > _PATIENCE_S and not ends.screen.serving


def _own_tile(ticket: Ticket) -> None:
    newest = state.media(ticket.code).newest()
    place = newest.place_of(ticket.number) if newest is not None else None
    with st.container(key="own-tile"):
        if place is None:
            st.html("<i></i>")
            return
        left, top = 100 * place.left / WIDTH, 100 * place.top / HEIGHT
        width, height = 100 * place.width / WIDTH, 100 * place.height / HEIGHT
        st.html(
            f'<div style="position:relative;width:100%;aspect-ratio:{WIDTH}/{HEIGHT}"><div data-own-tile style="'
            f"position:absolute;left:{left:.2f}%;top:{top:.2f}%;width:{width:.2f}%;height:{height:.2f}%;"
            'border:2px dashed rgba(255,255,255,.75);border-radius:4px;box-sizing:border-box">'
            '<span style="position:absolute;right:6px;bottom:6px;background:#fff;color:#1f2421;font-weight:650;'
            f'font-size:.8rem;padding:.05rem .5rem;border-radius:1rem">{_("you")}</span></div></div>'
        )


def _problems(ends: MemberEnds) -> None:
    if ends.camera is None:
        return
    if ends.camera.recipe.hiding:
        others = _("The others see nothing but a blur until it works again.")
    else:
        others = _("The others see you without it.")
    for name, error in ends.camera.report().errors:
        title = _("Your picture has a problem")
        if name:
            title = _("{filter} could not work on your picture", filter=_(label_of(name)))
        st.warning(f"{plain(told(error))} {others}", title=title, icon=":material/warning:")


def _help(connection: Connection, camera: bool, microphone: bool) -> None:
    if not connection.active:
        picture = ("screen" if st.session_state.get("room screen") else "camera") if camera else ""
        asks = _(_ASKS[picture, microphone])
        st.info(f"{_('Press **START** to see and hear the room.')} {asks}", icon=":material/play_circle:")
        return
    waited = time.monotonic() - connection.since if connection.since is not None else 0.0
    if not connection.playing and waited > _PATIENCE_S:
        st.warning(
            _(
                "The video could not get through. A firewall or a phone network may be in the way; "
                "another Wi-Fi often helps. The chat works all the same."
            ),
            title=_("No connection yet"),
            icon=":material/wifi_off:",
        )
