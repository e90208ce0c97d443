"""The four words of the trade-off, plainly."""

from __future__ import annotations

import streamlit as st

from ui.common.language import _


def show() -> None:
    st.subheader(_("Four words"), anchor=False)
    words = (
        _(":green-badge[right] **True positive.** A box on a face."),
        _(":red-badge[invented] **False positive.** A box where no face is: a false alarm."),
        _(":violet-badge[missed] **False negative.** A face without a box."),
        _("**Precision.** Of all boxes, the share that are faces. Low: it cries wolf."),
        _("**Recall.** Of all faces, the share that got a box. Low: it overlooks people."),
    )
    st.markdown("\n\n".join(words))
    st.caption(
        _(
            "A camera that only focuses may invent faces; one that must blur every face may miss none. "
            "Which mistake is worse is for people to say, not for the detector."
        )
    )
