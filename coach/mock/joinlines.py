"""Join lines: where a room is, which seat the bearer has, and how the hub proves who it is.

192.168.1.20:7373/TOKEN.PIN     TLS; the certificate is the one of the pin
wss://hub.example.org/TOKEN     TLS; the certificate is checked by the system
ws://127.0.0.1:7373/TOKEN       no TLS; only to a loopback address
"""

import re
from base64 import b32encode
from hashlib import sha256
from ipaddress import ip_address

from coach.errors import UsageError
from coach.frozen import dataclass
from coach.text import clean_line

PORT = 7373
LONGEST = 400
_SECRET = re.compile(r"[a-z2-7]{26}\Z")
_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.%a-z]+\]|[^\s/:\[\]]+)\Z")
_WAY_OUT = "It looks like 192.168.1.20:7373/TOKEN.PIN; ask for it again."


@dataclass(frozen=True, slots=True)
class JoinLine:
    """A join line taken apart. `scheme` is "" (TLS by pin), "wss" or "ws"; token and pin are 26
    letters of base32 in small ones, the pin "" where the line has none."""

    scheme: str
    host: str
    port: int
    token: str
    pin: str = ""

    def __str__(self) -> str:
        """The line as people paste it."""
        lead = f"{self.scheme}://" if self.scheme else ""
        usual = self.scheme == "wss" and self.port == 443
        place = self.host if usual else f"{self.host}:{self.port}"
        return f"{lead}{place}/{self.token}{'.' + self.pin if self.pin else ''}"

    @property
    def url(self) -> str:
        """Where a WebSocket goes; the token is not in it."""
        return f"{'ws' if self.scheme == 'ws' else 'wss'}://{self.host}:{self.port}/"

    @property
    def place(self) -> str:
        """Host and port, for sentences: no secret in it."""
        return f"{self.host}:{self.port}"


def base32(raw: bytes) -> str:
    """The bytes in base32 without padding, in small letters."""
    return b32encode(raw).decode().rstrip("=").lower()


def pin_of(der: bytes) -> str:
    """The pin of a certificate in DER: the first half of its SHA-256."""
    return base32(sha256(der).digest()[:16])


def token_hash(token: str) -> str:
    """What a hub keeps of a token: its SHA-256 in hexadecimal digits; case does not count."""
    return sha256(token.lower().encode("utf-8", "surrogatepass")).hexdigest()


def parse(text: str) -> JoinLine:
    """A join line as it was pasted, also out of a window that broke it in two; UsageError says what
    is wrong with it, without repeating it."""
    line = " ".join(text[:LONGEST].split()).removeprefix("coach join ")
    front, slash, secret = line.rpartition("/")
    line = front + slash + secret.replace(" ", "")
    scheme, mark, rest = line.rpartition("://")
    if mark and scheme not in ("ws", "wss"):
        raise UsageError(f"A join line does not begin with {clean_line(scheme, 20)}://.", _WAY_OUT)
    place, slash, secret = rest.partition("/")
    token, _, pin = secret.strip("/").lower().partition(".")
    if not slash or not _SECRET.match(token):
        raise UsageError("That is no join line: the token behind the slash is not whole.", _WAY_OUT)
    if scheme == "" and not _SECRET.match(pin):
        raise UsageError("That is no join line: its second half, the pin, is missing.", _WAY_OUT)
    host, port = _place(place, 443 if scheme == "wss" else PORT)
    if scheme == "ws" and not is_loopback(host):
        raise UsageError(
            "A ws:// line may only lead to this computer: nothing on it is encrypted.",
            "Through ssh: ssh -L 7373:localhost:7373 HOST, then join ws://127.0.0.1:7373/TOKEN.",
        )
    return JoinLine(scheme, host, port, token, "" if scheme else pin)


def _place(place: str, usual: int) -> tuple[str, int]:
    host, colon, digits = place.rpartition(":")
    if not colon or (place.startswith("[") and place.endswith("]")):
        host, digits = place, str(usual)
    fits = digits.isascii() and digits.isdigit() and len(digits) <= 5 and 0 < int(digits) < 65536
    if not fits or not _HOST.match(host):
        raise UsageError("That is no join line: host and port are not whole.", _WAY_OUT)
    return host, int(digits)


def address_of(text: str, usual: int = PORT) -> tuple[str, int]:
    """An address to bind or to say, ADDRESS or ADDRESS:PORT ([...] around IPv6); UsageError."""
    try:
        return _place(text.strip(), usual)
    except UsageError:
        raise UsageError(
            f"{clean_line(text, 60)} is no address with a port.",
            "Like 127.0.0.1:7373, or [::1]:7373.",
        ) from None


def is_loopback(host: str) -> bool:
    """Whether an address leads back to this computer."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
