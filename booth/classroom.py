"""`booth class`: the booth for everybody in the room, over https, with what they need to come in."""

from __future__ import annotations

import argparse
import io
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import segno

from booth import network
from booth.certificate import Certificate, certificate
from vision.models.files import cache_folder

_HERE = ("localhost", "127.0.0.1", "::1")
_EASY = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else


def invite(options: Sequence[str], serve: Callable[[list[str]], int]) -> int:
    """Say how to come in, and serve with Streamlit's `options`; the server's exit status, 2 without a certificate."""
    ways = network.ways()
    try:
        made = certificate([*_HERE, *(way.address for way in ways)], cache_folder() / "class", datetime.now(UTC))
    except OSError as error:
        print(f"The certificate cannot be kept in {cache_folder()}: {error.strerror or error}.", file=sys.stderr)
        return 2
    port = _port(options)
    addresses = [f"https://{way.address}:{port}" for way in ways]
    os.environ["CLASS_CERTIFICATE"] = str(made.root)
    if addresses:
        os.environ.setdefault("PUBLIC_URL", " ".join(addresses))
    print(_welcome(ways, addresses, made, f"https://localhost:{port}", _password()), flush=True)
    given = [
        "--server.port",
        str(port),
        "--server.sslCertFile",
        str(made.server),
        "--server.sslKeyFile",
        str(made.server),
    ]
    return serve([*given, *options])


def _port(options: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--server.port", dest="port", type=int, default=os.environ.get("STREAMLIT_SERVER_PORT", "8501"))
    return int(parser.parse_known_args(options)[0].port)


def _password() -> str | None:
    """One made for this start, so that the host's page is there; None where the environment has one."""
    if os.environ.get("HOST_PASSWORD"):
        return None
    made = "".join(secrets.choice(_EASY) for _ in range(10))
    os.environ["HOST_PASSWORD"] = made
    return made


def _welcome(
    ways: Sequence[network.Way], addresses: Sequence[str], made: Certificate, here: str, password: str | None
) -> str:
    lines = [
        "",
        "  The booth for this room. Every browser warns of the certificate once: docs/class.md says what to press.",
    ]
    if not addresses:
        lines += ["", "  This computer is in no network, so nobody else can come in. Join one and start again."]
    for way, address in zip(ways, addresses, strict=True):
        lines += ["", f"  {address}  ({way.adapter})"]
        lines += ["", *_square(address).splitlines()]
    secret = f"password {password}" if password else "with your HOST_PASSWORD"
    lines += ["", f"  On this computer: {here}"]
    lines += [f"  For the host, with the address as a large square: {here}/host, {secret}"]
    lines += [f"  For iPhones and iPads, which must be told to trust it: {made.root}", ""]
    return "\n".join(lines)


def _square(address: str) -> str:
    """Half as high as wide letters would make it; nothing where the terminal's letters have no blocks."""
    drawn = io.StringIO()
    segno.make(address).terminal(drawn, border=2, compact=True)
    try:
        drawn.getvalue().encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return ""
    return drawn.getvalue()
