"""What a session planned to draw or write on a board and did not: a lean hire at best."""

from dataclasses import replace

from coach.debrief.case import Case
from coach.debrief.verdicts import LEAN, VERDICTS, Reached
from coach.match.boards_seen import own_lines

LEAST_BOXES = 2
"""Boxes of the smallest drawing that can be followed."""


def drawn_at_all(blank: str, end: Reached) -> Reached:
    """A session that lacks what it planned to draw (see `blank`) is a lean hire at best."""
    if not blank or VERDICTS.index(end.verdict) >= LEAN:
        return end
    because = f"{end.total:.0f} points, but there is {blank} at the end: nobody can follow it."
    return replace(end, verdict=VERDICTS[LEAN], because=because)


def blank(case: Case) -> str:
    """What is missing at the end of a session that planned a phase for it: "no drawing", "nothing
    on the api board"; "" where there is enough."""
    planned = [case.workflow.phase(phase.id) for phase in case.record.state.phases]
    for board in (phase.draws for phase in planned if phase is not None and phase.draws):
        if board == "diagram":
            if len(case.drawn.graph.nodes) < LEAST_BOXES:
                return "no drawing"
        elif not own_lines(case.record.state, board).strip():
            return f"nothing on the {board} board"
    return ""
