"""Why it is hard: the same picture under several scale factors, what each found, how good and how slow that was."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.common.language import _, ngettext
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
        _(
            "A cascade slides a small window over the picture and asks everywhere: *is this a face?* Then it shrinks "
            "the picture a little and asks again, to find larger ones. The **scale factor** is how much it shrinks: "
            "small steps look more closely and take longer."
        )
    )
    factors, chosen = trial_settings.choose()
    verdicts = judge.verdicts(picture)
    try:
        trials = [(s, t) for s in chosen for t in trial_settings.trials(picture, s, factors)]
    except VisionError as error:
        st.warning(plain(error), icon=":material/timer_off:")
        return
    found = [trial.faces for __, trial in trials if trial.faces is not None]
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
        st.markdown(_("**Scale factor {factor:g}**", factor=trial.scale_factor))
        st.space("stretch")
        if trial.ms is not None:
            runs = ngettext("The median of {number} run.", "The median of {number} runs.", len(trial.runs_ms))
            st.markdown(_("**{ms:.0f}** ms", ms=trial.ms), help=runs)
    if trial.faces is None:
        st.warning(_("Left out: it would take too long."), icon=":material/timer_off:")
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
    right = ngettext("{number} right", "{number} right", score.right)
    invented = ngettext("{number} invented", "{number} invented", score.invented)
    missed = ngettext("{number} missed", "{number} missed", score.missed)
    st.markdown(f":green-badge[{right}] :red-badge[{invented}] :violet-badge[{missed}]")
    precision, recall = _percent(score.precision), _percent(score.recall)
    st.markdown(_("Precision **{precision}** · recall **{recall}**", precision=precision, recall=recall))


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _alt(trial: Trial, setting: Setting) -> str:
    if setting.binarise:
        return _("What scale factor {factor:g} finds in black and white", factor=trial.scale_factor)
    return _("What scale factor {factor:g} finds in grey", factor=trial.scale_factor)
