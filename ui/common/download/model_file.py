"""A learned model's file: whether it is here, and if not, what it is and the button that fetches it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.request import urlopen

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.common.language import _
from ui.common.words import plain, size
from vision.models.fetch import fetch_model
from vision.models.files import on_disk, read_model
from vision.models.record import Model
from vision.types import VisionError

_PART = 16 * 1024


def offer(model: Model, until_then: str) -> bool:
    """Whether the file is here and whole; if not, its size, source and licence, and a button.

    until_then: what happens without it, in a sentence.
    """
    here = on_disk(model)
    if not here.usable:
        _missing(model, until_then)
        return False
    if here.own and here.sha256 != model.sha256:
        own = _("Its model file is the host's own, SHA-256 {digest} …", digest=plain(here.sha256[:16]))
        st.caption(f":material/check_circle: {own}")
    else:
        st.caption(f":material/check_circle: {_('Its model file is here and whole.')}")
    return True


def _missing(model: Model, until_then: str) -> None:
    try:
        read_model(model)
    except VisionError as error:
        reason = plain(error)
    else:
        st.rerun()  # it came just now
    with st.container(border=True):
        st.caption(f"{reason} {until_then}")
        source = _("from the {source}", source=model.source)
        licence = _("{licence} licence", licence=model.licence)
        st.caption(f"{size(model.size)} · {source} · {licence}")
        wanted = f"{model.name} is wanted"
        st.button(
            _("Download the model"),
            icon=":material/download:",
            type="primary",
            width="stretch",
            key=f"download {model.name}",
            on_click=lambda: st.session_state.update({wanted: True}),
        )
        if st.session_state.get(wanted):  # until it is done: a run that is overtaken leaves it to the next
            _download(model, wanted)


def _download(model: Model, wanted: str) -> None:
    bar = st.progress(0.0, _("Downloading …"))
    try:
        fetch_model(model, partial(_watched, bar, model.size))
    except VisionError as error:
        del st.session_state[wanted]
        bar.empty()
        st.error(plain(error), icon=":material/cloud_off:")
        return
    del st.session_state[wanted]
    st.rerun()


@contextmanager
def _watched(bar: DeltaGenerator, size: int, url: str, timeout: float) -> Iterator[_Watched]:
    with urlopen(url, timeout=timeout) as answer:
        yield _Watched(answer, bar, size)


@dataclass(frozen=True, slots=True)
class _Watched:
    """A download that moves a progress bar as it is read."""

    answer: Any
    bar: DeltaGenerator
    size: int

    def read(self, most: int) -> bytes:
        data = b""
        while len(data) < most and (part := self.answer.read(min(_PART, most - len(data)))):
            data += part
            self.bar.progress(min(1.0, len(data) / self.size), _("Downloading …"))
        return data
