"""Whoever clicks quickly gets what they clicked last: in the picture, the sidebar and the address bar."""

# Nothing runs beside it: it makes the machine busy itself, to a measure.
from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Process

from playwright.sync_api import Page, expect

from rig.booth import Server, looks_like, press, seen, until
from tests.e2e.test_live import CODEC, CODEC_EDGES, Camera, pick, recipe_in, through
from vision.presets import PRESETS
from vision.recipe import Recipe

CHOICES = 50
# Looks whose picture depends on one frame alone, so that what should be seen can be told.
STILL = [p for p in PRESETS if p.name in ("Original", "Roberts edges", "Comic", "Negative", "X-ray", "Kaleidoscope")]


@contextmanager
def loaded() -> Iterator[None]:
    """Two processes that never rest: the machine is as busy as at a fair."""
    busy = [Process(target=spin, daemon=True) for _ in range(2)]
    for process in busy:
        process.start()
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.join()


def spin() -> None:
    while True:
        pass


def test_fifty_random_choices(page: Page, server: Server, camera: Camera) -> None:
    chance = random.Random(1)
    page.goto(server.url)
    press(page, "START")
    until(lambda: seen(page) is not None, 20, "no picture", page)
    with loaded():
        for _ in range(CHOICES):
            look = chance.choice(STILL)
            pick(page, look.name)
            page.wait_for_timeout(chance.uniform(50, 1500))
        agrees(page, str(look.recipe))
        page.wait_for_timeout(3000)  # whatever was on its way has come by now
    holds(page, camera, str(look.recipe))
    another = next(p for p in STILL if p != look)
    pick(page, another.name)
    holds(page, camera, str(another.recipe))
    page.reload()
    page.wait_for_url(lambda url: recipe_in(url) == str(another.recipe))


def holds(page: Page, camera: Camera, recipe: str) -> None:
    """Address bar, sidebar, strip and picture agree on this recipe."""
    agrees(page, recipe)
    within = CODEC if recipe == "none" else CODEC_EDGES
    looks_like(page, through(camera[1], recipe), within, seconds=60)  # a browser that was busy sends fewer pixels


def agrees(page: Page, recipe: str) -> None:
    page.wait_for_url(lambda url: recipe_in(url) == recipe, timeout=20_000)
    steps = [step.processor.label for step in Recipe.parse(recipe).steps]
    sidebar = page.get_by_test_id("stSidebar")
    close = sidebar.locator("[class*=st-key-step][class*=close]")
    expect(close).to_have_count(len(steps), timeout=20_000)
    for label in steps:
        expect(sidebar.get_by_text(label, exact=True).first).to_be_visible()
    pressed = page.get_by_role("toolbar", name="Looks").locator("[aria-pressed=true]")
    expect(pressed).to_have_text(next(p.name for p in PRESETS if str(p.recipe) == recipe))


def test_choices_in_the_sidebar_between_looks(page: Page, server: Server, camera: Camera) -> None:
    chance = random.Random(3)
    page.goto(f"{server.url}/?recipe=invert")
    press(page, "START")
    until(lambda: seen(page) is not None, 20, "no picture", page)
    sidebar = page.get_by_test_id("stSidebar")
    with loaded():
        for _ in range(10):
            pick(page, "Negative")
            page.wait_for_timeout(chance.uniform(50, 400))
            pick(page, "Comic")
            cartoon = sidebar.get_by_text("Cartoon", exact=True)
            expect(cartoon).to_have_count(1, timeout=20_000)  # not beside the one of the look before, on its way out
            cartoon.first.click()
            page.wait_for_url(lambda url: recipe_in(url) == "-cartoon smoothness=3 lines=15", timeout=20_000)
            page.wait_for_timeout(chance.uniform(50, 1500))
    page.wait_for_timeout(3000)
    assert recipe_in(page.url) == "-cartoon smoothness=3 lines=15"
    looks_like(page, through(camera[1], "none"), CODEC, seconds=60)  # as above
