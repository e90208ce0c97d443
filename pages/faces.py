"""Faces in still pictures: found, drawn, hidden, and why that is hard."""

import streamlit as st

from ui.common.controls import tabs_of
from ui.common.language import _
from ui.common.pictures import choose_one, pick_pictures
from ui.faces import detector, result, tradeoff
from ui.faces.examples import EXAMPLES

st.title(_("Find the faces"))
st.caption(_("In a photograph of yours or one of ours. It stays on this machine, and is forgotten when you leave."))
with st.sidebar:
    choice = detector.choose()
pictures = pick_pictures("faces", EXAMPLES)
if pictures:
    views = [f":material/face: {_('Find')}", f":material/balance: {_('Why is it hard?')}"]
    find, why = tabs_of(views, "faces view")
    if find.open:
        with find:
            result.show(pictures, choice)
    if why.open:
        with why:
            tradeoff.show(choose_one("judged", pictures, lambda picture: ""))
