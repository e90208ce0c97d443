"""A step in plain words, with its formula and its own code."""

from __future__ import annotations

import streamlit as st

from ui.common.language import _
from vision.explain import Explained, explain


def explain_step(entry: Explained, key: str) -> None:
    """A button that opens what the step does, where it is used, its formula and its code."""
    with st.popover(_("How does it work?"), icon=":material/lightbulb:", type="tertiary"):
        told = explain(entry)
        st.markdown(f"**{_(entry.label)}.** {_(told.words)}")
        if told.used_for:
            st.markdown(f"**{_('Where it is used.')}** {_(told.used_for)}")
        if told.formula:
            st.latex(told.formula)
        if told.notes:
            st.caption(_(told.notes))
        if st.toggle(_("See the code"), key=key):
            st.code(told.source, language="python")
