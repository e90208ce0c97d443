"""The faces of the chosen picture: shown, counted, hidden, unticked, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from ui.common.language import _, ngettext, told
from ui.common.pictures import Named, choose_one
from ui.common.words import plain
from ui.faces import look
from ui.faces.detector import NAMES, Choice, accurate_button, offer_file
from ui.faces.export import downloads
from ui.faces.ticks import thumbnails, ticks
from vision.faces.detect import reduced
from vision.faces.export import Found
from vision.faces.privacy import crops
from vision.faces.search import Look, hard_to_find
from vision.faces.souvenirs import Shown, Style
from vision.types import Image
from vision.words.said import N_

_STYLES: dict[Style, str] = {
    "boxes": N_("Boxes"),
    "blur": N_("Blur"),
    "pixelate": N_("Pixelate"),
    "cover": N_("Cover"),
}
_BETTER = N_("Small, covered or turned faces are easily missed by this detector; **Accurate** sees more of them.")
_LIE = {1: N_("turned by a quarter"), 2: N_("upside down"), 3: N_("turned by a quarter")}
"""How faces lie that so many quarters anticlockwise put upright."""
_SHOWN_PIXELS, _CROP_HEIGHT = 2_000_000, 112


@dataclass(frozen=True, slots=True)
class Wish:
    """What the picture shall show."""

    style: Style
    eyes: bool
    smiles: bool


def show(pictures: Sequence[Named], choice: Choice) -> None:
    """All pictures looked at; everything about the chosen one."""
    look.look_at_all(pictures, choice)
    if len(pictures) > 1:
        total = sum(int(look.standing(p, choice).sum()) for p in pictures)
        st.markdown(
            ngettext(
                "**{number} face** in {pictures} pictures",
                "**{number} faces** in {pictures} pictures",
                total,
                pictures=len(pictures),
            )
        )
    picture = choose_one("shown", pictures, lambda p: f"· **{look.standing(p, choice).sum()}**")
    seen = look.look(picture, choice)
    middle, side = st.columns([2.3, 1], gap="medium")
    with side:
        counter = st.container()
        wish = _wish()
        found = [look.parts(p, choice, eyes=wish.eyes, smiles=wish.smiles) for p in pictures]
        current = found[pictures.index(picture)]
        with counter:
            _count(current, wish)
        ready = [_as_shown(p, p.image, f, choice) for p, f in zip(pictures, found, strict=True)]
        downloads(ready, ready[pictures.index(picture)], wish.style)
    with middle:
        if seen.notice:
            st.warning(plain(told(seen.notice)), icon=":material/info:")
        small, scale = reduced(picture.image, _SHOWN_PIXELS)
        shown = _as_shown(picture, small, scaled(current, scale), choice).drawn(wish.style)
        marked = ngettext(
            "The picture with {number} face marked", "The picture with {number} faces marked", len(current.faces)
        )
        st.image(shown, alt=marked, width="stretch")
        st.caption(_line(picture, choice, seen))
        if choice.detector == "accurate":
            offer_file()
        if choice.detector == "careful" and seen.known and hard_to_find(picture.image, seen):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(f":material/lightbulb: {_(_BETTER)}", width="stretch")
                accurate_button()
    if len(seen.faces):
        _check(picture, choice)


def scaled(found: Found, scale: float) -> Found:
    """The same boxes on a smaller picture."""
    parts = (part.moved(scale) for part in (found.faces, found.eyes, found.smiles))
    return Found(found.file, found.width, found.height, *parts)


def _as_shown(picture: Named, image: Image, found: Found, choice: Choice) -> Shown:
    """`image`: the picture, or a smaller one to which `found` is scaled."""
    return Shown(image, found, _numbers(picture, choice), look.look(picture, choice).known)


def _numbers(picture: Named, choice: Choice) -> tuple[str, ...]:
    """The numbers of the faces that stand; an unticked one leaves its number free, so the others keep theirs."""
    return tuple(str(i + 1) for i in np.flatnonzero(look.standing(picture, choice)))


def _wish() -> Wish:
    style = st.pills(
        _("Show faces with"),
        list(_STYLES),
        default="boxes",
        required=True,
        format_func=lambda style: _(_STYLES[style]),
        key="faces style",
        help=_("Blur, pixelate and cover make people unrecognisable, also in the download."),
        wrap=True,
    )
    boxes = style == "boxes"
    with st.container(horizontal=True):
        eyes = st.toggle(_("Eyes"), True, key="faces eyes", disabled=not boxes)
        smiles = st.toggle(
            _("Smiles"), key="faces smiles", disabled=not boxes, help=_("Indicative only: a strong chin smiles too.")
        )
    return Wish(style, boxes and eyes, boxes and smiles)


def _count(found: Found, wish: Wish) -> None:
    with st.container(horizontal=True, border=True):
        st.metric(_("Faces"), len(found.faces))
        if wish.eyes:
            st.metric(_("Eyes"), len(found.eyes))
        if wish.smiles:
            st.metric(_("Smiles"), len(found.smiles))


def _line(picture: Named, choice: Choice, seen: Look) -> str:
    height, width = picture.image.shape[:2]
    size = _("{width} × {height} pixels", width=width, height=height)
    stands_in = choice.detector == "accurate" and seen.notice
    parts = [plain(picture.name), size, _(NAMES["careful" if stands_in else choice.detector])]
    if seen.quarters:
        parts.append(_(_LIE[seen.quarters]))
    if seen.ms:
        parts.append(_("{ms:.0f} ms", ms=seen.ms))
    return " &nbsp;·&nbsp; ".join(parts)


def _check(picture: Named, choice: Choice) -> None:
    """All faces found, to untick wrong ones, and those that stand as a strip."""
    faces = look.look(picture, choice).faces
    stand = look.standing(picture, choice)
    table, strip = st.columns([1.4, 1], gap="medium")
    with table:
        st.subheader(_("Is each one a face?"), anchor=False)
        st.caption(_("Untick what is none: the picture, the cut-outs and every download follow."))
        sure = st.column_config.ProgressColumn(_("How sure"), format="%.0f %%", min_value=0, max_value=100)
        left, top, right, bottom = faces.xyxy.round().astype(int).T
        ticks(
            {
                "tick": stand,
                "number": range(1, len(faces) + 1),
                "crop": thumbnails(picture.image, faces),
                "sure": 100 * faces.score,
                "left": left,
                "top": top,
                "width": right - left,
                "height": bottom - top,
            },
            f"faces of {picture.key} {choice}",
            _("Face?"),
            lambda row, tick: look.tick(picture, choice, row, tick),
            {**_sides(), "sure": sure if choice.detector != "course" else None},
        )
    with strip:
        st.subheader(_("Cut out"), anchor=False)
        st.caption(_("Each face with a little of what is around it."))
        cuts = crops(picture.image, faces.pick(stand))
        with st.container(horizontal=True, gap="xsmall"):
            for number, cut in zip(_numbers(picture, choice), cuts, strict=True):
                width = max(1, round(_CROP_HEIGHT * cut.shape[1] / cut.shape[0]))
                st.image(reduced(cut, 40_000)[0], number, width=width, alt=_("Face {number}", number=number))


def _sides() -> dict[str, str]:
    """The table's columns for a face's box."""
    return {"left": _("left"), "top": _("top"), "width": _("width"), "height": _("height")}
