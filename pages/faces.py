"""Faces in still pictures: found, drawn, hidden, and why that is hard."""

import streamlit as st

from ui import faces_detector, faces_result, faces_tradeoff
from ui.common.pictures import choose_one, pick_pictures
from ui.faces_examples import EXAMPLES

st.title("Find the faces")
st.caption("In a photograph of yours or one of ours. It stays on this machine, and is forgotten when you leave.")
with st.sidebar:
    choice = faces_detector.choose()
pictures = pick_pictures("faces", EXAMPLES)
if pictures:
    views = [":material/face: Find", ":material/balance: Why is it hard?"]
    find, why = st.tabs(views, key="faces view", on_change="rerun")
    if find.open:
        with find:
            faces_result.show(pictures, choice)
    if why.open:
        with why:
            faces_tradeoff.show(choose_one("judged", pictures, lambda _: ""))
