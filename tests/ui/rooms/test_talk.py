"""Talk in a room, without a browser: lines, hands, and who is muted."""

from __future__ import annotations

import re

from tests.ui.rooms.guests import code, joined, opened
from tests.ui.visits import press, said


def test_what_is_said_stands_in_the_chat_as_it_was_typed() -> None:
    ada = opened()
    ben = joined(code(ada), "**Ben**")
    ben.chat_input[0].set_value("# hello :red[x]").run()
    ada.run()
    assert "****Ben**:** # hello :red[x]" in said(ada)
    ben.chat_input[0].set_value("   ").run()
    assert "There is nothing in this line to send." in said(ben)


def test_an_address_in_the_chat_can_be_clicked_and_shows_where_it_leads() -> None:
    ada = opened()
    ada.chat_input[0].set_value("see https://example.org/a?b=1, or https://user@evil.example").run()
    chat = next(m.value for m in ada.markdown if "see" in m.value)
    assert re.findall(r"\]\(([^)]*)\)", chat) == ["https://example.org/a?b=1"]


def test_the_opener_mutes_somebody_and_gives_the_voice_back() -> None:
    ada = opened()
    ben = joined(code(ada), "Ben")
    ada.run()
    ada.button(key="mic 2").click().run()
    assert "The opener has muted you" in said(ben.run())
    ada.button(key="mic_off 2").click().run()
    assert "The opener has muted you" not in said(ben.run())


def test_a_raised_hand_is_seen_by_all_until_it_is_taken_down() -> None:
    ada = opened()
    ben = press(joined(code(ada), "Ben"), "Raise my hand")
    assert "hand up" in said(ada.run())
    press(ben, "Take my hand down")
    assert "hand up" not in said(ada.run())
