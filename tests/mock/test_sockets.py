"""What only a real socket shows: who is let in, how large a frame may be, whose certificate."""

import asyncio
import json
import ssl
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from coach.errors import CoachError, LockedJournal
from coach.mock import certificate, sockets
from coach.mock.client_frames import LIMITS
from coach.mock.joinlines import JoinLine, base32, parse
from coach.mock.serving import Place, Serving
from coach.mock.wires import Unreachable, WrongCertificate

HELLO = {"k": "hello", "v": [1], "client": "c", "name": "N", "session": "", "n": 0, "h": ""}


def serve(
    folder: Path, script: Callable[[Serving, JoinLine], Coroutine[Any, Any, None]], tls: str
) -> None:
    """Runs a script beside a listening hub; it gets the candidate's join line."""

    async def whole() -> None:
        loop = asyncio.get_running_loop()
        serving = Serving(folder / "rooms", Place(tls=tls), loop.time, lambda: 1e9)
        await serving.start()
        try:
            await script(serving, parse(serving.new_room(0)["joins"]["p2"]))
        finally:
            await serving.stop()

    asyncio.run(whole())


@pytest.mark.parametrize("tls", ["none", "pinned"])
def test_a_line_leads_in(tmp_path: Path, tls: str) -> None:
    async def script(serving: Serving, line: JoinLine) -> None:
        assert (line.scheme, bool(line.pin)) == (("", True) if tls == "pinned" else ("ws", False))
        wire = await sockets.dial(line)
        await wire.send(json.dumps({**HELLO, "token": line.token}))
        welcome = json.loads(await wire.recv())
        assert welcome["me"] == "p2"
        assert welcome["limits"] == LIMITS
        await wire.close()

    serve(tmp_path, script, tls)


def test_another_certificate_is_noticed_before_anything_is_sent(tmp_path: Path) -> None:
    async def script(serving: Serving, line: JoinLine) -> None:
        wrong = JoinLine("", line.host, line.port, line.token, base32(b"0" * 16))
        with pytest.raises(WrongCertificate, match="not the hub"):
            await sockets.dial(wrong)
        with pytest.raises(CoachError):
            await sockets.dial(JoinLine("wss", line.host, line.port, line.token))
        assert not serving.hub.desks[next(iter(serving.hub.desks))].peers

    serve(tmp_path, script, "pinned")


def test_browsers_and_other_paths_are_sent_away(tmp_path: Path) -> None:
    async def script(serving: Serving, line: JoinLine) -> None:
        for url, headers, status in (
            (line.url, {"Origin": "https://somewhere.example"}, 403),
            (line.url + "TOKEN", {}, 404),
        ):
            with pytest.raises(InvalidStatus) as told:
                await connect(url, additional_headers=headers)
            assert told.value.response.status_code == status
        with pytest.raises(Unreachable):
            await sockets.dial(JoinLine("ws", "127.0.0.1", 1, line.token))

    serve(tmp_path, script, "none")


def test_a_frame_too_large_ends_with_its_code_also_when_packed(tmp_path: Path) -> None:
    async def script(serving: Serving, line: JoinLine) -> None:
        for text in ("x" * 70_000, " " * 16_000_000):
            async with connect(line.url) as raw:
                await raw.send(json.dumps({**HELLO, "token": line.token}))
                await raw.send(text)
                with pytest.raises(ConnectionClosed):
                    while True:
                        await raw.recv()
                assert raw.close_code == 1009

    serve(tmp_path, script, "none")


def test_two_hubs_do_not_share_a_folder_or_a_port(tmp_path: Path) -> None:
    async def script(serving: Serving, line: JoinLine) -> None:
        loop = asyncio.get_running_loop()
        with pytest.raises(LockedJournal):
            await Serving(serving.folder, Place(tls="none"), loop.time, lambda: 1e9).start()
        second = Serving(tmp_path / "more", Place(tls="none"), loop.time, lambda: 1e9)
        await second.start()
        assert second.port != serving.port
        await second.stop()
        third = Serving(tmp_path / "third", Place(port=line.port), loop.time, lambda: 1e9)
        with pytest.raises(CoachError, match="cannot be had"):
            await third.start()
        await third.hub.stop()

    serve(tmp_path, script, "none")


def test_the_key_is_nobody_elses_to_read(tmp_path: Path) -> None:
    async def script(serving: Serving, line: JoinLine) -> None:
        for path in serving.folder.rglob("*"):
            assert path.stat().st_mode & 0o077 == 0, path
        assert isinstance(certificate.server_side(serving.folder), ssl.SSLContext)

    serve(tmp_path, script, "pinned")
