"""Shares of points by group, and how the interview's groups are told, as its workflow has them."""

from collections.abc import Iterable
from functools import lru_cache

from coach.catalog.folders import folders
from coach.catalog.header import INTERVIEW
from coach.catalog.workflow_outline import Outline
from coach.catalog.workflows import outline
from coach.journal.summary import Summary

LEAST_WORTH = 4.0
"""Points that a group must be worth in a session for its share to say anything."""


@lru_cache(maxsize=1)
def interview() -> Outline:
    """The interview, whose groups are the skills that are practised; ContentError where its shipped
    file is damaged."""
    return outline(INTERVIEW, folders())


def group_share(summary: Summary, group: str) -> float | None:
    """The share, 0 to 1, of what a group could bring (points are kept rounded, so never more);
    None where that was too little."""
    worth = summary.worth.get(group, 0.0)
    return min(1.0, summary.groups.get(group, 0.0) / worth) if worth >= LEAST_WORTH else None


def ordered(names: Iterable[str]) -> tuple[str, ...]:
    """Each group once: the interview's in the order of its debrief, then the others by name."""
    order = tuple(group.id for group in interview().groups)
    return (*order, *sorted(set(names) - set(order)))


def title(group: str) -> str:
    """A group as one speaks of it."""
    titles = {known.id: known.spoken for known in interview().groups}
    return titles.get(group, group.replace("-", " "))


def phase_of(group: str) -> str:
    """The phase of the interview in which a group is practised, "" where none does that."""
    return next((known.phase for known in interview().groups if known.id == group), "")


def practised_in(phases: Iterable[str]) -> frozenset[str]:
    """The groups that are practised in these phases of the interview."""
    wanted = set(phases)
    return frozenset(group.id for group in interview().groups if group.phase in wanted)


def drill_minutes(phase: str) -> int | None:
    """The minutes that a drill of a phase of the interview takes, with reading what came of it;
    None where its workflow does not say."""
    return next((known.drill_minutes for known in interview().phases if known.id == phase), None)
