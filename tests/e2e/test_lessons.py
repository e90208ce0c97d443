"""In a real browser: every lesson walked to its end, an exercise done, a step presented with a remote's keys."""

from __future__ import annotations

import io

import pypdfium2
from playwright.sync_api import Page, expect

from rig.booth import Server, until
from vision.lessons.all_lessons import LESSONS

WAIT_MS = 60_000


def at(page: Page, name: str, step: int, view: str | None = None) -> None:
    """Wait until the address bar says so."""
    wanted = [name, str(step), view]
    page.wait_for_function(
        "wanted => ['lesson', 'step', 'view'].every((n, i) => new URL(location).searchParams.get(n) === wanted[i])",
        arg=wanted,
        timeout=WAIT_MS,
    )


def shown(page: Page) -> bool:
    """Whether all pictures of the step are loaded."""
    return bool(page.evaluate("[...document.querySelectorAll('[data-testid=stMain] img')].every(i => i.naturalWidth)"))


def test_each_lesson_is_walked_to_its_end(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/lessons")
    for name, lesson in LESSONS.items():
        page.get_by_role("button", name=f"Begin: {lesson.title}").click(timeout=WAIT_MS)
        for number, slide in enumerate(lesson.slides, 1):
            expect(page.get_by_role("heading", name=slide.title)).to_be_visible(timeout=WAIT_MS)
            expect(page.get_by_alt_text(slide.alt)).to_be_visible(timeout=WAIT_MS)
            at(page, name, number)
            until(lambda: shown(page), 20, f"a picture of {slide.title} is not loaded", page)
            if slide.question is not None:
                page.get_by_text("Answer", exact=True).click()
                expect(page.locator(".st-key-question details")).to_have_attribute("open", "")
            last = number == len(lesson.slides)
            page.get_by_role("button", name="Finish" if last else "Next", exact=True).click()
        expect(page.get_by_role("button", name=f"Begin: {lesson.title}")).to_be_visible(timeout=WAIT_MS)
    assert not server.tracebacks()


def test_a_task_is_done_on_its_page_and_a_worksheet_saved(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/lessons?lesson=pictures&step=6")
    adding = page.get_by_role("combobox", name="Add a filter")
    adding.fill("Sepia", timeout=WAIT_MS)
    page.get_by_role("option", name="Sepia").click()
    expect(page.get_by_text("There is colour left in 83 % of the pixels.")).to_be_visible(timeout=WAIT_MS)
    page.locator("[class*=st-key-step][class*=close]").locator("button:visible").click()
    expect(page.get_by_text("Add a filter to begin; here you see what it does.")).to_be_visible(timeout=WAIT_MS)
    adding.fill("Threshold")
    page.get_by_role("option", name="Threshold").click()
    expect(page.get_by_text("You did it!")).to_be_visible(timeout=WAIT_MS)
    with page.expect_download(timeout=WAIT_MS) as saving:
        page.get_by_role("button", name="Worksheet").click()
    path = saving.value.path()
    assert saving.value.suggested_filename == "worksheet-pictures.pdf"
    assert len(pypdfium2.PdfDocument(io.BytesIO(path.read_bytes()))) >= 3
    assert not server.tracebacks()


def test_a_remote_turns_the_pages_of_a_presented_lesson(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/lessons?lesson=motion&step=2")
    page.get_by_role("button", name="Present").click(timeout=WAIT_MS)
    at(page, "motion", 2, "present")
    expect(page.locator(".stAppHeader")).to_be_hidden()
    size = page.locator(".st-key-words p").first.evaluate("p => parseFloat(getComputedStyle(p).fontSize)")
    assert size > 20
    page.keyboard.press("a")
    expect(page.locator(".st-key-question details")).to_have_attribute("open", "")
    for key in ("PageDown", "ArrowRight"):  # faster than the page can follow
        page.keyboard.press(key)
    at(page, "motion", 4, "present")
    page.keyboard.press("PageUp")
    at(page, "motion", 3, "present")
    expect(page.get_by_role("heading", name=LESSONS["motion"].slides[2].title)).to_be_visible(timeout=WAIT_MS)
    page.keyboard.press("Escape")
    at(page, "motion", 3)
    expect(page.locator(".stAppHeader")).to_be_visible()
    link = page.get_by_role("link", name="With my camera")
    assert link.evaluate("a => a.href") == f"{server.url}/?recipe=background_motion%20show%3Dmask"
    assert not server.tracebacks()
