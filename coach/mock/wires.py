"""What a connection is to hub and seat alike: text goes out, text comes in, it ends with a code.

`pair` joins two ends inside one process, also when they live in loops of different threads.
"""

import asyncio
from collections import deque
from typing import Protocol

from coach.errors import CoachError


class Gone(Exception):
    """The connection is over; `code` is WebSocket's, 1006 where it just broke."""

    def __init__(self, code: int = 1006, reason: str = "") -> None:
        super().__init__(f"{code} {reason}".strip())
        self.code = code
        self.reason = reason


class Unreachable(CoachError):
    """The hub cannot be reached now; another time it may."""

    exit_code = 4


class WrongCertificate(CoachError):
    """What answers is not the hub of the join line."""

    exit_code = 3


class Wire(Protocol):
    """One end of a connection. `address` is the other side's, for counting wrong tokens."""

    address: str

    async def recv(self) -> str | bytes:
        """The next frame; Gone when there is none any more."""
        ...

    async def send(self, text: str) -> None:
        """Sends a frame, waiting while the other side does not read; Gone."""
        ...

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """Ends the connection."""
        ...

    def abort(self) -> None:
        """Ends it at once, without a word."""
        ...


ROOM = 4000
"""Frames that wait in one direction of a pair before sending waits."""


class PairEnd:
    """One end of a pair; made by `pair` in the loop it is used in."""

    address = "here"

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._came: deque[str] = deque()
        self._news = asyncio.Event()
        self._ended: tuple[int, str] | None = None
        self.other: PairEnd | None = None

    async def recv(self) -> str | bytes:
        """The next frame; Gone when there is none any more."""
        while not self._came:
            if self._ended is not None:
                raise Gone(*self._ended)
            self._news.clear()
            await self._news.wait()
        return self._came.popleft()

    async def send(self, text: str) -> None:
        """Gives the other end a frame."""
        if self._ended is not None or self.other is None:
            raise Gone(*(self._ended or (1006, "")))
        while len(self.other._came) > ROOM:
            await asyncio.sleep(0.01)
        self._tell(self.other, text)

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """Ends both ends."""
        self._end((code, reason))
        if self.other is not None:
            try:
                self.other._loop.call_soon_threadsafe(self.other._end, (code, reason))
            except RuntimeError:
                return

    def abort(self) -> None:
        """Ends both ends at once."""
        self._end((1006, ""))
        if self.other is not None:
            try:
                self.other._loop.call_soon_threadsafe(self.other._end, (1006, ""))
            except RuntimeError:
                return

    def _tell(self, other: "PairEnd", text: str) -> None:
        try:
            other._loop.call_soon_threadsafe(other._take, text)
        except RuntimeError:
            raise Gone from None

    def _take(self, text: str) -> None:
        self._came.append(text)
        self._news.set()

    def _end(self, how: tuple[int, str]) -> None:
        if self._ended is None:
            self._ended = how
        self._news.set()


def joined(pair_end: PairEnd, two: PairEnd) -> None:
    """Makes two ends a pair."""
    pair_end.other, two.other = two, pair_end
