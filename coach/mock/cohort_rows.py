"""A group's sessions from a shared folder: who did what, under pseudonyms, and what the group
misses most. Pure: it is given what was read.

A person's sessions lie in a folder of their own in the shared one; files that lie in it directly
are a person each. Without names, people are numbered in the order of their first session and days
are counted from the group's first one, so that neither a name nor a date leaves the folder.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from coach.frozen import dataclass
from coach.mock.grade import GradeFile
from coach.session.entry import Entry
from coach.session.events import SessionOpened
from coach.session.fold import fold
from coach.session.state import State

MISSED_SHOWN = 12
"""So many points that the group misses most are told."""
_FORMULA = "=+-@\t\r"
"""A cell that begins so would be a formula to a spreadsheet."""


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A session of the group: who (a name or a pseudonym), the day (1 is the group's first), what
    it was, and what it came to. `points` None where no debrief was opened, `grades` the verdicts of
    the people who graded it; `met` and `missed` are ids of points."""

    who: str
    day: str
    prompt: str
    level: str
    mode: str
    minutes: int
    verdict: str
    points: float | None
    predicted: int | None
    facts: int
    hints: int
    grades: tuple[str, ...]
    groups: Mapping[str, float]
    met: tuple[str, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """A point of a prompt, and how many of those who sat it missed it."""

    prompt: str
    observable: str
    missed: int
    sat: int


def cohort(
    read: Iterable[tuple[str, Sequence[Entry]]],
    grades: Mapping[str, Sequence[GradeFile]],
    *,
    names: bool = False,
) -> tuple[CohortRow, ...]:
    """The closed sessions of (person, entries), the earliest first; `grades` by the session's
    fingerprint. With `names` people and dates stay as they are."""
    from coach.mock.grade import fingerprint

    closed: list[tuple[str, str, State, Sequence[GradeFile]]] = []
    for person, entries in read:
        opened = entries[0].event if entries else None
        if isinstance(opened, SessionOpened):
            state = fold(entries)
            if state.closed:
                given = grades.get(fingerprint(entries), ()) if grades else ()
                closed.append((opened.wall, person, state, given))
    closed.sort(key=lambda session: session[:2])
    people = {person: None for _, person, _, _ in closed}
    called = {person: f"person {at}" for at, person in enumerate(people, 1)}
    first = closed[0][0][:10] if closed else ""
    return tuple(
        _sat(
            person if names else called[person],
            wall[:10] if names else _day(wall, first),
            state,
            given,
        )
        for wall, person, state, given in closed
    )


def _day(wall: str, first: str) -> str:
    try:
        return str((date.fromisoformat(wall[:10]) - date.fromisoformat(first)).days + 1)
    except ValueError:
        return ""


def _sat(who: str, day: str, state: State, grades: Sequence[GradeFile]) -> CohortRow:
    opened, score = state.opened, state.score
    assert opened is not None
    return CohortRow(
        who=who,
        day=day,
        prompt=opened.prompt,
        level=opened.level,
        mode=opened.mode,
        minutes=round(state.elapsed(state.at) / 60),
        verdict=score.verdict if score else "",
        points=score.total if score else None,
        predicted=state.predicted,
        facts=len(state.facts),
        hints=len(state.hints),
        grades=tuple(grade.form.verdict for grade in grades),
        groups=dict(score.groups) if score else {},
        met=score.met if score else (),
        missed=score.missed if score else (),
    )


def missed_most(sat: Sequence[CohortRow]) -> tuple[Missed, ...]:
    """The points that the largest share of those who could have made them missed, of points that
    two or more sat; the largest first."""
    count: Counter[tuple[str, str]] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    for point in sat:
        for name in (*point.met, *point.missed):
            count[point.prompt, name] += 1
        for name in point.missed:
            lost[point.prompt, name] += 1
    told = [
        Missed(prompt, name, lost[prompt, name], many)
        for (prompt, name), many in count.items()
        if many > 1 and lost[prompt, name]
    ]
    told.sort(
        key=lambda point: (-point.missed / point.sat, -point.sat, point.prompt, point.observable)
    )
    return tuple(told[:MISSED_SHOWN])


def csv(sat: Sequence[CohortRow]) -> str:
    """The sessions as comma-separated values, a head and a row each; groups of points stand in
    columns of their own."""
    groups = sorted({name for row in sat for name in row.groups})
    head = [
        "who",
        "day",
        "prompt",
        "level",
        "mode",
        "minutes",
        "verdict",
        "points",
        "predicted",
        "facts",
        "hints",
        "grades",
    ]
    rows = [[*head, *groups]]
    for sitting in sat:
        points = "" if sitting.points is None else f"{sitting.points:g}"
        predicted = "" if sitting.predicted is None else str(sitting.predicted)
        rows.append(
            [
                sitting.who, sitting.day, sitting.prompt, sitting.level, sitting.mode,
                str(sitting.minutes), sitting.verdict, points, predicted, str(sitting.facts),
                str(sitting.hints), "; ".join(sitting.grades),
                *(f"{sitting.groups[name]:g}" if name in sitting.groups else "" for name in groups),
            ]
        )  # fmt: skip
    return "".join(",".join(map(_cell, row)) + "\r\n" for row in rows)


def _cell(text: str) -> str:
    """A cell, quoted where it must be; what a spreadsheet would reckon out is kept from it."""
    if text[:1] in tuple(_FORMULA):
        text = f"'{text}"
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if any(sign in text for sign in ',"\r\n;') else text
