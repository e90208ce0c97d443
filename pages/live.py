"""The webcam through the recipe: the booth's first page."""

from dataclasses import replace

import streamlit as st

from live.video.stream import LiveStream
from ui.common import bench, recipe_editor, recipe_state, webrtc
from ui.common.words import plain
from ui.live import looks, panel, recording, source_picker
from vision.recipe import Recipe
from vision.still import filtered
from vision.types import VisionError

recipe = recipe_state.current().recipe
st.title("See what a computer sees")
st.caption("Press **START**, allow the camera, and pick a look.")
stage, side = st.columns([2.6, 1], gap="medium")

with side:
    picked = source_picker.pick()
    front = picked.camera is not None and picked.camera.facing == "user"
    with st.container(horizontal=True):
        mirrored = st.toggle("Mirror", front, key=f"mirror {front}", help="As you know yourself from a mirror.")
        split = st.toggle("Split", key="split", help="Left half as the camera sees it, right half filtered.")
        if picked.camera is not None:
            sound = st.toggle("Microphone", key="microphone", help="For recordings; you do not hear yourself.")
            picked = replace(picked, camera=replace(picked.camera, microphone=sound))

name = "camera" if picked.camera else "made"
stream = webrtc.stream_named(name, lambda: LiveStream(recipe, picked.feed))
stream.recipe, stream.mirrored, stream.split = recipe, mirrored, split
if picked.feed is not None:
    stream.feed = picked.feed
streaming = picked.camera is not None or picked.feed is not None
connection = webrtc.Connection()


def use(edited: Recipe) -> None:
    """A change reaches the running video at once; still pictures need the page to be drawn again."""
    stream.recipe = edited
    if edited != recipe and not connection.active:
        st.rerun()


with stage:
    recipe_state.show_link_error()
    if streaming:
        connection = webrtc.show(name, stream, picked.camera)
        panel.status(stream, connection)
        st.caption(
            "The video stops when you leave this page. Pictures are worked on in passing; only what you record is kept."
        )
    elif picked.photo is not None:
        try:
            result = bench.run(filtered, picked.photo, recipe)
        except VisionError as error:
            st.error(str(error), icon=":material/timer_off:")
        else:
            st.image(result.image, alt="Your photo, filtered", width="stretch")
            for timing in result.errors:
                st.warning(plain(timing.error), title=f"{timing.name} was passed over", icon=":material/warning:")
    else:
        st.info("Choose a file or take a photo on the right; it appears here.", icon=":material/arrow_forward:")

with st.sidebar:
    recipe_editor.edit(use)

if streaming:
    with side:
        panel.snapshot(stream)
        hears = picked.camera is not None and picked.camera.microphone
        recording.panel(stream, webrtc.microphone_of(name, stream) if hears else None, connection)
    if not connection.active:
        with stage:
            looks.gallery(recipe)
recording.recorded()
