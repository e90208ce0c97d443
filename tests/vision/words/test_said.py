from __future__ import annotations

import pickle

from vision.types import VisionError
from vision.words.said import Said, both, either, said, said_as, said_by, said_of


def test_a_sentence_says_its_words_and_knows_what_they_were_made_of() -> None:
    hint = said("did you mean {name}?", name="blur")
    sentence = said("There is no {what}; {hint}", what="blurr", hint=hint)

    assert sentence == "There is no blurr; did you mean blur?"
    assert sentence.template == "There is no {what}; {hint}"
    assert sentence.values == {"what": "blurr", "hint": hint}


def test_one_is_said_apart_from_many() -> None:
    assert [said_of("{number} face", "{number} faces", n) for n in (0, 1, 2)] == ["0 faces", "1 face", "2 faces"]


def test_words_of_several_meanings_keep_theirs() -> None:
    words = pickle.loads(pickle.dumps(said_as("a setting", "Lines")))
    assert words == "Lines"
    assert (words.template, words.context) == ("Lines", "a setting")
    assert said("Lines").context == ""


def test_braces_without_values_stay_as_they_are() -> None:
    assert said("Use {} for a name.") == "Use {} for a name."


def test_an_error_from_another_process_still_knows() -> None:
    error = pickle.loads(pickle.dumps(VisionError(said("At most {most} pictures.", most=said("{n} of", n=3)))))
    sentence = str(error)

    assert isinstance(sentence, Said)
    assert sentence == "At most 3 of pictures."
    assert isinstance(sentence.values["most"], Said)


def test_several_words_are_joined_by_words_that_can_be_said_again() -> None:
    assert either(["canny"]) == "canny"
    assert either(["a", "b", "c"]) == "a or b or c"
    assert both(["a", "b"]) == "a and b"
    joined = either(["a", "b", "c"])
    assert isinstance(joined, Said)
    assert (joined.template, joined.values["some"], joined.values["last"]) == ("{some} or {last}", "a or b", "c")


def test_what_an_error_says_is_kept_without_the_error() -> None:
    assert said_by(VisionError(said("At most {most}.", most=3))).values == {"most": 3}
    assert said_by(ValueError("no {braces} are read")) == "no {braces} are read"
