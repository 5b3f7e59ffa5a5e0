"""A hub beside one's own seat: in a thread and a loop of its own, so that it costs no key press.

The host's seat is a client like every other; it only reaches the hub over a pair in memory.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from coach.errors import CoachError, NotFound
from coach.mock.addresses import OwnAddress
from coach.mock.joinlines import JoinLine
from coach.mock.serving import Place, Serving
from coach.mock.wires import PairEnd, Unreachable, Wire, joined

ResultT = TypeVar("ResultT")
WAIT = 15.0


class Hosting:
    """A running hub of one's own. Every method may be called from another thread."""

    def __init__(self, folder: Path, place: Place, clock: Callable[[], float]) -> None:
        self._loop = asyncio.new_event_loop()
        self._serving = Serving(folder, place, clock, time.time)
        self._thread = threading.Thread(target=self._run, name="hub", daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()
        self.room = ""
        self._addresses: list[OwnAddress] | None = None
        self.lines: dict[str, JoinLine] = {}
        """The join lines of the seats made by this process; nobody can tell them again later."""

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def _ask(self, work: Coroutine[Any, Any, ResultT]) -> ResultT:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(WAIT)

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._serving.port

    @property
    def notices(self) -> list[str]:
        """What was wrong with rooms of before."""
        return self._serving.notices

    def start(self, usual: int = 0) -> None:
        """Starts the thread and the hub; CoachError where the address or the folder is taken."""
        self._thread.start()
        try:
            self._ask(self._serving.start(usual))
        except BaseException:
            self._end_loop()
            raise

    def new_room(self, observers: int) -> None:
        """Makes the room this host is in."""

        async def make() -> tuple[str, dict[str, str]]:
            return self._serving.hub.new_room(observers)

        self.room, tokens = self._ask(make())
        self.lines = {p: self._serving.line(token) for p, token in tokens.items()}

    def lines_of(self, tokens: Mapping[str, str]) -> None:
        """The join lines of tokens that were made before the hub ran."""
        self.lines = {p: self._serving.line(token) for p, token in tokens.items()}

    def addresses(self) -> list[OwnAddress]:
        """The addresses that a line may name, the one that it names first; none or one where there
        is no choice. Asks the system's routes once."""
        if self._addresses is None:
            self._addresses = self._serving.addresses()
        return self._addresses

    def next_address(self) -> str:
        """Lets the lines name the next of the addresses, and gives it; "" where there is none."""
        addresses = self.addresses()
        if len(addresses) < 2:
            return ""
        self._addresses = addresses = [*addresses[1:], addresses[0]]
        self.lines = {p: replace(line, host=addresses[0].text) for p, line in self.lines.items()}
        return addresses[0].text

    def take_up(self, room: str) -> None:
        """Goes on with a room of before; NotFound."""

        async def known() -> bool:
            return room in self._serving.hub.desks

        if not self._ask(known()):
            raise NotFound("That room has ended, or is not kept on this computer.")
        self.room = room

    def new_observer(self) -> JoinLine:
        """One more seat to watch from."""

        async def make() -> tuple[str, str]:
            return self._serving.hub.new_observer(self.room)

        p, token = self._ask(make())
        self.lines[p] = self._serving.line(token)
        return self.lines[p]

    async def dial(self) -> Wire:
        """A connection of the caller's loop to the hub."""
        here = PairEnd()

        async def come() -> PairEnd:
            far = PairEnd()
            joined(here, far)
            self._tasks.add(task := asyncio.ensure_future(self._serving.hub.serve(far)))
            task.add_done_callback(self._tasks.discard)
            return far

        if not self._thread.is_alive():
            raise Unreachable("The hub of this computer is closed.")
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(come(), self._loop))
        return here

    def end_room(self) -> None:
        """Ends the room for good."""

        async def end() -> None:
            self._serving.hub.end_room(self.room)
            await asyncio.sleep(0.1)

        self._ask(end())

    def stop(self) -> None:
        """Closes the hub; the room stays on the disk."""
        if not self._thread.is_alive():
            return
        with suppress(CoachError, TimeoutError):
            self._ask(self._serving.stop())
        self._end_loop()

    def _end_loop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(WAIT)
        if not self._thread.is_alive():
            self._loop.close()
