"""What a detector found in each picture, once per session, and which of it the visitor lets stand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.common import bench
from ui.common.language import _
from ui.common.pictures import Named
from ui.common.session_cache import is_remembered, remembered
from ui.faces.detector import Choice
from vision.faces import find_eyes, find_smiles
from vision.faces.export import Found
from vision.faces.search import Look, search
from vision.types import Detections, VisionError
from vision.words.said import N_

TIME_LIMIT_S, MARGIN_S = 14.0, 4.0
LOOKING = N_("Looking for faces …")


def look(picture: Named, choice: Choice) -> Look:
    """What was found in this picture; found now if it was not before."""

    def find() -> Look:
        return bench.run(
            search,
            picture.image,
            choice.detector,
            words=_(LOOKING),
            limit_s=TIME_LIMIT_S + MARGIN_S,
            reports=choice.detector == "course",
            most_s=TIME_LIMIT_S,
            **dict(choice.options),
        )

    try:
        return remembered(("look", picture.key, choice), find)
    except VisionError as error:
        return Look(Detections.none(), 0.0, str(error), known=False)


def look_at_all(pictures: Sequence[Named], choice: Choice) -> list[Look]:
    """`look` at each, with progress for what is new."""
    new = sum(not is_remembered(("look", p.key, choice)) for p in pictures)
    bar = st.progress(0.0, _(LOOKING)) if new else st.empty()
    looks = []
    for i, picture in enumerate(pictures):
        if new > 1:
            words = _("Looking for faces, picture {number} of {total} …", number=i + 1, total=len(pictures))
            bar.progress(i / len(pictures), words)
        looks.append(look(picture, choice))
    bar.empty()
    return looks


def parts(picture: Named, choice: Choice, *, eyes: bool, smiles: bool) -> Found:
    """The faces that stand, and what was asked for inside them."""
    seen = look(picture, choice)
    whole, way = seen.faces, seen.quarters
    stand = standing(picture, choice)
    key = picture.key, choice
    found = [Detections.none(), Detections.none()]
    if eyes:
        found[0] = remembered(("eyes", *key), lambda: bench.run(find_eyes, picture.image, whole, choice.detector, way))
    if smiles:
        found[1] = remembered(("smiles", *key), lambda: bench.run(find_smiles, picture.image, whole, way))
    kept = [part.pick(stand[_owner(part, whole)]) for part in found]
    height, width = picture.image.shape[:2]
    return Found(picture.name, width, height, whole.pick(stand), kept[0], kept[1])


def standing(picture: Named, choice: Choice) -> NDArray[np.bool_]:
    """(N,) which of the faces found the visitor has not unticked."""
    ticks = np.ones(len(look(picture, choice).faces), bool)
    ticks[list(_unticked().get((picture.key, choice), ()))] = False
    return ticks


def tick(picture: Named, choice: Choice, face: int, stands: bool) -> None:
    """Keep what the visitor says about one face."""
    before = _unticked().get((picture.key, choice), frozenset())
    _unticked()[picture.key, choice] = before - {face} if stands else before | {face}


def _unticked() -> dict[tuple[str, Choice], frozenset[int]]:
    store: dict[tuple[str, Choice], frozenset[int]] = st.session_state.setdefault("unticked faces", {})
    return store


def _owner(parts: Detections, faces: Detections) -> NDArray[np.intp]:
    """(N,) the face that each part lies in: the one whose middle is nearest, in face widths."""
    if not len(parts):
        return np.zeros(0, np.intp)
    middles = (parts.xyxy[:, None, :2] + parts.xyxy[:, None, 2:]) / 2
    centres = (faces.xyxy[None, :, :2] + faces.xyxy[None, :, 2:]) / 2
    widths = np.maximum(faces.xyxy[:, 2] - faces.xyxy[:, 0], 1)
    return np.asarray(np.argmin(np.linalg.norm(middles - centres, axis=2) / widths, axis=1), np.intp)
