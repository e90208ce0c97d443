"""The camera's troubles in plain words, with the way out open at once."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ui.common.language import _
from ui.live import source_picker
from vision.words.said import N_

_TROUBLE = "camera trouble"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A headline, what to do, and an icon."""

    title: str
    advice: str
    icon: str = ":material/videocam_off:"


TROUBLES = {
    "insecure": Trouble(
        N_("This address is not secure, so the browser hides the camera"),
        N_("Open the page with **https**, or on the booth's own computer as **localhost**. Until then:"),
        ":material/lock_open:",
    ),
    "refused": Trouble(
        N_("The camera was refused"),
        N_(
            "Press the camera or lock symbol beside the address, choose **Allow**, and press START again. "
            "A telephone may also ask in its own settings, under this browser."
        ),
        ":material/block:",
    ),
    "none": Trouble(
        N_("There is no camera"),
        N_("Plug one in and press START again. No camera at hand? The booth has pictures of its own:"),
    ),
    "busy": Trouble(
        N_("Another program holds the camera"),
        N_("Close the video call or camera program that uses it, then press START again."),
        ":material/sync_problem:",
    ),
    "unplugged": Trouble(
        N_("The camera is gone"),
        N_("It was unplugged, or the lid was closed. Bring it back, press STOP and then START."),
    ),
    "dark": Trouble(
        N_("The camera sends no picture"),
        N_(
            "Its cover or switch may be closed, another program may have taken it, or the lid is shut. "
            "The picture goes on by itself; if not, press STOP and then START."
        ),
    ),
    "still": Trouble(
        N_("No new pictures come from the camera"),
        N_("It may be unplugged, the lid closed or the connection lost. Press STOP and then START."),
    ),
    "slept": Trouble(
        N_("The video ended while this device was asleep"),
        N_("Press START to go on; your recipe is as you left it."),
        ":material/bedtime:",
    ),
    "lost": Trouble(
        N_("The video could not get through"),
        N_(
            "A firewall or a phone network may be in the way; another Wi-Fi often helps. "
            "A single photo works everywhere."
        ),
        ":material/wifi_off:",
    ),
    "insecure microphone": Trouble(
        N_("This address is not secure, so the browser hides the microphone"),
        N_("Open the page with **https**, or on the booth's own computer as **localhost**. Until then:"),
        ":material/lock_open:",
    ),
    "refused microphone": Trouble(
        N_("The microphone was refused"),
        N_(
            "Press the microphone or lock symbol beside the address, choose **Allow**, and press START again. "
            "A telephone may also ask in its own settings, under this browser."
        ),
        ":material/mic_off:",
    ),
    "none microphone": Trouble(
        N_("There is no microphone"), N_("Plug one in and press START again. Until then:"), ":material/mic_off:"
    ),
    "busy microphone": Trouble(
        N_("Another program holds the microphone"),
        N_("Close the call or recorder that uses it, then press START again."),
        ":material/sync_problem:",
    ),
    "other microphone": Trouble(
        N_("The microphone could not be started"),
        N_("Close other programs that use it, plug it in again, and press START once more."),
        ":material/mic_off:",
    ),
    "other": Trouble(
        N_("The camera could not be started"),
        N_("Close other programs that use it, plug it in again, and press START once more."),
    ),
}
"""By the name the picture component gives them; `still` and `lost` are noticed by the server.

Where the microphone alone is asked for, the one with its name goes before.
"""


def heard(name: str) -> None:
    """Keep what the browser noticed; "" when it is over."""
    st.session_state[_TROUBLE] = name


def current() -> str:
    """What the browser noticed last, "" for nothing."""
    return str(st.session_state.get(_TROUBLE, ""))


def show(name: str) -> None:
    """The trouble in words, and two sources that need no permission."""
    trouble = TROUBLES.get(name, TROUBLES["other"])
    st.warning(_(trouble.advice), title=_(trouble.title), icon=trouble.icon)
    ways_out("trouble")


def ways_out(key: str) -> None:
    """Buttons to pictures that need no running camera."""
    with st.container(horizontal=True):
        _instead(_("Use the test pattern"), "test_pattern", ":material/animation:", key)
        _instead(_("Take one photo"), "photo", ":material/photo_camera:", key)


def _instead(label: str, source: str, icon: str, key: str) -> None:
    st.button(label, icon=icon, on_click=_take, args=(source,), key=f"{key} {source}")


def _take(source: str) -> None:
    source_picker.choose(source)
    heard("")
    st.rerun()
