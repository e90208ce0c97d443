from __future__ import annotations

import numpy as np
import pytest

from vision.words.carried import from_bytes, to_bytes
from vision.words.said import Said, said, said_as, said_of


def test_a_sentence_arrives_with_all_that_it_remembers() -> None:
    faces = said_of("{number} face", "{number} faces", 1)
    sent = said("{file}: {faces} in {ms:.1f} ms", file="Jalapeño.jpg", faces=faces, ms=np.float32(2.5))

    come = from_bytes(to_bytes(sent))

    assert come == sent == "Jalapeño.jpg: 1 face in 2.5 ms"
    assert isinstance(come, Said)
    assert come.template == sent.template
    inner = come.values["faces"]
    assert isinstance(inner, Said)
    assert (inner.one, inner.template, inner.values) == ("{number} face", "{number} faces", {"number": 1})


def test_what_words_mean_arrives_with_them() -> None:
    come = from_bytes(to_bytes(said("{name} is gone", name=said_as("a setting", "Lines"))))
    assert isinstance(come, Said)
    inner = come.values["name"]
    assert isinstance(inner, Said) and inner.context == "a setting"


def test_words_that_remember_nothing_arrive_as_they_are() -> None:
    assert from_bytes(to_bytes("Done {so} far")) == "Done {so} far"


def test_half_a_sentence_is_none() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        from_bytes(to_bytes(said("{n} lines", n=3))[:-4])
