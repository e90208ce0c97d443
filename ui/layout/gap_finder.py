"""The gap finder: the question that began it all, answered in white and blue, then put to use."""

from __future__ import annotations

import streamlit as st

from ui.common.language import _, ngettext
from ui.layout.outcomes import Seen
from vision.layout import PageLayout
from vision.layout.ask import where_white
from vision.layout.drawing import burn_bars, draw_layout, over_paper
from vision.layout.types import Mask
from vision.layout.view import view
from vision.types import Image, as_image

_WIDE = 900
_WHITE = (147, 197, 253)


def show(seen: Seen) -> None:
    """The question with its two sliders, the bars that follow, then the page without and with its gaps."""
    st.markdown(f"#### {_('Where is a white block at least one letter wide and six lines high?')}")
    st.caption(_("A smaller block fits between words too; a larger one does not even fit between columns. Try it."))
    with st.container(horizontal=True, gap="medium"):
        wide = st.slider(_("Wide, in letters"), 0.5, 6.0, 1.0, 0.25, key="block width", width=320)
        high = st.slider(_("High, in lines"), 1.0, 20.0, 6.0, 0.5, key="block height", width=320)
    blocks = where_white(seen.steps, wide, high)
    left, right = st.columns(2, gap="medium")
    with left:
        st.image(_painted(seen, blocks), width="stretch", alt=_("The page with white blocks of this size in blue"))
        st.caption(
            _(
                "Blue: **{share:.0f} %** of the page lie in such a block, its margins among them. "
                "Every pixel is asked at once, by letting the white shrink and grow back.",
                share=100 * blocks.mean(),
            )
        )
    with right:
        st.image(_barred(seen), width="stretch", alt=_("The page with a black bar in each gap between columns"))
        st.caption(
            ngettext(
                "{number} gap with text on both sides. Drawn as black bars, they keep other programs, too, from "
                "running a line across.",
                "{number} gaps with text on both sides. Drawn as black bars, they keep other programs, too, from "
                "running a line across.",
                _gaps(seen.steps.layout),
            )
        )
    st.markdown(f"#### {_('The same page, read without and with its gaps')}")
    _compare(seen)


def _compare(seen: Seen) -> None:
    without = seen.without_gaps
    left, right = st.columns(2, gap="medium")
    with left:
        if without is None:
            st.info(_("Without its gaps, no line is found on this page at all."))
        else:
            _verdict(_("Without"), without)
            st.image(_drawn(seen.image, without), width="stretch", alt=_("Lines found without the gaps"))
    with right:
        _verdict(_("With"), seen.steps.layout)
        st.image(_drawn(seen.image, seen.steps.layout), width="stretch", alt=_("Lines found with the gaps"))


def _verdict(word: str, layout: PageLayout) -> None:
    lines = ngettext("{number} line", "{number} lines", len(layout.lines))
    found = ngettext("{lines} in {number} column", "{lines} in {number} columns", len(layout.columns), lines=lines)
    st.markdown(_("**{word}:** {found}", word=word, found=found))


def _gaps(layout: PageLayout) -> int:
    return sum(separator.kind == "gap" for separator in layout.separators)


def _painted(seen: Seen, blocks: Mask) -> Image:
    return over_paper(seen.steps.letters.labels > 0, ((blocks, _WHITE),))


def _barred(seen: Seen) -> Image:
    near = view(seen.image, seen.steps.layout, _WIDE)
    return as_image(burn_bars(near.image, near.layout))


def _drawn(image: Image, layout: PageLayout) -> Image:
    near = view(image, layout, _WIDE)
    return draw_layout(near.image, near.layout)
