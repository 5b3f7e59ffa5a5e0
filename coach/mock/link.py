"""A seat's side of the wire: connects, resumes, sends what waits in its order, and tries again.

It owns no rules: frames become entries of the `RemoteLive` of the session, and words for whoever
holds the seat. Every failure of connecting is caught, not only a refused socket.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from coach.errors import NotSaved, Refused
from coach.mock.client_frames import FRAME_MOST, RETRIED, VERSION
from coach.mock.connection import Bucket
from coach.mock.remote import BrokenChain, RemoteLive
from coach.mock.roomview import HubClock, RoomView
from coach.mock.strict_json import BadFrame, read, write
from coach.mock.wires import Gone, Unreachable, Wire, WrongCertificate
from coach.session import events as ev
from coach.session.wire import to_data
from coach.text import clean_line

FIRST, MOST = 0.2, 5.0
"""Seconds before the first and the slowest further try; each times 0.5 to 1.5 at random."""
TRIES_AT_FIRST = 6
"""So many tries (about 15 s) for a hub that was never reached; one that was is tried for ever."""
UNREACHABLE = "The hub cannot be reached."
AFTER_RATE = 5.0
SENDS_A_SECOND = 45.0
HELLO_WITHIN = 10.0
ASKS_TIME = (0.0, 0.5, 2.0, 10.0)
"""Seconds between questions for the hub's clock; the last one again and again."""

Dial = Callable[[], Awaitable[Wire]]


class Link:
    """Keeps one seat connected. `begin` makes the session's `RemoteLive` from its first entry;
    `on_news` hears what happened: "seat", "entry", "who", "see", "link", "done", "no", "end"."""

    def __init__(
        self,
        dial: Dial,
        token: str,
        *,
        name: str,
        client: str,
        begin: Callable[[str, str], RemoteLive],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._dial = dial
        self._token = token
        self._name = name
        self._client = client
        self._begin = begin
        self.clock = HubClock(clock)
        self._clock = clock
        self._wire: Wire | None = None
        self._generation = 0
        self._wake = asyncio.Event()
        self._said: list[dict[str, Any]] = []
        self._wishes: dict[str, dict[str, Any]] = {}
        self._opening: dict[str, Any] | None = None
        self.live: RemoteLive | None = None
        self.recall: Callable[[str, str], bool] = lambda room, me: False
        """Takes up what was done in that room and seat with another line; whether there was any."""
        self.view = RoomView()
        self.on_news: Callable[[str, Mapping[str, Any]], None] = lambda kind, news: None

    # wishes of whoever sits here

    def adopt(self, live: RemoteLive) -> None:
        """Goes on with a session of before."""
        self.live = live
        live.on_queue = self._wake.set

    def open(self, opened: ev.SessionOpened, name: str) -> None:
        """Asks for a new session."""
        data = {**to_data(opened)[2], "clock": opened.clock}
        for key in ("roles", "room"):
            data.pop(key, None)
        frame = {"k": "open", "id": name, "d": data}
        if len(write(frame).encode()) > FRAME_MOST:
            raise Refused("This prompt is too long to be sent.", "Choose another one.")
        self._opening = frame
        self._say(frame)

    def wish(self, kind: str, on: bool) -> None:
        """Ready, or swap: told to the hub now, and again after a new connection."""
        self._wishes[kind] = {"k": kind, "on": on}
        self._say(self._wishes[kind])

    def see(self, board: str, at: int, to: int | None = None) -> None:
        """Where the cursor is, or what is pointed at; passing."""
        frame = {"k": "see", "board": board, "at": at} | ({} if to is None else {"to": to})
        self._said = [frame for frame in self._said if frame["k"] != "see"]
        self._say(frame)

    def _say(self, frame: dict[str, Any]) -> None:
        if self.view.up:
            self._said.append(frame)
            self._wake.set()

    async def leave(self, patience: float = 3.0) -> None:
        """Sends what waits, for so many seconds at most, says goodbye and goes."""
        until = self._clock() + patience
        while self.live and self.live.queue and self.view.up and self._clock() < until:
            await asyncio.sleep(0.02)
        wire, up = self._wire, self.view.up
        self._end("left")
        if wire is not None and up:
            with suppress(Gone, TimeoutError):
                async with asyncio.timeout(2):
                    await wire.send(write({"k": "bye"}))
                    await wire.close()

    def _end(self, why: str) -> None:
        if not self.view.ended:
            self.view.ended = why
            self.on_news("end", {"why": why})

    # the connection

    async def run(self) -> None:
        """Stays connected until the room, the line or its person ends it."""
        tries = 0
        while not self._over():
            code, why = await self._once()
            was_up = self.view.up
            self._down(why)
            if self._over():
                return
            if code not in RETRIED:
                self.view.code = code
                self._end(why or f"The hub closed the connection ({code}).")
                return
            tries = 0 if was_up else tries + 1
            if not self.view.ever and self.live is None and tries > TRIES_AT_FIRST:
                self._end(f"{UNREACHABLE} {why}")
                return
            wait = AFTER_RATE if code == 4006 else min(MOST, FIRST * 2 ** min(tries, 6))
            await asyncio.sleep(wait * random.uniform(0.5, 1.5))

    def _over(self) -> bool:
        return bool(self.view.ended)

    async def _once(self) -> tuple[int, str]:
        """One connection from its beginning to its end: the close code, and why in words."""
        try:
            wire = await self._dial()
        except Unreachable as error:
            return 1006, str(error)
        except WrongCertificate as error:
            return 4003, str(error)
        self._wire = wire
        self._told_why = ""
        sender: asyncio.Task[None] | None = None
        try:
            await wire.send(write(self._hello()))
            async with asyncio.timeout(HELLO_WITHIN):
                welcome = await self._next(wire)
            if welcome.get("k") == "err":
                await self._await_end(wire)
            self._welcomed(welcome)
            sender = asyncio.ensure_future(self._send_all(wire))
            while True:
                self._hear(await self._next(wire))
        except Gone as gone:
            return gone.code, self._told_why or ""
        except TimeoutError:
            return 1006, "The hub says nothing."
        except BrokenChain:
            return 4005, "The hub tells another history than it told before."
        except BadFrame as error:
            return 4000, f"The hub sent what is no frame: {error}"
        except NotSaved as error:
            return 1011, error.message  # tried again: the disk may take it then
        finally:
            wire.abort()
            if sender is not None:
                sender.cancel()

    _told_why = ""

    def _hello(self) -> dict[str, Any]:
        live = self.live
        return {
            "k": "hello", "v": [VERSION], "token": self._token, "client": self._client,
            "name": self._name, "session": live.session if live else "",
            "n": live.hub_n if live else 0, "h": live.h if live else "",
        }  # fmt: skip

    async def _next(self, wire: Wire) -> dict[str, Any]:
        raw = await wire.recv()
        if isinstance(raw, bytes):
            raise BadFrame("It is binary.")
        frame = read(raw)
        if frame.get("k") == "err":
            self._told_why = clean_line(str(frame.get("why", "")))
        return frame

    async def _await_end(self, wire: Wire) -> None:
        while True:
            await self._next(wire)

    def _welcomed(self, frame: Mapping[str, Any]) -> None:
        view = self.view
        view.hear_welcome(frame)
        if self.live is None and self.recall(view.room, view.me):
            raise Gone(1012)  # hello once more, with what this seat has of before
        view.up = view.ever = True
        view.why, view.since = "", self._clock()
        self._generation += 1
        now = frame.get("now")
        if isinstance(now, int | float):
            self.clock.start_at(float(now))
        if self.live is not None:
            self.live.up = True
        self._said = [*self._wishes.values(), *([self._opening] if self._opening else [])]
        self.on_news("seat", {"me": view.me, "role": view.role})
        self.on_news("link", {"up": True, "why": ""})

    def _down(self, why: str) -> None:
        view = self.view
        was, view.up, view.why = view.up, False, why
        self._wire = None
        if self.live is not None:
            self.live.up = False
        if was:
            view.since = self._clock()
        if was or not view.ever:
            self.on_news("link", {"up": False, "why": why})

    async def _send_all(self, wire: Wire) -> None:
        """Sends wishes and what waits, in order, never faster than a hub takes it; asks for the
        hub's clock."""
        bucket = Bucket(SENDS_A_SECOND, SENDS_A_SECOND, self._clock())
        asks = asyncio.ensure_future(self._ask_time())
        try:
            while True:
                frame = self._due()
                if frame is None:
                    self._wake.clear()
                    await self._wake.wait()
                    continue
                while not bucket.take(self._clock()):
                    await asyncio.sleep(0.02)
                await wire.send(write(frame))
        except Gone:
            return
        finally:
            asks.cancel()

    async def _ask_time(self) -> None:
        for wait in ASKS_TIME:
            await asyncio.sleep(wait)
            self._say({"k": "time", "t": self._clock()})
        while True:
            await asyncio.sleep(ASKS_TIME[-1])
            self._say({"k": "time", "t": self._clock()})

    def _due(self) -> dict[str, Any] | None:
        if self._said:
            frame = self._said.pop(0)
            if frame["k"] == "time":
                frame = {"k": "time", "t": self._clock()}
            return frame
        live = self.live
        for queued in live.queue if live else ():
            if queued.sent != self._generation:
                queued.sent = self._generation
                name, _, data = to_data(queued.event)
                session = live.session if live else ""
                frame = {"k": "add", "id": queued.id, "s": session, "t": name, "d": data}
                return frame | ({"at": queued.at} if queued.late else {})
        return None

    # frames

    def _hear(self, frame: Mapping[str, Any]) -> None:
        kind = frame.get("k")
        if kind == "ev":
            self._entry(frame)
        elif kind == "ack":
            self.on_news("done", {"id": frame.get("id"), "n": frame.get("n")})
        elif kind == "no":
            self._no(str(frame.get("id", "")), str(frame.get("code")), str(frame.get("why")))
        elif kind == "who":
            self._who(frame)
        elif kind == "see":
            if self.view.hear_see(frame):
                self.on_news("see", frame)
        elif kind == "time":
            self.clock.hear(frame)

    def _entry(self, frame: Mapping[str, Any]) -> None:
        session, text, h = frame.get("s"), frame.get("e"), frame.get("h")
        if not (isinstance(session, str) and isinstance(text, str) and isinstance(h, str)):
            raise BadFrame("An entry's frame is not whole.")
        live = self.live
        if live is not None and session == live.session:
            entry = live.arrived(text, h)
        else:
            if live is not None:
                live.ended = True
            self._opening = None
            self._wishes.clear()
            self.clock.start_at(0.0)
            live = self._begin(text, h)
            live.up = True
            self.adopt(live)
            entry = live.entries[0]
        if entry is not None:
            self.on_news("entry", {"entry": entry})

    def _no(self, name: str, code: str, why: str) -> None:
        if self._opening is not None and self._opening["id"] == name:
            self._opening = None
        elif self.live is not None:
            self.live.refused(name, code)
        self.on_news("no", {"id": name, "code": code, "why": clean_line(why, 400)})

    def _who(self, frame: Mapping[str, Any]) -> None:
        before = self.view.role
        self.view.hear_who(frame)
        if self.view.role != before:
            self._wishes.pop("swap", None)
        self.on_news("who", {"state": self.view.state, "people": self.view.people})
