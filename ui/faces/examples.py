"""Packaged photographs for the faces page: an easy one, one with all that makes it hard, two to be fooled by."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from vision.photographs import photograph
from vision.stills.contact_sheet import contact_sheet
from vision.types import Image
from vision.words.said import N_

EXAMPLES: dict[str, Callable[[], Image]] = {
    N_("One face, eight ways"): st.cache_data(show_spinner=False)(contact_sheet),
    N_("A portrait"): partial(photograph, "astronaut"),
    N_("Heads on coins"): partial(photograph, "coins"),
    N_("A cup of coffee"): partial(photograph, "coffee"),
}
