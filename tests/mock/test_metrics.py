"""The counts that a hub tells a monitoring system."""

import asyncio
import socket
from pathlib import Path

import pytest

from coach.errors import CoachError
from coach.mock.metrics import counted, tell_at
from coach.mock.serving import Place, Serving


async def ask(port: int, request: bytes) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    try:
        return (await reader.read()).decode()
    finally:
        writer.close()


def test_counts_are_told_by_http_and_name_nobody(tmp_path: Path) -> None:
    async def play() -> None:
        loop = asyncio.get_running_loop()
        serving = Serving(tmp_path / "rooms", Place(tls="none"), loop.time, loop.time)
        await serving.start()
        rooms = [serving.new_room(1) for _ in range(3)]
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        server = await tell_at(f"127.0.0.1:{port}", serving.hub, loop.time)
        told = await ask(port, b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
        head, _, body = told.partition("\r\n\r\n")
        assert head.startswith("HTTP/1.1 200 OK") and f"Content-Length: {len(body)}" in head
        assert "\ncoach_hub_rooms 3\n" in body and "\ncoach_hub_seats_here 0\n" in body
        assert "\ncoach_hub_sessions_open 0\n" in body and "\ncoach_hub_entries 0\n" in body
        for room in rooms:
            assert room["room"] not in told
            assert all(line.rpartition("/")[2] not in told for line in room["joins"].values())
        counts = [line.split(" ") for line in body.splitlines() if not line.startswith("# ")]
        assert len(counts) == 6 and all(value.isdigit() for _, value in counts)
        for request, status in (
            (b"GET / HTTP/1.1\r\n\r\n", "404"),
            (b"POST /metrics HTTP/1.1\r\n\r\n", "405"),
            (b"nonsense\r\n\r\n", "405"),
            (b"\x00" * 20000, ""),
        ):
            assert (await ask(port, request))[9:12] == status
        serving.hub.end_room(rooms[0]["room"])
        assert "\ncoach_hub_rooms 2\n" in counted(serving.hub, 90.7)
        assert "\ncoach_hub_uptime_seconds 90\n" in counted(serving.hub, 90.7)
        with pytest.raises(CoachError, match="cannot be told"):
            await tell_at(f"127.0.0.1:{port}", serving.hub, loop.time)
        server.close()
        await serving.stop()

    asyncio.run(play())
