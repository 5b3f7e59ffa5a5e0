"""What must not travel does not: marked secrets in every private and sealed place, and the pack of
the prompt, against every byte that the others' connections receive and every file of theirs."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from coach.catalog.shelf import load
from coach.live.environment import awake_and_asleep
from coach.mock.attendance import Attendance
from coach.mock.client_frames import FRAME_MOST
from coach.mock.dossier import open_dossier
from coach.mock.joinlines import JoinLine, parse
from coach.mock.looks import look
from coach.mock.proposed_session import propose
from coach.mock.remote import RemoteLive
from coach.mock.serving import Place, Serving
from coach.mock.sockets import SocketWire
from coach.session import events as ev
from coach.session import together as tg
from coach.session.decide import Close, EditBoard, EnterPhase, Say, TagEntry
from coach.session.scores import PredictScore
from tests.mock.at_table import settled
from tests.ui.conftest import Clock, environment_in

PROMPT = "url-shortener"
MARK = "PLANTED-SECRET"


class Tap:
    """Lets bytes through to a hub and keeps a copy of what comes back, uncompressed."""

    def __init__(self, port: int) -> None:
        self.behind = port
        self.received = bytearray()

    async def start(self) -> None:
        """Listens on a port of its own."""
        self.server = await asyncio.start_server(self._one, "127.0.0.1", 0)
        self.port: int = self.server.sockets[0].getsockname()[1]

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.behind)

        async def copy(source: asyncio.StreamReader, to: asyncio.StreamWriter, keep: bool) -> None:
            while part := await source.read(65536):
                if keep:
                    self.received += part
                to.write(part)
            to.close()

        await asyncio.gather(
            copy(reader, far_writer, False), copy(far_reader, writer, True), return_exceptions=True
        )

    async def dial(self) -> SocketWire:
        """A connection through it."""
        raw = await connect(f"ws://127.0.0.1:{self.port}/", compression=None, max_size=FRAME_MOST)
        return SocketWire(raw)


class Seat:
    """One person with a folder of their own, behind a tap."""

    def __init__(self, folder: Path, serving: Serving, line: JoinLine, name: str) -> None:
        self.folder = folder
        self.tap = Tap(serving.port)
        environment = replace(environment_in(folder, Clock()), source=awake_and_asleep)
        self.attendance = Attendance(environment, line, name, self.tap.dial)

    async def sit(self) -> "Seat":
        """Takes the seat."""
        await self.tap.start()
        self.running = asyncio.ensure_future(self.attendance.link.run())
        await settled(lambda: self.attendance.link.view.up)
        return self

    @property
    def live(self) -> RemoteLive:
        """The session."""
        assert self.attendance.live is not None
        return self.attendance.live

    async def leave(self) -> None:
        """Goes and lets go of everything."""
        await self.attendance.link.leave()
        self.running.cancel()
        self.attendance.close()
        self.tap.server.close()


def texts_of(value: object) -> Iterator[str]:
    """Every text in a prompt, however deep."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts_of(getattr(value, one.name))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from (*texts_of(key), *texts_of(one))
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from texts_of(one)


async def interview(ben: Seat, ana: Seat, cy: Seat) -> list[str]:
    """Everything private is done and a few things are told; the texts that were told on purpose."""
    for one in (ben, ana):
        one.attendance.link.wish("ready", True)
    await settled(lambda: sum(p.ready for p in ben.attendance.link.view.people) == 2)
    opened = propose(ben.attendance.environment, PROMPT, "mid", "45")
    ben.attendance.link.open(opened, "open-1")
    await settled(lambda: all(one.attendance.live is not None for one in (ben, ana, cy)))
    ben.live.do(EnterPhase(ben.live.state.phases[0].id))
    ana.live.do(Say("How many new links a day?"))
    ana.live.do(EditBoard("notes", "short codes"))
    await settled(lambda: "short codes" in ben.live.state.boards["notes"])
    pack = open_dossier(ben.attendance.environment, ben.live.state)
    fact, hint = pack.fact(ben.live.state, "new-links"), pack.hint(ben.live.state)
    probe = pack.probe(f"{pack.prompt.deep_dives[0].id}:0")
    for wish in (fact, hint, probe):
        ben.live.do(wish)
    for what in ("pack", "now", "listen", "drawn", "answers"):
        look(ben.attendance, what, "")
    for seat in (ben, ana, cy):
        seat.live.make(tg.Noted(f"{MARK} pad of {seat.live.me}"))
        seat.live.make(ev.Tagged(1, "q", f"{MARK} quote of {seat.live.me}"))
        seat.live.make(tg.Graded("cache", "yes", f"{MARK} mark of {seat.live.me}", (1,)))
        seat.live.make(tg.FormDrafted(json.dumps({"note": f"{MARK} draft of {seat.live.me}"})))
    ana.live.do(TagEntry(1, "!", f"{MARK} tag"))
    ben.live.make(tg.ModelCalled(MARK, 1, 1, 1, MARK, MARK, MARK, f"{MARK} why", f"{MARK} reply"))
    ben.live.do(Close())
    await settled(lambda: ana.live.state.closed and cy.live.state.closed)
    ana.live.do(PredictScore(61))
    for seat in (ben, cy):
        seat.live.file_form(json.dumps({"form": 1, "strength": f"{MARK} form"}), b"s" * 16)
    await settled(lambda: sum(form.filed for form in ana.live.state.forms.values()) == 2)
    await settled(lambda: not ben.live.queue and not cy.live.queue)
    return [fact.answer, hint.text, probe.text, opened.title, opened.statement]


async def strangers(serving: Serving) -> bytes:
    """What comes back to somebody without a valid line, in several ways of knocking."""
    tap = Tap(serving.port)
    await tap.start()
    hello: dict[str, Any] = {"k": "hello", "v": [1], "client": "c", "name": "N", "session": "",
                             "n": 0, "h": "", "token": "a" * 26}  # fmt: skip
    knocks: list[Any] = [
        hello,
        {**hello, "look": True},
        {**hello, "v": [9]},
        {"k": "time", "t": 1},
        [],
    ]
    for frame in knocks:
        wire = await connect(f"ws://127.0.0.1:{tap.port}/", compression=None)
        await wire.send(json.dumps(frame))
        with pytest.raises(ConnectionClosed):
            while True:
                await wire.recv()
    tap.server.close()
    return bytes(tap.received)


def test_no_secret_is_in_any_byte_that_others_receive_or_keep(tmp_path: Path) -> None:
    async def whole() -> None:
        loop = asyncio.get_running_loop()
        serving = Serving(tmp_path / "hub", Place(tls="none"), loop.time, lambda: 1e9)
        await serving.start()
        lines = {p: parse(one) for p, one in serving.new_room(1)["joins"].items()}
        ben, ana, cy = [
            await Seat(tmp_path / p, serving, lines[p], name).sit()
            for p, name in (("p1", "Ben"), ("p2", "Ana"), ("o1", "Cy"))
        ]
        told = await interview(ben, ana, cy)
        outside = await strangers(serving)
        for seat in (ben, ana, cy):
            await seat.leave()
        await serving.stop()
        wires = {"p1": bytes(ben.tap.received), "p2": bytes(ana.tap.received),
                 "o1": bytes(cy.tap.received), "stranger": outside}  # fmt: skip
        prompt = load(PROMPT, ben.attendance.environment.folders)
        said = "\n".join([*told, *(e.text for e in ana.live.state.conversation)])
        plan = json.dumps(ana.live.entries[0].event.__repr__())
        pack = {
            text for text in texts_of(prompt)
            if len(text) > 24 and text.isascii() and text not in said and text not in plan
        }  # fmt: skip
        assert len(pack) > 200
        check(tmp_path, wires, lines, pack)

    asyncio.run(whole())


def check(
    folder: Path, wires: dict[str, bytes], lines: dict[str, JoinLine], pack: set[str]
) -> None:
    """No secret in what was received, in the hub's files, or in a file that is not its owner's."""
    kept = {
        place: b"".join(p.read_bytes() for p in (folder / place).rglob("*") if p.is_file())
        for place in ("hub", "p1", "p2", "o1")
    }
    for who, heard in wires.items():
        assert MARK.encode() not in heard, who
        assert who == "stranger" or b"short codes" in heard
        for line in lines.values():
            assert line.token.encode() not in heard.lower(), who
    assert MARK.encode() not in kept["hub"]
    for who in ("p2", "o1"):
        assert (f"{MARK} form".encode() in kept[who]) == (who == "o1"), who
        for text in pack:
            plain = json.dumps(text)[1:-1].encode()
            assert plain not in wires[who], (who, text)
            assert plain not in kept[who], (who, text)
    for text in pack:
        plain = json.dumps(text)[1:-1].encode()
        assert plain not in wires["stranger"] + kept["hub"], text
    for owner, role in (("p1", b"interviewer"), ("p2", b"candidate"), ("o1", b"observer")):
        for other, its in kept.items():
            assert (b"pad of " + role in its) == (other == owner), (role, other)
    for p, line in lines.items():
        for other, its in kept.items():
            assert (line.token.encode() in its) == (other == p), (p, other)
