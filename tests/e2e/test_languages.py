"""A browser's own language at once; another one in the middle of a video, which goes on, as does what was chosen."""

from __future__ import annotations

import gettext
import io
import re

from babel.messages import mofile, pofile
from playwright.sync_api import Browser, Page, expect

from rig.booth import Server, press, seen, until
from ui.common.language import LANGUAGES, LOCALE

_STAMP = "() => document.querySelectorAll('iframe').forEach(frame => { frame.contentWindow.stamp = 'the same' })"
_STAMPED = "() => [...document.querySelectorAll('iframe')].map(frame => frame.contentWindow.stamp)"


def german(words: str) -> str:
    compiled = io.BytesIO()
    with (LOCALE / "de" / "LC_MESSAGES" / "booth.po").open("rb") as file:
        mofile.write_mo(compiled, pofile.read_po(file))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled).gettext(words)


def change(page: Page, name: str) -> None:
    page.locator(".st-key-language button").click()
    page.get_by_role("option", name=name).or_(page.get_by_role("menuitem", name=name)).click()


def test_a_browser_in_german_reads_german(browser: Browser, server: Server) -> None:
    context = browser.new_context(locale="de-AT", viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto(f"{server.url}/lessons")
    expect(page.get_by_role("link", name=german("Faces"))).to_be_visible(timeout=30_000)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert "lang" not in page.url
    context.close()


def test_the_language_changes_under_a_video_that_goes_on(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?recipe=gamma")
    press(page, "START")
    until(lambda: seen(page) is not None, 20, "no picture", page)
    what = page.locator(".st-key-what-to-record")
    what.get_by_role("combobox").click()
    page.get_by_role("option", name="Both, side by side").click()
    page.evaluate(_STAMP)
    change(page, LANGUAGES["de"])

    expect(what.get_by_role("combobox")).to_have_value(german("Both, side by side"))
    expect(page.locator("html")).to_have_attribute("lang", "de")
    until(lambda: "lang=de" in page.url and "recipe=gamma" in page.url, 5, "the address says nothing of it", page)
    page.get_by_text(german("Split"), exact=True).click()  # the browser says again what is chosen
    expect(page.get_by_role("slider")).to_be_visible()
    expect(what.get_by_role("combobox")).to_have_value(german("Both, side by side"))
    assert seen(page) is not None and page.evaluate(_STAMPED) == ["the same"]

    page.reload()
    expect(page.get_by_role("link", name=german("Faces"))).to_be_visible(timeout=30_000)
    change(page, LANGUAGES["en"])
    expect(page.get_by_role("link", name="Faces")).to_be_visible()
    until(lambda: "lang" not in page.url, 5, "the address still says another", page)


def test_it_is_in_sight_on_a_telephone_and_covers_nothing(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{server.url}/faces")
    button = page.locator(".st-key-language button")
    expect(button).to_be_in_viewport(timeout=30_000)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    box, title = button.bounding_box(), page.get_by_role("heading", level=1).bounding_box()
    assert box is not None and title is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] + box["height"] <= title["y"]
    context.close()


def test_streamlits_own_words_change_too(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto(f"{server.url}/image_lab?lang=de")
    page.get_by_text(german("Upload yours"), exact=True).click()
    place = page.get_by_test_id("stFileUploader")
    button, limit = place.locator("button"), place.get_by_test_id("stFileUploaderDropzoneInstructions")
    expect(button).to_contain_text("Hochladen")
    expect(limit).to_contain_text("50MB je Datei")
    chooser = place.get_by_test_id("stFileUploaderDropzoneInput")
    expect(chooser).to_have_attribute("aria-label", "Datei hochladen")

    change(page, LANGUAGES["zh"])
    expect(button).to_contain_text("上传")
    expect(limit).to_contain_text("每个文件最大 50MB")
    change(page, LANGUAGES["en"])
    expect(button).to_contain_text("Upload")
    expect(limit).to_contain_text("50MB per file")
    expect(chooser).to_have_attribute("aria-label", "file upload")
    context.close()


def test_pages_that_do_not_fit_and_one_that_is_not_there_are_said_too(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 768, "height": 1024})
    page = context.new_page()
    page.goto(f"{server.url}/nowhere?lang=de")
    gone = page.get_by_role("dialog")
    expect(gone).to_contain_text("Seite nicht gefunden", timeout=30_000)
    expect(gone).to_contain_text("Diese Seite gibt es hier nicht.")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stTopNavSection")).to_have_text(re.compile(r"\d weitere"))
    context.close()
