"""What is said of a session's points: a prediction, a point settled by hand, the score itself."""

from collections.abc import Mapping
from dataclasses import field

from coach.errors import NotFound, Refused
from coach.frozen import dataclass
from coach.session import events as ev
from coach.session.state import State
from coach.text import clean


@dataclass(frozen=True, slots=True)
class PredictScore:
    """The candidate's own guess of the total, 0 to 100, before it is told."""

    score: int


@dataclass(frozen=True, slots=True)
class Overrule:
    """The wish that a point counts as met or missed, by the entry that shows it."""

    observable: str
    met: bool
    entry: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecordScore:
    """A debrief's total and verdict, points and worth by group, and the version of its rules."""

    total: float
    verdict: str
    groups: Mapping[str, float]
    worth: Mapping[str, float] = field(default_factory=dict)
    met: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    rules: int = 1


def predicted(state: State, intent: PredictScore) -> tuple[ev.Event, ...]:
    """The event of a prediction; Refused where it is no score, or comes after the score."""
    if not 0 <= intent.score <= 100:
        raise Refused("A score is a whole number from 0 to 100.")
    if state.score is not None:
        raise Refused("The score is known already; a prediction must come before it.")
    return (ev.ScorePredicted(intent.score),)


def overruled(state: State, intent: Overrule) -> tuple[ev.Event, ...]:
    """The event of a point that was settled by hand; NotFound where no entry has that number."""
    if not 0 < intent.entry <= state.n:
        raise NotFound(
            f"There is no entry {intent.entry} in this session.",
            "An observable is overruled by the number of the entry that shows it.",
        )
    return (ev.Overruled(intent.observable, intent.met, intent.entry, clean(intent.note)),)


def recorded(state: State, intent: RecordScore) -> tuple[ev.Event, ...]:
    """The event of a score; none where the same total stands already."""
    if state.score is not None and state.score.total == intent.total:
        return ()
    return (
        ev.Scored(
            intent.total,
            intent.verdict,
            intent.groups,
            intent.rules,
            intent.worth,
            intent.met,
            intent.missed,
        ),
    )
