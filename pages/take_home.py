"""A picture or clip from the stand, on the visitor's own telephone."""

import streamlit as st

from ui.common.language import _
from ui.live import own_takeaways

st.title(_("Take it home"))
found = own_takeaways.shelf().open(str(st.query_params.get("token", "")))
if found is None:
    st.info(
        _("It was here for ten minutes, or the visitor has left. Come back and take another one!"),
        title=_("This picture is gone"),
        icon=":material/timer_off:",
    )
    st.stop()
if found.kind.startswith("image/"):
    st.image(found.data, alt=_("Your picture from the booth"), width="stretch")
else:
    st.video(found.data, found.kind)
st.download_button(
    _("Save"), found.data, found.name, found.kind, icon=":material/download:", type="primary", on_click="ignore"
)
st.caption(_("It is deleted here within ten minutes of being taken. Nobody without this address can find it."))
