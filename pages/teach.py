"""Teach the machine a few things by showing them."""

import streamlit as st

from ui.common import webrtc
from ui.common.language import _
from ui.live import panel, snapshot
from ui.teach import bring, lesson_told, present_answer, subject, teaching

st.title(_("Teach"))
chosen = subject.pick()
stream = subject.stream_of(chosen)
teaching.watch(stream)
middle, side = st.columns([1, 1.1], gap="medium")
with middle:
    connection = webrtc.show(f"teach {subject.subject()}", stream, chosen.asked)
    present_answer.show(connection)
    panel.status(stream, connection)
with side:
    teaching.classes(connection)
    lesson_told.show(connection)
    bring.pictures(snapshot.album().filtered)
    bring.take_home()
    subject.offer_files(teaching.teacher().lesson.features)
    bring.consent()
