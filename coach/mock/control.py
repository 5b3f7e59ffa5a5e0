"""Asking a running hub for rooms: one line of JSON each way over a socket in its folder that only
its owner may open. Nothing of it goes over the network."""

import asyncio
import os
import socket
from pathlib import Path
from typing import Any

from coach.errors import CoachError, NotFound
from coach.mock.serving import Serving
from coach.mock.strict_json import BadFrame, read, write

NAME = "control.sock"
_WAIT = 10.0


async def answer_at(serving: Serving) -> asyncio.Server:
    """Answers new, who and end in the folder of a hub."""
    path = serving.folder / NAME
    path.unlink(missing_ok=True)

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            raw = await asyncio.wait_for(reader.readline(), _WAIT)
            told = _answer(serving, read(raw.decode()))
        except (BadFrame, UnicodeDecodeError, TimeoutError, ValueError):
            told = {"k": "no", "why": "That was no request."}
        except CoachError as error:
            told = {"k": "no", "why": str(error)}
        writer.write((write(told) + "\n").encode())
        await writer.drain()
        writer.close()

    mask = os.umask(0o177)
    try:
        with _in(serving.folder):
            return await asyncio.start_unix_server(one, NAME)
    finally:
        os.umask(mask)


class _in:  # noqa: N801 - reads as a word
    """Works inside a folder: a socket's path may have about 100 bytes only."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._before = folder, Path.cwd()

    def __enter__(self) -> None:
        os.chdir(self._folder)

    def __exit__(self, *_: object) -> None:
        os.chdir(self._before)


def _answer(serving: Serving, asked: dict[str, Any]) -> dict[str, Any]:
    match asked.get("do"):
        case "new":
            observers = asked.get("observers", 0)
            return {"k": "rooms", "port": serving.port, "rooms": [serving.new_room(observers)]}
        case "end":
            serving.hub.end_room(str(asked.get("room", "")))
            return {"k": "ended", "room": asked["room"]}
        case "who":
            return {"k": "rooms", "port": serving.port, "rooms": rooms_told(serving)}
    return {"k": "no", "why": "A hub answers new, who and end."}


def rooms_told(serving: Serving) -> list[dict[str, Any]]:
    """The rooms of a hub: who is here, how many sessions. Tokens are known to nobody."""
    return [
        {
            "room": name,
            "state": "open" if desk.room.open else "lobby",
            "sessions": len(desk.room.logs),
            "people": [
                {
                    "p": holder.p,
                    "name": holder.name,
                    "role": holder.role,
                    "here": holder.p in desk.peers,
                }
                for holder in desk.room.people.values()
            ],
        }
        for name, desk in serving.hub.desks.items()
    ]


def ask(folder: Path, request: dict[str, Any]) -> dict[str, Any]:
    """What the running hub of a folder answers; NotFound where none runs there."""
    try:
        with socket.socket(socket.AF_UNIX) as channel, _in(folder):
            channel.settimeout(_WAIT)
            channel.connect(NAME)
            channel.sendall((write(request) + "\n").encode())
            raw = b""
            while not raw.endswith(b"\n") and (part := channel.recv(65536)):
                raw += part
        return read(raw.decode())
    except (OSError, BadFrame, UnicodeDecodeError):
        raise NotFound(
            f"No hub is running in {folder}.", "`coach hub --bind ADDRESS:PORT` starts one."
        ) from None
