"""Sessions played by the program, to prove prompts and the scoring by.

`reference_entries` plays a prompt's own reference answer and must score full marks;
`half_entries` plays half of it and must land between;
`buzzword_entries` pastes every term there is and must score next to nothing; `empty_entries` does
nothing at all.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias, get_args

from coach.authoring.played import Played
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from coach.interviewer.clarifier import answer as clarify
from coach.language.sentences import split
from coach.session.decide import Close, EditBoard, RevealFact
from coach.session.entry import Entry
from coach.session.events import INTERVIEWER, SessionOpened

Paste: TypeAlias = Literal["one utterance", "one a line", "notes", "phases", "sentences", "pairs"]
PASTES: tuple[Paste, ...] = get_args(Paste)

_WALL = "2026-01-05T09:00:00+00:00"


def opening(prompt: Prompt, workflow: Workflow, level: str = "senior") -> SessionOpened:
    """The first event of a session on a prompt, at 45 minutes, with a fixed date."""
    return SessionOpened(
        session="rehearsal",
        prompt=prompt.slug,
        title=prompt.title,
        statement=prompt.statement,
        workflow=workflow.id,
        level=level,
        pace="45",
        mode="coach",
        wall=_WALL,
        phases=workflow.plan("45", level),
        boards=workflow.board_starts(),
    )


def reference_entries(
    prompt: Prompt, workflow: Workflow, level: str = "staff"
) -> tuple[Entry, ...]:
    """The prompt's reference answer as a session, each phase as long as its window allows."""
    return _played(prompt, workflow, level, prompt.answer.asks, False)


def half_entries(prompt: Prompt, workflow: Workflow, level: str = "mid") -> tuple[Entry, ...]:
    """Half of the reference: every other question, half of what is said and written, the smallest
    design, no tables."""
    return _played(prompt, workflow, level, prompt.answer.asks[::2], True)


def _played(
    prompt: Prompt, workflow: Workflow, level: str, asks: Sequence[str], half: bool
) -> tuple[Entry, ...]:
    stage = Played(opening(prompt, workflow, level))
    listening = [phase.id for phase in workflow.phases if phase.listens]
    asking = next(iter(listening), workflow.phases[0].id)
    written: set[str] = set()
    for phase in stage.state.phases:
        stage.enter(phase.id)
        end = stage.at + phase.most * 0.9
        if phase.id == asking:
            _ask_all(stage, prompt, asks)
        for board in phase.boards:
            text = _reference_board(prompt, board, half)
            if text and board not in written and board in stage.state.boards:
                stage.do(EditBoard(board, text), after=20)
            written.add(board)
        for saying in prompt.answer.says:
            if saying.phase == phase.id:
                stage.say(_first_half(saying.text) if half else saying.text, after=15)
        stage.at = max(stage.at, end)
    stage.do(Close(), after=5)
    return tuple(stage.entries)


def empty_entries(prompt: Prompt, workflow: Workflow) -> tuple[Entry, ...]:
    """A session in which the candidate goes through the phases and does nothing."""
    stage = Played(opening(prompt, workflow))
    for phase in stage.state.phases:
        stage.enter(phase.id, after=30)
    stage.do(Close(), after=30)
    return tuple(stage.entries)


def buzzword_entries(
    prompt: Prompt, workflow: Workflow, paste: Paste = "one utterance"
) -> tuple[Entry, ...]:
    """A session in which every term of the prompt is pasted, in one of several ways.

    Everything is pasted into each phase in turn, so that no term stands in a wrong one.
    """
    stage = Played(opening(prompt, workflow))
    terms = tuple(dict.fromkeys(_terms(prompt)))
    for phase in stage.state.phases:
        stage.enter(phase.id, after=30)
        texts = _pasted(prompt, terms, paste)
        if paste == "notes":
            notes = stage.state.boards["notes"]
            stage.do(EditBoard("notes", notes + "\n".join(texts) + "\n"), after=30)
        else:
            for text in texts:
                stage.say(text, after=2)
    stage.do(Close(), after=30)
    return tuple(stage.entries)


def _ask_all(stage: Played, prompt: Prompt, asks: Sequence[str]) -> None:
    """Asks the reference's questions; the scripted interviewer answers with the facts that fit."""
    for question in asks:
        n = stage.say(question, after=8)
        for id_ in clarify(prompt, question).facts:
            fact = prompt.fact(id_)
            if fact:
                stage.do(RevealFact(fact.id, fact.answer, n), INTERVIEWER, 2)


def _reference_board(prompt: Prompt, board: str, half: bool) -> str:
    """What the reference answer, or half of it, has on a board: of the design the smallest one,
    no tables, the notes whole, else the first half of the lines."""
    if half and board == "diagram":
        return f"{prompt.design.smallest.strip()}\n" if prompt.design else ""
    text = prompt.reference(board)
    if board == "notes":
        return text if text.strip() else ""
    lines = text.strip("\n").split("\n")
    if half:
        lines = [] if board == "schema" else lines[: len(lines) // 2]
    return "\n".join((*lines, "")) if any(lines) else ""


def _first_half(text: str) -> str:
    sentences = split(text)
    return " ".join(sentences[: max(1, len(sentences) // 2)])


def _terms(prompt: Prompt) -> Iterable[str]:
    for observable in prompt.observables:
        for show in observable.shows:
            for group in show.said:
                yield from group
    for part in prompt.components:
        yield part.name


def _pasted(prompt: Prompt, terms: Sequence[str], paste: Paste) -> list[str]:
    match paste:
        case "one utterance":
            return [", ".join(terms)]
        case "one a line" | "notes":
            return list(terms)
        case "phases":
            return [" ".join(terms), " and ".join(terms)]
        case "sentences":
            triples = [terms[i : i + 3] for i in range(0, len(terms), 3)]
            apart = [f"In the system we use {' and '.join(three)}." for three in triples]
            return [*apart, " ".join(apart), f"We use {' and '.join(terms)} in our design."]
        case "pairs":
            return [
                f"We use {' and '.join(group[0] for group in show.said)} for our design."
                for observable in prompt.observables
                for show in observable.shows
                if show.said
            ]
