"""Vision Booth: page set-up and navigation, nothing else. Start with `streamlit run app.py`."""

from pathlib import Path

import streamlit as st

from ui.common import uploads
from ui.common.host_settings import setting
from ui.host.log import log

uploads.install()
assets = Path(__file__).parent / "assets"
st.set_page_config("Vision Booth", str(assets / "icon.png"), layout="wide")
st.logo(str(assets / "icon.svg"), size="large")
st.html(Path(uploads.__file__).with_name("style.css"))
pages = [
    st.Page("pages/live.py", title="Live", icon=":material/videocam:", default=True),
    st.Page("pages/faces.py", title="Faces", icon=":material/face:"),
    st.Page("pages/teach.py", title="Teach", icon=":material/model_training:"),
    st.Page("pages/lessons.py", title="Lessons", icon=":material/school:"),
    st.Page("pages/page_segmentation.py", title="Page segmentation", icon=":material/article:"),
    st.Page("pages/image_lab.py", title="Image lab", icon=":material/science:"),
    st.Page("pages/recorder.py", title="Recorder", icon=":material/movie:"),
    st.Page("pages/rooms.py", title="Rooms", icon=":material/groups:"),
]
pages.append(st.Page("pages/take_home.py", title="Take it home", visibility="hidden"))
log()
# Much to import for those who have none:
if setting("METRICS_PORT"):
    from ui.host import metrics

    metrics.serve()
if setting("SERVER_CAMERA"):
    from ui.recorder import host_camera

    host_camera.start()
if setting("HOST_PASSWORD"):
    pages.append(st.Page("pages/host.py", title="Host", icon=":material/monitoring:"))
st.navigation(pages, position="top").run()
