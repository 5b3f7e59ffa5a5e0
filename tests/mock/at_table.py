"""A hub inside the test's own loop, and bare peers that speak frames to it."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from coach.mock.hub import Hub
from coach.mock.public_entries import genesis, linked
from coach.mock.wires import Gone, PairEnd, joined

WAIT = 5.0


class Clock:
    """Seconds that pass only when told to, beside those that really pass."""

    def __init__(self) -> None:
        self.extra = 0.0

    def __call__(self) -> float:
        return asyncio.get_running_loop().time() + self.extra


class Peer:
    """One seat that knows the protocol and nothing else; checks the chain as entries come."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.frames: list[dict[str, Any]] = []
        self.texts: dict[str, list[str]] = {}
        self.h: dict[str, list[str]] = {}
        self.gone: Gone | None = None
        self.count = 0

    async def connect(self, hub: Hub, address: str = "here") -> "Peer":
        """Connects without a word."""
        self.end, far = PairEnd(), PairEnd()
        far.address = address
        joined(self.end, far)
        self.serving = asyncio.ensure_future(hub.serve(far))
        self.reading = asyncio.ensure_future(self._read())
        return self

    async def join(self, hub: Hub, session: str = "", n: int = 0, h: str = "") -> "Peer":
        """Connects and says hello."""
        await self.connect(hub)
        if session:
            self.h[session] = [""] * n + [h]
        await self.say(k="hello", v=[1], token=self.token, client="t", name="T", session=session,
                       n=n, h=h)  # fmt: skip
        self.welcome = await self.hear("welcome")
        return self

    async def _read(self) -> None:
        try:
            while True:
                frame = json.loads(await self.end.recv())
                if frame["k"] == "ev":
                    self._entry(frame)
                self.frames.append(frame)
        except Gone as gone:
            self.gone = gone

    def _entry(self, frame: dict[str, Any]) -> None:
        chain = self.h.setdefault(frame["s"], [genesis(frame["s"])])
        assert json.loads(frame["e"])["n"] == len(chain)
        if chain[-1]:
            assert linked(chain[-1], frame["e"]) == frame["h"]
        chain.append(frame["h"])
        self.texts.setdefault(frame["s"], []).append(frame["e"])

    async def say(self, **frame: Any) -> None:
        await self.end.send(json.dumps(frame, ensure_ascii=False))

    async def raw(self, text: str) -> None:
        await self.end.send(text)

    async def hear(self, *kinds: str, **like: Any) -> dict[str, Any]:
        """Takes the first frame of these kinds with these values."""
        async with asyncio.timeout(WAIT):
            while True:
                for place, one in enumerate(self.frames):
                    if one["k"] in kinds and all(one.get(a) == b for a, b in like.items()):
                        return self.frames.pop(place)
                assert self.gone is None or not kinds, f"gone with {self.gone}, {self.frames[-3:]}"
                await asyncio.sleep(0.002)

    async def add(self, s: str, t: str, d: Any, name: str = "", **more: Any) -> str:
        """Adds an entry; "ack" or the code of the refusal."""
        self.count += 1
        name = name or f"i{self.count}-{id(self)}"
        await self.say(k="add", id=name, s=s, t=t, d=d, **more)
        answer = await self.hear("ack", "no", id=name)
        self.n = answer.get("n", 0)
        return "ack" if answer["k"] == "ack" else str(answer["code"])

    async def ended(self) -> tuple[int, str]:
        """The close code and the code of the err frame before it."""
        async with asyncio.timeout(WAIT + 6):
            while self.gone is None:
                await asyncio.sleep(0.002)
        err = [one["code"] for one in self.frames if one["k"] == "err"]
        return self.gone.code, err[-1] if err else ""

    def data(self, s: str) -> list[dict[str, Any]]:
        return [json.loads(text) for text in self.texts.get(s, [])]


class Room:
    """A hub with one room and peers by seat."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock()
        self.wall = 1_000_000_000.0

    async def start(self, observers: int = 1) -> "Room":
        self.hub = Hub(self.folder, 7373, self.clock, lambda: self.wall)
        self.hub.start()
        self.name, self.tokens = self.hub.new_room(observers)
        return self

    async def again(self, outage: float = 0.0) -> None:
        """The hub ends and starts again with its folder after so many seconds."""
        await self.hub.stop()
        newest = max(path.stat().st_mtime for path in self.folder.rglob("*.log"))
        self.wall = newest + outage
        self.hub = Hub(self.folder, 7373, self.clock, lambda: self.wall)
        assert self.hub.start() == []

    async def sit(self, p: str, *resume: Any) -> Peer:
        return await Peer(self.tokens[p]).join(self.hub, *resume)

    async def opened(self, s: str, clock: str = "interviewer") -> tuple[Peer, Peer, Peer]:
        """All three seated and in an open session."""
        ben, ana, cy = await self.sit("p1"), await self.sit("p2"), await self.sit("o1")
        await self.begin(s, ben, ana, clock)
        for one in (ben, ana, cy):
            await one.hear("ev", s=s)
        return ben, ana, cy

    async def begin(self, s: str, ben: Peer, ana: Peer, clock: str = "interviewer") -> None:
        for one in (ben, ana):
            await one.say(k="ready", on=True)
        await settled(lambda: sum(p.ready for p in self.people()) == 2)
        await ben.say(k="open", id=f"open-{s}", d=opening(s, clock))
        assert (await ben.hear("ack", "no", id=f"open-{s}"))["k"] == "ack"

    def people(self) -> list[Any]:
        return [*self.hub.desks[self.name].room.people.values()]


async def settled(holds: Callable[[], bool]) -> None:
    """Waits until something holds."""
    async with asyncio.timeout(WAIT):
        while not holds():
            await asyncio.sleep(0.002)


def opening(s: str, clock: str = "interviewer") -> dict[str, Any]:
    """The data of a small session's opening."""
    item = {"id": "users", "text": "Users", "group": ""}
    return {
        "session": s, "prompt": "made-up", "title": "Made up", "statement": "Design it.",
        "workflow": "interview", "level": "mid", "pace": "45", "mode": "mock", "clock": clock,
        "wall": "2026-01-01T00:00:00+00:00", "program": "t", "format": 1,
        "phases": [
            {"id": "clarify", "title": "Clarify", "least": 180, "most": 300, "questions": [],
             "boards": ["notes"], "items": [item]},
            {"id": "design", "title": "Design", "least": 300, "most": 600, "questions": [],
             "boards": ["diagram"], "items": []},
        ],
        "boards": [{"name": "notes", "text": "- "}, {"name": "diagram", "text": ""}],
    }  # fmt: skip


def said(text: str, kind: str = "") -> dict[str, Any]:
    return {"text": text, "kind": kind, "ref": ""}


def edit(at: int, removed: str, inserted: str, board: str = "notes") -> dict[str, Any]:
    return {"board": board, "at": at, "removed": removed, "inserted": inserted}


def play(folder: Path, script: Callable[[Room], Coroutine[Any, Any, None]]) -> None:
    """Runs a script at a room of its own."""

    async def whole() -> None:
        room = await Room(folder / "rooms").start()
        try:
            await script(room)
        finally:
            await room.hub.stop()

    asyncio.run(whole())
