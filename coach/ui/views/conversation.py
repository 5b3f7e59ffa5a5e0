"""The conversation as rows: who said what, when, in which phase."""

from coach.boards.board import Row
from coach.session.events import CANDIDATE
from coach.session.pacing import clock
from coach.session.state import State, Utterance
from coach.ui.views.wrap import wrap

_NAMES = {
    "statement": "The task",
    "announcement": "Interviewer",
    "hint": "Hint",
    "curveball": "Change!",
    "interruption": "Interviewer breaks in",
    "remark": "Interviewer",
    "probe": "Interviewer asks",
}


def speaker(words: Utterance) -> str:
    """Who speaks, and in which manner."""
    if words.by == CANDIDATE:
        return "You"
    return _NAMES.get(words.kind, "Interviewer")


def utterance(words: Utterance, cells: int) -> list[Row]:
    """One utterance: a line of who and when, then the words folded."""
    own = words.by == CANDIDATE
    role = "candidate" if own else "interviewer"
    if words.kind in ("curveball", "interruption"):
        role = "warn"
    head: Row = ((speaker(words), "title" if own else role), (f"  {clock(words.clock)}", "dim"))
    body = [((f"  {line}", role if not own else ""),) for line in wrap(words.text, cells - 2)]
    return [head, *body]


def conversation(state: State, cells: int) -> tuple[Row, ...]:
    """All that was said, with a line wherever another phase began."""
    rows: list[Row] = []
    phase = ""
    for words in state.conversation:
        if words.phase != phase:
            phase = words.phase
            plan = state.planned(phase)
            if plan is not None:
                rows.append(
                    (
                        (f"── {plan.title} ", "dim"),
                        ("─" * max(0, cells - len(plan.title) - 4), "dim"),
                    )
                )
        rows.extend(utterance(words, cells))
    return tuple(rows)
