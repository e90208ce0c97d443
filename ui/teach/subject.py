"""What is taught: things, hands, bodies or sounds; each has a lesson and a video of its own."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from live.teaching.listener import Listener
from live.video.stream import LiveStream
from ui.common import webrtc
from ui.common.controls import one_of
from ui.common.download import model_file
from ui.common.language import _, drawn
from ui.common.webrtc import CameraRequest, MicrophoneRequest
from vision.models.files import lacking
from vision.models.shelf import OBJECTS
from vision.recipe import Recipe
from vision.teach import features
from vision.words.said import N_

_SUBJECT, _BEGAN, _LISTENER = "taught subject", "taught began", "taught listener"


_CAMERA = CameraRequest()


@dataclass(frozen=True, slots=True)
class Subject:
    """hint: what to do. features: of its lesson, "" for the best there are. drawn: a recipe that shows what counts.

    between_s: from one picture that is looked at to the next. asked: of the browser.
    """

    label: str
    hint: str
    features: str = ""
    drawn: str = "none"
    asked: CameraRequest | MicrophoneRequest = _CAMERA
    between_s: float = 0.075

    def features_now(self) -> str:
        return self.features or features.best()


THINGS, SOUNDS = "things", features.SOUNDS
SUBJECTS = {
    THINGS: Subject(
        N_("Things"),
        N_(
            "Hold up a cup and collect pictures of it, then another thing: **after some seconds the machine knows "
            "both.**"
        ),
    ),
    features.HANDS: Subject(
        N_("Hands"),
        N_(
            "Show a fist and collect pictures of it, then an open hand: **the machine goes by the joints alone,** "
            "wherever the hand is and whoever it belongs to."
        ),
        features.HANDS,
        "hands say=nothing most=1",
        between_s=0.15,
    ),
    features.BODIES: Subject(
        N_("Body"),
        N_(
            "Stand with your arms up and collect pictures, then with your arms down: **the machine goes by the joints "
            "alone,** wherever you stand."
        ),
        features.BODIES,
        "body bent=false",
        between_s=0.15,
    ),
    SOUNDS: Subject(
        N_("Sounds"),
        N_(
            "Hold the button and clap a few times, then another and whistle: **the machine hears the difference.** "
            "The picture is the sound: time to the right, high tones above."
        ),
        SOUNDS,
        asked=MicrophoneRequest(gain=True),
        between_s=0.25,
    ),
}


def subject() -> str:
    """What this visitor teaches now."""
    return str(st.session_state.get(_SUBJECT, THINGS))


def pick() -> Subject:
    """The choice, at the top of the page."""
    began: tuple[int, str] = st.session_state.get(_BEGAN, (0, subject()))
    if _key(began) not in st.session_state:  # the page is entered anew
        began = st.session_state[_BEGAN] = began[0] + 1, subject()
    labels = {name: _(each.label) for name, each in SUBJECTS.items()}
    st.session_state[_SUBJECT] = one_of(_("What is taught"), labels, began[1], _key(began))
    chosen = SUBJECTS[subject()]
    st.caption(_(chosen.hint))
    return chosen


def switch_to(kind: str) -> None:
    """Teach what goes by these features from here on."""
    st.session_state[_SUBJECT] = kind if kind in SUBJECTS else THINGS
    st.session_state[_BEGAN] = st.session_state.get(_BEGAN, (0,))[0] + 1, subject()


def _key(began: tuple[int, str]) -> str:
    """A choice that begins elsewhere is another one to Streamlit."""
    return f"taught choice {began[0]}"


def stream_of(chosen: Subject) -> LiveStream:
    """The visitor's video of it; sounds are one that is drawn."""
    if subject() == SOUNDS:
        heard: Listener = st.session_state.setdefault(_LISTENER, Listener())
        stream = webrtc.stream_named("teach sounds", lambda: LiveStream(Recipe(), heard.picture))
        microphone = webrtc.microphone_of("teach sounds", stream)
        if heard.hear not in microphone.listeners and stream.readyState == "live":
            microphone.listeners = (*microphone.listeners, heard.hear)
        return stream
    stream = webrtc.stream_named(f"teach {subject()}", lambda: LiveStream(Recipe()))
    shown = Recipe.parse(chosen.drawn)
    ready = not any(lacking(step.processor.needs) for step in shown.steps)
    stream.mirrored, stream.recipe, stream.own = True, shown if ready else Recipe(), drawn.brought_along()
    return stream


def offer_files(kind: str) -> None:
    """The files that a lesson by these features lacks; and the one by which things are known better."""
    for model in lacking(features.kind_of(kind).needs):
        model_file.offer(model, _("Until then nothing is learned here, and what was taught with it cannot answer."))
    if kind == features.OWN:
        with st.expander(_("Know things better"), icon=":material/network_intelligence:", key="taught better"):
            words = _("Until then the machine goes by edges and colours. What is taught already goes on as it was.")
            if model_file.offer(OBJECTS, words):
                st.caption(_("Press *Forget everything* to begin anew with it."))
