"""The conversation as rows: who said what, when, in which phase."""

from coach.boards.board import Row
from coach.session.events import CANDIDATE, INTERVIEWER
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


def speaker(words: Utterance, role: str) -> str:
    """Who speaks, and in which manner."""
    if role == CANDIDATE:
        return "You"
    return _NAMES.get(words.kind, "Interviewer") if role == INTERVIEWER else "Observer"


def utterance(words: Utterance, role: str, cells: int) -> list[Row]:
    """One utterance of somebody in that role: a line of who and when, then the words folded."""
    own = role == CANDIDATE
    look = "candidate" if own else "interviewer"
    if words.kind in ("curveball", "interruption"):
        look = "warn"
    head: Row = (
        (speaker(words, role), "title" if own else look),
        (f"  {clock(words.clock)}", "dim"),
    )
    body = [((f"  {line}", look if not own else ""),) for line in wrap(words.text, cells - 2)]
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
        rows.extend(utterance(words, state.role(words.by), cells))
    return tuple(rows)
