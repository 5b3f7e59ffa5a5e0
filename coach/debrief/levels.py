"""What each level expects, and how it weighs what is expected."""

from typing import get_args

from coach.catalog.content_model import Level
from coach.catalog.observable import Observable
from coach.catalog.workflow import Workflow

LEVELS: tuple[Level, ...] = get_args(Level)
EXTRA = 0.5
"""What a point above the level brings of its weight."""
MID_ABOVE = 0.5
"""What a point of mid level weighs at senior and staff level, where it goes without saying: who
makes all of those and a third of the senior ones is a decent candidate, and no more. Of 40
rehearsed ones that a person graded the settled points lay 12.8 off with the whole weight, and 10.6
with the half."""
DEPTH = 1.5
"""What groups that go deep weigh at senior and staff level, which are decided there."""


def within(level: Level, rank: Level) -> bool:
    """Whether a session at `rank` is expected to show what belongs to `level`."""
    return LEVELS.index(level) <= LEVELS.index(rank)


def weight(observable: Observable, rank: Level, workflow: Workflow) -> float:
    """What an observable weighs at a level, before all are scaled to 100."""
    worth = observable.weight
    if rank != "mid" and is_deep(workflow, observable):
        worth *= DEPTH
    return worth * taken_for_granted(observable.level, rank)


def taken_for_granted(level: Level, rank: Level) -> float:
    """What is left of a point's weight where its level goes without saying; else 1."""
    return MID_ABOVE if level == "mid" and rank != "mid" else 1.0


def is_deep(workflow: Workflow, observable: Observable) -> bool:
    """Whether an observable is of a group that goes deep: its points are to be made unasked."""
    group = workflow.group(observable.group)
    return group is not None and group.deep
