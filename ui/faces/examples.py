"""Packaged photographs for the faces page: an easy one, one with all that makes it hard, two to be fooled by."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from vision.photographs import photograph
from vision.stills.contact_sheet import contact_sheet
from vision.types import Image

EXAMPLES: dict[str, Callable[[], Image]] = {
    "One face, eight ways": st.cache_data(show_spinner=False)(contact_sheet),
    "A portrait": partial(photograph, "astronaut"),
    "Heads on coins": partial(photograph, "coins"),
    "A cup of coffee": partial(photograph, "coffee"),
}
