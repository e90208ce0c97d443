"""Still pictures from a visitor: packaged ones, one or many files, or a photo taken now."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.runtime import get_instance
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ui.common import bench
from ui.common.controls import one_of
from ui.common.language import _, told
from ui.common.session_cache import places, remembered
from ui.common.words import plain
from vision.imageio import Picture, load_picture, page_count, save_jpeg
from vision.types import Image, VisionError
from vision.words.said import N_, said

MOST_MEGAPIXELS_TOGETHER = 120
_PACKAGED, _FILES, _CAMERA = N_("Ours"), N_("Upload yours"), N_("Take a photo")


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A picture and its name, unlike any other's in the list; `key` is the same for the same content.

    loaded: what the file was, and data: its bytes; None and b"" for a packaged one.
    """

    name: str
    image: Image
    key: str
    loaded: Picture | None = None
    data: bytes = b""


def pick_pictures(key: str, packaged: Mapping[str, Callable[[], Image]]) -> list[Named]:
    """The visitor's choice, [] while a file is missing. A bad file is named with its sentence, the rest go on."""
    sources = {
        _PACKAGED: f":material/photo_library: {_(_PACKAGED)}",
        _FILES: f":material/upload: {_(_FILES)}",
        _CAMERA: f":material/photo_camera: {_(_CAMERA)}",
    }
    source = one_of(_("Picture from"), sources, _PACKAGED, f"{key} source")
    if source == _PACKAGED:
        _opened(key, [])
        return [_packaged(key, packaged)]
    if source == _CAMERA:
        photo = st.camera_input(_("Photo"), key=f"{key} camera", label_visibility="collapsed", width=480)
        return _opened(key, [photo] if photo else [])
    # Without `type`: the uploader's own refusal is a bare sign, ours names the file and the reason.
    files = st.file_uploader(_("Pictures"), None, True, key=f"{key} files", label_visibility="collapsed")
    return _opened(key, files)


def tell(name: str, notes: Iterable[str]) -> None:
    """What was done to a file so that it could be shown."""
    for note in notes:
        st.caption(f":material/info: **{plain(name)}**: {plain(told(note))}")


def address(image: Image, quality: int) -> str:
    """A small picture as an address that holds it, for tables and our own scripts on the page."""
    return "data:image/jpeg;base64," + base64.b64encode(save_jpeg(image, quality)).decode()


def served(jpeg: bytes, place: str) -> str:
    """An address of the picture on this server, for our own scripts on the page, which then fetch it once.

    place: where it stands on the page; it holds while each run asks for it anew, and until another stands there.
    """
    return "." + get_instance().media_file_mgr.add(jpeg, "image/jpeg", f"vision booth, {place}")


def choose_one(key: str, pictures: Sequence[Named], label: Callable[[Named], str]) -> Named:
    """One of the pictures; where there are several, by its name and what `label` adds."""
    if len(pictures) == 1:
        return pictures[0]
    labels = {p.name: label(p) for p in pictures}
    name = st.pills(
        _("Picture"),
        list(labels),
        default=pictures[0].name,
        required=True,
        format_func=lambda name: f"{plain(name)} {labels[name]}",
        key=f"{key} {[p.key for p in pictures]}",
        label_visibility="collapsed",
        wrap=True,
    )
    return next(p for p in pictures if p.name == name)


def _packaged(key: str, packaged: Mapping[str, Callable[[], Image]]) -> Named:
    name = st.pills(
        _("Example"),
        list(packaged),
        format_func=_,
        default=next(iter(packaged)),
        required=True,
        key=f"{key} example",
        label_visibility="collapsed",
        wrap=True,
    )
    return Named(said(str(name)), packaged[str(name)](), f"packaged {name}")


def _opened(key: str, files: Sequence[UploadedFile]) -> list[Named]:
    """Each page of each file decoded once; those taken back are forgotten."""
    store = f"{key} opened"
    before: dict[tuple[str, int], Named | str] = places().get(store, {})
    now: dict[tuple[str, int], Named | str] = {}
    pixels = 0
    for file in files:
        for page in _pages(key, file):
            entry = before.get((file.file_id, page)) or _open(file, page)
            if isinstance(entry, Named):
                pixels += entry.image.shape[0] * entry.image.shape[1]
                if pixels > MOST_MEGAPIXELS_TOGETHER * 1_000_000:
                    entry = said(
                        "Together the pictures are over {most} megapixels; choose it by itself.",
                        most=MOST_MEGAPIXELS_TOGETHER,
                    )
            now[file.file_id, page] = entry
            if isinstance(entry, str):
                left_out = _("**{name}** was left out.", name=plain(file.name))
                st.warning(f"{left_out} {plain(told(entry))}", icon=":material/broken_image:")
    places()[store] = now
    pictures = _distinct([entry for entry in now.values() if isinstance(entry, Named)])
    for picture in pictures:
        tell(picture.name, picture.loaded.notes if picture.loaded else ())
    return pictures


def _pages(key: str, file: UploadedFile) -> Sequence[int]:
    """The pages of a file with several that the visitor wants, at first the first."""
    count = remembered(("pages", file.file_id), lambda: _count(file))
    if count == 1:
        return (1,)
    words = _("Pages of {name}", name=plain(file.name))
    first, last = st.slider(words, 1, count, (1, 1), key=f"{key} pages {file.file_id}", width=360)
    return range(first, last + 1)


def _count(file: UploadedFile) -> int:
    try:
        return bench.run(page_count, file.getvalue(), words=_("Counting the pages of {name} …", name=plain(file.name)))
    except VisionError:  # said when it is opened
        return 1


def _open(file: UploadedFile, page: int) -> Named | str:
    data = file.getvalue()
    try:
        loaded = bench.run(load_picture, data, page, words=_("Opening {name} …", name=plain(file.name)))
    except VisionError as error:
        return str(error)
    name, key = file.name, hashlib.sha256(data).hexdigest()
    if loaded.pages > 1:
        name, key = said("{name}, page {page}", name=name, page=page), f"{key} {page}"
    return Named(name, loaded.image, key, loaded, data)


def _distinct(pictures: Sequence[Named]) -> list[Named]:
    """All pictures, a second one of the same name numbered; one of the same content stays, too."""
    named: dict[str, Named] = {}
    for picture in pictures:
        name, count = picture.name, 1
        while name in named:
            count += 1
            stem, dot, ending = picture.name.rpartition(".")
            name = f"{stem or ending} ({count}){dot if stem else ''}{ending if stem else ''}"
        named[name] = replace(picture, name=name)
    return list(named.values())
