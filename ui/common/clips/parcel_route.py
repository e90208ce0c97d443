"""The address that a ZIP of clips is downloaded from; server.py puts it beside Streamlit's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from starlette.responses import PlainTextResponse, Response, StreamingResponse

from live.recording.parcels import Parcels, stream
from ui.common.links import below

_PLACE = "/clips/{token}.zip"
NAME = "vision-booth-clips.zip"

_parcels, _served = Parcels(), False


def serve() -> str:
    """The address is there from now on; where, for the server's own table."""
    global _served
    _served = True
    return below() + _PLACE


def is_served() -> bool:
    """Whether it is: `streamlit run app.py` has none."""
    return _served


def address(folder: Path, names: Sequence[str]) -> str:
    """Where the files of the folder can be downloaded, for who knows the address."""
    return below() + _PLACE.format(token=_parcels.offer(folder, names))


def answer(token: str) -> Response:
    """The clips of a token in one ZIP, read as they are sent."""
    paths = _parcels.paths(token)
    if not paths:
        return PlainTextResponse("These clips are no longer there.", 404)
    headers = {
        "Content-Disposition": f'attachment; filename="{NAME}"',
        "Cache-Control": "no-store",
        "X-Accel-Buffering": "no",  # nginx would write it to its own disk first
    }
    return StreamingResponse(stream(paths), media_type="application/zip", headers=headers)
