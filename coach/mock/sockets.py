"""WebSockets at both ends. The only module that knows the websockets package, and its only
importer: nothing loads it but a mock."""

import asyncio
import hmac
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from coach.errors import CoachError
from coach.mock import certificate
from coach.mock.client_frames import FRAME_MOST
from coach.mock.joinlines import JoinLine, pin_of
from coach.mock.wires import Gone, Unreachable, WrongCertificate

try:
    from websockets.asyncio.client import ClientConnection, connect
    from websockets.asyncio.connection import Connection as Raw
    from websockets.asyncio.server import Server, ServerConnection, serve
    from websockets.exceptions import ConnectionClosed, InvalidStatus
    from websockets.http11 import Request, Response
except ImportError:
    raise CoachError(
        "A mock needs one more package.", 'python3 -m pip install "sysdesign-coach[mock]" adds it.'
    ) from None

PING = 5.0
GIVE_UP = 10.0
HUB_SENDS_MOST = 2**20
CONNECT_WITHIN = 8.0


class SocketWire:
    """A WebSocket as the rest of the mock sees it."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        address = raw.remote_address
        self.address = str(address[0]) if isinstance(address, tuple) else "here"

    async def recv(self) -> str | bytes:
        """The next frame; Gone with the close code."""
        try:
            return await self._raw.recv()
        except ConnectionClosed:
            raise self._gone() from None

    async def send(self, text: str) -> None:
        """Sends a frame; Gone with the close code."""
        try:
            await self._raw.send(text)
        except ConnectionClosed:
            raise self._gone() from None

    def _gone(self) -> Gone:
        return Gone(self._raw.close_code or 1006, self._raw.close_reason or "")

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """Ends with a code."""
        with suppress(Exception):
            await self._raw.close(code, reason)

    def abort(self) -> None:
        """Cuts the connection."""
        self._raw.transport.abort()


async def listen(
    handle: Callable[[SocketWire], Awaitable[None]],
    host: str,
    port: int,
    tls: ssl.SSLContext | None,
) -> tuple[Server, int]:
    """Serves WebSockets at an address (port 0: any) and gives the server and its port.

    CoachError where the address cannot be had.
    """

    async def each(raw: ServerConnection) -> None:
        await handle(SocketWire(raw))

    def only_root(raw: ServerConnection, request: Request) -> Response | None:
        if "Origin" in request.headers:
            return raw.respond(403, "No browsers here.\n")
        return None if request.path == "/" else raw.respond(404, "There is nothing here.\n")

    try:
        server = await serve(
            each,
            host.strip("[]"),
            port,
            ssl=tls,
            process_request=only_root,
            max_size=FRAME_MOST,
            max_queue=64,
            write_limit=FRAME_MOST,
            ping_interval=PING,
            ping_timeout=GIVE_UP,
            close_timeout=2,
            open_timeout=CONNECT_WITHIN,
            server_header=None,
            logger=_silent(),
        )
    except OSError as error:
        raise CoachError(
            f"{host}:{port} cannot be had: {(error.strerror or str(error)).lower()}.",
            "Choose another address or port with --bind.",
        ) from None
    bound: int = next(iter(server.sockets)).getsockname()[1]
    return server, bound


def _silent() -> Any:
    """The package's own log goes nowhere: it would name tokens' owners' addresses."""
    import logging

    log = logging.getLogger("coach.mock.sockets")
    log.addHandler(logging.NullHandler())
    log.propagate = False
    return log


async def dial(line: JoinLine) -> SocketWire:
    """Connects to the hub of a join line and checks its certificate before anything is sent.

    Unreachable where nobody answers as a hub does; WrongCertificate where somebody else does.
    """
    tls = None if line.scheme == "ws" else certificate.client_side(bool(line.pin))
    try:
        raw = await connect(
            line.url,
            ssl=tls,
            compression=None,  # frames are short: a deflate stream a seat costs the hub more
            max_size=HUB_SENDS_MOST,
            ping_interval=PING,
            ping_timeout=GIVE_UP,
            close_timeout=2,
            open_timeout=CONNECT_WITHIN,
            user_agent_header=None,
            proxy=None,
            logger=_silent(),
        )
    except ssl.SSLCertVerificationError as error:
        why = error.verify_message
        raise WrongCertificate(f"The certificate of {line.place} is not valid: {why}.") from None
    except InvalidStatus as error:
        status = error.response.status_code
        raise Unreachable(f"{line.place} is no hub: it answers with {status}.") from None
    except TimeoutError:
        raise Unreachable(f"{line.place} does not answer.", _FIREWALL) from None
    except asyncio.CancelledError:
        raise
    except Exception as error:  # a hub that dies in mid-handshake fails in many ways
        told = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise Unreachable(f"{line.place} cannot be reached: {told}.") from error
    if line.pin and not hmac.compare_digest(_pin(raw), line.pin):
        await raw.close()
        raise WrongCertificate(
            f"What answers at {line.place} is not the hub of your join line.",
            "Ask for the line again; if it stays so, somebody sits in between.",
        )
    return SocketWire(raw)


_FIREWALL = "A firewall, or a network that keeps guests apart? `coach doctor --join` looks."


def _pin(raw: ClientConnection) -> str:
    secured = raw.transport.get_extra_info("ssl_object")
    der = secured.getpeercert(True) if secured is not None else None
    return pin_of(der) if der else ""
