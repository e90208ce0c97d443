"""Which font draws what, and in which order; with no font of the computer's."""

from __future__ import annotations

from vision.letters.fonts import Typeface, Typefaces
from vision.letters.runs import runs

OWN = Typefaces()


def texts(words: str) -> list[tuple[str, bool]]:
    return [(run.text, run.face is not None) for run in runs(words, OWN)]


def test_ascii_is_one_run_of_pillows_own_font() -> None:
    (run,) = runs("Ada & Ben 12", OWN)
    assert (run.text, run.face, run.leftwards) == ("Ada & Ben 12", Typeface(), False)


def test_an_accent_that_no_font_has_is_left_out_rather_than_its_letter() -> None:
    assert texts("José") == [("Jose", True)]


def test_runs_are_told_from_left_to_right() -> None:
    assert texts("a שלום 12") == [("a ", True), ("12", True), (" ", True), ("שלום", False)]


def test_what_belongs_together_is_one_letter() -> None:
    for whole in ("👩‍🔬", "🇩🇪", "👍🏽", "3️⃣", "नि", "שּׁ"):
        (run,) = runs(whole, Typefaces(letters=()))
        assert len(run.clusters) == 1, whole


def test_what_steers_and_is_not_seen_is_left_out() -> None:
    assert texts("a\u202eb\tc\x00\ud800") == [("ab c", True)]
