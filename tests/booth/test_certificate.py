"""The certificate that `booth class` makes: for whom it is good, how long it is kept, and what OpenSSL says of it."""

from __future__ import annotations

import ssl
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from booth.certificate import RENEWED_BEFORE, VALID, Certificate, certificate, named

NAMES = ("localhost", "127.0.0.1", "::1", "192.0.2.7")
NOW = datetime.now(UTC)


@pytest.fixture
def made(tmp_path: Path) -> Certificate:
    return certificate(NAMES, tmp_path / "class", NOW)


class Greeting(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"welcome")

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def https(made: Certificate) -> Iterator[int]:
    """A server's port."""
    server = HTTPServer(("127.0.0.1", 0), Greeting)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.server, made.server)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_is_good_for_the_names_it_was_made_for(made: Certificate) -> None:
    assert named(made.server) == set(NAMES)


def test_who_trusts_the_root_needs_no_warning_and_who_does_not_is_warned(made: Certificate) -> None:
    trusting = ssl.create_default_context(cafile=str(made.root))
    trusting.verify_flags |= ssl.VERIFY_X509_STRICT
    with https(made) as port:
        for name in ("localhost", "127.0.0.1"):
            with urlopen(f"https://{name}:{port}", context=trusting, timeout=10) as answer:
                assert answer.read() == b"welcome"
        with pytest.raises(URLError, match="CERTIFICATE_VERIFY_FAILED"):
            urlopen(f"https://localhost:{port}", context=ssl.create_default_context(), timeout=10)


def test_the_roots_key_is_kept_nowhere(made: Certificate) -> None:
    own, root = x509.load_pem_x509_certificates(made.server.read_bytes())
    assert made.server.read_bytes().count(b"PRIVATE KEY") == 2  # one, from its first line to its last
    assert b"PRIVATE KEY" not in made.root.read_bytes()
    own.verify_directly_issued_by(root)
    assert own.public_key() != root.public_key()
    assert sorted(made.server.parent.iterdir()) == sorted([made.server, made.root])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_the_key_is_for_its_owner_alone(made: Certificate) -> None:
    assert stat.S_IMODE(made.server.stat().st_mode) == 0o600


def test_apples_devices_take_it(made: Certificate) -> None:
    own, root = x509.load_pem_x509_certificates(made.server.read_bytes())
    assert own.not_valid_after_utc - own.not_valid_before_utc < timedelta(days=825)
    constraints = x509.BasicConstraints
    assert root.extensions.get_extension_for_class(constraints).value.ca
    assert not own.extensions.get_extension_for_class(constraints).value.ca
    usage = own.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(usage) == [ExtendedKeyUsageOID.SERVER_AUTH]


def again(made: Certificate, names: tuple[str, ...] = NAMES, now: datetime = NOW) -> bool:
    """Whether the next start keeps it."""
    before = made.server.read_bytes(), made.root.read_bytes()
    assert certificate(names, made.server.parent, now) == made
    assert named(made.server) >= set(names)
    return before == (made.server.read_bytes(), made.root.read_bytes())


def test_the_next_lesson_has_the_same_one(made: Certificate) -> None:
    assert again(made) and again(made, NAMES[:3]) and again(made, now=NOW + VALID - RENEWED_BEFORE - timedelta(hours=1))


def test_another_address_or_the_end_of_its_time_makes_a_new_one(made: Certificate) -> None:
    assert not again(made, (*NAMES, "192.0.2.8"))
    assert again(made, (*NAMES, "192.0.2.8"))
    assert not again(made, now=NOW + VALID - RENEWED_BEFORE + timedelta(hours=1))


@pytest.mark.parametrize("harm", [b"", b"\xff\x00", b"-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n"])
def test_a_damaged_file_is_made_anew(made: Certificate, harm: bytes) -> None:
    made.server.write_bytes(harm)
    assert not again(made) and again(made)
    made.root.write_bytes(harm)
    assert not again(made) and again(made)


def test_a_root_that_was_deleted_is_made_anew(made: Certificate) -> None:
    made.root.unlink()
    certificate(NAMES, made.server.parent, NOW)
    assert made.root.read_bytes() in made.server.read_bytes() and again(made)


def test_a_file_in_the_folders_place_is_an_oserror(tmp_path: Path) -> None:
    (tmp_path / "class").write_text("not a folder")
    with pytest.raises(OSError):
        certificate(NAMES, tmp_path / "class", NOW)
