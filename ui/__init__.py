"""Everything that knows Streamlit but is no page."""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

# Until st.navigation has run once, Streamlit takes a folder called pages/ for its older kind of app, and the first
# visitor of a fresh server who follows a link to a page would get it without app.py. Pages import this first.
if PagesManager.uses_pages_directory:
    PagesManager.uses_pages_directory = False
    st.rerun()
