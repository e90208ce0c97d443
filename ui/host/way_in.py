"""For the host: the address for everybody in the room, large enough for a projector."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.common import links
from ui.common.host_settings import setting
from ui.common.language import _


def show() -> None:
    """Each address with its square, and the certificate that a telephone can be told to trust."""
    st.subheader(_("The way in"), anchor=False)
    with st.container(horizontal=True, gap="large"):
        for address in links.bases():
            with st.container(width=400):
                links.show(address, _("A QR code with the address of the booth"), width=400)
    if certificate := setting("CLASS_CERTIFICATE"):
        _trust(Path(str(certificate)))


def _trust(certificate: Path) -> None:
    st.caption(
        _(
            "Each browser warns once, since this computer made its certificate itself: choose to go on. "
            "iPhones and iPads have to be told to trust it; docs/class.md has the steps."
        )
    )
    try:
        data = certificate.read_bytes()
    except OSError:
        st.warning(
            _("The certificate is gone from the cache folder. Start the booth again."), icon=":material/lock_reset:"
        )
        return
    st.download_button(
        _("Certificate for iPhones and iPads"),
        data,
        certificate.name,
        "application/x-x509-ca-cert",
        icon=":material/verified_user:",
        key="certificate",
        on_click="ignore",
    )
