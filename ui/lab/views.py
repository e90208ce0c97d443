"""The image lab's views of one picture: before and after, as numbers, grey and binary ways, animation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import altair as alt
import cv2
import pandas as pd
import streamlit as st

from ui.common import bench, wipe
from ui.common.language import _, ngettext, told
from ui.common.pictures import Named
from ui.common.recipe import pixel_view
from ui.common.recipe.brought import brought_along
from ui.common.words import file_word, plain
from vision.catalogue import label_of
from vision.draw import colour_of
from vision.pipeline import Result
from vision.pixels.channels import to_rgb
from vision.recipe import Recipe
from vision.stills.lab import Patch, binarised, developed, grey_three_ways, histograms, patch
from vision.stills.one_pixel import kernel_in, under_the_kernel
from vision.stills.still import filtered_film
from vision.types import Gray, Image, VisionError
from vision.words.said import N_
from vision.working_size import narrowed

_INKS = {N_("red"): "#e0554b", N_("green"): "#3d9a5f", N_("blue"): "#4a7fd0", N_("luma"): "#8a8f8c"}
_SIDE = 12
_WIPE = 640
LAB = N_("Image lab")
NOT_HIDDEN = N_("What should be hidden could not be, so this picture is neither shown nor offered.")


def before_after(picture: Named, recipe: Recipe, result: Result) -> None:
    """Both pictures side by side at screen size, what was found, and the result at full size to download."""
    unfiltered = _("Before the other filters") if result.hides else _("Before")
    filtered = _("After") if recipe.steps else _("After: press one of the looks above")
    with st.grid(2, min_column_width=150, gap="small"):
        st.image(result.unfiltered, unfiltered, alt=_("{picture}, unfiltered", picture=picture.name), width="stretch")
        st.image(result.image, filtered, alt=_("{picture}, filtered", picture=picture.name), width="stretch")
    for timing in result.errors:
        title = _("{name} was passed over", name=_(label_of(timing.name)))
        st.warning(plain(told(timing.error)), title=title, icon=":material/warning:")
    notes = [_("{name} {ms:.1f} ms", name=_(label_of(t.name)), ms=t.ms) for t in result.timings if not t.error]
    if len(result.detections):
        notes.append(ngettext("{number} found", "{number} found", len(result.detections)))
    if notes:
        st.caption(" · ".join(notes))
    if result.stand_in:
        st.warning(_(NOT_HIDDEN), icon=":material/visibility_off:")
        return
    height, width = picture.image.shape[:2]
    with st.container(horizontal=True, vertical_alignment="center"):
        own = brought_along()
        _download("PNG", bench.later(developed, picture.image, recipe, "png", own), "png")
        _download("JPEG", bench.later(developed, picture.image, recipe, "jpeg", own), "jpg")
        st.caption(_("Full size: {width} × {height} pixels", width=width, height=height))


def wiped(picture: Named, result: Result) -> None:
    """Both pictures in one, with a line between."""
    if result.stand_in:
        st.warning(_(NOT_HIDDEN), icon=":material/visibility_off:")
        return
    with st.container(width=_WIPE, key="wipe place"):
        wipe.wipe(result.unfiltered, result.image, picture.name, "wipe")
    st.caption(_("Drag the line, in the picture or by the slider. Left of it is before, right of it after."))


def _download(kind: str, data: bytes | Callable[[], bytes], ending: str) -> None:
    label, name = _("Download {kind}", kind=kind), f"{file_word(LAB)}.{ending}"
    st.download_button(label, data, name, f"image/{kind.lower()}", icon=":material/download:", on_click="ignore")


def as_numbers(picture: Named, result: Result) -> None:
    """Shape, dtype and mode; how often each level occurs; a magnified patch with its numbers."""
    st.markdown(
        _("A picture is a table of numbers: a row for each line, and three numbers, red, green, blue, a pixel.")
    )
    _as_loaded(picture)
    shown = st.segmented_control(
        _("Of the picture"),
        [N_("Before"), N_("After")],
        default="Before",
        required=True,
        format_func=_,
        key="numbers of",
    )
    before = result.unfiltered if result.hides else picture.image
    image = before if shown == "Before" else result.image
    if image.shape != picture.image.shape:
        height, width = image.shape[:2]
        st.caption(_("Counted on the preview, {width} × {height} pixels.", width=width, height=height))
    counted = _("How many pixels have which level, for each channel")
    st.altair_chart(_histogram(image), width="stretch", alt=counted)
    _patch(image)


def _as_loaded(picture: Named) -> None:
    height, width = picture.image.shape[:2]
    rows = [(_("as seen here"), f"({height}, {width}, 3)", str(picture.image.dtype), "RGB", "-")]
    if picture.loaded:
        was = picture.loaded
        size = _("{width} x {height} pixels", width=width, height=height)
        rows.insert(0, (_("as loaded"), size, was.dtype, was.mode, was.format))
    columns = ["", _("shape"), "dtype", _("mode"), _("format")]
    st.dataframe(pd.DataFrame(rows, columns=columns), hide_index=True, width="content")


def _histogram(image: Image) -> alt.Chart:
    table = pd.concat(
        pd.DataFrame({"level": range(256), "pixels": counts, "channel": _(name)})
        for name, counts in bench.run(histograms, image).items()
    )
    colour = alt.Color(
        "channel", scale=alt.Scale(domain=[_(name) for name in _INKS], range=list(_INKS.values())), title=None
    )
    lines = alt.Chart(table, height=220).mark_area(opacity=0.35, line=True, aria=False)
    encoded: alt.Chart = lines.encode(
        x=alt.X("level", title=_("level, 0 is dark")),
        y=alt.Y("pixels", stack=None, title=_("how many pixels"), axis=alt.Axis(format="d")),  # no marks of English
        color=colour,
    )
    return encoded


def _patch(image: Image) -> None:
    height, width = image.shape[:2]
    across, down, which = st.columns(3, vertical_alignment="bottom")
    x = across.slider(_("Across"), 0, max(1, width - 1), width // 2, key=f"patch x {width}")
    y = down.slider(_("Down"), 0, max(1, height - 1), height // 2, key=f"patch y {height}")
    channel = which.segmented_control(
        _("Numbers of"), list(_INKS), default="luma", required=True, format_func=_, key="patch channel"
    )
    part = patch(image, x, y, _SIDE)
    where, magnified, numbers = st.columns([1, 1, 2], gap="small")
    where.image(_marked(image, part), _("Where"), alt=_("The picture with the patch marked"), width="stretch")
    large = cv2.resize(part.pixels, None, fx=24, fy=24, interpolation=cv2.INTER_NEAREST)
    magnified.image(large, _("Magnified"), alt=_("The patch, magnified"), width="stretch")
    table = pd.DataFrame(part.table(channel))
    table.columns = [str(part.left + i) for i in range(table.shape[1])]
    table.index = pd.Index([part.top + i for i in range(table.shape[0])])
    numbers.dataframe(table, height=460)


def _marked(image: Image, part: Patch) -> Image:
    marked = image.copy()
    height, width = part.pixels.shape[:2]
    thick = max(2, image.shape[1] // 200)
    corner = (part.left + width, part.top + height)
    cv2.rectangle(marked, (part.left, part.top), corner, colour_of("face"), thick)
    return marked


def grey_ways(picture: Named) -> None:
    """Greyscale by Pillow, by OpenCV and with one bit."""
    st.markdown(
        _(
            "Grey is a choice. Pillow and OpenCV weigh red, green and blue alike and round differently; one bit has "
            "only black and white, and scatters dots so that the eye mixes them."
        )
    )
    _row(bench.run(grey_three_ways, narrowed(picture.image)))


def binary_ways(picture: Named) -> None:
    """Black or white by four methods."""
    st.markdown(
        _(
            "Where does black end? A fixed level is blind to the light. Otsu finds the level that parts the picture's "
            "two heaps best. Adaptive and Sauvola choose a level for each place, which saves a page with "
            "a shadow on it."
        )
    )
    _row(bench.run(binarised, narrowed(picture.image)))


def _row(ways: Mapping[str, Gray]) -> None:
    for column, (name, plane) in zip(st.columns(len(ways), gap="small"), ways.items(), strict=True):
        column.image(to_rgb(plane), _(name), alt=_(name), width="stretch")


def under_the_grid(picture: Named, recipe: Recipe) -> None:
    """What one pixel gets from the recipe's last kernel."""
    step = kernel_in(recipe)
    if step is None:
        return
    try:
        image = bench.run(under_the_kernel, picture.image, recipe)
    except VisionError as error:
        st.warning(plain(error), icon=":material/visibility_off:")
        return
    st.fragment(pixel_view.show)(image, step, f"pixel {picture.key}")


def animation(picture: Named, recipe: Recipe) -> None:
    """Every frame through the recipe, saved with one palette that holds the boxes' colours."""
    try:
        own = brought_along()
        film = bench.run(filtered_film, picture.data, recipe, own, words=_("Filtering …"), reports=True)
    except VisionError as error:
        st.warning(plain(error), icon=":material/broken_image:")
        return
    if film.note:
        st.caption(f":material/info: {plain(told(film.note))}")
    count, seconds = film.frames, film.seconds
    st.caption(ngettext("{number} frame, {seconds:.1f} s", "{number} frames, {seconds:.1f} s", count, seconds=seconds))
    if film.stand_in:
        st.warning(_(NOT_HIDDEN), icon=":material/visibility_off:")
        return
    st.image(film.gif, alt=_("{picture}, filtered, moving", picture=picture.name))
    _download("GIF", film.gif, "gif")
