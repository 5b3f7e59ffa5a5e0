"""Whether a session is enough to judge somebody by, or a drill, or too short."""

from typing import Literal, TypeAlias

from coach.debrief.case import Case
from coach.debrief.evidence import BRIEF, some_words, worked_throughout

Sort: TypeAlias = Literal["whole", "drill", "short"]
"""A whole session gets a verdict, a drill points of its phases, a short one points alone."""
SHORT = 0.5
"""The share of its least minutes under which a phase was too short to show anything."""


def sort_of(case: Case) -> Sort:
    """What sort of session this was: most phases must have had some time and some words, or the
    whole its least time and its words, in whichever phase it was worked.

    In a phase of a minute or two words will do.
    """
    state, record = case.record.state, case.record
    planned = state.phases
    if len(planned) < len(case.workflow.phases):
        return "drill"
    thin = [
        phase
        for phase in planned
        if (phase.most > BRIEF and state.seconds(phase.id, state.at) < phase.least * SHORT)
        or record.worked.get(phase.id, 0) < some_words(phase)
    ]
    return "short" if 2 * len(thin) > len(planned) and not worked_throughout(record) else "whole"
