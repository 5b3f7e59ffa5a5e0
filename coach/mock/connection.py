"""One peer's connection at a hub: where it stands in each session, and what it is still owed.

There is no queue of entries: the connection keeps a number for each session and reads the log.
Answers wait in a short line, cursors and the list of people only in their newest form.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from coach.mock.client_frames import BURST, CLOSE, RATE
from coach.mock.strict_json import write
from coach.mock.wires import Gone, Wire

ANSWERS_MOST = 4000
SEES_A_SECOND = 10.0
_BREATH = 50
"""After so many frames in a row the loop turns to the others."""
_FAREWELL = 2.0
"""Seconds a peer has to take the last frame."""


class Bucket:
    """So many tokens at once, refilled at a rate a second."""

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self.rate, self.burst, self._left, self._at = rate, burst, burst, now

    def take(self, now: float) -> bool:
        """Whether one more is allowed."""
        self._left = min(self.burst, self._left + (now - self._at) * self.rate)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Connection:
    """A peer at the desk. `sent` holds, by session, the number of the last entry sent; sessions
    before `first` are not sent at all. `entries` gives the next entry's frame, or None."""

    def __init__(
        self, wire: Wire, p: str, now: float, entries: "Callable[[Connection], str | None]"
    ) -> None:
        self.wire = wire
        self.p = p
        self.first = 0
        self.sent: dict[str, int] = {}
        self.messages = Bucket(RATE, BURST, now)
        self.sees = Bucket(SEES_A_SECOND, SEES_A_SECOND, now)
        self.left = False
        self.sending_since: float | None = None
        self._entries = entries
        self._answers: deque[str] = deque()
        self._news: dict[str, str] = {}
        self._wake = asyncio.Event()
        self._ending: tuple[str, str, int | None] | None = None

    def answer(self, frame: dict[str, Any]) -> None:
        """Sends a frame that must arrive, in order; a peer that takes none is ended as slow."""
        if len(self._answers) >= ANSWERS_MOST:
            self.end("slow", "You do not read what is sent to you.")
            return
        self._answers.append(write(frame))
        self._wake.set()

    def tell(self, topic: str, frame: dict[str, Any]) -> None:
        """Sends the newest of a topic; an older one not sent yet is forgotten."""
        self._news[topic] = write(frame)
        self._wake.set()

    def wake(self) -> None:
        """There may be new entries."""
        self._wake.set()

    def refuse(self, id: str, code: str, why: str) -> None:
        """This one frame is refused."""
        self.answer({"k": "no", "id": id, "code": code, "why": why})

    def end(self, code: str, why: str, n: int | None = None) -> None:
        """Ends the connection with an err frame; the first reason counts."""
        if self._ending is None:
            self._ending = (code, why, n)
        self._wake.set()

    @property
    def ending(self) -> bool:
        """Whether it has been ended by the hub."""
        return self._ending is not None

    async def pump(self, clock: Callable[[], float]) -> None:
        """Sends what is owed until the connection ends."""
        try:
            while self._ending is None:
                await self._wake.wait()
                self._wake.clear()
                await self._send_all(clock)
            await self._say_farewell()
        except Gone:
            return

    async def _send_all(self, clock: Callable[[], float]) -> None:
        count = 0
        while self._ending is None and (text := self._next()) is not None:
            self.sending_since = clock()
            await self.wire.send(text)
            self.sending_since = None
            count += 1
            if count % _BREATH == 0:
                await asyncio.sleep(0)

    def _next(self) -> str | None:
        if self._answers:
            return self._answers.popleft()
        if self._news:
            return self._news.pop(next(iter(self._news)))
        return self._entries(self)

    async def _say_farewell(self) -> None:
        code, why, n = self._ending or ("", "", None)
        await last_words(self.wire, code, why, n)


async def last_words(wire: Wire, code: str, why: str, n: int | None = None) -> None:
    """The err frame and the close that goes with it; a peer that takes neither is cut off."""
    frame = {"k": "err", "code": code, "why": why} | ({} if n is None else {"n": n})
    try:
        async with asyncio.timeout(_FAREWELL):
            await wire.send(write(frame))
            await wire.close(CLOSE[code], code)
    except (Gone, TimeoutError):
        wire.abort()
