"""The effect on a visitor's voice: chosen, with its knobs, and what it is no protection from."""

from __future__ import annotations

import streamlit as st

from live.recording.voice import VoiceEffect
from ui.common.language import _
from ui.common.sound.sound_knobs import knobs
from vision.sound.effects import effects
from vision.words.said import N_


def choose(key: str) -> VoiceEffect:
    """A choice, and below it what belongs to the effect."""
    labels = {"": N_("As it is"), **{name: entry.label for name, entry in effects().items()}}
    name = st.selectbox(_("My voice"), list(labels), format_func=lambda name: _(labels[name]), key=f"{key} voice")
    if not name:
        return VoiceEffect()
    st.caption(_("An effect hides nobody: who knows you may still know your voice, and it can be undone."))
    return VoiceEffect(name, knobs(effects()[name], key))
