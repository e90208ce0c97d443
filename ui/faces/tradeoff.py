"""Why it is hard: the same picture under several scale factors, what each found, how good and how slow that was."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.common.pictures import Named
from ui.common.words import plain
from ui.faces import curve, glossary, judge, trial_settings
from ui.faces.trial_settings import Setting
from vision.detect.score import Score
from vision.draw import draw_detections
from vision.faces.candidates import candidates, marked
from vision.faces.detect import reduced
from vision.faces.tradeoff import Trial
from vision.processors.tone import threshold
from vision.types import Detections, VisionError

_SHOWN_PIXELS = 400_000


def show(picture: Named) -> None:
    """The whole section for one picture."""
    st.markdown(
        "A cascade slides a small window over the picture and asks everywhere: *is this a face?* Then it shrinks the "
        "picture a little and asks again, to find larger ones. The **scale factor** is how much it shrinks: small "
        "steps look more closely and take longer."
    )
    factors, chosen = trial_settings.choose()
    verdicts = judge.verdicts(picture)
    try:
        trials = [(s, t) for s in chosen for t in trial_settings.trials(picture, s, factors)]
    except VisionError as error:
        st.warning(plain(error), icon=":material/timer_off:")
        return
    found = [trial.faces for _, trial in trials if trial.faces is not None]
    pool = candidates(found, verdicts)
    faces = verdicts.on(pool)
    missed = judge.missed(picture)
    with st.grid(min(len(factors), 4), min_column_width=240, gap="small"):
        for setting, trial in trials:
            with st.container(border=True, gap="small"):
                _card(picture, setting, trial, pool, faces, missed)
    table, words = st.columns([1.5, 1], gap="large")
    with table:
        judge.table(picture, pool, faces, len(found))
    with words:
        glossary.show()
    curve.show(picture, chosen[0], factors, pool.pick(faces), missed)


def _card(
    picture: Named, setting: Setting, trial: Trial, pool: Detections, faces: NDArray[np.bool_], missed: int
) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Scale factor {trial.scale_factor:g}**")
        st.space("stretch")
        if trial.ms is not None:
            st.markdown(f"**{trial.ms:.0f}** ms", help=f"The median of {len(trial.runs_ms)} runs.")
    if trial.faces is None:
        st.warning("Left out: it would take too long.", icon=":material/timer_off:")
        return
    boxes, tags = marked(trial.faces, pool, faces)
    small, scale = reduced(picture.image, _SHOWN_PIXELS)
    ground = threshold(small) if setting.binarise else small
    st.image(
        draw_detections(ground, boxes.moved(scale), tags=tags, strength=2), width="stretch", alt=_alt(trial, setting)
    )
    label = boxes.label.count
    _verdict(Score(label("right"), label("invented"), label("missed") + missed))


def _verdict(score: Score) -> None:
    st.markdown(
        f":green-badge[{score.right} right] :red-badge[{score.invented} invented] :violet-badge[{score.missed} missed]"
    )
    st.markdown(f"Precision **{_percent(score.precision)}** · recall **{_percent(score.recall)}**")


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _alt(trial: Trial, setting: Setting) -> str:
    seen = "in black and white" if setting.binarise else "in grey"
    return f"What scale factor {trial.scale_factor:g} finds {seen}"
