"""The session as other ears read it: a witness, the interviewer of a mock. They stand beside the
score that the rules give and never change it.

A point that shows by the clock is the rules' in every reading, for no reader can see it. Of a
witness that was asked twice, what only one of its last two answers shows is unsure.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from coach.debrief.case import Case
from coach.debrief.depth import NAMED, deep
from coach.debrief.ear import HeardAs
from coach.debrief.point import Point
from coach.debrief.tally import Tally
from coach.debrief.undrawn import blank, drawn_at_all
from coach.debrief.verdicts import reached
from coach.frozen import dataclass
from coach.session.events import INTERVIEWER
from coach.session.filed import verdict_of
from coach.session.witnessed import Testified, WitnessedPoint, WitnessedWrong

_MARKS: Mapping[str, float] = {"yes": 1.0, "partly": 0.5}
"""What an interviewer's marks bring of a point's worth."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: whose it is, its points of 100 from `low` to `high`, the verdict in words, and
    of a witness what it quotes: the points it shows, those of them that are `unsure`, what it holds
    for wrong, how much of its answer was `dropped`, and how often it was asked."""

    who: str
    low: float
    high: float
    verdict: str
    points: tuple[WitnessedPoint, ...] = ()
    unsure: frozenset[str] = frozenset()
    wrong: tuple[WitnessedWrong, ...] = ()
    dropped: int = 0
    asked: int = 0


def by_rule(tally: Tally) -> tuple[float, float]:
    """Low and high points of the rules alone, without what stands on the candidate's word."""
    without = [replace(p, points=0.0) if p.on_word else p for p in tally.every]
    open_ones = [p.id for p in tally.points if p.state == "unsure" or p.on_word]
    titles = {group.group: group.title for group in tally.groups}
    price, rank, few = tally.hint_price, tally.level, tally.few_words
    ends = (
        reached(without, also, price, rank, titles, few_words=few).total for also in ((), open_ones)
    )
    low, high = ends
    return low, high


def readings(case: Case, tally: Tally) -> tuple[Reading, ...]:
    """All other readings of a session whose tally is known, the witness's first."""
    both = (_witness(case, tally), _interviewer(case, tally))
    return tuple(reading for reading in both if reading is not None)


def _witness(case: Case, tally: Tally) -> Reading | None:
    answers = case.record.state.testimonies
    if not answers:
        return None
    last = answers[-1]
    same = [answer for answer in answers if answer.command == last.command]
    shown = _shown(last)
    if len(same) > 1:
        shown = {**_shown(same[-2]), **shown}
    both = frozenset(_shown(same[-1])) & frozenset(_shown(same[-2:][0]))
    unsure = frozenset(shown) - both

    def share(id_: str, maybe: bool) -> float:
        if id_ not in shown or (id_ in unsure and not maybe):
            return 0.0
        return 1.0 if shown[id_].full else NAMED

    ends = _ends(case, tally, share)
    known = {observable.id for observable in case.observables}
    points = tuple(point for name, point in shown.items() if name in known)
    return Reading(
        f"your witness ({last.command})", *ends, points, unsure, last.wrong, last.dropped, len(same)
    )


def _shown(answer: Testified) -> dict[str, WitnessedPoint]:
    return {point.id: point for point in answer.points}


def _interviewer(case: Case, tally: Tally) -> Reading | None:
    """By the marks of the interviewer, as they stand in the form that was opened, or in one's own
    file where one was the interviewer."""
    marks = _marks(case)
    if not marks:
        return None
    low, high, verdict = _ends(case, tally, lambda id_, maybe: _MARKS.get(marks.get(id_, ""), 0.0))
    return Reading("your interviewer", low, high, _given(case) or verdict)


def _given(case: Case) -> str:
    """The verdict that the interviewer gave in the form that was opened; "" where there is none."""
    forms = case.record.state.forms.values()
    told = [verdict_of(form.text) for form in forms if form.role == INTERVIEWER and form.text]
    return told[-1].replace("_", " ") if told else ""


def _marks(case: Case) -> dict[str, str]:
    state = case.record.state
    marks = {grade.observable: grade.mark for grade in state.grades}
    for form in state.forms.values():
        if form.role == INTERVIEWER and form.text:
            marks |= _opened(form.text)
    return marks


def _opened(text: str) -> dict[str, str]:
    """The marks in an opened form's text; none where it is no form."""
    try:
        rows = json.loads(text)["observables"]
        return {str(name): str(row["mark"]) for name, row in rows.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _ends(
    case: Case, tally: Tally, share: Callable[[str, bool], float]
) -> tuple[float, float, str]:
    """Low and high points and the verdict where each point brings such a share of its worth."""
    observables = {observable.id: observable for observable in case.observables}
    titles = {group.group: group.title for group in tally.groups}

    def read(point: Point, maybe: bool) -> Point:
        observable = observables[point.id]
        if any(show.pace for show in observable.shows):
            return point
        part = share(point.id, maybe)
        if 0 < part < 1 and not deep(case, observable):
            part = 1.0
        state: HeardAs = "heard" if part else "missed"
        return replace(point, state=state, points=round(point.worth * part, 2))

    ends, missing = [], blank(case)
    for maybe in (False, True):
        points = [read(point, maybe) for point in tally.every]
        price, few = tally.hint_price, tally.few_words
        end = reached(points, (), price, tally.level, titles, few_words=few)
        ends.append(drawn_at_all(missing, end))
    verdicts = dict.fromkeys(end.verdict for end in ends)
    told = " or ".join(verdicts) if tally.sort == "whole" else "no verdict"
    return ends[0].total, ends[1].total, told
