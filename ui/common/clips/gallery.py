"""Clips to look at: thumbnails, playback, downloads, deletion."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from live.recording import parcels
from live.recording.clip_index import Clip
from live.recording.clips import ClipStore
from ui.common import words
from ui.common.clips import clip_filter, parcel_route
from ui.common.language import _, ngettext, pgettext
from vision.types import NotThereError

_AT_ONCE = 12
_MORE = 24
_IN_A_ROW = 3
_PLAYER_PX = 760
_KINDS = {".mp4": "video/mp4", ".wav": "audio/wav", ".ogg": "audio/ogg"}


def show(store: ClipStore, promise: str, *, own: bool, in_a_row: int = _IN_A_ROW) -> None:
    """The clips of `store`, the newest first; `own` when they are the visitor's, to delete as well."""
    st.fragment(_show)(store, promise, own, in_a_row)


def _show(store: ClipStore, promise: str, own: bool, in_a_row: int) -> None:
    listed = store.clips()
    if not listed:
        return
    key = f"shown of {store.directory.name}"
    playing = next((c for c in listed if c.name == st.session_state.get(key)), None)
    if playing is not None:
        _play(store, playing, key)
    clips = clip_filter.chosen(listed, key, _local)
    many = st.session_state.setdefault(f"{key} many", _AT_ONCE)
    for row in range(0, min(many, len(clips)), in_a_row):
        for column, clip in zip(st.columns(in_a_row), clips[row : min(many, row + in_a_row)], strict=False):
            with column:
                _card(store, clip, key, own=own)
    more = min(_MORE, len(clips) - many)
    if more > 0:
        show_more = _setting(f"{key} many", many + more)
        st.button(_("Show {number} older", number=more), icon=":material/expand_more:", on_click=show_more)
    if clips:
        _all(store, clips, promise, own)


def _play(store: ClipStore, clip: Clip, key: str) -> None:
    with st.container(border=True, width=_PLAYER_PX):
        try:
            path = store.path(clip.name)
        except NotThereError as error:
            st.info(words.plain(error))
            return
        if path.suffix == ".mp4":
            st.video(path, autoplay=True)
        else:
            st.audio(path, _KINDS[path.suffix])
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(_title(clip))
            data, kind = path.read_bytes(), _KINDS[path.suffix]
            st.download_button(_("Download"), data, clip.name, kind, icon=":material/download:", on_click="ignore")
            st.button(
                pgettext("what lies open", "Close"),
                icon=":material/close:",
                type="tertiary",
                on_click=_setting(key, None),
            )


def _card(store: ClipStore, clip: Clip, key: str, *, own: bool) -> None:
    try:
        picture = store.thumbnail(clip.name)
    except (NotThereError, OSError):
        return  # deleted or expired while the page was being drawn
    with st.container(border=True, key=f"clip {clip.name}"):
        if picture is not None:
            st.image(picture, alt=_("The clip of {time}", time=at(clip.taken_s)), width="stretch")
        else:
            st.markdown(f"### :material/graphic_eq: {_('Sound')}")
        st.caption(_title(clip))
        with st.container(horizontal=True, gap="small"):
            play = _setting(key, clip.name)
            st.button(_("Play"), icon=":material/play_arrow:", key=f"play {clip.name}", on_click=play)
            if own:
                _star(store, clip)
                tip, delete = _("Delete it"), partial(_delete, store, (clip,))
                st.button("", icon=":material/delete:", key=f"delete {clip.name}", help=tip, on_click=delete)


def _setting(key: str, value: object) -> Callable[[], None]:
    """A callback that remembers `value`."""
    return lambda: st.session_state.update({key: value})


def _star(store: ClipStore, clip: Clip) -> None:
    tip = _("Keep it from being deleted when old")
    if clip.starred:
        tip = _("It is kept; press to let it go with the others")
    kind: Literal["primary", "secondary"] = "primary" if clip.starred else "secondary"
    turn = partial(_turn_star, store, clip)
    st.button("", icon=":material/star:", key=f"star {clip.name}", help=tip, type=kind, on_click=turn)


def _turn_star(store: ClipStore, clip: Clip) -> None:
    with contextlib.suppress(NotThereError):
        store.star(clip.name, not clip.starred)


def _delete(store: ClipStore, clips: tuple[Clip, ...]) -> None:
    for clip in clips:
        with contextlib.suppress(NotThereError):  # gone already
            store.delete(clip.name)
    st.rerun()


def _all(store: ClipStore, clips: tuple[Clip, ...], promise: str, own: bool) -> None:
    total = words.size(sum(c.size_bytes for c in clips))
    st.caption(f":material/lock: {promise}")
    with st.container(horizontal=True):
        if len(clips) > 1:
            _zip(store, clips)
        if own:
            with st.popover(_("Delete all"), icon=":material/delete_sweep:"):
                st.write(_lost(len(clips), total))
                st.button(_("Delete them all"), type="primary", on_click=_delete, args=(store, clips))


def _lost(number: int, size: str) -> str:
    return ngettext(
        "{number} clip, {size}. It cannot be brought back.",
        "{number} clips, {size}. They cannot be brought back.",
        number,
        size=size,
    )


def _zip(store: ClipStore, clips: tuple[Clip, ...]) -> None:
    size = words.size(sum(c.size_bytes for c in clips))
    label = _("Download all {number} as a ZIP ({size})", number=len(clips), size=size)
    names = [clip.name for clip in clips]
    if parcel_route.is_served():
        st.link_button(label, parcel_route.address(store.directory, names), icon=":material/folder_zip:")
    else:
        packed = partial(_packed, [store.directory / name for name in names])
        icon, kind = ":material/folder_zip:", "application/zip"
        st.download_button(label, packed, parcel_route.NAME, kind, icon=icon, on_click="ignore")


def _packed(paths: Sequence[Path]) -> bytes:
    return b"".join(parcels.stream(paths))


def _title(clip: Clip) -> str:
    told = [f"**{at(clip.taken_s)}**", words.length(clip.length_s), words.size(clip.size_bytes)]
    if clip.peak_percent:
        told.append(_("at most {percent:.3g} % moved", percent=clip.peak_percent))
    return " · ".join(told)


def at(taken_s: float) -> str:
    """The visitor's own time of day, with the date when it is not today's."""
    taken, now = _local(taken_s), _local(datetime.datetime.now().timestamp())
    return f"{taken:%H:%M:%S}" if taken.date() == now.date() else f"{words.day(taken)}, {taken:%H:%M:%S}"


def _local(time_s: float) -> datetime.datetime:
    try:
        zone = ZoneInfo(str(st.context.timezone))
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    return datetime.datetime.fromtimestamp(time_s, zone)
