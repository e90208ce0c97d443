"""The recipe in the sidebar: presets, add, reorder, switch off, remove."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui import explainer, recipe_state, take_home
from ui.controls import control
from ui.recipe_state import Draft
from vision.presets import PRESETS
from vision.processor import Processor, catalogue
from vision.recipe import MOST_STEPS, Recipe, Step

_QUICK = 10  # looks that stand in the sidebar; the page shows all


@st.fragment
def edit(use: Callable[[Recipe], None]) -> None:
    """Presets and the list of steps; `use` gets the recipe after each change, without a rerun of the page."""
    draft = recipe_state.current()
    _presets(draft)
    st.caption("YOUR RECIPE")
    if not draft.ids:
        st.markdown("*No filter yet: you see what the camera sees.*")
    for index, uid in enumerate(draft.ids):
        draft = _step(draft, index, uid)
    _add(draft)
    if draft != recipe_state.current():
        recipe_state.save(draft)
    take_home.share(draft.recipe)
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


def _step(draft: Draft, index: int, uid: int) -> Draft:
    step = draft.recipe.steps[index]
    entry = step.processor
    with st.container(border=True, gap="small"):
        _step_header(draft, index, uid, entry)
        if not step.on:
            return draft
        st.caption(entry.help)
        explainer.explain_step(entry, f"step {uid} code")
        values = {p.name: control(p, step.params[p.name], f"step {uid} {p.name}") for p in entry.params}
    return draft.replaced(index, step.with_values(**values)) if values else draft


def _step_header(draft: Draft, index: int, uid: int, entry: Processor) -> None:
    step = draft.recipe.steps[index]
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
        st.toggle(
            entry.label,
            step.on,
            key=f"step {uid} on",
            on_change=_change,
            args=(lambda d: d.replaced(index, d.recipe.steps[index].switched(not step.on)),),
        )
        st.space("stretch")
        last = len(draft.ids) - 1
        _icon("arrow_upward", f"Move {entry.label} up", uid, lambda d: d.moved(index, index - 1), index == 0)
        _icon("arrow_downward", f"Move {entry.label} down", uid, lambda d: d.moved(index, index + 1), index == last)
        _icon("close", f"Remove {entry.label}", uid, lambda d: d.without(index), False)


def _icon(icon: str, tip: str, uid: int, change: Callable[[Draft], Draft], disabled: bool) -> None:
    key = f"step {uid} {icon}"
    look = f":material/{icon}:"
    st.button(
        look, key=key, help=tip, on_click=_change, args=(change,), type="tertiary", width="content", disabled=disabled
    )


def _change(change: Callable[[Draft], Draft]) -> None:
    recipe_state.save(change(recipe_state.current()))


def _add(draft: Draft) -> None:
    full = len(draft.ids) >= MOST_STEPS
    entries = sorted(catalogue().values(), key=lambda p: p.group)
    key = f"add after {len(draft.ids)} {draft.ids[-1:]}"
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
        _change(lambda d: d.added(Step.of(entry.name)))
