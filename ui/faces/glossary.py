"""The four words of the trade-off, plainly."""

from __future__ import annotations

import streamlit as st


def show() -> None:
    st.subheader("Four words", anchor=False)
    st.markdown(
        ":green-badge[right] **True positive.** A box on a face.\n\n"
        ":red-badge[invented] **False positive.** A box where no face is: a false alarm.\n\n"
        ":violet-badge[missed] **False negative.** A face without a box.\n\n"
        "**Precision.** Of all boxes, the share that are faces. Low: it cries wolf.\n\n"
        "**Recall.** Of all faces, the share that got a box. Low: it overlooks people."
    )
    st.caption(
        "A camera that only focuses may invent faces; one that must blur every face may miss none. "
        "Which mistake is worse is for people to say, not for the detector."
    )
