"""The live page's own picture: where it stands, how large it gets, and what stays when its script cannot work."""

from __future__ import annotations

import re
from functools import partial

import cv2
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from live.video.frames import side_by_side
from rig.booth import Server, looks_like, press, seen, shown_video, until, video_frame, whole
from tests.e2e.test_live import CODEC, Camera, pick, through
from vision.imageio import load_image
from vision.types import Image


def live(page: Page, server: Server) -> None:
    page.goto(server.url)
    press(page, "START")
    until(lambda: seen(page) is not None, 20, "no picture", page)
    expect(page.get_by_role("button", name="Snapshot")).to_be_enabled(timeout=10_000)


def inside(page: Page, *wanted: str) -> None:
    """Each of these keys' elements lies wholly in the window."""
    size = page.viewport_size
    assert size is not None
    for key in wanted:
        box = page.locator(f".st-key-{key}").bounding_box()
        assert box is not None, key
        assert box["x"] >= 0 and box["x"] + box["width"] <= size["width"] + 1, (key, box)
        assert box["y"] >= 0 and box["y"] + box["height"] <= size["height"] + 1, (key, box)


def shows(page: Page, width: int, height: int) -> bool:
    image = seen(page)
    return image is not None and image.shape[:2] == (height, width)


@pytest.mark.parametrize("width, height", [(390, 844), (768, 1024), (1400, 900), (1920, 1080)])
def test_picture_buttons_and_looks_are_in_the_window_while_live(
    page: Page, server: Server, camera: Camera, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    live(page, server)
    keys = ("stage-picture", "snapshot", "record", "big_picture", "stage-strip", "start")
    inside(page, *keys)
    pick(page, "Negative")
    looks_like(page, through(camera[1], "invert"), CODEC)
    inside(page, *keys)
    page.get_by_text("The video stops when you leave").scroll_into_view_if_needed()
    inside(page, "stage-picture", "stage-strip")


@pytest.mark.parametrize("path", ["/", "/faces", "/page_segmentation", "/image_lab", "/recorder", "/rooms"])
def test_nothing_is_wider_than_a_small_telephone(page: Page, server: Server, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(server.url + path)
    whole(page)
    widths = "[document.documentElement, document.querySelector('[data-testid=stMain]')].map(e => e.scrollWidth)"
    assert max(page.evaluate(widths)) <= 360


def test_the_look_of_a_link_is_in_sight_in_the_strip(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server.url}/?recipe=cartoon smoothness=3 lines=15")
    looks = page.get_by_role("toolbar", name="Looks")
    expect(looks.get_by_role("button", name="Comic", exact=True)).to_be_in_viewport(ratio=0.9, timeout=30_000)
    page.goto(f"{server.url}/?recipe=glitch strength=55")
    last = looks.get_by_role("button", name="Glitch", exact=True)
    expect(last).to_be_in_viewport(ratio=0.9, timeout=30_000)
    expect(last).to_have_attribute("aria-pressed", "true")


def test_one_press_or_the_key_f_fills_the_screen(page: Page, server: Server) -> None:
    live(page, server)

    def big() -> bool:
        return bool(page.evaluate("Boolean(document.fullscreenElement)"))

    page.get_by_role("button", name="Big picture").click()
    until(big, 5, "the picture does not become big", page)
    box = shown_video(page).bounding_box()
    window = page.evaluate("[innerWidth, innerHeight]")
    assert box is not None and [box["width"], box["height"]] == window
    page.keyboard.press("f")
    until(lambda: not big(), 5, "it does not become small again", page)
    page.keyboard.press("f")
    until(big, 5, "the key F does nothing", page)


def test_the_line_between_raw_and_filtered_is_dragged_in_the_picture(
    page: Page, server: Server, camera: Camera
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server.url}/?recipe=invert")
    press(page, "START")
    looks_like(page, through(camera[1], "invert"), CODEC)
    page.get_by_text("Split", exact=True).click()
    slider = page.get_by_role("slider", name="Where the camera's picture ends and the filtered one begins")
    expect(slider).to_have_value("50", timeout=10_000)
    looks_like(page, parted(camera[1], 0.5), CODEC)
    box = shown_video(page).bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2 + 10, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 4, middle + 30, steps=5)
    page.mouse.up()
    looks_like(page, parted(camera[1], 0.25), CODEC)
    assert 24 < float(slider.input_value()) < 26
    slider.fill("80")
    looks_like(page, parted(camera[1], 0.8), CODEC)
    page.get_by_text("Split", exact=True).click()
    expect(slider).to_be_hidden(timeout=10_000)
    looks_like(page, through(camera[1], "invert"), CODEC)
    assert not server.tracebacks()


def parted(photo: Image, at: float) -> Image:
    return side_by_side(through(photo, "none"), through(photo, "invert"), at)


def test_a_letter_typed_somewhere_is_no_command(page: Page, server: Server) -> None:
    live(page, server)
    page.get_by_role("combobox", name="Add a filter").press_sequentially("flip", delay=50)
    page.wait_for_timeout(500)
    assert not page.evaluate("Boolean(document.fullscreenElement)")


TURNING = """navigator.mediaDevices.getUserMedia = async () => {
  const canvas = Object.assign(document.createElement('canvas'), {width: 640, height: 480});
  const draw = canvas.getContext('2d');
  let bright = 0;
  setInterval(() => { draw.fillStyle = `hsl(${bright++} 80% 50%)`; draw.fillRect(0, 0, 640, 640); }, 40);
  window.turn = () => Object.assign(canvas, {width: 480, height: 640});
  return canvas.captureStream(25);
}"""


def test_a_camera_that_is_turned_while_it_runs_leaves_the_page_as_it_is(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.add_init_script(TURNING)
    live(page, server)
    until(partial(shows, page, 640, 480), 20, "no picture", page)
    place = page.locator(".st-key-stage-picture").bounding_box()
    video_frame(page).evaluate("turn()")
    until(partial(shows, page, 480, 640), 20, "the picture is not turned", page)
    assert page.locator(".st-key-stage-picture").bounding_box() == place
    inside(page, "stage-picture", "start")
    expect(video_frame(page).get_by_role("button", name="STOP")).to_be_visible()
    assert shown_video(page).evaluate("v => getComputedStyle(v).objectFit") == "contain"


def test_without_the_stage_the_frames_own_video_stays(page: Page, server: Server) -> None:
    page.add_init_script(
        "Object.defineProperty(HTMLIFrameElement.prototype, 'contentDocument', {get() { return null }})"
    )
    page.goto(server.url)
    press(page, "START")
    video = video_frame(page).locator("video")
    size = "v => [v.videoWidth, v.clientWidth > 600, v.clientHeight > 400]"  # laid out a moment after it is known
    until(lambda: video.count() and video.evaluate(size) == [640, True, True], 20, "no large picture", page)
    expect(page.get_by_role("heading", name="See what a computer sees")).to_be_hidden()


def test_the_looks_become_the_visitors_own(page: Page, server: Server, camera: Camera) -> None:
    live(page, server)
    first = page.get_by_role("toolbar", name="Looks").get_by_role("button", name="Original", exact=True).locator("img")
    packaged = first.get_attribute("src")
    until(lambda: first.get_attribute("src") != packaged, 20, "the looks stay those of the photograph", page)
    page.wait_for_timeout(3500)
    shown = page.evaluate(
        "source => fetch(source).then(r => r.arrayBuffer()).then(b => [...new Uint8Array(b)])",
        first.get_attribute("src"),
    )
    jpeg = load_image(bytes(shown))
    own = cv2.resize(through(camera[1], "none"), jpeg.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(jpeg.astype(int) - own).mean() < 12


TROUBLES = {
    "NotAllowedError": "The camera was refused",
    "NotFoundError": "There is no camera",
    "NotReadableError": "Another program holds the camera",
}


@pytest.mark.parametrize("error", TROUBLES)
def test_a_camera_that_cannot_be_had_is_named_with_a_way_out(page: Page, server: Server, error: str) -> None:
    page.add_init_script(
        f"navigator.mediaDevices.getUserMedia = async () => {{ throw new DOMException('no', '{error}') }}"
    )
    page.goto(server.url)
    press(page, "START")
    expect(page.get_by_text(TROUBLES[error])).to_be_visible(timeout=15_000)
    page.locator(".st-key-stage").get_by_role("button", name="Use the test pattern").click()
    expect(page.get_by_text(TROUBLES[error])).to_be_hidden(timeout=15_000)
    press(page, "START")
    until(lambda: seen(page) is not None, 20, "no test pattern", page)


def test_a_camera_that_is_pulled_out_is_noticed(page: Page, server: Server) -> None:
    page.add_init_script(
        "const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);"
        "navigator.mediaDevices.getUserMedia = async wanted => window.camera = await ask(wanted);"
    )
    live(page, server)
    video_frame(page).evaluate("camera.getTracks().forEach(t => { t.stop(); t.dispatchEvent(new Event('ended')) })")
    expect(page.get_by_text("The camera is gone")).to_be_visible(timeout=10_000)


def test_a_page_that_is_not_secure_says_so_before_start(browser: Browser, server: Server) -> None:
    page = browser.new_page()
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', {get() { return false }})")
    page.goto(server.url)
    expect(page.get_by_text("This address is not secure")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("button", name="Use the test pattern").first).to_be_visible()
    page.close()


def test_the_line_under_the_picture_is_read_aloud(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?recipe=faces")
    press(page, "START")
    line = page.get_by_role("status").filter(has_text="Live")
    expect(line).to_contain_text("a face", timeout=20_000)
    press(page, "STOP")
    expect(page.get_by_role("status").filter(has_text="Camera stopped")).to_be_visible(timeout=10_000)


@pytest.mark.parametrize("path", ["teach", "recorder"])
def test_a_refused_camera_is_said_in_words_where_there_is_no_stage(page: Page, server: Server, path: str) -> None:
    refuse = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('No', 'NotAllowedError'))"
    page.add_init_script(refuse)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server.url}/{path}?lang=de")
    press(page, "START")
    said = video_frame(page).get_by_role("alert")
    expect(said).to_have_text(re.compile(r"^Die Kamera wurde abgelehnt\..*noch einmal\.$"), timeout=10_000)

    def whole_button() -> bool:
        frame = page.locator('iframe[title*="webrtc_streamer"]').bounding_box()
        button = video_frame(page).get_by_role("button", name="START").bounding_box()
        assert frame is not None and button is not None
        return button["y"] + button["height"] <= frame["y"] + frame["height"]

    until(whole_button, 5, "longer words push the button out", page)
