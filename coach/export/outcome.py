"""What a drill leaves besides its transcript: a document that a team could use.

A workflow that leaves one has its line in `_MAKERS`; the document is a pure function of the
session's state, and writing a file is the caller's.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from coach.boards.escape import inline
from coach.session.state import State


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
    own = {_SECTIONS.get(name, name): text for name, text in _noted(state).items()}
    if not own and not any(line.value is not None for line in sheet.lines):
        return None
    return Outcome("capacity-plan", capacity_plan(sheet, state.title, own))


def _plan(state: State) -> Outcome | None:
    from coach.export.plan_document import plan_document

    text = plan_document(state, _noted(state))
    return Outcome("plan", text) if text else None


_SECTIONS: Final = {"Risks and what was assumed": "Assumptions"}
"""Which section of the plan a heading of the notes belongs to, where it is called otherwise."""


def _noted(state: State) -> Mapping[str, str]:
    """What stands under each heading of the notes, as Markdown that cannot break the document."""
    out: dict[str, list[str]] = {}
    heading = ""
    for line in state.boards.get("notes", "").split("\n"):
        said = line.strip()
        if said.startswith("#"):
            heading = said.lstrip("# ").strip()
        elif said and said not in ("-", "*"):
            bullet = said[:2] in ("- ", "* ")
            text = inline(said[2:].strip() if bullet else said)
            out.setdefault(heading or "Notes", []).append(f"- {text}" if bullet else text)
    return {name: "\n".join(lines) for name, lines in out.items()}


_MAKERS: Final[Mapping[str, Callable[[State], Outcome | None]]] = {
    "capacity-planning": _capacity_plan,
    "migration-planning": _plan,
    "scalability-assessment": _plan,
}
