"""A hub that listens: its address, its certificate, the join lines it gives out, its end."""

import asyncio
import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from coach.errors import CoachError, JournalError, LockedJournal, UsageError
from coach.frozen import dataclass
from coach.mock import certificate, sockets
from coach.mock.addresses import ANYWHERE, OwnAddress, own_addresses
from coach.mock.hub import Hub, check_folder
from coach.mock.joinlines import PORT, JoinLine, address_of, is_loopback
from coach.mock.room import replace_file
from coach.mock.strict_json import BadFrame, read, write

TRIED = 50
"""Ports tried one after the other where none was asked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a hub listens (`port` 0: 7373 or the next free one), what its join lines say instead
    ("" for the same), and whether it encrypts: "pinned" or "none"."""

    host: str = "127.0.0.1"
    port: int = 0
    say: str = ""
    tls: str = "pinned"


def place_of(bind: str, say: str, tls: str) -> Place:
    """The place that the command line names; UsageError."""
    bare = bind.count(":") == 0 or (bind.startswith("[") and bind.endswith("]"))
    host, port = address_of(bind)
    place = Place(host, 0 if bare else port, say, tls)
    if tls == "none" and not is_loopback(host) and not say.startswith("wss://"):
        raise UsageError(
            "Without TLS a hub may only be bound to this computer.",
            "Leave --tls out, or name the proxy in front of it with --say wss://HOST.",
        )
    return place


PLACE = "place.json"


def keep_place(folder: Path, place: Place) -> None:
    """Remembers where the hub of a folder listened, so that its lines lead there again. A disk
    that refuses costs that, not the hub."""
    with suppress(JournalError):
        replace_file(folder / PLACE, write(asdict(place)))


def place_kept(folder: Path) -> Place | None:
    """Where the hub of a folder listened last, None where that is not known."""
    try:
        told = read((folder / PLACE).read_text("utf-8"))
        host, say, tls, port = (told[key] for key in ("host", "say", "tls", "port"))
    except (OSError, UnicodeDecodeError, BadFrame, KeyError):
        return None
    texts = all(isinstance(text, str) for text in (host, say, tls))
    known = texts and tls in ("pinned", "none") and type(port) is int and 0 < port < 65536
    return Place(host, port, say, tls) if known else None


class Serving:
    """A hub, its listening socket and its folder's lock."""

    def __init__(
        self, folder: Path, place: Place, clock: Callable[[], float], wall: Callable[[], float]
    ) -> None:
        self.folder = folder
        self.place = place
        self.pin = ""
        self.port = 0
        self.notices: list[str] = []
        self._clock = clock
        self._wall = wall
        self._lock = -1
        self._server: Any = None
        self.hub: Hub

    async def start(self, usual: int = 0) -> None:
        """Takes the folder, its rooms, the address. `usual` is a port to try first. CoachError."""
        check_folder(self.folder)
        self._take_lock()
        tls = None
        if self.place.tls == "pinned":
            self.pin = certificate.ensure(self.folder, self._wall())
            tls = certificate.server_side(self.folder)
        self.hub = Hub(self.folder, 0, self._clock, self._wall)
        self.notices = self.hub.start()
        for port in self._ports(usual):
            try:
                self._server, self.port = await sockets.listen(
                    self.hub.serve, self.place.host, port, tls
                )
                break
            except CoachError:
                if port == self._ports(usual)[-1]:
                    raise
        self.hub.port = self.port
        keep_place(self.folder, replace(self.place, port=self.port))

    def _ports(self, usual: int) -> list[int]:
        if self.place.port:
            return [self.place.port]
        return [*([usual] if usual else []), *range(PORT, PORT + TRIED)]

    def _take_lock(self) -> None:
        self._lock = os.open(self.folder / "hub.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._lock)
            raise LockedJournal(
                f"Another coach holds the rooms in {self.folder}.",
                "Close it, or give this one another folder.",
            ) from None

    def line(self, token: str) -> JoinLine:
        """The join line of a token."""
        say = self.place.say
        if say.startswith(("wss://", "ws://")):
            scheme, _, rest = say.partition("://")
            host, port = address_of(rest.strip("/"), 443 if scheme == "wss" else PORT)
            return JoinLine(scheme, host, port, token)
        host, port = address_of(say, self.port) if say else (self._host(), self.port)
        return JoinLine("" if self.pin else "ws", host, port, token, self.pin)

    def _host(self) -> str:
        addresses = self.addresses()
        return addresses[0].text if addresses else self.place.host

    def addresses(self) -> list[OwnAddress]:
        """Where else the hub is reached than its lines say; the first one is what they say. None
        where it listens at one address, or was told what to say."""
        if self.place.say or self.place.host not in ANYWHERE:
            return []
        return own_addresses() or [OwnAddress("127.0.0.1", "this computer alone")]

    def new_room(self, observers: int) -> dict[str, Any]:
        """A new room as programs are told of it: its id and the join line of each seat."""
        name, tokens = self.hub.new_room(observers)
        return {"room": name, "joins": {p: str(self.line(token)) for p, token in tokens.items()}}

    async def stop(self) -> None:
        """Closes the hub and lets go of everything."""
        await self.hub.stop()
        if self._server is not None:
            self._server.close()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._server.wait_closed(), 3)
        os.close(self._lock)
