"""A Firefox with a fake camera for the browser tests, where one is installed, driven by WebDriver BiDi.

Playwright drives only a Firefox of its own make, and Debian has no geckodriver; Firefox itself answers BiDi
(https://www.w3.org/TR/webdriver-bidi), of which a visit needs three commands.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from rig.booth import until

_NAMES = ("firefox-esr", "firefox")
_PREFERENCES = {
    "media.navigator.streams.fake": True,  # a field of changing colour instead of a camera
    "media.navigator.permission.disabled": True,  # and no question about it
    "media.autoplay.default": 0,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "extensions.update.enabled": False,
}
_LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_ANSWER_S = 60


def installed() -> str | None:
    """The path of a Firefox; `apt-get install firefox-esr` brings Debian's."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@dataclass(frozen=True, slots=True)
class Firefox:
    """One window."""

    line: ClientConnection
    window: str
    numbers: Iterator[int]

    def goto(self, url: str) -> None:
        _ask(self.line, self.numbers, "browsingContext.navigate", context=self.window, url=url, wait="complete")

    def evaluate(self, function: str, *given: object) -> Any:
        """What a JavaScript function returns for these arguments; what it throws is an AssertionError."""
        call = f"Promise.resolve(({function})(...{json.dumps(given)})).then(v => JSON.stringify(v ?? null))"
        target = {"context": self.window}
        answer = _ask(self.line, self.numbers, "script.evaluate", expression=call, target=target, awaitPromise=True)
        assert answer["type"] == "success", answer.get("exceptionDetails", {}).get("text")
        return json.loads(answer["result"]["value"])


@contextmanager
def firefox(width: int = 1400, height: int = 1000) -> Iterator[Firefox]:
    """A headless Firefox with a profile of its own, gone afterwards."""
    path = installed()
    assert path is not None, "there is no Firefox"
    with tempfile.TemporaryDirectory() as profile:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _PREFERENCES.items()]
        Path(profile, "user.js").write_text("\n".join(lines))
        log = Path(profile, "log.txt")
        options = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        with log.open("w") as out:
            size = ["--width", str(width), "--height", str(height)]
            child = subprocess.Popen([path, *options, *size], stdout=out, stderr=subprocess.STDOUT)
        try:
            found = until(lambda: _LISTENS.search(log.read_text()), 60, "Firefox does not answer")
            with connect(f"{found[1]}/session", max_size=None) as line:
                numbers = count(1)
                _ask(line, numbers, "session.new", capabilities={})
                tree = _ask(line, numbers, "browsingContext.getTree")
                yield Firefox(line, tree["contexts"][0]["context"], numbers)
                _ask(line, numbers, "session.end")
        finally:
            child.terminate()
            child.wait(20)


def _ask(line: ClientConnection, numbers: Iterator[int], method: str, **params: object) -> Any:
    number = next(numbers)
    line.send(json.dumps({"id": number, "method": method, "params": params}))
    while True:
        answer = json.loads(line.recv(_ANSWER_S))
        if answer.get("id") == number:
            assert answer["type"] == "success", answer.get("message")
            return answer["result"]
