"""The document of a drill that ends in a plan: the runbook, then what it rests on.

The runbook stands first, for it is what somebody opens at night; what was noted and drawn follows.
"""

from collections.abc import Iterator, Mapping, Sequence

from coach.boards import registry
from coach.boards.escape import inline
from coach.session.state import State

_UNTITLED = "# Plan\n"


def plan_document(state: State, noted: Mapping[str, str], open_: Sequence[str] = ()) -> str:
    """Markdown of the plan board, with the session's title where it has none of its own, the notes
    by their headings, what of their form is still open, and the drawing; "" where nothing was
    planned."""
    board = registry.board("plan")
    model = board.parse(state.boards.get("plan", ""))
    runbook = board.export(model, "markdown")
    if not runbook:
        return ""
    if runbook.startswith(_UNTITLED):
        runbook = f"# {inline(state.title)}\n" + runbook.removeprefix(_UNTITLED)
    told = {
        "success criteria": model.plan.success,
        "data volumes": model.plan.constraints.data_bytes,
    }
    still = [name for name in open_ if not told.get(name.lower())]
    return "\n".join([runbook, *_rest(state, noted, still)])


def _rest(state: State, noted: Mapping[str, str], open_: Sequence[str]) -> Iterator[str]:
    for heading, text in noted.items():
        yield f"## {inline(heading)}\n\n{text}\n"
    if open_:
        boxes = "\n".join(f"- [ ] {inline(name)}" for name in open_)
        yield f"## Not yet said\n\n{boxes}\n"
    board = registry.board("diagram")
    model = board.parse(state.boards.get("diagram", ""))
    if model.nodes:
        yield f"## Architecture\n\n{board.export(model, 'markdown')}"
