"""Addresses that others can open, and the square that a telephone reads them from."""

from __future__ import annotations

import base64
from ipaddress import ip_address
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from ui.common.host_settings import setting
from ui.common.language import _
from ui.common.language.spoken import carried
from ui.common.qr import qr_svg
from vision.words.said import N_

ONLY_HERE = N_(
    "This address leads every device to itself, so no other one reaches the booth by it. Its host can start it with "
    "`make class` (or `booth class`), or set `PUBLIC_URL`."
)
_LONGEST = 600
"""Characters; a longer text makes dots too small for a telephone before a screen."""


def bases() -> tuple[str, ...]:
    """Where others reach the booth: what the host says (PUBLIC_URL, spaces between several), else as this browser."""
    told = tuple(word.rstrip("/") + below() for word in str(setting("PUBLIC_URL") or "").split())
    return told or (_own(),)


def base() -> str:
    """The one of them that this browser uses, else the first."""
    return _own() if _own() in bases() else bases()[0]


def link(page: str | None = None, **query: str) -> str:
    """A page's address (the one that is shown, without `page`), as others reach it."""
    path = _path() if page is None else f"/{page}"
    return f"{base()}{path}?{urlencode({**query, **carried()}, quote_via=quote)}"


def near(page: str = "", **query: str) -> str:
    """A page of this booth as this browser reaches it from another one, whatever stands before all pages."""
    query |= carried()
    return f"./{page}{'?' if query else ''}{urlencode(query, quote_via=quote)}"


def _own() -> str:
    at = urlsplit(st.context.url or "http://localhost")
    return f"{at.scheme}://{at.netloc}{below()}"


def below() -> str:
    """The path below which this booth serves, when it shares a door with others."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def place() -> str:
    """The booth's number behind a door that it shares, nothing without one."""
    path = below().strip("/")
    return path if path.isdigit() else ""


def _path() -> str:
    """The shown page's, without what stands before all pages."""
    return urlsplit(st.context.url or "").path.removeprefix(urlsplit(base()).path) or "/"


def only_here(address: str) -> bool:
    """Whether it leads every computer to itself, as localhost does."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def show(address: str, name: str, *, square: bool = True, width: int = 220) -> None:
    """The address to copy, and as a square.

    name: the square's, for those who hear the page. square: False saves the time to draw it. width: the square's, in
    pixels of the page.
    """
    st.code(address, language=None, wrap_lines=True)
    if only_here(address):
        st.caption(_(ONLY_HERE))
    elif square:
        show_square(address, name, width)


def show_square(address: str, name: str, width: int = 220) -> None:
    """The address for a telephone's camera."""
    if len(address) > _LONGEST:
        st.caption(_("The address is too long for a square that a telephone can read."))
        return
    picture = base64.b64encode(qr_svg(address).encode()).decode()
    st.image(f"data:image/svg+xml;base64,{picture}", alt=name, width=width)
