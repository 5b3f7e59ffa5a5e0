"""Entries on their way to the disk: appended at once, acknowledged and sent when durable.

What comes while the disk works goes with its next turn, so that a busy room costs one fdatasync
for many entries.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from coach.errors import JournalError
from coach.mock.connection import Connection
from coach.mock.hublog import HubLog
from coach.session.entry import Entry


@dataclass(slots=True)
class _Waiting:
    """Somebody who wants to know when entry n is durable."""

    n: int
    connection: Connection
    id: str


class Commits:
    """Appends to the logs of one room; `on_durable` is called when more can be sent."""

    def __init__(self, pool: Executor, on_durable: Callable[[], None]) -> None:
        self._pool = pool
        self._on_durable = on_durable
        self._waiting: dict[str, list[_Waiting]] = {}
        self._flushing: dict[str, asyncio.Task[None]] = {}

    def note(self, log: HubLog, entry: Entry) -> None:
        """An entry of the hub's own; a disk that refuses it is told with the next one's answer."""
        try:
            log.append(entry)
        except JournalError:
            return
        self._flush_soon(log)

    def append(self, log: HubLog, entry: Entry, connection: Connection) -> None:
        """An entry of a peer's, answered by ack when it is durable, by `no storage` else."""
        try:
            n = log.append(entry)
        except JournalError as error:
            connection.refuse(entry.id, "storage", error.message)
            return
        self._waiting.setdefault(log.session, []).append(_Waiting(n, connection, entry.id))
        self._flush_soon(log)

    def acknowledge(self, log: HubLog, connection: Connection, id: str, n: int) -> None:
        """Answers an entry that came before: at once, or when it is durable."""
        if n <= log.durable:
            connection.answer({"k": "ack", "id": id, "n": n})
        else:
            self._waiting.setdefault(log.session, []).append(_Waiting(n, connection, id))

    async def settle(self) -> None:
        """Waits for the disk."""
        for task in list(self._flushing.values()):
            await asyncio.wait({task}, timeout=5)

    def _flush_soon(self, log: HubLog) -> None:
        if log.session not in self._flushing:
            self._flushing[log.session] = asyncio.ensure_future(self._flush(log))

    async def _flush(self, log: HubLog) -> None:
        loop = asyncio.get_running_loop()
        try:
            while log.durable < log.n:
                log.durable = await loop.run_in_executor(self._pool, log.sync)
                self._tell(log)
                self._on_durable()
        except JournalError as error:
            log.forget_undurable()
            for queued in self._waiting.pop(log.session, []):
                queued.connection.refuse(queued.id, "storage", error.message)
        finally:
            del self._flushing[log.session]

    def _tell(self, log: HubLog) -> None:
        waiting = self._waiting.get(log.session, [])
        self._waiting[log.session] = [queued for queued in waiting if queued.n > log.durable]
        for waiting_edit in waiting:
            if waiting_edit.n <= log.durable:
                waiting_edit.connection.answer(
                    {"k": "ack", "id": waiting_edit.id, "n": waiting_edit.n}
                )
