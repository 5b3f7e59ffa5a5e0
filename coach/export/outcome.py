"""What a drill leaves besides its transcript: a document that a team could use.

A workflow that leaves one has its line in `_MAKERS`; the document is a pure function of the
session's state, and writing a file is the caller's.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from coach.boards.escape import inline
from coach.session.state import State
from coach.tuples import NamedTuple


class Outcome(NamedTuple):
    """A document: what it is called, as a part of its file's name, and its Markdown."""

    name: str
    text: str


def outcome(state: State) -> Outcome | None:
    """The document that a session leaves; None for workflows that leave none and where nothing of
    it was written."""
    maker = _MAKERS.get(state.opened.workflow) if state.opened else None
    return maker(state) if maker is not None else None


def _capacity_plan(state: State) -> Outcome | None:
    from coach.boards.estimate.capacity_plan import capacity_plan
    from coach.boards.estimate.sheet import evaluate

    sheet = evaluate(state.boards.get("estimate", ""))
    own = {_SECTIONS.get(name, name): text for name, text in noted(state).items()}
    if not own and not any(line.value is not None for line in sheet.lines):
        return None
    return Outcome("capacity-plan", capacity_plan(sheet, state.title, own))


def _plan(state: State) -> Outcome | None:
    from coach.export.plan_document import plan_document

    text = plan_document(state, noted(state), left_open(state))
    return Outcome("plan", text) if text else None


_SECTIONS: Final = {"Risks and what was assumed": "Assumptions"}
"""Which section of the plan a heading of the notes belongs to, where it is called otherwise."""


def noted(state: State) -> Mapping[str, str]:
    """What stands under each heading of the notes, as Markdown that cannot break the document;
    without what the session's form began with."""
    out: dict[str, list[str]] = {}
    lines = state.boards.get("notes", "").split("\n")
    boards = state.opened.boards if state.opened else ()
    form = {
        line.strip() for board in boards if board.name == "notes" for line in board.text.split("\n")
    }
    for heading, number in _said(lines):
        said = lines[number].strip()
        bullet = said[:2] in ("- ", "* ")
        text = inline(_BULLETS.sub("", said))
        if said not in form and not _blank(lines, number):
            out.setdefault(heading or "Notes", []).append(f"- {text}" if bullet else text)
    return {name: "\n".join(told) for name, told in out.items()}


def left_open(state: State) -> tuple[str, ...]:
    """The lines of the notes' form that nothing was written to, by their names."""
    lines = state.boards.get("notes", "").split("\n")
    return tuple(
        lines[number].strip()[2:].strip().rstrip(":").strip()
        for _, number in _said(lines)
        if _blank(lines, number)
    )


def _said(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Every line but headings and empty bullets, by its number, with its heading."""
    heading = ""
    for number, line in enumerate(lines):
        said = line.strip()
        if said.startswith("#"):
            heading = said.lstrip("# ").strip()
        elif said and said not in ("-", "*"):
            yield heading, number


def _blank(lines: Sequence[str], number: int) -> bool:
    """Whether a line is a bullet `- name:` with nothing behind it and nothing indented below it."""
    if not _NAME_ALONE.fullmatch(lines[number]):
        return False
    below = lines[number + 1] if number + 1 < len(lines) else ""
    return not below.strip() or _indent(below) <= _indent(lines[number])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


_BULLETS: Final = re.compile(r"^(?:[-*] +)+")
"""The bullet of a line, and the one that was typed behind the one that stood there already."""
_NAME_ALONE: Final = re.compile(r"\s*[-*] [^:]{1,60}:\s*")


_MAKERS: Final[Mapping[str, Callable[[State], Outcome | None]]] = {
    "capacity-planning": _capacity_plan,
    "migration-planning": _plan,
    "scalability-assessment": _plan,
}
