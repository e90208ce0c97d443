"""A camera that watches a place and keeps a clip of whatever moves."""

import streamlit as st

from ui.common import own_clips, webrtc
from ui.common.language import _
from ui.common.words import plain
from ui.live import panel
from ui.recorder import cameras
from vision.types import VisionError

st.title(_("Recorder"))
st.caption(_("Point a camera at a room, a door or a bird house: **whenever something moves, you get a clip of it.**"))
try:
    place = cameras.pick()
except (VisionError, OSError) as error:
    st.error(plain(error), title=_("The recorder cannot work"), icon=":material/settings_alert:")
    st.stop()

stream = webrtc.stream_named(place.name, place.stream)
cameras.listen(place, stream)
shown = place.store.clips()
middle, side = st.columns([1.4, 1], gap="medium")
with middle:
    connection = webrtc.show(place.name, stream, place.camera)
    panel.status(stream, connection)
    if place.booth is None:
        st.caption(_("It watches for as long as this page is open and the video runs."))
with side:
    cameras.watch(place, shown, often=connection.active or place.booth is not None)
    cameras.adjust(place, stream)

st.subheader(_("Clips"), anchor=False)
cameras.clips(place, shown)
own_clips.remember()
