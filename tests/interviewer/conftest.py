"""A prompt, a workflow and a stage on which sessions are played entry by entry."""

from collections.abc import Iterable

import pytest

from coach.catalog import shelf
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from coach.interviewer.interviewer import Interviewer
from coach.session import events as ev
from coach.session.decide import MAY, EditBoard, EnterPhase, Intent, Say, decide
from coach.session.entry import Entry
from coach.session.fold import step
from coach.session.state import EMPTY


class Stage:
    """A session in which a candidate acts and the interviewer reacts, with a clock of its own."""

    def __init__(self, prompt: Prompt, workflow: Workflow, mode: str, pace: str, id_: str) -> None:
        self.interviewer = Interviewer(prompt, workflow)
        self.state = EMPTY
        self.entries: list[Entry] = []
        self.at = 0.0
        self.key = 0.0
        opened = ev.SessionOpened(
            session=id_,
            prompt=prompt.slug,
            title=prompt.title,
            statement=prompt.statement,
            workflow=workflow.id,
            level="mid",
            pace=pace,
            mode=mode,
            wall="2026-01-05T09:00:00+00:00",
            phases=workflow.plan(pace),
            boards=workflow.board_starts(),
        )
        self._append(ev.CANDIDATE, opened)

    def _append(self, by: str, event: ev.Event) -> None:
        entry = Entry(len(self.entries) + 1, self.at, by, event)
        self.entries.append(entry)
        self.state = step(self.state, entry)
        if by == ev.CANDIDATE:
            self._carry_out(self.interviewer.on_entry(self.state, entry))

    def _carry_out(self, intents: Iterable[Intent]) -> None:
        for intent in intents:
            for event in decide(self.state, intent, ev.INTERVIEWER):
                self._append(ev.INTERVIEWER, event)

    def do(self, intent: Intent) -> None:
        """The candidate acts, or the interviewer where only that role may."""
        self.key = self.at
        by = ev.CANDIDATE if ev.CANDIDATE in MAY[type(intent)] else ev.INTERVIEWER
        for event in decide(self.state, intent, by):
            self._append(by, event)

    def say(self, text: str) -> None:
        self.do(Say(text))

    def enter(self, phase: str) -> None:
        self.do(EnterPhase(phase))

    def edit(self, board: str, text: str) -> None:
        self.do(EditBoard(board, text))

    def wait(self, seconds: float, typing: bool = False) -> None:
        """Time passes second by second; `typing` keeps the keys going."""
        end = self.at + seconds
        while self.at < end:
            self.at += 1.0
            if typing:
                self.key = self.at
            ticked = self.interviewer.on_tick(self.state, self.at, self.at - self.key)
            self._carry_out(ticked)

    def heard(self, kind: str = "") -> list[str]:
        """What the interviewer has said, of one kind or of any."""
        return [
            u.text
            for u in self.state.conversation
            if u.by == ev.INTERVIEWER and (not kind or u.kind == kind)
        ]

    def refs(self, kind: str) -> list[str]:
        return [u.ref for u in self.state.conversation if u.kind == kind]


class Stages:
    """Opens sessions on one prompt."""

    def __init__(self, prompt: Prompt, workflow: Workflow) -> None:
        self.prompt = prompt
        self.workflow = workflow

    def open(self, mode: str = "coach", pace: str = "45", id_: str = "a-session") -> Stage:
        return Stage(self.prompt, self.workflow, mode, pace, id_)

    def without(self, **fields: object) -> "Stages":
        """The same with parts of the prompt replaced."""
        return Stages(self.prompt.but(**fields), self.workflow)


@pytest.fixture(scope="session")
def prompt() -> Prompt:
    return shelf.load("url-shortener", shelf.folders())


@pytest.fixture(scope="session")
def workflow() -> Workflow:
    return shelf.load_workflow("interview", shelf.folders())


@pytest.fixture
def stages(prompt: Prompt, workflow: Workflow) -> Stages:
    return Stages(prompt, workflow)
