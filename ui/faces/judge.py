"""Which places are faces: the visitor's word, at first the careful detector's."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.common import bench
from ui.common.language import _
from ui.common.pictures import Named
from ui.faces.ticks import thumbnails, ticks
from vision.faces import find_faces
from vision.faces.candidates import Verdicts
from vision.types import Detections


def verdicts(picture: Named) -> Verdicts:
    """What was said about this picture so far."""
    store: dict[str, Verdicts] = st.session_state.setdefault("face verdicts", {})
    if picture.key not in store:
        faces = bench.run(find_faces, picture.image, words=_("The careful detector has a look first …"))
        store[picture.key] = Verdicts.of_faces(faces)
    return store[picture.key]


def missed(picture: Named) -> int:
    """Faces that no setting found, as the visitor counted them."""
    return int(st.session_state.get(_missed_key(picture), 0))


def table(picture: Named, pool: Detections, faces: NDArray[np.bool_], settings: int) -> None:
    """Every place that a setting boxed, to tick, and the number of faces that none did."""
    st.subheader(_("You are the judge"), anchor=False)
    st.caption(
        _(
            "Tick what is a face; the numbers and colours above follow. "
            "The first ticks are the careful detector's opinion, and it errs too."
        )
    )

    def judge(row: int, face: bool) -> None:
        store: dict[str, Verdicts] = st.session_state["face verdicts"]
        store[picture.key] = store[picture.key].changed(pool.xyxy[row], face)

    if len(pool):
        data = {
            "tick": faces,
            "number": range(1, len(pool) + 1),
            "crop": thumbnails(picture.image, pool),
            "found": [
                _("{found} of {settings}", found=round(float(share) * settings), settings=settings)
                for share in pool.score
            ],
        }
        columns = {"found": st.column_config.TextColumn(_("Found by"))}
        ticks(data, f"places of {picture.key} {len(pool)}", _("Face?"), judge, columns)
    st.number_input(
        _("Faces that have no row here"),
        0,
        999,
        key=_missed_key(picture),
        help=_("Count those in the picture that nobody put a box on. They are misses for every setting."),
        width=240,
    )


def _missed_key(picture: Named) -> str:
    return f"missed in {picture.key}"
