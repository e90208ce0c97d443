"""A step whose model file is not here shows what it would show, and offers the file, one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from vision.models.files import FOLDER, put_whole
from vision.models.shelf import HAND, PALM


def page() -> None:
    from ui.common import recipe_state
    from ui.common.recipe import recipe_editor
    from ui.common.recipe_state import Draft
    from vision.recipe import Recipe

    if not recipe_state.current().ids:
        recipe_state.save(Draft.of(Recipe.parse("hands")))
    recipe_editor.edit(lambda recipe: None)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv(FOLDER, str(tmp_path))
    return tmp_path


def said(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(text.value for text in app.caption)


def test_the_first_missing_file_is_offered_with_size_source_and_licence(folder: Path) -> None:
    app = AppTest.from_function(page, default_timeout=60).run()
    told = said(app)
    assert "Finding hands needs its model file: download it first. Until then it shows nothing." in told
    assert "2.0 MB · from the MediaPipe assets · Apache-2.0 licence" in told and "Seeing the joints" not in told
    assert app.button(key=f"download {PALM.name}") and len(app.get("image")) == 1


def test_nothing_is_offered_once_the_files_are_here(folder: Path) -> None:
    put_whole(b"the host's own", folder / PALM.name)
    app = AppTest.from_function(page, default_timeout=60).run()
    assert "Seeing the joints of a hand needs its model file" in said(app)
    put_whole(b"the host's own", folder / HAND.name)
    app = AppTest.from_function(page, default_timeout=60).run()
    assert "model file" not in said(app) and not app.get("image")
