"""The strip of looks beside a picture: packaged photographs, on the live page the visitor's own once it runs."""

from __future__ import annotations

import streamlit as st

from live.video.stream import LiveStream
from ui.common import recipe_state
from ui.common.language import _
from ui.common.pictures import served
from ui.common.recipe_state import Draft
from ui.live import stage
from ui.live.own_looks import OwnLooks
from ui.live.thumbnails import thumbnails
from vision.presets import PRESETS, Preset
from vision.recipe import Recipe

_EMPTY = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="  # one clear pixel
_SEEN, _OWN = "page seen", "own looks"


def name_of(recipe: Recipe) -> str:
    """The look's name, or "your own recipe"."""
    preset = _preset_of(recipe)
    return _(preset.name) if preset is not None else _("your own recipe")


def strip(stream: LiveStream | None, live: bool) -> None:
    """All looks; one press takes a look, in the video at once. The pictures come by and by.

    stream: what gets the look before the page is drawn again, None where nothing does.
    """
    if not live:
        st.session_state.pop(_OWN, None)
    waiting = _SEEN not in st.session_state or thumbnails().expected()
    st.fragment(_strip, run_every=3.0 if live else 1.0 if waiting else None)(stream, live, waiting)


def _strip(stream: LiveStream | None, live: bool, waiting: bool) -> None:
    if waiting and not live and _SEEN in st.session_state and not thumbnails().expected():
        st.rerun()  # ends the waiting
    own = st.session_state.setdefault(_OWN, OwnLooks()) if live else None
    if own is not None and stream is not None:
        own.keep_up(stream)

    def choose(slug: str) -> None:
        preset = next((p for p in PRESETS if p.slug == slug), None)
        if preset is not None:
            recipe_state.save(Draft.of(preset.recipe))
            if stream is not None:
                stream.recipe = preset.recipe
            st.rerun()  # the sidebar follows

    chosen = _preset_of(recipe_state.current().recipe)
    stage.strip([_shown(p, own) for p in PRESETS], chosen.slug if chosen else "", choose)
    st.session_state[_SEEN] = True


def _shown(preset: Preset, own: OwnLooks | None) -> dict[str, str]:
    return {"id": preset.slug, "name": _(preset.name), "help": _(preset.help), "src": _source(preset, own)}


def _source(preset: Preset, own: OwnLooks | None) -> str:
    if _SEEN not in st.session_state:  # START comes first: so many pictures keep a browser busy
        return _EMPTY
    jpeg = (own.pictures.get(preset.slug) if own is not None else None) or thumbnails().of(preset)
    return served(jpeg, f"look {preset.slug}") if jpeg else _EMPTY


def _preset_of(recipe: Recipe) -> Preset | None:
    return next((p for p in PRESETS if p.recipe == recipe), None)
