"""The faces of the chosen picture: shown, counted, hidden, unticked, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from ui.common.pictures import Named, choose_one
from ui.common.words import counted, plain
from ui.faces import look
from ui.faces.detector import LABELS, Choice
from ui.faces.export import downloads
from ui.faces.ticks import thumbnails, ticks
from vision.faces.detect import reduced
from vision.faces.export import Found
from vision.faces.privacy import crops
from vision.faces.search import Look, hard_to_find
from vision.faces.souvenirs import Shown, Style
from vision.types import Image

_STYLES: dict[Style, str] = {"boxes": "Boxes", "blur": "Blur", "pixelate": "Pixelate", "cover": "Cover"}
_BETTER = (
    ":material/lightbulb: Small, covered or turned faces are easily missed by this detector; "
    "**Accurate**, at the left, sees more of them."
)
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
        st.markdown(f"**{counted(total, 'face')}** in {len(pictures)} pictures")
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
            st.warning(plain(seen.notice), icon=":material/info:")
        small, scale = reduced(picture.image, _SHOWN_PIXELS)
        shown = _as_shown(picture, small, scaled(current, scale), choice).drawn(wish.style)
        st.image(shown, alt=f"The picture with {counted(len(current.faces), 'face')} marked", width="stretch")
        st.caption(_line(picture, choice, seen))
        if choice.detector == "careful" and seen.known and hard_to_find(picture.image, seen.faces):
            st.caption(_BETTER)
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
        "Show faces with",
        list(_STYLES),
        default="boxes",
        required=True,
        format_func=_STYLES.__getitem__,
        key="faces style",
        help="Blur, pixelate and cover make people unrecognisable, also in the download.",
        wrap=True,
    )
    boxes = style == "boxes"
    with st.container(horizontal=True):
        eyes = st.toggle("Eyes", True, key="faces eyes", disabled=not boxes)
        smiles = st.toggle(
            "Smiles", key="faces smiles", disabled=not boxes, help="Indicative only: a strong chin smiles too."
        )
    return Wish(style, boxes and eyes, boxes and smiles)


def _count(found: Found, wish: Wish) -> None:
    with st.container(horizontal=True, border=True):
        st.metric("Faces", len(found.faces))
        if wish.eyes:
            st.metric("Eyes", len(found.eyes))
        if wish.smiles:
            st.metric("Smiles", len(found.smiles))


def _line(picture: Named, choice: Choice, seen: Look) -> str:
    height, width = picture.image.shape[:2]
    parts = [plain(picture.name), f"{width} × {height} pixels", f"{LABELS[choice.detector]} detector"]
    if seen.ms:
        parts.append(f"{seen.ms:.0f} ms")
    return " &nbsp;·&nbsp; ".join(parts)


def _check(picture: Named, choice: Choice) -> None:
    """All faces found, to untick wrong ones, and those that stand as a strip."""
    faces = look.look(picture, choice).faces
    stand = look.standing(picture, choice)
    table, strip = st.columns([1.4, 1], gap="medium")
    with table:
        st.subheader("Is each one a face?", anchor=False)
        st.caption("Untick what is none: the picture, the cut-outs and every download follow.")
        sure = st.column_config.ProgressColumn("How sure", format="%.0f %%", min_value=0, max_value=100)
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
            "Face?",
            lambda row, tick: look.tick(picture, choice, row, tick),
            {"sure": sure if choice.detector != "course" else None},
        )
    with strip:
        st.subheader("Cut out", anchor=False)
        st.caption("Each face with a little of what is around it.")
        cuts = crops(picture.image, faces.pick(stand))
        with st.container(horizontal=True, gap="xsmall"):
            for number, cut in zip(_numbers(picture, choice), cuts, strict=True):
                width = max(1, round(_CROP_HEIGHT * cut.shape[1] / cut.shape[0]))
                st.image(reduced(cut, 40_000)[0], number, width=width, alt=f"Face {number}")
