"""What a hub tells a monitoring system: counts in the text format of Prometheus (0.0.4), read by
GET /metrics over plain HTTP. No name, no room, no token is in it."""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from coach.errors import CoachError
from coach.mock.hub import Hub
from coach.mock.joinlines import address_of

_PATIENCE = 5.0
"""Seconds that a request may take."""
_MOST = 8192
"""Bytes of a request that are read."""


def counted(hub: Hub, running: float) -> str:
    """The counts of a hub that has been running for so many seconds."""
    desks = list(hub.desks.values())
    logs = [log for desk in desks for log in desk.room.logs]
    rows = (
        ("coach_hub_uptime_seconds", "gauge", "Seconds since the hub was started.", int(running)),
        ("coach_hub_rooms", "gauge", "Rooms that have not ended.", len(desks)),
        (
            "coach_hub_sessions_open",
            "gauge",
            "Rooms in which an interview goes on.",
            sum(1 for desk in desks if desk.room.open),
        ),
        (
            "coach_hub_seats_here",
            "gauge",
            "Seats with somebody in them.",
            sum(len(desk.peers) for desk in desks),
        ),
        (
            "coach_hub_entries",
            "gauge",
            "Entries on the disk, of rooms that have not ended.",
            sum(log.durable for log in logs),
        ),
        ("process_resident_memory_bytes", "gauge", "Memory of the hub.", _memory()),
    )
    return "".join(
        f"# HELP {name} {told}\n# TYPE {name} {kind}\n{name} {value}\n"
        for name, kind, told, value in rows
    )


def _memory() -> int:
    """Bytes of memory in use; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


async def tell_at(where: str, hub: Hub, clock: Callable[[], float]) -> asyncio.Server:
    """Answers GET /metrics at an address; UsageError, CoachError where it is taken."""
    host, port = address_of(where)
    began = clock()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, TimeoutError, EOFError, asyncio.LimitOverrunError):
            async with asyncio.timeout(_PATIENCE):
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(_response(head, lambda: counted(hub, clock() - began)))
                await writer.drain()
        writer.close()

    try:
        return await asyncio.start_server(answer, host.strip("[]"), port, limit=_MOST)
    except OSError as error:
        raise CoachError(
            f"The counts cannot be told at {where}: {error.strerror or error}.",
            "Name another address and port behind --metrics.",
        ) from None


def _response(head: bytes, counts: Callable[[], str]) -> bytes:
    words = head.split(b"\r\n", 1)[0].split()
    if len(words) != 3 or words[0] != b"GET":
        status, body = "405 Method Not Allowed", "GET /metrics\n"
    elif words[1].split(b"?")[0] != b"/metrics":
        status, body = "404 Not Found", "GET /metrics\n"
    else:
        status, body = "200 OK", counts()
    raw = body.encode()
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
        f"Content-Length: {len(raw)}\r\nConnection: close\r\n\r\n"
    ).encode() + raw
