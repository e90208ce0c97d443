"""The live page in Firefox: it opens, the video starts, a look changes it."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import numpy as np
import pytest

from rig import firefox
from rig.booth import Server, until
from rig.firefox import Firefox
from vision.imageio import load_image
from vision.types import Image

# Our components stand in open shadow roots; the video's frame is of the same origin.
FIND = """function find(selector, root = document) {
    const here = root.querySelector(selector);
    if (here) return here;
    for (const each of root.querySelectorAll('*')) {
        const inside = each.shadowRoot && find(selector, each.shadowRoot);
        if (inside) return inside;
    }
    return null; }"""
START = """() => {
    const inside = document.querySelector('iframe[title*="webrtc_streamer"]')?.contentDocument;
    const start = [...inside?.querySelectorAll('button') ?? []].find(b => /^start$/i.test(b.textContent));
    start?.click();
    return Boolean(start); }"""
PICTURE = f"""() => {{ {FIND}
    const video = find('.st-key-stage-picture') && find('video');
    if (!video || video.hidden || video.readyState < 2) return null;
    const canvas = Object.assign(document.createElement('canvas'), {{width: 64, height: 48}});
    canvas.getContext('2d').drawImage(video, 0, 0, 64, 48);
    return canvas.toDataURL('image/png').split(',')[1]; }}"""
SIZE = f"() => {{ {FIND} const v = find('video'); return [v.videoWidth, v.videoHeight]; }}"
PICK = f"look => {{ {FIND} find(`[data-look=${{look}}]`).click(); }}"
RECIPE = "() => new URL(location.href).searchParams.get('recipe')"


@pytest.fixture
def visitor() -> Iterator[Firefox]:
    if firefox.installed() is None:
        pytest.skip("there is no Firefox here: apt-get install firefox-esr")
    with firefox.firefox() as running:
        yield running


def picture(visitor: Firefox) -> Image | None:
    answer = visitor.evaluate(PICTURE)
    return load_image(base64.b64decode(answer)) if answer else None


def colourful(image: Image) -> bool:
    return bool(np.ptp(image.astype(int).mean(axis=(0, 1))) > 30)


def test_the_video_starts_and_a_look_changes_it(visitor: Firefox, server: Server) -> None:
    visitor.goto(server.url)
    until(lambda: visitor.evaluate(START), 40, "there is no START")
    until(lambda: (seen := picture(visitor)) is not None and colourful(seen), 40, "no picture in colour comes back")
    assert visitor.evaluate(SIZE) == [640, 480]
    visitor.evaluate(PICK, "pencil")
    until(lambda: pencilled(picture(visitor)), 20, "the picture is not drawn in pencil")
    until(lambda: str(visitor.evaluate(RECIPE)).startswith("pencil_sketch"), 10, "the address bar has another recipe")
    assert not server.tracebacks()


def pencilled(image: Image | None) -> bool:
    """Of a field of one colour, pencil leaves white paper."""
    return image is not None and bool(image.mean() > 200) and not colourful(image)
