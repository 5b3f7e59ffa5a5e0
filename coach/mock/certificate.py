"""A hub's own certificate: made once, kept in its folder, named by the pin of every join line.

ECDSA on P-256, valid for ten years; names and dates do not matter, clients compare the pin.
"""

import os
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.errors import CoachError, JournalError
from coach.mock.joinlines import pin_of

CERTIFICATE, KEY = "cert.pem", "key.pem"
_YEARS = timedelta(days=3650)


def ensure(folder: Path, wall: float) -> str:
    """Makes certificate and key where they are missing; gives the pin."""
    certificate, key = folder / CERTIFICATE, folder / KEY
    if not (certificate.exists() and key.exists()):
        _make(certificate, key, datetime.fromtimestamp(wall, UTC))
    try:
        return pin_of(ssl.PEM_cert_to_DER_cert(certificate.read_text("ascii")))
    except (OSError, ValueError) as error:
        raise JournalError(f"{certificate} cannot be used: {error}.", "Move it away.") from None


def server_side(folder: Path) -> ssl.SSLContext:
    """The TLS of a hub with the certificate of its folder."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(folder / CERTIFICATE, folder / KEY)
    except (OSError, ssl.SSLError) as error:
        raise JournalError(f"The certificate in {folder} cannot be used: {error}.") from None
    return context


def client_side(pinned: bool) -> ssl.SSLContext:
    """The TLS of a seat: with a pin the certificate is compared afterwards, else the system
    checks it."""
    context = ssl.create_default_context()
    if pinned:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _make(certificate: Path, key: Path, now: datetime) -> None:
    try:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
    except ImportError:
        raise CoachError(
            "Encryption between two computers needs one more package.",
            'python3 -m pip install "sysdesign-coach[mock]", or --tls none for one desk.',
        ) from None
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "coach")])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _YEARS)
        .sign(secret, hashes.SHA256())
    )
    encoded = secret.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _write(key, encoded)
    _write(certificate, signed.public_bytes(serialization.Encoding.PEM))


def _write(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise JournalError(f"{path} cannot be written: {error.strerror}.") from None
