"""`booth class`: what it says, what it hands to Streamlit and to the pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from booth import network
from booth.__main__ import main
from booth.certificate import named
from booth.network import Way

WAYS = (Way("192.0.2.7", "wifi"), Way("198.51.100.9", "wire"))
SET = ("PUBLIC_URL", "HOST_PASSWORD", "CLASS_CERTIFICATE")


class Streamlit:
    """Notes what it was to serve."""

    def __init__(self) -> None:
        self.options: list[str] = []

    def __call__(self, options: list[str]) -> int:
        self.options = options
        return 0

    def option(self, name: str) -> str:
        return self.options[self.options.index(f"--server.{name}") + 1]


@pytest.fixture
def streamlit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Streamlit]:
    """A computer in two networks, whose environment is as it was when the test is over."""
    found = Streamlit()
    monkeypatch.setattr("booth.__main__.serve", found)
    monkeypatch.setattr(network, "ways", lambda: WAYS)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("STREAMLIT_SERVER_PORT", raising=False)
    for name in SET:
        monkeypatch.setenv(name, "")
        del os.environ[name]  # what the command sets is undone with this
    yield found


def test_it_serves_over_https_with_a_certificate_for_each_address(streamlit: Streamlit, tmp_path: Path) -> None:
    assert main(["class"]) == 0
    assert streamlit.option("port") == "8501"
    made = Path(streamlit.option("sslCertFile"))
    assert made.is_relative_to(tmp_path) and streamlit.option("sslKeyFile") == str(made)
    assert named(made) == {"localhost", "127.0.0.1", "::1", "192.0.2.7", "198.51.100.9"}
    assert Path(os.environ["CLASS_CERTIFICATE"]).read_bytes() in made.read_bytes()


@pytest.mark.parametrize("words", [["--server.port", "8600"], ["--server.port=8600"]])
def test_addresses_carry_the_port_that_was_asked_for(
    streamlit: Streamlit, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["class", *words, "--server.headless", "true"]) == 0
    assert streamlit.option("port") == "8600" and streamlit.options[-2:] == ["--server.headless", "true"]
    assert os.environ["PUBLIC_URL"] == "https://192.0.2.7:8600 https://198.51.100.9:8600"
    said = capsys.readouterr().out
    assert "https://192.0.2.7:8600  (wifi)" in said and "https://198.51.100.9:8600  (wire)" in said and "█" in said


def test_what_the_host_has_set_stays(
    streamlit: Streamlit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://booth.example")
    monkeypatch.setenv("HOST_PASSWORD", "open sesame")
    assert main(["class"]) == 0
    assert os.environ["PUBLIC_URL"] == "https://booth.example" and os.environ["HOST_PASSWORD"] == "open sesame"
    assert "sesame" not in capsys.readouterr().out


def test_the_hosts_page_has_a_new_password_each_time(streamlit: Streamlit, capsys: pytest.CaptureFixture[str]) -> None:
    passwords = set()
    for _ in range(2):
        os.environ.pop("HOST_PASSWORD", None)
        assert main(["class"]) == 0
        passwords.add(os.environ["HOST_PASSWORD"])
        assert f"password {os.environ['HOST_PASSWORD']}" in capsys.readouterr().out
    assert len(passwords) == 2 and all(len(word) == 10 for word in passwords)


def test_a_computer_without_a_network_says_so(
    streamlit: Streamlit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(network, "ways", tuple)
    assert main(["class"]) == 0
    assert "PUBLIC_URL" not in os.environ and "is in no network" in capsys.readouterr().out


def test_a_terminal_without_blocks_gets_the_address_alone(
    streamlit: Streamlit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (tmp_path / "out").open("w", encoding="cp1252") as out:
        monkeypatch.setattr("sys.stdout", out)
        assert main(["class"]) == 0
    assert "https://192.0.2.7:8501  (wifi)" in (tmp_path / "out").read_text("cp1252")


def test_a_cache_that_cannot_be_written_is_one_sentence(
    streamlit: Streamlit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert main(["class"]) == 2
    assert "cannot be kept" in capsys.readouterr().err and not streamlit.options
