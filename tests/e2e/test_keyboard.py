"""The live page without a mouse, and with few clicks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from rig.booth import Server, looks_like, press, seen, settled, until
from tests.e2e.test_live import CODEC, CODEC_EDGES, Camera, pick, through

FOCUSED = """function focused() {
    let here = document.activeElement;
    for (;;) {
        const inside = here?.shadowRoot?.activeElement ?? here?.contentDocument?.activeElement;
        if (!inside || inside.matches('body')) return here;
        here = inside;
    } }"""
NAME = f"""() => {{ {FOCUSED}
    const here = focused();
    if (here.matches('body, section, [data-testid=stMain]')) return ''; // the page itself, which arrows scroll
    const words = element => {{
        const copy = element?.cloneNode(true);
        copy?.querySelectorAll('[data-testid=stIconMaterial]').forEach(icon => icon.remove());
        return copy?.textContent; }};
    const named = [here.getAttribute('aria-label'), words(here.labels?.[0]), words(here), here.placeholder];
    return named.find(name => name?.trim())?.trim() ?? here.tagName; }}"""
# What a sighted visitor sees of the focus: something about the element, or what is drawn around it, changes without.
SHOWS = f"""async () => {{ {FOCUSED}
    const here = focused(), around = [];
    for (let e = here; e && around.length < 4; e = e.parentElement) around.push(e);
    const drawn = () => around.map(e => {{
        const s = e.ownerDocument.defaultView.getComputedStyle(e);
        return [s.outline, s.boxShadow, s.border, s.backgroundColor, s.textDecoration].join(); }}).join('; ');
    const rest = () => new Promise(done => setTimeout(done, 60));
    await rest();
    const focus = drawn();
    here.blur();
    for (let i = 0; i < 10 && drawn() === focus; i++) await rest();
    const differs = drawn() !== focus;
    here.focus({{focusVisible: true}});
    return differs; }}"""
CLICKS = "addEventListener('click', event => { if (event.isTrusted) top.clicks = (top.clicks ?? 0) + 1; }, true)"
WANTED = (
    "Stop",
    "Snapshot",
    "Record",
    "Big picture",
    "Original",
    "Picture from",
    "Camera settings",
    "Mirror",
    "Split",
    "Microphone",
    "I'm done",
    "Add a filter",
    "Share or take home",
)


@pytest.fixture(scope="module")
def house(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 1400, "height": 1000}, permissions=["camera"], reduced_motion="reduce"
    )
    yield context
    context.close()


def tab_to(page: Page, name: str, most: int = 60) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(NAME) == name:
            return
    raise AssertionError(f"no number of tabs leads to {name}")


def test_every_control_is_reached_by_tab_and_shows_it(page: Page, server: Server) -> None:
    page.goto(server.url)
    expect(page.get_by_role("toolbar", name="Looks").get_by_role("button", name="Glitch")).to_be_visible(timeout=40_000)
    press(page, "START")
    until(lambda: seen(page) is not None, 20, "no picture", page)
    expect(page.get_by_role("button", name="Snapshot")).to_be_enabled(timeout=10_000)
    page.evaluate("document.activeElement.blur()")
    reached: list[str] = []
    unseen: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate(NAME)
        reached.append(name)
        if name and not page.evaluate(SHOWS):
            unseen.append(name)
    assert [name for name in WANTED if not any(r.startswith(name) for r in reached)] == [], reached
    assert unseen == []


def test_all_of_a_visit_without_a_mouse(page: Page, server: Server, camera: Camera) -> None:
    page.goto(server.url)
    expect(page.get_by_role("toolbar", name="Looks").get_by_role("button", name="Glitch")).to_be_visible(timeout=40_000)
    settled(page)
    tab_to(page, "Start")
    page.keyboard.press("Enter")
    looks_like(page, through(camera[1], "none"), CODEC)
    expect(page.get_by_role("button", name="Snapshot")).to_be_enabled(timeout=10_000)
    tab_to(page, "Original")
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    looks_like(page, through(camera[1], "roberts channel=red gain=4"), CODEC_EDGES)
    page.keyboard.press("f")
    until(lambda: page.evaluate("Boolean(document.fullscreenElement)"), 5, "F does not enlarge", page)
    page.keyboard.press("f")
    until(lambda: not page.evaluate("Boolean(document.fullscreenElement)"), 5, "F does not make it small", page)
    tab_to(page, "Snapshot")
    with page.expect_download():
        page.keyboard.press("Enter")
    tab_to(page, "Record")
    page.keyboard.press(" ")
    stop = page.get_by_role("button", name="Stop recording")
    expect(stop).to_be_visible(timeout=10_000)
    page.wait_for_timeout(2000)
    tab_to(page, "Stop recording")
    page.keyboard.press(" ")
    expect(page.get_by_text("Saved below")).to_be_visible(timeout=20_000)
    tab_to(page, "I'm done")
    page.keyboard.press("Enter")
    until(lambda: seen(page) is None, 20, "the video goes on", page)


def test_few_clicks_lead_there(page: Page, server: Server, camera: Camera) -> None:
    page.add_init_script(CLICKS)
    page.goto(server.url)

    def clicks() -> int:
        """Since the last question."""
        return int(page.evaluate("() => { const now = top.clicks ?? 0; top.clicks = 0; return now; }"))

    press(page, "START")
    pick(page, "Roberts edges")
    looks_like(page, through(camera[1], "roberts channel=red gain=4"), CODEC_EDGES)
    assert clicks() == 2, "one's own edges"
    pick(page, "Negative")
    looks_like(page, through(camera[1], "invert"), CODEC)
    assert clicks() == 1, "another look"
    with page.expect_download():
        page.get_by_role("button", name="Snapshot").click()
    assert clicks() == 1, "a picture saved"
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("button", name="Stop recording")).to_be_visible(timeout=10_000)
    page.wait_for_timeout(2000)
    page.get_by_role("button", name="Stop recording").click()
    expect(page.get_by_text("Saved below")).to_be_visible(timeout=20_000)
    assert clicks() == 2, "a clip saved"
    page.get_by_role("button", name="Big picture").click()
    until(lambda: page.evaluate("Boolean(document.fullscreenElement)"), 5, "the picture does not become big", page)
    assert clicks() == 1, "the big picture"
