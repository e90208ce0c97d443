"""What was found, to take home: the picture, the lines cut out, and the forms that other programs read."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.common import bench
from ui.common.language import _, ngettext
from ui.common.words import file_word
from ui.layout.outcomes import Outcome
from ui.layout.source import Sheet
from vision.layout import PageLayout
from vision.layout.export import FORMATS
from vision.layout.export.archive import all_pages, drawn_png, lines_cut_out
from vision.layout.export.searchable import ScannedPage, to_pdf
from vision.types import Image
from vision.words.said import N_

_LONG_S = 120.0  # for all pages together
_FORMS = {
    "page": ("PAGE-XML", N_("For Transkribus, eScriptorium, OCR-D and kraken. Reading order included.")),
    "alto": ("ALTO", N_("For libraries and their viewers, version 4.4. Reading order included.")),
    "hocr": (N_("hOCR"), N_("For programs that make PDFs one can search. A web page with the boxes in it.")),
    "json": ("JSON", N_("The direction of the text and the boxes in reading order, as kraken once wrote them.")),
    "jsonl": (N_("JSON lines"), N_("One line a page: its size, tilt, columns, lines and gaps.")),
    "csv": (N_("Table (CSV)"), N_("For Excel and other spreadsheets: one row a line.")),
    "txt": (N_("Text"), N_("What was read, line by line in reading order; empty until you press Read it.")),
}
_TYPES = {
    "page": "application/xml",
    "alto": "application/xml",
    "hocr": "text/html",
    "csv": "text/csv",
    "txt": "text/plain",
}


def offer(sheet: Sheet, image: Image, layout: PageLayout, sheets: Sequence[Sheet], outcomes: Sequence[Outcome]) -> None:
    """Buttons for the page that is shown, and one for all pages when there are several."""
    st.markdown(f"**{_('Pictures')}**")
    with st.container(horizontal=True):
        drawn, lines = bench.later(drawn_png, image, layout), file_word(N_("lines"))
        _button(_("Page with boxes (PNG)"), drawn, f"{sheet.stem}-{lines}.png", "image/png", "image")
        cut = bench.later(lines_cut_out, image, layout, sheet.stem)
        _button(_("Every line by itself (ZIP)"), cut, f"{sheet.stem}-{lines}.zip", "application/zip", "content_cut")
    if layout.was_read:
        _pdf(sheet, layout, sheets, outcomes)
    st.markdown(f"**{_('Boxes and text for other programs')}**")
    form = st.pills(
        _("Form"),
        list(_FORMS),
        default="page",
        required=True,
        format_func=lambda name: _(_FORMS[name][0]),
        key="page form",
        label_visibility="collapsed",
        wrap=True,
    )
    label, about = (_(words) for words in _FORMS[form])
    st.caption(about)
    write, ending = FORMATS[form]
    with st.container(horizontal=True):
        kind = _TYPES.get(form, "application/json")
        here = _("{form} of this page", form=label)
        _button(here, write(layout, sheet.name), sheet.stem + ending, kind, "download")
        if len(sheets) > 1:
            done = [(s.stem, s.name, o.layout) for s, o in zip(sheets, outcomes, strict=True) if o.layouts]
            every = ngettext(
                "{form} of {number} page (ZIP)", "{form} of all {number} pages (ZIP)", len(done), form=label
            )
            packed = bench.later(all_pages, done, form)
            _button(every, packed, f"{file_word(N_('pages'))}-{form}.zip", "application/zip", "folder_zip")


def _pdf(sheet: Sheet, layout: PageLayout, sheets: Sequence[Sheet], outcomes: Sequence[Outcome]) -> None:
    """Pictures under words that one can look for, mark and copy."""
    with st.container(horizontal=True):
        one = bench.later(to_pdf, [ScannedPage(sheet.picture, layout, sheet.dpi)])
        _button(_("Searchable PDF"), one, f"{sheet.stem}.pdf", "application/pdf", "picture_as_pdf")
        if len(sheets) > 1:
            done = [(s, o.layout) for s, o in zip(sheets, outcomes, strict=True) if o.layouts]
            every = bench.later(to_pdf, [ScannedPage(s.picture, found, s.dpi) for s, found in done], limit_s=_LONG_S)
            label = ngettext("Searchable PDF of {number} page", "Searchable PDF of all {number} pages", len(done))
            _button(label, every, f"{file_word(N_('pages'))}.pdf", "application/pdf", "picture_as_pdf")


def _button(label: str, data: object, name: str, kind: str, icon: str) -> None:
    st.download_button(label, data, name, kind, icon=f":material/{icon}:", on_click="ignore")  # type: ignore[arg-type]
