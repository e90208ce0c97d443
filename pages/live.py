"""The webcam through the recipe: the booth's first page."""

import streamlit as st

from live.stream import LiveStream
from ui import recipe_editor, recipe_state, webrtc

draft = recipe_state.current()
stream = webrtc.stream_named("camera", lambda: LiveStream(draft.recipe))


def use(recipe):
    stream.recipe = recipe


with st.sidebar:
    recipe_editor.edit(use)
connection = webrtc.show("camera", stream, webrtc.Camera())


@st.fragment(run_every=1.0)
def status():
    r = stream.report()
    st.caption(f"{r}")


status()
