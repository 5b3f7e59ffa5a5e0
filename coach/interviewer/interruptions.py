"""The interruption of a phase that runs late: once, with the time left and what comes next."""

from coach.catalog.workflow import Workflow
from coach.interviewer import talk
from coach.session.decide import Intent, Say
from coach.session.pacing import Pace, Standing, clock, pace
from coach.session.state import State

QUIET = 3.0
"""Seconds without a key before the interviewer cuts in: it waits for the end of a thought."""


def interrupt(state: State, workflow: Workflow, now: float, idle: float) -> tuple[Intent, ...]:
    """The interruption that is due at `now`, if the candidate is not typing."""
    phase = workflow.phase(state.phase)
    if phase is None or idle < QUIET or talk.said(state, "interruption", state.phase):
        return ()
    standing = pace(state, now)
    current = standing.current
    if current is None or current.standing is not Standing.OVER:
        return ()
    text = " ".join(part for part in (_time(standing, current.title), phase.late) if part)
    return (Say(text, "interruption", phase.id),)


def _time(standing: Pace, title: str) -> str:
    if standing.left <= 0:
        return "Let me stop you there, our time is up."
    later = standing.current is not standing.phases[-1]
    ask = " Let us move on." if later else ""
    topic = title[:1].lower() + title[1:]
    left = clock(standing.left)
    return f"Let me stop you there: the time for this part ({topic}) is over, {left} left.{ask}"
