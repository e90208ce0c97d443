"""What harmful files do to others: `python -m benchmarks.harm FOLDER [--rounds 2] [--seconds 8]` prints a table.

One server, three visitors. One is live on the page through roberts, 640x480, without a browser (live_visitor.py); one
uploads by a Chromium, in turns, each file of FOLDER on the page that it belongs to; the third meanwhile uploads a plain
PDF by the same. Before each file the live visitor is measured alone for as long. Frames count as they come; the gap is
the longest between two. Memory: of the server alone, and of all its processes together (each shared page once), at the
highest.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from playwright.sync_api import Browser, FilePayload, Page

from benchmarks.live_visitor import LiveVisitor
from rig.booth import Server, press, serving, settled
from rig.browser import chromium

_VIDEOS = (".mp4", ".webm", ".mov", ".avi", ".mkv")
_OTHERS = (".ogv", ".bin")  # uploaded as .mp4, since the page would turn them away by their names
_ANSWER_S = 60
_LIVE = "recipe=roberts%20channel%3Dred"
_PLAIN_PDF = b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Resources << /Font << /F << /Type /Font /Subtype /Type1
/BaseFont /Helvetica >> >> >> /Contents 4 0 R >> endobj
4 0 obj << /Length 57 >> stream
BT /F 18 Tf 20 120 Td (a line of text) Tj 0 -30 Td (and another) Tj ET
endstream endobj
trailer << /Root 1 0 R >>
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One file in one round. Seconds until the page had an answer; frames a second, alone and meanwhile."""

    answer_s: float
    words: str
    pdf_s: float
    alone: float
    meanwhile: float
    gap_s: float
    server_mb: float
    all_mb: float


class Memory:
    """The most that the server, and all its processes together, had since `begin`."""

    def __init__(self, server: psutil.Process) -> None:
        self._server = server
        self._ended = threading.Event()
        self.begin()

    def begin(self) -> None:
        self.server_mb = self.all_mb = 0.0

    @contextmanager
    def watched(self) -> Iterator[Memory]:
        thread = threading.Thread(target=self._watch)
        thread.start()
        try:
            yield self
        finally:
            self._ended.set()
            thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.2):
            own = self._server.memory_info().rss / 1e6
            self.server_mb = max(self.server_mb, own)
            self.all_mb = max(self.all_mb, sum(map(_pss, [self._server, *self._server.children(recursive=True)])))


def _pss(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss) / 1e6
    except psutil.Error:
        return 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=8.0)
    options = parser.parse_args()
    files = sorted(path for path in options.folder.iterdir() if path.suffix not in (".md", ""))
    rows: dict[str, list[Row]] = {path.name: [] for path in files}
    with tempfile.TemporaryDirectory() as folder, chromium() as browser, serving(Path(folder, "log.txt")) as server:
        with LiveVisitor(server.url, _LIVE) as live, Memory(server.process).watched() as memory:
            for _ in range(options.rounds):
                for path in files:
                    rows[path.name].append(_round(browser, server, live, memory, path, options.seconds))
                    print(path.name, rows[path.name][-1], flush=True)
        print(*server.tracebacks(), sep="\n")
    _print(rows)


def _round(browser: Browser, server: Server, live: LiveVisitor, memory: Memory, path: Path, seconds: float) -> Row:
    time.sleep(2)
    live.begin()
    time.sleep(seconds)
    alone, _ = live.end()
    other, third = _visitor(browser), _visitor(browser)
    try:
        give = _page_for(other, server.url, path)
        _open_segmentation(third, server.url)
        memory.begin()
        live.begin()
        began = time.monotonic()
        give()
        third.wait_for_timeout(300)
        asked = time.monotonic()
        _give(third, "plain.pdf", _PLAIN_PDF)
        settled(third)
        pdf_s = time.monotonic() - asked
        settled(other)
        answer_s = time.monotonic() - began
        words = _answer(other, path)
        third.wait_for_timeout(max(0.0, seconds - (time.monotonic() - began)) * 1000)
        meanwhile, gap = live.end()
    finally:
        other.context.close()
        third.context.close()
    return Row(answer_s, words, pdf_s, alone, meanwhile, gap, memory.server_mb, memory.all_mb)


def _visitor(browser: Browser) -> Page:
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, permissions=["camera", "microphone"])
    page = context.new_page()
    page.set_default_timeout(_ANSWER_S * 1000)
    return page


def _page_for(page: Page, url: str, path: Path) -> Callable[[], None]:
    """Open the page that the file belongs to; a function that uploads it."""
    if path.suffix == ".pdf":
        _open_segmentation(page, url)
    elif path.suffix in _VIDEOS + _OTHERS:
        page.goto(url)
        page.get_by_role("combobox", name="Picture from").click()
        page.get_by_role("option", name="A video of mine").click()
        settled(page)
    else:
        page.goto(f"{url}/image_lab?recipe=roberts")
        page.get_by_text("Upload yours", exact=True).click()
        settled(page)
    name = path.stem + ".mp4" if path.suffix in _OTHERS else path.name
    return lambda: _give(page, name, path.read_bytes())


def _open_segmentation(page: Page, url: str) -> None:
    page.goto(f"{url}/page_segmentation")
    page.get_by_text("Upload yours", exact=True).click()
    settled(page)


def _give(page: Page, name: str, data: bytes) -> None:
    file = FilePayload(name=name, mimeType="application/octet-stream", buffer=data)
    page.locator("input[type=file]").first.set_input_files([file])
    page.wait_for_timeout(700)


def _answer(page: Page, path: Path) -> str:
    """What the page says: its first alert, or that there is a result."""
    if path.suffix in _VIDEOS + _OTHERS and not page.get_by_test_id("stAlert").count():
        press(page, "START")
        page.wait_for_timeout(4000)
    if page.get_by_text("Animation", exact=True).count():
        page.get_by_text("Animation", exact=True).click()
        settled(page)
    alerts = page.get_by_test_id("stAlert").or_(page.get_by_test_id("stException"))
    return alerts.first.inner_text().replace("\n", " ")[:160] if alerts.count() else "shown"


def _print(rows: dict[str, list[Row]]) -> None:
    print("\n| file | answer s | what the page says | other's PDF s | frames | longest gap s | server MB | all MB |")
    print("|---|---|---|---|---|---|---|---|")
    for name, runs in rows.items():
        cells = [
            " / ".join(f"{run.answer_s:.1f}" for run in runs),
            runs[-1].words,
            " / ".join(f"{run.pdf_s:.1f}" for run in runs),
            " / ".join(f"{run.meanwhile / run.alone:.2f}" for run in runs),
            " / ".join(f"{run.gap_s:.2f}" for run in runs),
            " / ".join(f"{run.server_mb:.0f}" for run in runs),
            " / ".join(f"{run.all_mb:.0f}" for run in runs),
        ]
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
