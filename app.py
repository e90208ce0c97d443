"""Vision Booth: page set-up and navigation, nothing else. Start with `streamlit run app.py`."""

import streamlit as st

st.set_page_config("Vision Booth", ":material/camera:", layout="wide")
page = st.navigation([st.Page("pages/live.py", title="Live", icon=":material/videocam:", default=True)], position="top")
page.run()
