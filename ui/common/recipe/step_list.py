"""The steps of a recipe, one below the other: their values, their order, on and off, and one more."""

from __future__ import annotations

from collections.abc import Callable, Collection

import streamlit as st

from ui.common import recipe_state
from ui.common.controls import control
from ui.common.download import model_file
from ui.common.language import _
from ui.common.recipe import explainer, kernel_editor, own_backdrop
from ui.common.recipe_state import Draft
from vision.catalogue import catalogue
from vision.models.files import lacking
from vision.photographs import preview
from vision.processor import Processor
from vision.recipe import MOST_STEPS, Step

_ADDED = "filters added"


def edit(draft: Draft, without_any: str, without: Collection[str] = ()) -> Draft:
    """The draft as it is after this run, kept at its place.

    without_any: a sentence for a recipe without filters. without: names and groups of filters that are not offered.
    """
    if not draft.ids:
        st.markdown(f"*{without_any}*")
    for uid in draft.ids:
        draft = _step(draft, uid)
    _add(draft, without)
    if draft != recipe_state.current(draft.place):
        recipe_state.save(draft)
    return draft


def _step(draft: Draft, uid: int) -> Draft:
    step = draft.step(uid)
    entry = step.processor
    with st.container(border=True, gap="small"):
        _step_header(draft, uid, entry)
        if not step.on:
            return draft
        st.caption(_(entry.help))
        _offer_files(entry)
        explainer.explain_step(entry, f"step {uid} code")
        if kernel_editor.has_grid(entry):
            values = kernel_editor.edit(step, uid, draft.place)
        else:
            values = {p.name: control(p, step.params[p.name], f"step {uid} {p.name}") for p in entry.params}
        step = step.with_values(**values) if values else step
        if draft.place == recipe_state.MAIN:
            own_backdrop.offer(step, f"step {uid} backdrop")
    return draft.replaced(uid, step)


def _offer_files(entry: Processor) -> None:
    """The first file that the step lacks, with a picture of what it would show."""
    for model in lacking(entry.needs)[:1]:
        shown = preview(entry.name)
        caption = _("What {filter} shows, on a photograph", filter=_(entry.label))
        st.image(shown, caption=caption, width="stretch")
        model_file.offer(model, _("Until then it shows nothing."))


def _step_header(draft: Draft, uid: int, entry: Processor) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
        on, name = draft.step(uid).on, _(entry.label)
        st.toggle(name, on, key=f"step {uid} on", on_change=_change, args=(draft.place, uid, _switched))
        st.space("stretch")
        first, last = draft.ids[0] == uid, draft.ids[-1] == uid
        up, down = _("Move {filter} up", filter=name), _("Move {filter} down", filter=name)
        _icon("arrow_upward", up, draft.place, uid, lambda d, u: d.moved(u, -1), first)
        _icon("arrow_downward", down, draft.place, uid, lambda d, u: d.moved(u, 1), last)
        _icon("close", _("Remove {filter}", filter=name), draft.place, uid, Draft.without, False)


def _switched(draft: Draft, uid: int) -> Draft:
    step = draft.step(uid)
    return draft.replaced(uid, step.switched(not step.on))


def _icon(icon: str, tip: str, place: str, uid: int, change: Callable[[Draft, int], Draft], disabled: bool) -> None:
    st.button(
        f":material/{icon}:",
        key=f"step {uid} {icon}",
        help=tip,
        on_click=_change,
        args=(place, uid, change),
        type="tertiary",
        width="content",
        disabled=disabled,
    )


def _change(place: str, uid: int, change: Callable[[Draft, int], Draft]) -> None:
    """Change one step; a click on one that has just gone does nothing."""
    draft = recipe_state.current(place)
    if uid in draft.ids:
        recipe_state.save(change(draft, uid))


def _add(draft: Draft, without: Collection[str]) -> None:
    full = len(draft.ids) >= MOST_STEPS
    offered = (p for p in catalogue().values() if p.name not in without and p.group not in without)
    entries = sorted(offered, key=lambda p: p.group)
    # A new widget after each, so that it is empty again: one that is emptied tells its choice anew to a quick press.
    key = f"add number {st.session_state.get(_ADDED, 0)}"
    st.selectbox(
        _("Add a filter"),
        entries,
        index=None,
        format_func=lambda p: f"{_(p.label)} · {_(p.group)}",
        placeholder=_("Add a filter …"),
        key=key,
        on_change=_append,
        args=(key, draft.place),
        disabled=full,
        label_visibility="collapsed",
        help=_("A recipe holds at most {number} steps.", number=MOST_STEPS) if full else None,
    )


def _append(key: str, place: str) -> None:
    entry: Processor | None = st.session_state[key]
    if entry is not None:
        st.session_state[_ADDED] = st.session_state.get(_ADDED, 0) + 1
        recipe_state.save(recipe_state.current(place).added(Step.of(entry.name)))
