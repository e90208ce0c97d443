"""Vision Booth: page set-up and navigation, nothing else. Start with `streamlit run app.py`."""

from pathlib import Path

import streamlit as st

from ui.common import late_pandas, uploads
from ui.common.address import followed
from ui.common.host_settings import setting
from ui.common.language import _, spoken
from ui.host.log import log

uploads.install()
late_pandas.install()
followed.install()
assets = Path(__file__).parent / "assets"
st.set_page_config("Vision Booth", str(assets / "icon.png"), layout="wide")
st.logo(str(assets / "icon.svg"), size="large")
st.html(Path(uploads.__file__).with_name("style.css"))
spoken.settle()
pages = [
    st.Page("pages/live.py", title=_("Live"), icon=":material/videocam:", default=True),
    st.Page("pages/faces.py", title=_("Faces"), icon=":material/face:"),
    st.Page("pages/teach.py", title=_("Teach"), icon=":material/model_training:"),
    st.Page("pages/lessons.py", title=_("Lessons"), icon=":material/school:"),
    st.Page("pages/page_segmentation.py", title=_("Page segmentation"), icon=":material/article:"),
    st.Page("pages/image_lab.py", title=_("Image lab"), icon=":material/science:"),
    st.Page("pages/recorder.py", title=_("Recorder"), icon=":material/movie:"),
    st.Page("pages/rooms.py", title=_("Rooms"), icon=":material/groups:"),
]
pages.append(st.Page("pages/take_home.py", title=_("Take it home"), visibility="hidden"))
log()
# Much to import for those who have none:
if setting("METRICS_PORT"):
    from ui.host import metrics

    metrics.serve()
if setting("SERVER_CAMERA"):
    from ui.recorder import host_camera

    host_camera.start()
if setting("HOST_PASSWORD"):
    pages.append(st.Page("pages/host.py", title=_("Host"), icon=":material/monitoring:"))
page = st.navigation(pages, position="top")
live = page is pages[0]
if not live:
    spoken.corner()
page.run()
if live:  # where START would wait for the menu
    spoken.corner()
