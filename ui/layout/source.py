"""Pages to segment: packaged ones, a visitor's pictures and PDFs, or a photo taken now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ui.common import bench
from ui.common.controls import one_of
from ui.common.language import _
from ui.common.session_cache import places
from ui.common.words import file_word, plain
from vision import imageio
from vision.layout.export.searchable import DPI as SCANNED_DPI
from vision.layout.samples import SAMPLES
from vision.pdf import MOST_MEGABYTES, is_pdf, page_count, render_page
from vision.types import Image, VisionError
from vision.words.said import N_, said

_OURS, _FILES, _CAMERA = N_("Ours"), N_("Upload yours"), N_("Take a photo")
_DPI = {100: N_("100 (quick)"), 150: "150", 200: "200", 300: N_("300 (small print)")}
_AT_FIRST = 10  # pages of a long PDF


Scanned = tuple[Image, tuple[str, ...]]
"""A page's picture, and sentences on what was done to show it."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One page: what it is called, what its files begin with, and how to get its picture and notes on it.

    load: may raise VisionError. picture: the same picture, for work away from the page. key: the same for the same
    content and size. about: what there is to see on it. dpi: pixels in an inch of its paper, as far as one knows.
    """

    key: str
    name: str
    stem: str
    load: Callable[[], Scanned]
    picture: Callable[[], Image]
    about: str = ""
    dpi: int = SCANNED_DPI


@dataclass(frozen=True, slots=True, eq=False)
class Upload:
    """A file as it came; pages: of a PDF or a TIFF with several, None for all others.

    trouble: why a file's pages cannot be counted.
    """

    name: str
    data: bytes
    digest: str
    pages: int | None
    trouble: VisionError | None = None

    def open(self, page: int = 1) -> Scanned:
        """The picture, or what is wrong with the file."""
        if self.trouble is not None:
            raise self.trouble
        picture = bench.run(imageio.load_picture, self.data, page)
        return picture.image, picture.notes

    def draw(self, page: int, dpi: int) -> Scanned:
        """A page of a PDF."""
        return bench.run(render_page, self.data, page, dpi), ()


def pick() -> list[Sheet]:
    """The pages the visitor chose; [] while there is none."""
    row = st.container(horizontal=True, vertical_alignment="center", gap="medium")
    with row:
        source = one_of(_("Page from"), _sources(), _OURS, "page source")
    if source == _OURS:
        _uploads(())
        with row:
            return [_ours()]
    if source == _CAMERA:
        photo = st.camera_input(_("Photo of a page"), key="page photo", label_visibility="collapsed", width=480)
        return _sheets([photo] if photo else [])
    label = _("Scans, photos or PDFs")
    return _sheets(
        st.file_uploader(
            label, None, True, key="page files", label_visibility="collapsed", max_upload_size=MOST_MEGABYTES
        )
    )


def _sources() -> dict[str, str]:
    return {
        _OURS: f":material/article: {_(_OURS)}",
        _FILES: f":material/upload: {_(_FILES)}",
        _CAMERA: f":material/photo_camera: {_(_CAMERA)}",
    }


def _ours() -> Sheet:
    labels = [sample.label for sample in SAMPLES]
    chosen = st.pills(
        _("Example"),
        labels,
        default=labels[0],
        required=True,
        format_func=_,
        key="page example",
        label_visibility="collapsed",
        wrap=True,
    )
    sample = SAMPLES[labels.index(str(chosen))]
    key, name, stem = f"ours {sample.label}", said(sample.label), file_word(sample.label)
    return Sheet(key, name, stem, partial(_drawn, sample.label), sample.draw, sample.help)


@st.cache_data(show_spinner=False, max_entries=len(SAMPLES))
def _drawn(label: str) -> Scanned:
    return next(sample for sample in SAMPLES if sample.label == label).draw(), ()


def _sheets(files: Sequence[UploadedFile]) -> list[Sheet]:
    uploads = _uploads(files)
    longest = max((u.pages or 0 for u in uploads), default=0)
    printed = any(u.pages and is_pdf(u.data) for u in uploads)
    first, last, dpi = _page_choice(longest, printed) if longest else (1, 1, 150)
    sheets: dict[str, Sheet] = {}
    for upload in uploads:
        for sheet in _of(upload, first, last, dpi):
            if sheet.key in sheets:
                twin, other = plain(sheet.name), plain(sheets[sheet.key].name)
                words = _("**{twin}** is the same as **{other}**, and is worked through once.", twin=twin, other=other)
                st.caption(f":material/info: {words}")
            sheets.setdefault(sheet.key, sheet)
    return list(sheets.values())


def _page_choice(longest: int, printed: bool) -> tuple[int, int, int]:
    """First and last page, and dots per inch where there is something to print."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        first = last = 1
        if longest > 1:
            start = (1, min(longest, _AT_FIRST))
            first, last = st.slider(_("Pages"), 1, longest, start, key=f"pdf pages {longest}", width=360)
        dpi = 150
        if printed:
            dpi = st.segmented_control(
                _("Dots per inch"),
                _DPI,
                default=150,
                required=True,
                format_func=lambda dpi: _(_DPI[dpi]),
                key="pdf dpi",
            )
    return first, last, dpi


def _of(upload: Upload, first: int, last: int, dpi: int) -> list[Sheet]:
    stem = PurePath(upload.name).stem or file_word(N_("page"))
    if upload.pages is None:
        return [Sheet(upload.digest, upload.name, stem, upload.open, partial(imageio.load_image, upload.data))]
    return [_page_of(upload, stem, number, dpi) for number in range(first, min(last, upload.pages) + 1)]


def _page_of(upload: Upload, stem: str, number: int, dpi: int) -> Sheet:
    key, stem = f"{upload.digest} {number} {dpi}", f"{stem}-{number:03}"
    name = said("{name}, page {page}", name=upload.name, page=number)
    if is_pdf(upload.data):
        picture = partial(render_page, upload.data, number, dpi)
        return Sheet(key, name, stem, partial(upload.draw, number, dpi), picture, dpi=dpi)
    return Sheet(key, name, stem, partial(upload.open, number), partial(imageio.load_image, upload.data, number))


def _uploads(files: Sequence[UploadedFile]) -> list[Upload]:
    """Each file read once; those taken back are forgotten."""
    before: dict[str, Upload] = places().get("page uploads", {})
    now = {file.file_id: before.get(file.file_id) or _read(file) for file in files}
    places()["page uploads"] = now
    return list(now.values())


def _read(file: UploadedFile) -> Upload:
    data = file.getvalue()
    pages, trouble = None, None
    try:
        pages = bench.run(page_count if is_pdf(data) else imageio.page_count, data)
    except VisionError as error:
        trouble = error
    if not is_pdf(data) and pages == 1:
        pages = None
    return Upload(file.name, data, hashlib.sha256(data).hexdigest(), pages, trouble)
