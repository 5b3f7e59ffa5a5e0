"""Progress: one's own finished sessions as series of numbers, and where most points are lost.

What counts is one's own, finished, scored, whole and sound; oldest first. Nothing is scored here:
the numbers are those that each session's debrief gave.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from coach.frozen import dataclass
from coach.journal.summary import DRILL, GAVE_UP, Summary
from coach.progress.groups import LEAST_WORTH, group_share, ordered

RECENT = 5
"""Sessions in which the weakest group is looked for."""


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One session's value: its id, when it was opened (ISO 8601), the number, and the version of
    the rules it was scored by."""

    id: str
    opened: str
    value: float
    rules: int = 1


@dataclass(frozen=True, slots=True)
class Weakness:
    """A group: percent of its points in the last sessions that had any, and their number."""

    group: str
    share: float
    sessions: int


@dataclass(frozen=True, slots=True)
class Progress:
    """`series` by name: total (0 to 100), calibration (predicted minus got), hints, group.NAME
    (percent of its worth), pace.PHASE (used, as a part of the window's most)."""

    sessions: int
    series: dict[str, tuple[SeriesPoint, ...]]
    weakest: tuple[Weakness, ...]


def whole(summaries: Iterable[Summary]) -> tuple[Summary, ...]:
    """The sessions that count, oldest first, of a library's, newest first."""
    counted = [
        summary
        for summary in summaries
        if summary.counts
        and summary.score is not None
        and summary.state != GAVE_UP
        and summary.kind != DRILL
    ]
    return tuple(reversed(counted))


def progress(summaries: Iterable[Summary]) -> Progress:
    """The series over a library's sessions, given newest first."""
    sessions = whole(summaries)
    series = {
        "total": _series(sessions, lambda summary: summary.score),
        "calibration": _series(
            sessions,
            lambda summary: (
                None
                if summary.predicted is None or summary.score is None
                else round(summary.predicted - summary.score, 1)
            ),
        ),
        "hints": _series(sessions, lambda summary: len(summary.hints)),
    }
    groups = ordered(group for summary in sessions for group in summary.worth)
    for group in groups:
        series[f"group.{group}"] = _series(sessions, _percent(group))
    for phase in dict.fromkeys(
        use.id for summary in sessions for use in summary.phases if use.most
    ):
        series[f"pace.{phase}"] = _series(sessions, _pace(phase))
    return Progress(len(sessions), series, _weakest(sessions, groups))


Value: TypeAlias = Callable[[Summary], float | None]


def _series(sessions: Sequence[Summary], value: Value) -> tuple[SeriesPoint, ...]:
    values = ((session, value(session)) for session in sessions)
    return tuple(
        SeriesPoint(summary.id, summary.wall, number, summary.rules)
        for summary, number in values
        if number is not None
    )


def _percent(group: str) -> Value:
    def percent(summary: Summary) -> float | None:
        share = group_share(summary, group)
        return None if share is None else round(100 * share, 1)

    return percent


def _pace(phase: str) -> Value:
    def pace(summary: Summary) -> float | None:
        return next(
            (
                round(use.used / use.most, 2)
                for use in summary.phases
                if use.id == phase and use.most
            ),
            None,
        )

    return pace


def weakest(summaries: Iterable[Summary]) -> tuple[Weakness, ...]:
    """The groups of a library's sessions, given newest first, that with the least share first."""
    sessions = whole(summaries)
    return _weakest(sessions, ordered(group for session in sessions for group in session.worth))


def _weakest(sessions: Sequence[Summary], groups: Sequence[str]) -> tuple[Weakness, ...]:
    weak = []
    for group in groups:
        recent = [session for session in sessions if session.worth.get(group, 0.0) >= LEAST_WORTH][
            -RECENT:
        ]
        if recent:
            points = sum(summary.groups.get(group, 0.0) for summary in recent)
            worth = sum(summary.worth[group] for summary in recent)
            weak.append(Weakness(group, round(100 * points / worth, 1), len(recent)))
    return tuple(sorted(weak, key=lambda weakness: (weakness.share, weakness.group)))
