"""What is kept for one page: made once, bounded, and gone when the page is closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rig.booth import serving, until
from rig.visitor import visit
from ui.common import session_cache
from ui.common.session_cache import Later, Shelf
from vision.types import VisionError


def asks(app: AppTest, wanted: str) -> AppTest:
    app.session_state["wanted"] = wanted
    app.run()
    assert not app.exception, app.exception
    return app


def page() -> None:
    import numpy as np
    import streamlit as st

    from ui.common.session_cache import is_remembered, remembered

    def make() -> object:
        st.session_state["made"] = [*st.session_state.get("made", ()), wanted]
        return {"picture": [np.zeros(1000, np.uint8), b"1234"]}

    for wanted in st.session_state["wanted"]:
        remembered(wanted, make)
    st.session_state["kept"] = "".join(name for name in "abcd" if is_remembered(name))


@pytest.mark.parametrize("bound", ["_MOST", "_MOST_BYTES"])
def test_what_was_not_asked_for_longest_goes_first(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_cache, bound, {"_MOST": 2, "_MOST_BYTES": 2 * 1004}[bound])
    app = asks(AppTest.from_function(page), "abac")
    assert app.session_state["made"] == ["a", "b", "c"] and app.session_state["kept"] == "ac"


def test_one_that_is_too_large_by_itself_is_kept_while_it_is_the_only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_cache, "_MOST_BYTES", 1003)
    assert asks(AppTest.from_function(page), "aab").session_state["made"] == ["a", "b"]


def test_with_the_page_goes_what_its_downloads_would_be_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    monkeypatch.setattr(session_cache, "_shelf", lambda: shelf)
    held = Later(lambda: b"made")
    shelf.places["pictures"] = [1]
    assert held() == b"made"
    shelf.clear()
    assert not shelf.places
    with pytest.raises(VisionError, match="closed meanwhile"):
        held()


BIG = """
import numpy as np
from ui.common.session_cache import remembered, places
remembered("a", lambda: np.ones(150_000_000, np.uint8))
places()["b"] = np.ones(150_000_000, np.uint8)
"""


@pytest.mark.slow
def test_a_server_has_its_memory_back_when_the_page_is_closed(tmp_path: Path) -> None:
    script = tmp_path / "big.py"
    script.write_text(BIG)
    with serving(tmp_path / "log.txt", str(script), PYTHONPATH=str(Path(__file__).parents[3])) as server:
        assert visit(server.url).finished
        # Streamlit keeps the session for two minutes, in case the connection only broke.
        until(lambda: server.process.memory_info().rss < 300e6, 20, "the closed page's pictures are still there")
        assert not server.tracebacks()
