"""A certificate that this computer makes for itself, so that browsers in the room hand out their cameras.

Two are made: one for the server, and the root that signed it, which a telephone can be told to trust. The root's key is
thrown away at once: nobody, not even who copies this folder, can sign another site with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from vision.models.files import put_whole

VALID, RENEWED_BEFORE = timedelta(days=365), timedelta(days=14)  # Apple's devices take at most 825 days
_SLOW_CLOCKS = timedelta(days=1)
_SERVER, _ROOT = "class.pem", "vision-booth-class.crt"


@dataclass(frozen=True, slots=True)
class Certificate:
    """server: key, certificate and root, for the server alone. root: the root, for whoever is to trust it. PEM both."""

    server: Path
    root: Path


def certificate(names: Collection[str], folder: Path, now: datetime) -> Certificate:
    """The one in `folder` if it is good for all names and some weeks to come, else a new one.

    names: IP addresses and host names. now: with its time zone. Raises OSError where the folder cannot be written.
    """
    held = Certificate(folder / _SERVER, folder / _ROOT)
    if not _good(held, names, now):
        server, root = _made(names, now)
        put_whole(root, held.root)
        put_whole(server, held.server)
    return held


def named(path: Path) -> set[str]:
    """The addresses and names that the first certificate of a PEM file is good for; raises OSError, ValueError."""
    own = x509.load_pem_x509_certificate(path.read_bytes())
    names = own.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(name.value) for name in names}


def _good(held: Certificate, names: Collection[str], now: datetime) -> bool:
    try:
        data = held.server.read_bytes()
        own, root = x509.load_pem_x509_certificates(data)
        serialization.load_pem_private_key(data, None)
        whole = held.root.read_bytes() == root.public_bytes(serialization.Encoding.PEM)
        known = named(held.server)
    except (OSError, ValueError, x509.ExtensionNotFound):
        return False
    lasts = own.not_valid_before_utc <= now < own.not_valid_after_utc - RENEWED_BEFORE
    return whole and lasts and set(names) <= known


def _made(names: Iterable[str], now: datetime) -> tuple[bytes, bytes]:
    """The server's file and the root's."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = _called("Vision Booth, this computer")
    root = (
        _begun(issuer, issuer, root_key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    own = (
        _begun(_called("Vision Booth"), issuer, key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([_name(name) for name in names]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return secret + own.public_bytes(pem) + root.public_bytes(pem), root.public_bytes(pem)


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SLOW_CLOCKS)
        .not_valid_after(now + VALID)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _called(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(name: str) -> x509.GeneralName:
    try:
        at: IPv4Address | IPv6Address = ip_address(name)
    except ValueError:
        return x509.DNSName(name)
    return x509.IPAddress(at)
