"""What a detector found in each picture, once per session, and which of it the visitor lets stand."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from ui.common.pictures import Named
from ui.common.session_cache import is_remembered, remembered
from ui.faces.detector import Choice
from vision.faces import find_eyes, find_faces, find_smiles
from vision.faces.export import Found
from vision.faces.find.cascades import load_all
from vision.faces.tradeoff import compare
from vision.types import Detections, Image

TIME_LIMIT_S = 20.0
_QUICK = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """Faces as found; notice: why another detector did the work, or none."""

    faces: Detections
    ms: float
    notice: str = ""


def look(picture: Named, choice: Choice) -> Look:
    """What was found in this picture; found now if it was not before."""
    return remembered(("look", picture.key, choice), lambda: _look(picture.image, choice, st.empty()))


def look_at_all(pictures: Sequence[Named], choice: Choice) -> list[Look]:
    """`look` at each, with progress for what is new."""
    new = sum(not is_remembered(("look", p.key, choice)) for p in pictures)
    bar = st.progress(0.0, "Looking for faces …") if new else st.empty()
    looks = []
    for i, picture in enumerate(pictures):
        if new > 1:
            bar.progress(i / len(pictures), f"Looking for faces, picture {i + 1} of {len(pictures)} …")
        looks.append(look(picture, choice))
    bar.empty()
    return looks


def parts(picture: Named, choice: Choice, *, eyes: bool, smiles: bool) -> Found:
    """The faces that stand, and what was asked for inside them."""
    whole = look(picture, choice).faces
    stand = standing(picture, choice)
    key = picture.key, choice
    found = [Detections.none(), Detections.none()]
    if eyes:
        found[0] = remembered(("eyes", *key), lambda: find_eyes(picture.image, whole, choice.detector))
    if smiles:
        found[1] = remembered(("smiles", *key), lambda: find_smiles(picture.image, whole))
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


def _look(image: Image, choice: Choice, place: DeltaGenerator) -> Look:
    load_all()
    if choice.detector == "course":
        return _scan(image, dict(choice.options), place)
    notices: list[str] = []
    start = time.perf_counter()
    faces = find_faces(image, choice.detector, notice=notices.append)
    return Look(faces, 1000 * (time.perf_counter() - start), " ".join(notices))


def _scan(image: Image, options: dict[str, Any], place: DeltaGenerator) -> Look:
    """The course detector within the time limit: a quick scan first tells how long the chosen one will take."""
    chosen = float(options.pop("scale_factor"))
    trials = compare(
        lambda factor: find_faces(image, "course", scale_factor=factor, **options),
        sorted({chosen, max(chosen, _QUICK)}),
        runs=1,
        limit_s=TIME_LIMIT_S,
        progress=lambda part, words: _show(place, part, f"{words} …"),
    )
    place.empty()
    if trials[0].faces is None or trials[0].ms is None:
        return Look(
            Detections.none(),
            0.0,
            f"These settings would take longer than {TIME_LIMIT_S:.0f} seconds on this picture. "
            "Choose a larger scale factor or a larger smallest face.",
        )
    return Look(trials[0].faces, trials[0].ms)


def _show(place: DeltaGenerator, part: float, words: str) -> None:
    place.progress(part, words)


def _owner(parts: Detections, faces: Detections) -> NDArray[np.intp]:
    """(N,) the face that each part lies in: the one whose middle is nearest, in face widths."""
    if not len(parts):
        return np.zeros(0, np.intp)
    middles = (parts.xyxy[:, None, :2] + parts.xyxy[:, None, 2:]) / 2
    centres = (faces.xyxy[None, :, :2] + faces.xyxy[None, :, 2:]) / 2
    widths = np.maximum(faces.xyxy[:, 2] - faces.xyxy[:, 0], 1)
    return np.asarray(np.argmin(np.linalg.norm(middles - centres, axis=2) / widths, axis=1), np.intp)
