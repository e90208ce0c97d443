"""The same video by streamlit-webrtc's own frame callback, to be measured beside: `streamlit run` this file."""

import av
import streamlit as st
from streamlit_webrtc import WebRtcMode, webrtc_streamer

from benchmarks.filters import FILTERS
from vision.types import as_image

name = str(st.query_params.get("recipe", "none"))


def callback(frame: av.VideoFrame) -> av.VideoFrame:
    image = as_image(frame.to_ndarray(format="rgb24"))
    return av.VideoFrame.from_ndarray(FILTERS[name](image), format="rgb24")


webrtc_streamer(
    key="callback",
    mode=WebRtcMode.SENDRECV,
    video_frame_callback=callback,
    media_stream_constraints={"video": True, "audio": False},
    rtc_configuration={"iceServers": []},
)
