"""The webcam through the recipe, in the places that `first_sight` made."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import streamlit as st

from live.video.stream import LiveStream
from ui.common import bench, recipe_state, webrtc
from ui.common.language import _, told
from ui.common.recipe import recipe_editor
from ui.common.recipe.brought import brought_along
from ui.common.sound import voice_choice
from ui.common.words import plain
from ui.live import buttons, by_sight, leaving, looks, panel, pixel_panel, recording, snapshot, source_picker
from ui.live.page.first_sight import Places
from ui.live.sound import sound_panel
from vision.catalogue import label_of
from vision.recipe import Recipe
from vision.stills.still import filtered
from vision.types import Image, VisionError


def show(places: Places, own: dict[str, Any]) -> None:
    """own: what this visitor alone brought along, for the stream, beside what stands at the recipe's steps."""
    recipe = recipe_state.current().recipe
    with places.side:
        picked = source_picker.pick()
        if places.started and picked.camera is None:  # the browser remembers another source, as after a restart
            st.rerun()
        with st.container(horizontal=True):
            picked, mirrored, split = _taken_how(picked)
        listens = picked.asked is not None and picked.asked.microphone
        effect = voice_choice.choose("live") if listens else None

    name = picked.name
    stream = webrtc.stream_named(name, lambda: LiveStream(recipe, picked.feed))
    stream.recipe, stream.mirrored, stream.split = recipe, mirrored, split
    stream.own = {**own, **brought_along()}
    if picked.feed is not None:
        stream.feed = picked.feed
    heard = sound_panel.origin(picked.sound, stream) if picked.sound is not None else None
    if effect is not None:
        heard = microphone = webrtc.microphone_of(name, stream)
        microphone.voice.effect = effect
    streaming = picked.camera is not None or picked.feed is not None or heard is not None
    connection = webrtc.Connection()

    with places.errors:
        recipe_state.show_link_error()
    if streaming:
        if places.started:
            with suppress(ValueError):  # a broken setting is told where START would be
                webrtc.prepare_server()
        else:
            with places.start:
                connection = webrtc.show(name, stream, picked.asked, **sound_panel.aloud(picked.sound, heard))
        with places.controls:
            buttons.show(stream, heard, connection)
        with places.picture:
            panel.stage_picture(stream, connection)
    else:
        with places.picture:
            _show_photo(picked.photo, recipe)
    with places.looks:
        looks.strip(stream if streaming else None, connection.active)

    def use(edited: Recipe) -> None:
        """A change reaches the running video at once; still pictures need the page to be drawn again."""
        stream.own = {**own, **brought_along()}
        stream.recipe = edited
        if edited != recipe and not connection.active:
            st.rerun()

    with st.sidebar:
        recipe_editor.edit(use)
    with places.side:
        if streaming:
            recording.panel(stream, heard, connection)
            by_sight.panel(stream, heard, connection)
            snapshot.kept()
            pixel_panel.panel(stream, connection)
            panel.numbers(stream, connection)
            panel.help_with_permission()
        recording.recorded()
        leaving.button()
        st.caption(
            _(
                "The video stops when you leave this page. Pictures are worked on in passing; "
                "only what you record is kept."
            )
        )


def _taken_how(picked: source_picker.Picked) -> tuple[source_picker.Picked, bool, float | None]:
    """With the microphone if it is wanted; whether mirrored, and where the split line stands."""
    front = picked.camera is not None and picked.camera.facing == "user"
    mirrored = st.toggle(_("Mirror"), front, key=f"mirror {front}", help=_("As you know yourself from a mirror."))
    split = panel.split_line()
    if picked.camera is not None:
        sound = st.toggle(_("Microphone"), key="microphone", help=_("For recordings; you do not hear yourself."))
        picked = replace(picked, camera=replace(picked.camera, microphone=sound))
    return picked, mirrored, split


def _show_photo(opened: Callable[[], Image] | None, recipe: Recipe) -> None:
    if opened is None:
        st.info(_("Choose a file or take a photo beside this; it appears here."), icon=":material/image_arrow_up:")
        return
    try:
        result = bench.run(filtered, opened(), recipe, brought_along())
    except VisionError as error:
        st.error(plain(error), icon=":material/timer_off:")
        return
    st.image(result.image, alt=_("Your photo, filtered"), width="stretch")
    for timing in result.errors:
        title = _("{name} was passed over", name=_(label_of(timing.name)))
        st.warning(plain(told(timing.error)), title=title, icon=":material/warning:")
