"""For the host of several booths: how each of them stands, or that each counts its own visitors."""

from __future__ import annotations

from typing import Any

import streamlit as st

from live.video.together import AllBooths, BoothReport
from ui.common import links
from ui.common.host_settings import setting
from ui.common.language import _


def show(whole: AllBooths | None) -> None:
    """whole: what the booths say that share a Redis; None where they share none, or it does not answer."""
    own = links.place()
    if whole is not None and len(whole.booths) > 1:
        st.dataframe([_row(booth) for booth in whole.booths], hide_index=True)
        words = _("Live streams and waiting are those of all booths; what else is here is this booth's.")
        if own:
            words = _(
                "Live streams and waiting are those of all booths; what else is here is booth {number}'s.", number=own
            )
        st.caption(words)
    elif whole is None and setting("BOOTH_REDIS"):
        st.warning(
            _("The Redis that the booths share does not answer. Until it does, each counts its own visitors."),
            icon=":material/cloud_off:",
        )
    elif whole is None and own:
        st.caption(
            _(
                "This is booth {number}: each of the booths counts its own visitors. `BOOTH_REDIS` makes them count "
                "together.",
                number=own,
            )
        )


def _row(booth: BoothReport) -> dict[str, Any]:
    return {
        _("Booth"): booth.place or _("without a number"),
        _("Live streams"): booth.live,
        _("Places"): booth.most,
        _("Cores busy"): round(booth.cores, 2),
        _("Memory"): None if booth.memory_mb is None else f"{booth.memory_mb:.0f} MB",
    }
