"""The same recipes on still pictures, and the picture as numbers."""

from functools import partial

import streamlit as st

from ui.common import bench, recipe_state
from ui.common.language import _
from ui.common.pictures import Named, pick_pictures
from ui.common.recipe import own_backdrop, recipe_editor
from ui.common.recipe.brought import brought_along
from ui.common.words import plain
from ui.lab import batch, views
from ui.live import looks
from vision.photographs import PHOTOGRAPHS, photograph
from vision.recipe import Recipe
from vision.stills.lab import preview
from vision.stills.one_pixel import kernel_in
from vision.types import VisionError
from vision.words.said import N_

recipe, backdrop = recipe_state.current().recipe, own_backdrop.which()


def use(edited: Recipe) -> None:
    if edited != recipe or own_backdrop.which() != backdrop:
        st.rerun()


def work_on(recipe: Recipe) -> None:
    """What a page names in its own space stays as long as its session; pictures are not to."""
    pictures = pick_pictures("lab", {name: partial(photograph, name) for name in PHOTOGRAPHS})

    if not pictures:
        st.info(_("Choose a picture above; it appears here."), icon=":material/arrow_upward:")
        return
    looks.strip(None, live=False)
    if len(pictures) > 1:
        batch.run_all(pictures, recipe)
    else:
        look_at(pictures[0], recipe)


def look_at(picture: Named, recipe: Recipe) -> None:
    names = [N_("Before and after"), N_("Wipe"), N_("As numbers"), N_("Three greys"), N_("Black and white")]
    if picture.loaded and picture.loaded.animated:
        names.append(N_("Animation"))
    if kernel_in(recipe):
        names.append(N_("One pixel"))
    view = st.segmented_control(
        _("View"),
        names,
        default=names[0],
        required=True,
        format_func=_,
        key="lab view",
        label_visibility="collapsed",
    )
    if view == "Three greys":
        views.grey_ways(picture)
    elif view == "Black and white":
        views.binary_ways(picture)
    elif view == "One pixel":
        views.under_the_grid(picture, recipe)
    elif view == "Animation":
        views.animation(picture, recipe)
    else:
        try:
            result = bench.run(preview, picture.image, recipe, brought_along())
        except VisionError as error:
            st.warning(plain(error), icon=":material/timer_off:")
            return
        if view == "Wipe":
            views.wiped(picture, result)
        elif view == "As numbers":
            views.as_numbers(picture, result)
        else:
            views.before_after(picture, recipe, result)


with st.sidebar:
    recipe_editor.edit(use)

st.title(_("Image lab"))
st.caption(_("The same filters on a still picture, slowly enough to understand them."))
recipe_state.show_link_error()
work_on(recipe)
