"""A program's lines that come before its seat has caught up with the room: held, then done."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

from coach.live.environment import awake_and_asleep
from coach.mock import program
from coach.mock.attendance import Attendance
from coach.mock.hosting import Hosting
from coach.mock.program import ProgramSeat
from coach.mock.serving import Place
from tests.mock.at_table import settled
from tests.ui.conftest import Clock, environment_in


class Machine:
    """A program in a seat of a hosted room; `connect` lets its link begin."""

    def __init__(self, folder: Path, hosting: Hosting, p: str) -> None:
        environment = replace(environment_in(folder, Clock()), source=awake_and_asleep)
        self.attendance = Attendance(environment, hosting.lines[p], p, hosting.dial)
        self.lines: list[dict[str, Any]] = []
        self.seat = ProgramSeat(self.attendance, lambda line: self.lines.append(json.loads(line)))
        self.running: asyncio.Future[None] | None = None

    def connect(self) -> "Machine":
        """Begins to dial."""
        self.running = asyncio.ensure_future(self.attendance.link.run())
        return self

    def ask(self, name: str, **asked: Any) -> None:
        """One line in."""
        self.seat.take(json.dumps({"id": name, **asked}))

    def answers(self, name: str) -> list[str]:
        """The kinds of what was told under an id, in their order, its entry left out."""
        return [one["k"] for one in self.lines if one.get("id") == name and one["k"] != "entry"]

    async def heard(self, name: str, kind: str) -> None:
        """Until that answer is there."""
        await settled(lambda: kind in self.answers(name))

    def close(self) -> None:
        """Lets go of everything."""
        if self.running is not None:
            self.running.cancel()
        self.attendance.close()


def play(
    folder: Path, script: Callable[[Callable[..., Machine]], Coroutine[Any, Any, None]]
) -> None:
    """A hosted room; `script` gets what seats a machine: its person and, if another, its folder."""
    seated: list[Machine] = []

    async def whole() -> None:
        hosting = Hosting(folder / "rooms", Place(tls="none"), awake_and_asleep)
        hosting.start()
        hosting.new_room(0)

        def sit(p: str, home: str = "") -> Machine:
            seated.append(Machine(folder / (home or p), hosting, p))
            return seated[-1]

        try:
            await script(sit)
        finally:
            for machine in seated:
                machine.close()
            hosting.stop()

    asyncio.run(whole())


async def opened(sit: Callable[..., Machine]) -> tuple[Machine, Machine]:
    """Interviewer and candidate of an open session with eight sentences in it."""
    ben, ana = sit("p1").connect(), sit("p2").connect()
    for machine in (ben, ana):
        machine.ask("r", do="ready")
        await settled(lambda: bool(ben.attendance.link.view.people))
    await settled(lambda: sum(person.ready for person in ben.attendance.link.view.people) == 2)
    ben.ask("open", do="open", prompt="url-shortener")
    await settled(lambda: ana.attendance.live is not None)
    for k in range(8):
        ana.ask(f"a{k}", do="say", text=f"words {k}")
    await ana.heard("a7", "done")
    return ben, ana


def test_a_seat_without_its_file_does_what_was_asked_before_it_was_let_in(tmp_path: Path) -> None:
    async def script(sit: Callable[..., Machine]) -> None:
        ben, _ = await opened(sit)
        ben.close()
        again = sit("p1", "elsewhere")
        again.ask("first", do="say", text="still here")
        again.ask("second", do="look", what="state")
        assert again.answers("first") == again.answers("second") == []
        again.connect()
        await again.heard("first", "done")
        assert again.answers("second") == ["view"]
        seen = next(one["view"] for one in again.lines if one.get("id") == "second")
        assert seen["n"] >= 9, "looked at before the room's entries were here"
        assert [one["text"] for one in _said(again)].count("still here") == 1

    play(tmp_path, script)


def test_an_id_of_before_is_not_done_again_by_a_seat_without_its_file(tmp_path: Path) -> None:
    async def script(sit: Callable[..., Machine]) -> None:
        _, ana = await opened(sit)
        ana.close()
        again = sit("p2", "elsewhere")
        again.ask("a3", do="say", text="words 3")
        again.connect()
        await again.heard("a3", "done")
        assert [one["text"] for one in _said(again)].count("words 3") == 1

    play(tmp_path, script)


def test_where_no_session_runs_the_line_is_refused_once_the_room_says_so(tmp_path: Path) -> None:
    async def script(sit: Callable[..., Machine]) -> None:
        ben = sit("p1")
        ben.ask("early", do="say", text="hello?")
        assert ben.answers("early") == []
        ben.connect()
        await ben.heard("early", "no")
        assert "No session" in next(one["why"] for one in ben.lines if one.get("id") == "early")

    play(tmp_path, script)


def test_what_waits_is_answered_when_the_seat_is_left_and_bounded(tmp_path: Path) -> None:
    async def script(sit: Callable[..., Machine]) -> None:
        ben = sit("p1")
        for k in range(program.HELD_MOST + 1):
            ben.ask(f"b{k}", do="say", text="x")
        assert ben.answers(f"b{program.HELD_MOST}") == ["no"]
        assert ben.answers("b0") == []
        ben.seat.give_up()
        assert ben.answers("b0") == ben.answers(f"b{program.HELD_MOST - 1}") == ["no"]

    play(tmp_path, script)


def _said(machine: Machine) -> list[dict[str, Any]]:
    return [one["data"] for one in machine.lines if one["k"] == "entry" and one["type"] == "said"]
