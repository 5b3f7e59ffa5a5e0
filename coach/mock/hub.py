"""The hub: rooms by their tokens, and one conversation for every connection.

It orders public entries, keeps them, and sends them to every seat. It holds no prompts and no
tokens, only their hashes. Frames of one peer cannot disturb another: each has its own pump.
"""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from coach.errors import CoachError, JournalError, NotFound, Refused
from coach.mock.client_frames import VERSION, frame_of
from coach.mock.connection import Connection, last_words
from coach.mock.door import Door
from coach.mock.joinlines import base32, token_hash
from coach.mock.room import MOST_SEATS, SeatHolder, find_rooms, load_room, new_room
from coach.mock.roomdesk import RoomDesk
from coach.mock.strict_json import BadFrame, write
from coach.mock.wires import Gone, Wire
from coach.session.events import OBSERVER

PATIENCE = 5.0
"""Seconds a peer has for its hello."""
_THREADS = 8


def fresh_tokens(observers: int) -> dict[str, str]:
    """A random token for each of two people and so many observers."""
    seats = ["p1", "p2", *(f"o{k}" for k in range(1, observers + 1))]
    if len(seats) > MOST_SEATS:
        raise Refused(f"A room holds at most {MOST_SEATS - 2} observers.")
    return {p: base32(os.urandom(16)) for p in seats}


class Hub:
    """Rooms in use. `clock` never runs back, also over a sleep; `wall` is seconds since 1970."""

    def __init__(
        self, folder: Path, port: int, clock: Callable[[], float], wall: Callable[[], float]
    ) -> None:
        self.folder = folder
        self.port = port
        self.desks: dict[str, RoomDesk] = {}
        self._clock = clock
        self._wall = wall
        self._door = Door()
        self._seats: dict[str, tuple[RoomDesk, str]] = {}
        self._pool = ThreadPoolExecutor(_THREADS, "hub-disk")
        self._ticking: asyncio.Task[None] | None = None

    def start(self) -> list[str]:
        """Takes up the rooms of the folder; gives sentences about those that it cannot."""
        told = []
        for name in find_rooms(self.folder):
            try:
                room = load_room(self.folder, name, self._wall())
            except CoachError as error:
                told.append(str(error))
                continue
            if not room.ended:
                self._seat(RoomDesk(room, self._clock, self._pool))
        self._ticking = asyncio.ensure_future(self._tick())
        return told

    def _seat(self, desk: RoomDesk) -> None:
        self.desks[desk.room.id] = desk
        for person in desk.room.people.values():
            self._seats[person.hash] = (desk, person.p)

    def new_room(self, observers: int) -> tuple[str, dict[str, str]]:
        """A new room and the tokens of its seats, which nobody can tell again later."""
        tokens = fresh_tokens(observers)
        name = base32(os.urandom(5))
        room = new_room(self.folder, name, tokens, self.port, self._wall())
        self._seat(RoomDesk(room, self._clock, self._pool))
        return name, tokens

    def new_observer(self, name: str) -> tuple[str, str]:
        """One more seat to watch from, with its token; NotFound, Refused."""
        desk = self.desks.get(name)
        if desk is None:
            raise NotFound("There is no such room.")
        people = desk.room.people
        if len(people) >= MOST_SEATS:
            raise Refused("This room has no place for more observers.")
        p = f"o{len(people) - 1}"
        token = base32(os.urandom(16))
        people[p] = SeatHolder(p, token_hash(token), OBSERVER)
        desk.room.save()
        self._seats[people[p].hash] = (desk, p)
        desk.tell_who()
        return p, token

    def end_room(self, id: str, why: str = "The host has ended this room.") -> None:
        """Ends a room for good; NotFound."""
        desk = self.desks.pop(id, None)
        if desk is None:
            raise NotFound("There is no such room.", "`coach hub who` lists them.")
        for person in desk.room.people.values():
            self._seats.pop(person.hash, None)
        desk.end(why)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(1)
            for name, desk in list(self.desks.items()):
                desk.tick()
                if desk.room.ended:
                    self.desks.pop(name, None)

    async def serve(self, wire: Wire) -> None:
        """One connection from its first frame to its last."""
        address = wire.address
        if not self._door.come(address):
            await last_words(wire, "rate", "Too many are waiting at the door; try again.")
            return
        try:
            connection = await self._greet(wire)
        except Gone:
            return
        finally:
            self._door.through(address)
        if connection is not None:
            await self._converse(connection)

    async def _greet(self, wire: Wire) -> tuple[RoomDesk, Connection] | None:
        """Hello and its answer; None where the peer was sent away."""
        try:
            async with asyncio.timeout(PATIENCE):
                raw = await wire.recv()
        except TimeoutError:
            await last_words(wire, "hello_timeout", "No hello came within five seconds.")
            return None
        try:
            hello = frame_of(raw, first=True)
        except BadFrame as error:
            await last_words(wire, "bad_frame", str(error))
            return None
        if VERSION not in hello["v"]:
            why = f"This hub speaks version {VERSION} of the room protocol and yours does not."
            await last_words(wire, "version", why)
            return None
        seat = self._seats.get(token_hash(hello["token"]))
        if seat is None:
            code = self._door.wrong(wire.address, self._clock())
            await last_words(wire, code, "This join line is not valid, or not any more.")
            return None
        desk, p = seat
        if hello.get("look") is True:
            await wire.send(write({"k": "known", "me": p}))
            await wire.close()
            return None
        connection = Connection(wire, p, self._clock(), desk.next_entry)
        refusal = desk.welcome(connection, hello)
        if refusal is not None:
            log = desk.room.session(hello["session"])
            await last_words(wire, refusal.code, refusal.why, log.durable if log else 0)
            return None
        return desk, connection

    async def _converse(self, seat: tuple[RoomDesk, Connection]) -> None:
        desk, connection = seat
        pump = asyncio.ensure_future(connection.pump(self._clock))
        try:
            while True:
                raw = await connection.wire.recv()
                if connection.ending:
                    break
                if not connection.messages.take(self._clock()):
                    connection.end("rate", "Too many messages at once; come back in 5 seconds.")
                    break
                try:
                    frame = frame_of(raw)
                    desk.take(connection, frame)
                    if frame["k"] == "bye":
                        break
                except BadFrame as error:
                    connection.end("bad_frame", str(error))
        except Gone:
            pass
        finally:
            desk.leave(connection)
            if connection.ending:
                await asyncio.wait({pump}, timeout=3)
            elif connection.left:
                await connection.wire.close()
            pump.cancel()

    async def stop(self) -> None:
        """Closes every connection; the rooms stay on the disk."""
        if self._ticking is not None:
            self._ticking.cancel()
        for desk in self.desks.values():
            for peer in list(desk.peers.values()):
                await peer.wire.close(1001, "the hub is closed")
            await desk.settle()
        self._pool.shutdown()


def check_folder(folder: Path) -> None:
    """JournalError where the folder of rooms cannot be used."""
    from coach.paths import prepare

    try:
        prepare(folder)
    except CoachError as error:
        raise JournalError(error.message, error.hint) from None
