"""Vision Booth as `booth` and `make run` serve it: app.py, and an address beside Streamlit's own."""

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.common.clips import parcel_route


def clips(request: Request) -> Response:
    """A ZIP of clips as a stream: what Streamlit itself hands out lies in memory, whole."""
    return parcel_route.answer(request.path_params["token"])


app = st.App("app.py", routes=[Route(parcel_route.serve(), clips)])
