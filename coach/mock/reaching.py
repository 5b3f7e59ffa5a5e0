"""Which step of joining a room fails: line, name, port, TLS, pin, token. Nothing is joined: the
last step asks with the token whether it is known and leaves again."""

import asyncio
import errno
import hmac
import socket
import ssl
from collections.abc import Iterator

from coach.errors import CoachError
from coach.mock.certificate import client_side
from coach.mock.joinlines import JoinLine, parse, pin_of
from coach.mock.strict_json import BadFrame, read, write
from coach.mock.wires import Gone
from coach.text import clean_line

WAIT = 6.0
Step = tuple[str, bool, str, str]
"""What was looked at, whether it is fine, what was seen, what to do."""


def steps(text: str) -> Iterator[Step]:
    """The steps in order, ending with the first that fails."""
    try:
        line = parse(text)
    except CoachError as error:
        yield "line", False, error.message, error.hint
        return
    how = "TLS by its pin" if line.pin else "TLS by the system" if line.scheme else "no TLS"
    yield (
        "line",
        True,
        f"{line.place}, {how if line.scheme != 'ws' else 'no TLS, this computer'}",
        "",
    )
    try:
        addresses = socket.getaddrinfo(line.host.strip("[]"), line.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        told = clean_line(str(error))
        yield "name", False, f"{line.host} has no address: {told}", "Ask for the line again."
        return
    yield "name", True, f"{line.host} is {addresses[0][4][0]}", ""
    try:
        channel = socket.create_connection((line.host.strip("[]"), line.port), WAIT)
    except OSError as error:
        yield "port", False, *_unreached(line, error)
        return
    yield "port", True, f"somebody listens on port {line.port}", ""
    with channel:
        if line.scheme != "ws":
            failed = _tls(line, channel)
            yield failed or ("TLS and pin", True, "the certificate is the one of the line", "")
            if failed:
                return
    yield asyncio.run(_token(line))


def _unreached(line: JoinLine, error: OSError) -> tuple[str, str]:
    if isinstance(error, TimeoutError):
        return (
            f"{line.place} does not answer",
            "A firewall, or a network that keeps guests apart: use ssh or a server instead.",
        )
    if error.errno == errno.ECONNREFUSED:
        return (
            f"nobody listens at {line.place}",
            "Is the room open? Through ssh: is ssh -L still running?",
        )
    return f"{line.place} cannot be reached: {error.strerror or error}", "Try another way (w)."


def _tls(line: JoinLine, channel: socket.socket) -> Step | None:
    try:
        with client_side(bool(line.pin)).wrap_socket(
            channel, server_hostname=line.host.strip("[]"), do_handshake_on_connect=True
        ) as secured:
            der = secured.getpeercert(True)
    except (OSError, ssl.SSLError, ValueError) as error:
        told = clean_line(str(getattr(error, "reason", None) or error))
        return "TLS", False, f"no encrypted connection: {told}", "Is a coach hub on that port?"
    if line.pin and not (der and hmac.compare_digest(pin_of(der), line.pin)):
        return (
            "pin",
            False,
            "another certificate than the line's",
            ("Another program is there, or somebody sits in between: ask for the line again."),
        )
    return None


async def _token(line: JoinLine) -> Step:
    """Asks the hub whether it knows the token, without taking the seat."""
    from coach.mock.sockets import dial

    hello = {"k": "hello", "v": [1], "token": line.token, "client": "doctor", "name": "",
             "session": "", "n": 0, "h": "", "look": True}  # fmt: skip
    try:
        wire = await dial(line)
        await wire.send(write(hello))
        async with asyncio.timeout(WAIT):
            raw = await wire.recv()
        told = read(raw if isinstance(raw, str) else "")
        await wire.close()
    except (CoachError, Gone, BadFrame, TimeoutError) as error:
        return (
            "hub",
            False,
            f"no hub of coach answers: {clean_line(str(error))}",
            ("Another program may be on that port; ask for the line again."),
        )
    if told.get("k") == "err":
        return "token", False, clean_line(str(told.get("why"))), "Ask for a new line."
    return "token", True, "the hub knows this line; coach join LINE takes the seat", ""
