"""Vision Booth as `booth` and `make run` serve it: app.py, and an address beside Streamlit's own."""

from contextlib import suppress

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.common.clips import parcel_route
from ui.common.host_settings import setting


def clips(request: Request) -> Response:
    """A ZIP of clips as a stream: what Streamlit itself hands out lies in memory, whole."""
    return parcel_route.answer(request.path_params["token"])


if setting("BOOTH_REDIS"):  # its places count from now on, not from its first visitor
    from ui.common.waiting import capacity

    with suppress(ValueError):  # a page says so
        capacity()
app = st.App("app.py", routes=[Route(parcel_route.serve(), clips)])
