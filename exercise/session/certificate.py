"""A certificate of this computer's own, and clients that trust it by its fingerprint alone.

There is no authority to ask in a room without an internet, so nothing but the fingerprint counts:
it stands in the join address, and a client goes no further where it does not fit.
"""

from __future__ import annotations

import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from exercise.session.home import kept

__all__ = ["fingerprint_of", "for_clients", "for_host", "made"]

_NAME = "Maritime Tabletop"


def made() -> bytes:
    """A key and a certificate that it signed itself, in PEM; for ten years."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _NAME)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # Laptops in one room do not agree on the date.
        .not_valid_before(now - timedelta(days=365))
        .not_valid_after(now + timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def for_host() -> tuple[ssl.SSLContext, str]:
    """What a host listens with, and the fingerprint of its certificate (SHA-256, hex)."""
    pem = kept("host.pem", made)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    with tempfile.TemporaryDirectory() as folder:  # The library reads keys from files only.
        path = Path(folder, "host.pem")
        path.touch(mode=0o600)
        path.write_bytes(pem)
        context.load_cert_chain(path)
    certificate = x509.load_pem_x509_certificate(pem)
    return context, fingerprint_of(certificate.public_bytes(serialization.Encoding.DER))


def for_clients() -> ssl.SSLContext:
    """What a client connects with; it has to look at the fingerprint itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def fingerprint_of(certificate: bytes) -> str:
    """SHA-256 of a certificate in DER, in hex."""
    return sha256(certificate).hexdigest()
