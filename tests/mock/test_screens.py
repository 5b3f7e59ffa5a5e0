"""The screens of a mock, played by a person in one seat and a program in the other."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from coach.boards.board import Row, Way
from coach.boards.diagram.diagram_board import BOARD
from coach.live.environment import awake_and_asleep
from coach.mock.attendance import Attendance
from coach.mock.hosting import Hosting
from coach.mock.remote import RemoteLive
from coach.mock.serving import Place
from coach.session import events as ev
from coach.session import together as tg
from coach.session.decide import Close, EditBoard, EnterPhase, Say
from coach.session.entry import Entry
from coach.ui.app import CoachApp
from coach.ui.mocking import MockSitting, SessionPlan
from coach.ui.mockstart import hosted
from coach.ui.screens.candidate import CandidateScreen
from coach.ui.screens.console_screen import ConsoleScreen
from coach.ui.screens.filing import FilingScreen
from coach.ui.screens.lobby_screen import LobbyScreen
from coach.ui.screens.talkover import TalkOverScreen
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.rows import RowsView
from tests.ui.conftest import Clock, Stage, environment_in

Script = Callable[[Pilot[Any], CoachApp, "Peer"], Awaitable[None]]
PROMPT = "url-shortener"


class Peer:
    """The other seat: the same link as a screen has, moved by the test."""

    def __init__(self, folder: Path, hosting: Hosting, p: str) -> None:
        environment = replace(environment_in(folder, Clock()), source=awake_and_asleep)
        self.attendance = Attendance(environment, hosting.lines[p], "Peer", hosting.dial)

    @property
    def live(self) -> RemoteLive:
        assert self.attendance.live is not None
        return self.attendance.live

    def told(self, kind: type[ev.Event]) -> list[Entry]:
        """The entries of a kind that have arrived."""
        live = self.attendance.live
        return [one for one in live.entries if isinstance(one.event, kind)] if live else []


def room(stage: Stage, seat: str, **more: Any) -> MockSitting:
    """A hosted room whose app's seat is that one."""
    environment = replace(stage.environment, source=awake_and_asleep)
    plan = SessionPlan(PROMPT)
    place = Place(tls="none")
    return hosted(environment, place, plan, seat=seat, name="Me", **more)


def play(
    stage: Stage, tmp_path: Path, seat: str, script: Script, size: tuple[int, int] = (120, 36)
) -> None:
    """Both are ready, the session opens, the script goes on from there."""
    sitting = room(stage, seat)
    other = "p2" if seat == ev.INTERVIEWER else "p1"
    assert sitting.hosting is not None
    peer = Peer(tmp_path / "peer", sitting.hosting, other)
    running: list[asyncio.Future[None]] = []

    async def whole(pilot: Pilot[Any], app: CoachApp) -> None:
        running.append(asyncio.ensure_future(peer.attendance.link.run()))
        await stage.until(pilot, lambda: peer.attendance.link.view.up)
        peer.attendance.link.wish("ready", True)
        if seat == ev.CANDIDATE:
            await open_by(peer, stage, pilot)
        await pilot.press("enter")
        await stage.until(pilot, lambda: isinstance(app.screen, ConsoleScreen | CandidateScreen))
        await stage.until(pilot, lambda: peer.attendance.live is not None)
        await script(pilot, app, peer)
        running[0].cancel()

    async def open_by(peer: Peer, stage: Stage, pilot: Pilot[Any]) -> None:
        from coach.mock.proposed_session import propose

        link = peer.attendance.link

        def heard(kind: str, news: Any) -> None:
            mine, theirs = link.view.mine(), link.view.other()
            if kind == "who" and mine and theirs and mine.ready and theirs.ready:
                opened = propose(peer.attendance.environment, PROMPT, "mid", "45")
                link.open(opened, "open-1")

        peer.attendance.on_news = heard

    try:
        stage.run(whole, LobbyScreen(sitting), size)
    finally:
        peer.attendance.close()
        sitting.stop()


def rows(app: CoachApp, name: str) -> str:
    """What a view of rows says, "" while there is none."""
    view = next(iter(app.screen.query(f"#{name}").results(RowsView)), None)
    if view is None:
        return ""
    return "\n".join("".join(text for text, _ in row) for row in view.rows)


def test_an_interview_from_the_console_to_both_forms(stage: Stage, tmp_path: Path) -> None:
    async def script(pilot: Pilot[Any], app: CoachApp, peer: Peer) -> None:
        await stage.until(pilot, lambda: getattr(app.screen, "dossier", None) is not None)
        await pilot.press("n", "n")
        await stage.until(pilot, lambda: bool(peer.told(ev.PhaseEntered)))
        peer.live.do(Say("How many new links a day?"))
        await stage.until(pilot, lambda: "Peer asks: How many new links" in rows(app, "leftrows"))
        await pilot.press("a", *"links", "enter")
        await stage.until(pilot, lambda: bool(peer.told(ev.FactRevealed)))
        (fact,) = (one.event for one in peer.told(ev.FactRevealed))
        assert isinstance(fact, ev.FactRevealed)
        assert "10 million" in fact.answer
        assert fact.question == peer.told(ev.Said)[-1].hub
        await pilot.press("plus", "1", "enter", *"soon", "enter")
        await stage.until(pilot, lambda: "soon" in rows(app, "notes"))
        assert not any(isinstance(one.event, tg.Graded) for one in peer.live.entries)
        await pilot.press("question_mark")
        await stage.until(pilot, lambda: "It would be: Ask " in rows(app, "page"))
        await pilot.press("escape")
        peer.live.do(EditBoard("diagram", "visitor -> lb -> redirect x3\n"))
        peer.attendance.link.see("diagram", 3)
        await stage.until(pilot, lambda: "redirect x3" in rows(app, "text"))
        assert "Peer is here, line 1" in rows(app, "boardtitle")
        await pilot.press("h")
        assert not peer.told(ev.HintGiven)
        await pilot.press("h")
        await stage.until(pilot, lambda: bool(peer.told(ev.HintGiven)))
        await pilot.press("ctrl+q")
        await pilot.pause()
        await pilot.press("e")
        await stage.until(pilot, lambda: isinstance(app.screen, FilingScreen))
        await stage.until(pilot, lambda: "checks: yes" in rows(app, "lines"))
        await stage.until(pilot, lambda: getattr(app.focused, "id", "") == "lines")
        for key in ("down", "y", "n"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.press("ctrl+s")
        await stage.until(pilot, lambda: "No verdict is chosen yet" in stage.text(app))
        assert not peer.told(tg.Sealed)
        await pilot.press("v")
        await stage.until(pilot, lambda: isinstance(app.screen, FilingScreen))
        lines = app.screen.query_one(Choices)
        assert lines.chosen == "verdict"
        lines.stand_on("work_on")
        await pilot.press("enter", *"aloud", "enter")
        await stage.until(pilot, lambda: lines.chosen == "next")
        await pilot.press("down", "right", "ctrl+s")
        await stage.until(pilot, lambda: bool(peer.told(tg.Sealed)))
        assert not peer.told(tg.Unsealed)
        peer.live.file_form('{"form":1,"predicted":61,"verdict":"hire"}', os.urandom(16))
        await stage.until(pilot, lambda: isinstance(app.screen, TalkOverScreen))
        await stage.until(pilot, lambda: "expected 61 points" in rows(app, "page"))
        await stage.until(pilot, lambda: len(peer.told(tg.Unsealed)) == 2)
        form = next(one.event for one in peer.told(tg.Unsealed) if one.by == ev.INTERVIEWER)
        assert isinstance(form, tg.Unsealed)
        marks = [one["mark"] for one in json.loads(form.form)["observables"].values()]
        assert marks[:3] == ["yes", "yes", "no"], "keys count in the order in which they came"

    play(stage, tmp_path, ev.INTERVIEWER, script)


@pytest.mark.parametrize("size", [(80, 24), (64, 20)])
def test_a_long_question_is_whole_beside_the_facts_that_may_answer_it(
    stage: Stage, tmp_path: Path, size: tuple[int, int]
) -> None:
    question = "Before I draw anything: how many new links a day, and is there an hour of rush?"

    async def script(pilot: Pilot[Any], app: CoachApp, peer: Peer) -> None:
        await stage.until(pilot, lambda: getattr(app.screen, "dossier", None) is not None)
        await pilot.press("n", "n")
        await stage.until(pilot, lambda: bool(peer.told(ev.PhaseEntered)))
        peer.live.do(Say(question))
        await pilot.press("a")
        await stage.until(pilot, lambda: question in " ".join(rows(app, "last").split()))
        await stage.until(pilot, lambda: "rush?" in stage.text(app))
        assert "Enter tells" in stage.text(app)
        peer.live.do(Say(" ".join([question] * 4)))
        await stage.until(pilot, lambda: rows(app, "last").endswith("…"))
        assert app.screen.query_one("#last").size.height == 3

    play(stage, tmp_path, ev.INTERVIEWER, script, size)


def test_what_is_typed_at_once_is_text_and_a_digit_tells_what_is_shown(
    stage: Stage, tmp_path: Path
) -> None:
    async def script(pilot: Pilot[Any], app: CoachApp, peer: Peer) -> None:
        await stage.until(pilot, lambda: getattr(app.screen, "dossier", None) is not None)
        await pilot.press("n", "n")
        await stage.until(pilot, lambda: bool(peer.told(ev.PhaseEntered)))
        screen = app.screen
        assert isinstance(screen, ConsoleScreen)
        for key, character in (("q", "q"), ("n", "n"), ("n", "n"), ("enter", "\r"), ("c", "c")):
            app.post_message(events.Key(key, character))
        await stage.until(pilot, lambda: "nn" in rows(app, "notes"))
        await stage.until(pilot, lambda: screen.shown is not None)
        assert screen.shown is not None and screen.shown.key == "c", "typed right after Enter"
        assert len(peer.told(ev.PhaseEntered)) == 1
        await pilot.press("escape")
        peer.live.do(Say("How long do links have to live? And how fast must a redirect be?"))
        await stage.until(pilot, lambda: "Peer asks" in rows(app, "leftrows"))
        await pilot.press("a", *"p99", "escape")
        assert not peer.told(ev.FactRevealed)
        await pilot.press("a", "1")
        await stage.until(pilot, lambda: bool(peer.told(ev.FactRevealed)))
        await stage.until(pilot, lambda: "also asked: latency" in rows(app, "leftrows"))
        await pilot.press("a", "1")
        await stage.until(pilot, lambda: len(peer.told(ev.FactRevealed)) == 2)
        told = [getattr(one.event, "fact", "") for one in peer.told(ev.FactRevealed)]
        assert told == ["lifetime", "latency"]

    play(stage, tmp_path, ev.INTERVIEWER, script)


def test_the_last_place_pointed_at_always_arrives(stage: Stage, tmp_path: Path) -> None:
    async def script(pilot: Pilot[Any], app: CoachApp, peer: Peer) -> None:
        peer.live.do(EditBoard("notes", "one\ntwo\nthree\nfour"))
        await stage.until(pilot, lambda: "four" in rows(app, "text"))
        await pilot.press("j", "j", "j", "j")
        cursors = peer.attendance.link.view.cursors
        await stage.until(pilot, lambda: bool(cursors) and cursors["p1"]["at"] == 14)

    play(stage, tmp_path, ev.INTERVIEWER, script)


def test_who_points_at_a_line_of_the_diagram_sees_which_box_it_is(
    stage: Stage, tmp_path: Path
) -> None:
    async def script(pilot: Pilot[Any], app: CoachApp, peer: Peer) -> None:
        peer.live.do(EditBoard("diagram", "client -> api\napi -> cache"))
        await stage.until(pilot, lambda: "api -> cache" in rows(app, "text"))
        assert "points here" not in rows(app, "drawing")
        await pilot.press("j")
        await stage.until(pilot, lambda: "you point here" in rows(app, "drawing"))

    play(stage, tmp_path, ev.INTERVIEWER, script)


def test_the_console_draws_over_what_stood_there_before(stage: Stage, tmp_path: Path) -> None:
    async def script(pilot: Pilot[Any], app: CoachApp, peer: Peer) -> None:
        text = ""
        for line in ("c -> d", "a -> b", "b -> c", "a -> e", "e -> d", "f -> a"):
            text = f"{line}\n{text}"
            peer.live.do(EditBoard("diagram", text))
        await stage.until(pilot, lambda: "f -> a" in rows(app, "text"))
        assert isinstance(app.screen, ConsoleScreen)
        state, view = app.screen.state, app.screen.query_one("#drawing", RowsView)
        assert len(state.drawing("diagram")[0]) > 2

        def drawn(*way: Way) -> tuple[Row, ...]:
            return BOARD.draw(BOARD.parse(text), view.size.width - 1, view.size.height, *way)

        assert drawn() != drawn(state.drawing("diagram")), "a text that shows the difference"
        await stage.until(pilot, lambda: view.rows == drawn(state.drawing("diagram")))

    play(stage, tmp_path, ev.INTERVIEWER, script)


def test_a_problem_that_is_known_already_leads_back_to_the_room(
    stage: Stage, tmp_path: Path
) -> None:
    async def script(pilot: Pilot[Any], app: CoachApp, peer: Peer) -> None:
        await pilot.press("n", "n")
        await stage.until(pilot, lambda: bool(peer.told(ev.PhaseEntered)))
        await pilot.press("ctrl+q")
        await pilot.pause()
        await pilot.press("k")
        await stage.until(pilot, lambda: isinstance(app.screen, LobbyScreen))
        await stage.until(pilot, lambda: "chooses another" in rows(app, "keys"))
        assert peer.live.state.closed
        await pilot.press("p")
        await stage.until(pilot, lambda: "about what" in stage.text(app))

    play(stage, tmp_path, ev.INTERVIEWER, script)


def test_a_candidate_writes_and_the_program_gives_no_help(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def script(pilot: Pilot[Any], app: CoachApp, peer: Peer) -> None:
        peer.live.do(EnterPhase("design"))
        await stage.until(pilot, lambda: "High-level" in rows(app, "header"))
        assert "mid with Peer 45 min" in rows(app, "header")
        screen = app.screen
        assert isinstance(screen, CandidateScreen)
        await stage.until(pilot, lambda: not screen.mock.session().queue)
        drawn: list[int] = []
        monkeypatch.setattr(screen, "notice", lambda state: drawn.append(state.n))
        for _ in range(9):
            screen.mock.on_change()
        assert not drawn
        await stage.until(pilot, lambda: bool(drawn))
        assert len(drawn) == 1
        monkeypatch.undo()
        await pilot.press("f4", *"a -> b", "enter")
        await stage.until(pilot, lambda: "a -> b" in peer.live.state.boards["diagram"])
        assert not screen.pane("diagram").checked
        await pilot.press("f5", *"GET /v1/links", "enter")
        await stage.until(pilot, lambda: "GET /v1/links" in peer.live.state.boards["api"])
        await stage.until(pilot, lambda: "links" in stage.text(app).partition("───")[2])
        assert "✗" not in stage.text(app)
        await pilot.press("ctrl+g")
        await stage.until(pilot, lambda: bool(peer.told(ev.Said)))
        assert peer.told(ev.Said)[-1].event == ev.Said("I would like a hint.", "hint wanted")
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "The interviewer turns the phases" in rows(app, "keys")
        peer.attendance.link.see("diagram", 0, 6)
        await stage.until(pilot, lambda: "Peer points at line 1" in rows(app, "peer"))
        assert "Peer points here" not in stage.text(app)  # another board is in front
        await pilot.press("f4")
        await stage.until(pilot, lambda: "◀ Peer points here" in stage.text(app))
        peer.live.do(Close())
        await stage.until(pilot, lambda: isinstance(app.screen, FilingScreen))
        await stage.until(pilot, lambda: "Filing seals it" in rows(app, "foot"))

    play(stage, tmp_path, ev.CANDIDATE, script, (80, 24))


HOSTILE = "[@click=app.quit]press[/] [bold red]x[/] \\[ {'a':1} $x 中文 👩‍💻 ```\n# not a heading"


@pytest.mark.parametrize("seat", [ev.INTERVIEWER, ev.CANDIDATE])
def test_words_of_a_peer_are_shown_as_they_are(stage: Stage, tmp_path: Path, seat: str) -> None:
    async def script(pilot: Pilot[Any], app: CoachApp, peer: Peer) -> None:
        peer.live.do(Say(HOSTILE))
        if seat == ev.INTERVIEWER:
            for name in peer.live.state.boards:
                peer.live.do(EditBoard(name, HOSTILE))
        await stage.until(pilot, lambda: "[@click=app.quit]" in stage.text(app))
        for _ in range(6):
            await pilot.press("b" if seat == ev.INTERVIEWER else "f4")
            await pilot.pause()
        assert app.is_running
        assert not (stage.environment.paths.data / "faults").exists()

    play(stage, tmp_path, seat, script)


def test_the_scripted_interviewer_takes_a_seat(stage: Stage, tmp_path: Path) -> None:
    sitting = room(stage, ev.CANDIDATE, script=True)

    async def whole(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: sitting.view.up)
        await pilot.press("enter")
        await stage.until(pilot, lambda: isinstance(app.screen, CandidateScreen))
        await stage.until(pilot, lambda: "Clarify" in rows(app, "header"))
        await pilot.press("f7", *"How many new links a day?", "enter")
        await stage.until(pilot, lambda: "10 million" in rows(app, "talked"))
        await pilot.press("ctrl+n")
        await stage.until(pilot, lambda: "Estimate" in rows(app, "header"))

    try:
        stage.run(whole, LobbyScreen(sitting))
    finally:
        sitting.stop()
    files = list(stage.environment.paths.sessions.rglob("*.jsonl"))
    assert [path.stem.rsplit("-", 1)[1] for path in files] == ["candidate"]


def test_a_join_line_stands_on_one_row_of_eighty_cells(stage: Stage) -> None:
    environment = replace(stage.environment, source=awake_and_asleep)
    sitting = hosted(environment, Place(), SessionPlan(PROMPT), seat=ev.INTERVIEWER, name="Me")

    async def whole(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: "candidate     -" in rows(app, "lobby"))
        assert sitting.hosting is not None
        lines = [str(line) for p, line in sitting.hosting.lines.items() if p == "p2"]
        assert len(lines[0]) > 66
        assert lines[0] in [row.strip() for row in rows(app, "lobby").splitlines()]
        said = " ".join(rows(app, "lobby").split())
        assert "to be typed behind “coach join” (c copies both):" in said
        assert max(map(len, rows(app, "lobby").splitlines())) <= 79

    try:
        stage.run(whole, LobbyScreen(sitting), (80, 24))
    finally:
        sitting.stop()


def test_the_host_alone_waits_and_says_how_to_connect(stage: Stage) -> None:
    sitting = room(stage, ev.INTERVIEWER)

    async def whole(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: "candidate     -" in rows(app, "lobby"))
        assert "coach join ws://127.0.0.1:" in rows(app, "lobby")
        await pilot.press("w")
        await pilot.pause()
        assert "ssh -R" in stage.text(app)

    try:
        stage.run(whole, LobbyScreen(sitting), (80, 24))
    finally:
        sitting.stop()
