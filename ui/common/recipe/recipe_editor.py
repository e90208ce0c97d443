"""The recipe in the sidebar: presets, add, reorder, switch off, remove."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.common import address, recipe_state
from ui.common.controls import control
from ui.common.download import model_file
from ui.common.recipe import all_filters, explainer, kernel_editor, take_home
from ui.common.recipe_state import Draft
from vision.catalogue import catalogue
from vision.models.files import lacking
from vision.photographs import preview
from vision.presets import PRESETS
from vision.processor import Processor
from vision.recipe import MOST_STEPS, Recipe, Step

_ADDED = "filters added"
_QUICK = 10  # looks that stand in the sidebar; the live page shows all


@st.fragment
def edit(use: Callable[[Recipe], None], *, looks: bool = True) -> None:
    """The list of steps, and looks to begin with; `use` gets the recipe after each change, without a rerun of the page.

    looks: False where the page itself shows them.
    """
    draft = recipe_state.current()
    if looks:
        _presets(draft)
    st.caption("YOUR RECIPE")
    if not draft.ids:
        st.markdown("*No filter yet: you see what the camera sees.*")
    for uid in draft.ids:
        draft = _step(draft, uid)
    _add(draft)
    all_filters.button()
    if draft != recipe_state.current():
        recipe_state.save(draft)
    take_home.share(draft.recipe)
    address.show(str(draft.recipe))
    use(draft.recipe)


def _presets(draft: Draft) -> None:
    texts = {p.name: str(p.recipe) for p in PRESETS[:_QUICK]}
    chosen = next((name for name, text in texts.items() if text == str(draft.recipe)), None)
    key = f"look {draft.recipe}"  # changes with the recipe, so that the pills follow when it is edited by hand
    st.pills(
        "Looks", list(texts), default=chosen, key=key, on_change=_take_look, args=(key,), label_visibility="collapsed"
    )


def _take_look(key: str) -> None:
    name = st.session_state[key]
    recipe = next((p.recipe for p in PRESETS if p.name == name), Recipe())
    recipe_state.save(Draft.of(recipe))


def _step(draft: Draft, uid: int) -> Draft:
    step = draft.step(uid)
    entry = step.processor
    with st.container(border=True, gap="small"):
        _step_header(draft, uid, entry)
        if not step.on:
            return draft
        st.caption(entry.help)
        _offer_files(entry)
        explainer.explain_step(entry, f"step {uid} code")
        if kernel_editor.has_grid(entry):
            values = kernel_editor.edit(step, uid)
        else:
            values = {p.name: control(p, step.params[p.name], f"step {uid} {p.name}") for p in entry.params}
    return draft.replaced(uid, step.with_values(**values)) if values else draft


def _offer_files(entry: Processor) -> None:
    """The first file that the step lacks, with a picture of what it would show."""
    for model in lacking(entry.needs)[:1]:
        shown = preview(entry.name)
        st.image(shown, caption=f"What {entry.label} shows, on a photograph", width="stretch")
        model_file.offer(model, "Until then it shows nothing.")


def _step_header(draft: Draft, uid: int, entry: Processor) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
        on = draft.step(uid).on
        st.toggle(entry.label, on, key=f"step {uid} on", on_change=_change, args=(uid, _switched))
        st.space("stretch")
        first, last = draft.ids[0] == uid, draft.ids[-1] == uid
        _icon("arrow_upward", f"Move {entry.label} up", uid, lambda d, u: d.moved(u, -1), first)
        _icon("arrow_downward", f"Move {entry.label} down", uid, lambda d, u: d.moved(u, 1), last)
        _icon("close", f"Remove {entry.label}", uid, Draft.without, False)


def _switched(draft: Draft, uid: int) -> Draft:
    step = draft.step(uid)
    return draft.replaced(uid, step.switched(not step.on))


def _icon(icon: str, tip: str, uid: int, change: Callable[[Draft, int], Draft], disabled: bool) -> None:
    st.button(
        f":material/{icon}:",
        key=f"step {uid} {icon}",
        help=tip,
        on_click=_change,
        args=(uid, change),
        type="tertiary",
        width="content",
        disabled=disabled,
    )


def _change(uid: int, change: Callable[[Draft, int], Draft]) -> None:
    """Change one step; a click on one that has just gone does nothing."""
    draft = recipe_state.current()
    if uid in draft.ids:
        recipe_state.save(change(draft, uid))


def _add(draft: Draft) -> None:
    full = len(draft.ids) >= MOST_STEPS
    entries = sorted(catalogue().values(), key=lambda p: p.group)
    key = f"add number {st.session_state.get(_ADDED, 0)}"  # a new widget after each, so that it is empty again
    st.selectbox(
        "Add a filter",
        entries,
        index=None,
        format_func=lambda p: f"{p.label} · {p.group}",
        placeholder="Add a filter …",
        key=key,
        on_change=_append,
        args=(key,),
        disabled=full,
        label_visibility="collapsed",
        help=f"A recipe holds at most {MOST_STEPS} steps." if full else None,
    )


def _append(key: str) -> None:
    entry: Processor | None = st.session_state[key]
    if entry is not None:
        st.session_state[_ADDED] = st.session_state.get(_ADDED, 0) + 1
        recipe_state.save(recipe_state.current().added(Step.of(entry.name)))
