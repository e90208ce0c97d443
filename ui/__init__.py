"""Everything that knows Streamlit but is no page."""
