"""In a real browser: filters found by what they do, a kernel typed and dragged, a pixel tapped, a line dragged."""

from __future__ import annotations

import re
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Page, expect

from rig.booth import Server

WAIT_MS = 60_000


@pytest.fixture
def lab(page: Page, server: Server) -> Page:
    page.goto(f"{server.url}/image_lab?recipe=kernel+numbers=0,-1,0,-1,5,-1,0,-1,0")
    expect(page.get_by_text("Full size")).to_be_visible(timeout=WAIT_MS)
    return page


def recipe(page: Page, text: str) -> None:
    page.wait_for_function("text => new URL(location).searchParams.get('recipe') === text", arg=text, timeout=WAIT_MS)
    assert text in unquote_plus(page.url)


def test_a_filter_is_found_by_what_it_does_and_added(lab: Page, server: Server) -> None:
    lab.get_by_role("button", name="All filters, as pictures").click()
    dialog = lab.get_by_role("dialog")
    expect(dialog.get_by_alt_text("What Roberts makes of a photograph")).to_be_visible(timeout=2 * WAIT_MS)
    dialog.get_by_label("What it does").fill("old film")
    lab.keyboard.press("Enter")
    expect(dialog.get_by_alt_text("What Roberts makes of a photograph")).to_have_count(0, timeout=WAIT_MS)
    dialog.get_by_role("button", name="Old television").click()
    expect(dialog).to_have_count(0, timeout=WAIT_MS)
    recipe(lab, "kernel numbers=0,-1,0,-1,5,-1,0,-1,0 old_television")
    assert not server.tracebacks()


def test_a_kernel_is_typed_and_dragged_and_a_pixel_tapped(lab: Page, server: Server) -> None:
    cell = lab.get_by_label("Numbers: row 2, column 2")
    cell.fill("6")
    cell.press("Enter")
    recipe(lab, "kernel numbers=0,-1,0,-1,6,-1,0,-1,0")
    expect(lab.get_by_text("Sum 2: what is all alike becomes 2 times as bright.")).to_be_visible()
    cell.blur()
    at = cell.bounding_box()
    assert at is not None
    lab.mouse.move(at["x"] + 10, at["y"] + 10)
    lab.mouse.down()
    lab.mouse.move(at["x"] + 34, at["y"] + 10, steps=3)
    lab.mouse.up()
    recipe(lab, "kernel numbers=0,-1,0,-1,9,-1,0,-1,0")
    cell.click()
    lab.keyboard.type("6")
    lab.keyboard.press("Enter")
    recipe(lab, "kernel numbers=0,-1,0,-1,6,-1,0,-1,0")
    lab.get_by_text("One pixel", exact=True).click()
    picture = lab.get_by_alt_text("The picture under the grid; tap a pixel")
    expect(picture).to_be_visible(timeout=WAIT_MS)
    box = picture.bounding_box()
    assert box is not None
    picture.click(position={"x": box["width"] / 4, "y": box["height"] / 2})
    expect(lab.get_by_role("slider", name="Across")).to_have_value(re.compile("^12[789]$"), timeout=WAIT_MS)
    expect(lab.get_by_role("slider", name="Down")).to_have_value(re.compile("^25[567]$"))
    expect(lab.locator("table").get_by_text("× 6")).to_have_count(1)
    lab.mouse.move(0, 0)
    lab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 4, steps=2)
    expect(lab.get_by_role("slider", name="Across")).to_have_value(re.compile("^25[567]$"), timeout=WAIT_MS)
    assert not server.tracebacks()


def test_the_line_between_before_and_after_is_dragged(lab: Page, server: Server) -> None:
    lab.get_by_text("Wipe", exact=True).click()
    after = lab.locator(".wipe").get_by_alt_text("astronaut, filtered")
    expect(after).to_be_visible(timeout=WAIT_MS)
    assert after.evaluate("i => getComputedStyle(i).clipPath") == "inset(0px 0px 0px 50%)"
    box = after.bounding_box()
    assert box is not None
    lab.mouse.move(box["x"] + box["width"] / 2, box["y"] + 40)
    lab.mouse.down()
    lab.mouse.move(box["x"] + box["width"] / 4, box["y"] + 60, steps=4)
    lab.mouse.up()
    slider = lab.get_by_role("slider", name="Where before ends and after begins")
    assert 24 < float(slider.input_value()) < 26
    at = float(after.evaluate("i => getComputedStyle(i).clipPath").removesuffix("%)").split()[-1])
    assert 24 < at < 26
    slider.fill("80")
    assert after.evaluate("i => getComputedStyle(i).clipPath") == "inset(0px 0px 0px 80%)"
    assert not server.tracebacks()
