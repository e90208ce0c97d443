"""Rooms in real browsers: one for each camera, judged by the pixels that come back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page, expect

from live.rooms.mosaic import TilePlace, layout
from rig.booth import Server, press, seen, settled, until
from rig.one_colour import RED, Colour
from vision.types import Image

expect.set_options(timeout=20_000)
RUDE = "**bold** <b>x</b> :red[x] $x$"


def opens(page: Page, server: Server, name: str, passphrase: str = "") -> str:
    """Open a room; its code."""
    page.goto(f"{server.url}/rooms")
    card = page.get_by_test_id("stForm").filter(has=page.get_by_label("Your nickname"))
    card.get_by_label("Your nickname").fill(name)
    if passphrase:
        card.get_by_role("textbox", name="Passphrase").fill(passphrase)
    card.get_by_role("button", name="Open a room").click()
    page.wait_for_url("**/rooms?room=*")
    return page.url.split("room=")[1].split("&")[0]


def joins(page: Page, server: Server, code: str, name: str, *, spectator: bool = False, recipe: str = "") -> None:
    page.goto(f"{server.url}/rooms?room={code}" + (f"&recipe={recipe}" if recipe else ""))
    page.get_by_label("Your nickname").fill(name)
    if spectator:
        page.get_by_text("Only watch").click()
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("button", name="Leave")).to_be_visible()


def colour_in(image: Image, box: TilePlace) -> NDArray[np.float64]:
    rows, columns = slice(box.top + box.height // 3, box.top + box.height // 2), box.left + box.width // 3
    middle = image[rows, columns : box.left + 2 * box.width // 3]
    return np.asarray(middle.reshape(-1, 3).mean(0), np.float64)


def sees(page: Page, *colours: Colour, seconds: float = 30) -> None:
    """Wait until the returned mosaic has exactly tiles of these colours."""

    def shown() -> bool:
        image = seen(page)
        if image is None:
            return False
        found = [colour_in(image, box) for box in layout(len(colours))]
        return all(np.abs(f - c).max() < 30 for f, c in zip(found, colours, strict=True))

    until(shown, seconds, f"not seen: {colours}", page)


def test_names_and_chat_are_text(server: Server, ada: Page, cem: Page) -> None:
    code = opens(ada, server, RUDE[:24])
    joins(cem, server, code, "Cem", spectator=True)
    cem.get_by_placeholder("Write to everybody").fill(RUDE)
    cem.keyboard.press("Enter")
    for page in (ada, cem):
        expect(page.get_by_text(f"Cem: {RUDE}", exact=True)).to_be_visible()
        expect(page.get_by_text(RUDE[:24].strip(), exact=True)).to_be_visible()


def test_a_wrong_passphrase_and_a_made_up_code_see_nothing(server: Server, ada: Page, cem: Page) -> None:
    code = opens(ada, server, "Ada", passphrase="sesame")
    cem.goto(f"{server.url}/rooms?room={code}")
    cem.get_by_label("Your nickname").fill("Eve")
    cem.get_by_role("textbox", name="Passphrase").fill("simsim")
    cem.get_by_role("button", name="Join").click()
    expect(cem.get_by_text("This passphrase does not fit")).to_be_visible()
    assert "Ada" not in cem.content() and not cem.locator("iframe").count()

    cem.goto(f"{server.url}/rooms?room=abcd-efgh-jkmn")
    expect(cem.get_by_text("There is no room with this code")).to_be_visible()
    assert "Ada" not in cem.content() and not cem.locator("iframe").count()


def test_all_are_told_of_a_recording(server: Server, ada: Page, cem: Page) -> None:
    code = opens(ada, server, "Ada")
    joins(cem, server, code, "Cem", spectator=True)
    press(ada, "START")
    sees(ada, RED)
    ada.get_by_role("button", name="Opener's tools").click()
    ada.get_by_role("button", name="Record picture and sound").click()
    for page in (ada, cem):
        expect(page.get_by_text("The opener is recording picture and sound")).to_be_visible()
    ada.get_by_role("button", name="Stop recording").click()
    with ada.expect_download() as download:
        ada.get_by_role("button", name="Save the film").click()
    assert download.value.path().read_bytes()[4:8] == b"ftyp"
    expect(cem.get_by_text("The opener is recording picture and sound")).to_be_hidden()


def test_the_opener_shows_somebody_out_and_closes_the_room(server: Server, ada: Page, cem: Page) -> None:
    code = opens(ada, server, "Ada")
    joins(cem, server, code, "Cem", spectator=True)
    ada.get_by_text("Watching · 1").click()
    ada.locator("[class*=st-key-person_remove]").get_by_role("button").click()
    expect(cem.get_by_text("The opener has ended your stay")).to_be_visible()
    joins(cem, server, code, "Cem", spectator=True)
    ada.get_by_role("button", name="Opener's tools").click()
    ada.get_by_role("button", name="Close the room for all").click()
    expect(cem.get_by_text("The room is closed")).to_be_visible()


def test_a_screen_is_shown_instead_of_the_camera(server: Server, ada: Page) -> None:
    """Chromium's stand-in for a screen is not red, as Ada's camera is."""
    opens(ada, server, "Ada")
    ada.get_by_text("My screen instead").click()
    expect(ada.get_by_text("The browser asks whether it may use your screen.")).to_be_visible()
    press(ada, "Start")

    def shown() -> bool:
        image = seen(ada)
        return image is not None and image.max() > 100 and np.abs(colour_in(image, layout(1)[0]) - RED).max() > 100

    until(shown, 40, "the screen is not seen", ada)


def test_a_guest_waits_comes_in_by_voice_alone_and_is_muted(server: Server, ada: Page, ben: Page) -> None:
    ada.goto(f"{server.url}/rooms")
    ada.get_by_label("Your nickname").fill("Ada")
    ada.get_by_text("Guests wait until I let them in").click()
    ada.get_by_role("button", name="Open a room").click()
    ada.wait_for_url("**/rooms?room=*")
    ben.goto(ada.url)
    ben.get_by_label("Your nickname").fill("Ben")
    ben.get_by_role("button", name="Join").click()
    expect(ben.get_by_text("You are at the door")).to_be_visible()
    ada.get_by_role("button", name="Let in").click()
    ben.get_by_text("With my camera").click()
    expect(ben.get_by_text("Nobody asks for your camera.")).to_be_visible()
    ben.get_by_text("With my microphone").click()
    expect(ben.get_by_text("may use your microphone.")).to_be_visible()
    for page in (ada, ben):
        press(page, "Start")
    sees(ben, RED)
    ben.get_by_role("button", name="Raise my hand").click()
    expect(ada.get_by_text("hand up")).to_be_visible()
    ada.locator("[class*=st-key-mic]").get_by_role("button").click()
    expect(ben.get_by_text("The opener has muted you")).to_be_visible()


def test_the_opener_is_known_after_a_reload_and_links_lead_where_they_say(server: Server, ada: Page) -> None:
    opens(ada, server, "Ada", "tea")
    ada.get_by_placeholder("Write to everybody").fill("see https://example.org/a?b=1 and https://x@y.example")
    ada.keyboard.press("Enter")
    link = ada.locator("[class*=st-key-chat] a")
    expect(link).to_have_attribute("href", "https://example.org/a?b=1")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    settled(ada)
    ada.reload()
    expect(ada.get_by_text("you come back as its opener")).to_be_visible()
    expect(ada.get_by_label("Your nickname")).to_have_value("Ada")
    ada.get_by_role("button", name="Join").click()
    expect(ada.get_by_role("button", name="Opener's tools")).to_be_visible()
