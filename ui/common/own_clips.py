"""The visitor's own corner of the clip store, from the first recording until the visit expires."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from live.recording.clips import ClipStore, Retention
from live.recording.expiry import ClipExpiry
from live.recording.visitor_clips import VisitorClips
from ui.common.host_settings import setting
from ui.common.language import _
from ui.common.links import below
from vision.types import NotThereError

GRACE_MINUTES = 15
_COOKIE = "vision-booth-visit"
_TOKEN = "visit token"
_RETENTION = Retention(most_s=24 * 3600.0, most_bytes=1e9)
_KEPT_DAYS = 30


def clip_directory() -> Path | None:
    """Where the host wants clips kept, None when they are to go with their visitor."""
    given = setting("CLIP_DIR")
    return Path(str(given)).expanduser() if given else None


def clip_root() -> Path:
    """Where clips lie: the host's directory, else one of this user of the machine among the temporary ones."""
    user = os.getuid() if hasattr(os, "getuid") else "user"
    return clip_directory() or Path(tempfile.gettempdir()) / f"vision-booth-{user}"


def store() -> ClipStore:
    """The visitor's clips; begins the visit if this is its first need. Raises VisionError, OSError."""
    found = existing()
    if found is not None:
        return found
    token, clips = _expiry().clips.begin()
    st.session_state[_TOKEN] = token
    _stay(token)
    return clips


def existing() -> ClipStore | None:
    """The visitor's clips, also of a page that was closed a moment ago; None when there has been no need yet."""
    token = st.session_state.get(_TOKEN) or st.context.cookies.get(_COOKIE)
    if not token:
        return None
    try:
        clips = _expiry().clips.resume(token)
    except NotThereError:
        st.session_state.pop(_TOKEN, None)
        return None
    if _TOKEN not in st.session_state:
        st.session_state[_TOKEN] = token
        st.session_state["came back"] = bool(clips.clips())
    _stay(token)
    return clips


def came_back() -> bool:
    """Whether there are clips of a page that was closed or loaded anew."""
    return bool(st.session_state.get("came back"))


def remember() -> None:
    """Leave the visit's secret with this browser, so that it finds its clips again after a reload."""
    token = st.session_state.get(_TOKEN)
    if token is None:
        return
    seconds = _KEPT_DAYS * 24 * 3600 if clip_directory() else 24 * 3600
    secure = "; Secure" if str(st.context.url or "").startswith("https") else ""
    _write_cookie(token, seconds, secure)


def leave() -> None:
    """The visit is over at once, and its clips go, unless the host keeps them; callbacks may say so."""
    token = st.session_state.pop(_TOKEN, None) or st.context.cookies.get(_COOKIE)
    if token and clip_directory() is None:
        _expiry().clips.end(token)


def forget_secret() -> None:
    """Have this browser forget the secret of a visit that is over."""
    _write_cookie("", 0)


def _write_cookie(token: str, seconds: int, secure: str = "") -> None:
    kept = f"path={below() or '/'}; max-age={seconds}; SameSite=Lax{secure}"
    script = f'<script>document.cookie = "{_COOKIE}={token}; {kept}"</script>'
    st.html(script, unsafe_allow_javascript=True, width="content")


def promise() -> str:
    """What becomes of the clips, in a sentence."""
    if clip_directory():
        return _("Only you can see them here. The host of this booth keeps them.")
    return _(
        "Only you can see them. They are deleted {minutes} minutes after you close this page.", minutes=GRACE_MINUTES
    )


@dataclass(frozen=True)
class _Stay:
    expiry: ClipExpiry
    token: str

    def leave(self) -> None:
        self.expiry.go(self.token)


@st.cache_resource(show_spinner=False)
def _expiry() -> ClipExpiry:
    if clip_directory() is not None:
        kept = Retention(_KEPT_DAYS * 24 * 3600.0, 20e9)
        return ClipExpiry(VisitorClips(clip_root() / "visitors", retention=kept, idle_s=float("inf")))
    return ClipExpiry(VisitorClips(clip_root() / "visitors", retention=_RETENTION, idle_s=GRACE_MINUTES * 60.0))


@st.cache_resource(scope="session", on_release=_Stay.leave, show_spinner=False)
def _stay(token: str) -> _Stay:
    """Notices, through Streamlit's own release of it, that the page was closed."""
    _expiry().come(token)
    return _Stay(_expiry(), token)
