"""Teach the machine a few things by showing them."""

import streamlit as st

from live.video.stream import LiveStream
from ui.common import webrtc
from ui.live import panel, snapshot
from ui.teach import bring, lesson_told, present_answer, teaching
from vision.recipe import Recipe

st.title("Teach")
st.caption(
    "Hold up a cup and collect pictures of it, then another thing: **after some seconds the machine knows both.**"
)
stream = webrtc.stream_named("teach", lambda: LiveStream(Recipe()))
stream.mirrored = True
teaching.watch(stream)
middle, side = st.columns([1, 1.1], gap="medium")
with middle:
    connection = webrtc.show("teach", stream, webrtc.CameraRequest())
    present_answer.show(connection)
    panel.status(stream, connection)
with side:
    teaching.classes(connection)
    lesson_told.show(connection)
    bring.pictures(snapshot.album().filtered)
    bring.take_home()
    bring.consent()
