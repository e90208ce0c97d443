"""A link that is followed wins over what the page left says a moment later, and over nothing else."""

from __future__ import annotations

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from ui.common.address.followed import heeding_links


class Session:
    """What asks: known by itself alone."""


class Booth:
    """Two visitors, a clock, and the pages that were asked for."""

    def __init__(self) -> None:
        self.time_s, self.pages = 0.0, list[str]()
        self._ask = heeding_links(lambda _, state: self.pages.append(state.page_script_hash), lambda: self.time_s)  # type: ignore[union-attr]
        self.ada, self.ben = Session(), Session()

    def follows(self, visitor: Session, page: str) -> None:
        self._ask(visitor, ClientState(page_script_hash=page))  # type: ignore[arg-type]

    def says(self, visitor: Session, page: str, fragment: str = "") -> None:
        values = WidgetStates(widgets=[WidgetState(id="camera", json_value="{}")])
        state = ClientState(page_script_hash=page, widget_states=values, fragment_id=fragment)
        self._ask(visitor, state)  # type: ignore[arg-type]


@pytest.fixture
def booth() -> Booth:
    return Booth()


@pytest.mark.parametrize("fragment", ["", "status"])
def test_what_the_page_left_says_is_not_heard(booth: Booth, fragment: str) -> None:
    booth.follows(booth.ada, "faces")
    booth.says(booth.ada, "live", fragment)
    booth.says(booth.ada, "faces")
    booth.says(booth.ben, "live", fragment)
    assert booth.pages == ["faces", "faces", "live"]


def test_a_link_back_is_a_link(booth: Booth) -> None:
    for page in ("faces", "live"):
        booth.follows(booth.ada, page)
    booth.says(booth.ada, "live")
    assert booth.pages == ["faces", "live", "live"]


def test_the_first_page_may_speak_although_the_browser_did_not_name_it(booth: Booth) -> None:
    booth.follows(booth.ada, "")
    booth.says(booth.ada, "live")
    assert booth.pages == ["", "live"]


@pytest.mark.parametrize("after_s, heard", [(4.9, False), (5.1, True)])
def test_a_page_that_never_came_is_not_waited_for(booth: Booth, after_s: float, heard: bool) -> None:
    booth.follows(booth.ada, "faces")
    booth.time_s = after_s
    booth.says(booth.ada, "not found")
    assert booth.pages == ["faces"] + ["not found"] * heard
