"""Shares of points by group, and the order in which groups are told."""

from collections.abc import Iterable

from coach.journal.summary import Summary

ORDER = ("requirements", "estimate", "high-level", "deep-dive", "failure", "communication")
"""The interview's groups, in the order of its debrief; those of other workflows come after."""
PHASE_OF = {
    "requirements": "clarify",
    "estimate": "estimate",
    "high-level": "design",
    "deep-dive": "deep-dive",
    "failure": "bottlenecks",
    "communication": "bottlenecks",
}
"""In which phase of the interview a group is practised."""
TITLES = {"high-level": "high-level design", "failure": "failure and trade-offs"}
LEAST_WORTH = 4.0
"""Points that a group must be worth in a session for its share to say anything."""


def group_share(summary: Summary, group: str) -> float | None:
    """The share, 0 to 1, of what a group could bring (points are kept rounded, so never more);
    None where that was too little."""
    worth = summary.worth.get(group, 0.0)
    return min(1.0, summary.groups.get(group, 0.0) / worth) if worth >= LEAST_WORTH else None


def ordered(names: Iterable[str]) -> tuple[str, ...]:
    """Each group once: the interview's in their order, then the others by name."""
    others = sorted(set(names) - set(ORDER))
    return (*ORDER, *others)


def title(group: str) -> str:
    """A group as one speaks of it."""
    return TITLES.get(group, group.replace("-", " "))
