"""The webcam through the recipe: the booth's first page."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from live.video.stream import LiveStream
from ui.common import bench, recipe_state, webrtc
from ui.common.language import _, told
from ui.common.recipe import recipe_editor
from ui.common.words import plain
from ui.live import buttons, by_sight, leaving, looks, panel, pixel_panel, recording, snapshot, source_picker
from ui.live.stand import page, times
from ui.teach import teaching
from vision.catalogue import label_of
from vision.recipe import Recipe
from vision.stills.still import filtered
from vision.types import Image, VisionError

if times.wanted():
    page.show()
    st.stop()

leaving.begin_anew_if_left()
recipe = recipe_state.current().recipe
with st.container(key="live", horizontal=True):
    stage, side = st.container(key="stage"), st.container(key="side")

with side:
    picked = source_picker.pick()
    front = picked.camera is not None and picked.camera.facing == "user"
    with st.container(horizontal=True):
        tip = _("As you know yourself from a mirror.")
        mirrored = st.toggle(_("Mirror"), front, key=f"mirror {front}", help=tip)
        split = panel.split_line()
        if picked.camera is not None:
            tip = _("For recordings; you do not hear yourself.")
            sound = st.toggle(_("Microphone"), key="microphone", help=tip)
            picked = replace(picked, camera=replace(picked.camera, microphone=sound))

name = "camera" if picked.camera else "made"
stream = webrtc.stream_named(name, lambda: LiveStream(recipe, picked.feed))
stream.recipe, stream.mirrored, stream.split = recipe, mirrored, split
stream.own = teaching.brought_along()
if picked.feed is not None:
    stream.feed = picked.feed
microphone = webrtc.microphone_of(name, stream) if picked.camera is not None and picked.camera.microphone else None
streaming = picked.camera is not None or picked.feed is not None
connection = webrtc.Connection()


def use(edited: Recipe) -> None:
    """A change reaches the running video at once; still pictures need the page to be drawn again."""
    stream.recipe = edited
    if edited != recipe and not connection.active:
        st.rerun()


def show_photo(opened: Callable[[], Image]) -> None:
    try:
        result = bench.run(filtered, opened(), recipe)
    except VisionError as error:
        st.error(plain(error), icon=":material/timer_off:")
        return
    st.image(result.image, alt=_("Your photo, filtered"), width="stretch")
    for timing in result.errors:
        title = _("{name} was passed over", name=_(label_of(timing.name)))
        st.warning(plain(told(timing.error)), title=title, icon=":material/warning:")


with stage:
    recipe_state.show_link_error()
    if streaming:
        above = st.container()
        with st.container(key="controls", horizontal=True):
            with st.container(key="start"):
                connection = webrtc.show(name, stream, picked.camera)
            buttons.show(stream, microphone, connection)
        with above:
            panel.stage_picture(stream, connection)
    elif picked.photo is not None:
        show_photo(picked.photo)
    else:
        st.info(_("Choose a file or take a photo beside this; it appears here."), icon=":material/image_arrow_up:")
    looks.strip(stream if streaming else None, connection.active)

with st.sidebar:
    recipe_editor.edit(use, looks=False)

with side:
    if streaming:
        recording.panel(stream, microphone, connection)
        by_sight.panel(stream, microphone, connection)
        snapshot.kept(connection)
        pixel_panel.panel(stream, connection)
        panel.numbers(stream, connection)
        panel.help_with_permission()
    recording.recorded()
    leaving.button()
    st.caption(
        _("The video stops when you leave this page. Pictures are worked on in passing; only what you record is kept.")
    )
