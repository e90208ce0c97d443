"""Everything that knows Streamlit but is no page."""

import streamlit as st

from live.libraries import found, replace

_PAGES = "streamlit.runtime.pages_manager:PagesManager.uses_pages_directory"

# Until st.navigation has run once, Streamlit takes a folder called pages/ for its older kind of app, and the first
# visitor of a fresh server who follows a link to a page would get it without app.py. Pages import this first.
if found(_PAGES):
    replace(_PAGES, False)
    st.rerun()
