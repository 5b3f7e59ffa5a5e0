"""The candidate's seat of a mock over plain lines, read only by what it prints."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

from coach.live.environment import awake_and_asleep
from coach.mock.attendance import Attendance
from coach.mock.hosting import Hosting
from coach.mock.serving import Place
from coach.session import events as ev
from coach.session import together as tg
from coach.sit.mock_seat import MockSeat
from tests.mock.at_table import settled
from tests.mock.test_held_lines import Machine
from tests.ui.conftest import Clock, environment_in

ANSWERS = ("101", "70", "perhaps", "lean hire", "asked first", "-", "4", "9", "5", "3", "thanks")
"""What a candidate types into the form; two of them do not fit."""


class Ear:
    """A person who hears what the seat prints and types lines."""

    def __init__(self, folder: Path, hosting: Hosting, p: str) -> None:
        environment = replace(environment_in(folder, Clock()), source=awake_and_asleep)
        self.attendance = Attendance(environment, hosting.lines[p], "Ana", hosting.dial)
        self.told: list[str] = []
        self.seat = MockSeat(environment, self.attendance, self.told.append)
        self.running = asyncio.ensure_future(self.attendance.link.run())

    def type(self, *lines: str) -> None:
        """Lines in."""
        for line in lines:
            self.seat.take(line)

    async def heard(self, words: str) -> None:
        """Until a sentence has these words."""
        await settled(lambda: any(words in sentence for sentence in self.told))

    def close(self) -> None:
        """Lets go of everything."""
        self.seat.give_up()
        self.running.cancel()
        self.attendance.close()


def play(
    folder: Path,
    script: Callable[[Machine, Callable[[], Ear]], Coroutine[Any, Any, None]],
) -> None:
    """A hosted room with a program as its interviewer; `script` seats the candidate."""

    async def whole() -> None:
        hosting = Hosting(folder / "rooms", Place(tls="none"), awake_and_asleep)
        hosting.start()
        hosting.new_room(0)
        ben = Machine(folder / "p1", hosting, "p1").connect()
        ears: list[Ear] = []

        def sit() -> Ear:
            ears.append(Ear(folder / "p2", hosting, "p2"))
            return ears[-1]

        try:
            await script(ben, sit)
        finally:
            for ear in ears:
                ear.close()
            ben.close()
            hosting.stop()

    asyncio.run(whole())


async def begun(ben: Machine, ana: Ear) -> None:
    """Both are ready, the interview is in its first phase."""
    await ana.heard("You are the candidate.")
    ana.type("hello", "/ready")
    assert "Nothing said here is heard" in ana.told[-1]
    await ana.heard("You are ready.")
    ben.ask("r", do="ready")
    await settled(lambda: sum(person.ready for person in ben.attendance.link.view.people) == 2)
    ben.ask("open", do="open", prompt="url-shortener")
    await ana.heard("mock mode")
    ben.ask("phase", do="phase", phase="clarify")
    await ana.heard("Phase 1 of 5")


def test_a_whole_mock_is_held_by_ear(tmp_path: Path) -> None:
    async def script(ben: Machine, sit: Callable[[], Ear]) -> None:
        ana = sit()
        await begun(ben, ana)
        ben.ask("hi", do="say", text="Ask me anything.")
        await ana.heard("Interviewer: Ask me anything.")
        ana.type("How many links a day?", "diagram: client -> api", "/hint", "/next", "/time")
        assert any("turns the phases" in sentence for sentence in ana.told)
        assert ana.told[-1].startswith("The whole interview:")
        live = ben.attendance.live
        assert live is not None
        await settled(lambda: live.state.boards["diagram"] == "client -> api\n")
        cursors = ben.attendance.link.view.cursors
        await settled(lambda: cursors.get("p2", {}).get("board") == "diagram")
        assert cursors["p2"]["at"] == len("client -> api")
        await settled(lambda: _said(ben)[-2:] == ["How many links a day?", "I would like a hint."])
        ben.ask("fact", do="fact", fact="new-links")
        await ana.heard("10 million")
        ana.type("/finish", "no")
        assert "It goes on." in ana.told
        ana.type("/finish", "yes")
        await ana.heard("Line 1: Points of 100")
        ana.type(*ANSWERS)
        assert sum("That does not fit" in sentence for sentence in ana.told) == 3
        ana.type("yes")
        await ana.heard("Sealed and filed")
        await settled(lambda: live.state.closed)
        form = {"form": 1, "verdict": "hire", "observables": {}, "strength": "calm"}
        assert not any("calm" in sentence for sentence in ana.told)
        ben.ask("form", do="form", form={**form, "work_on": "", "next": ""})
        await ana.heard("Best: calm")
        assert any("70 points; lean hire" in sentence for sentence in ana.told)
        await settled(lambda: sum(isinstance(e.event, tg.Unsealed) for e in live.entries) == 2)
        assert all("\n" not in sentence for sentence in ana.told)

    play(tmp_path, script)


def test_who_comes_back_goes_on_where_it_stopped(tmp_path: Path) -> None:
    async def script(ben: Machine, sit: Callable[[], Ear]) -> None:
        ana = sit()
        await begun(ben, ana)
        ana.type("Before the end of my program.", "notes: kept")
        await settled(lambda: "kept" in _boards(ben)["notes"])
        ana.close()
        again = sit()
        assert any("Going on where it stopped" in sentence for sentence in again.told)
        again.type("And after it.")
        await settled(lambda: _said(ben)[-1] == "And after it.")
        assert _said(ben).count("Before the end of my program.") == 1

    play(tmp_path, script)


def _boards(ben: Machine) -> Any:
    live = ben.attendance.live
    return live.state.boards if live is not None else {}


def _said(ben: Machine) -> list[str]:
    live = ben.attendance.live
    told = live.state.conversation if live is not None else ()
    return [words.text for words in told if words.by == ev.CANDIDATE]
