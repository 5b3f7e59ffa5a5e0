"""What to work on first, and a drill for the weakest phase."""

from coach.debrief.case import Case
from coach.debrief.closeness import closeness
from coach.debrief.compare import Comparison
from coach.debrief.evidence import SOME_WORDS, quoted
from coach.debrief.exercises import exercise
from coach.debrief.point import Point
from coach.debrief.tally import Tally
from coach.frozen import dataclass
from coach.session.pacing import Standing, clock, pace

_LOST_MATTERS = 4.0
_SHARE_MATTERS = 0.15
_CUT_SHORT = 2 / 3
SURELY = 0.1
"""The likelihood of a missed point under which it is advice: of those hardly one in ten is done."""
_ENOUGH = 0.5
"""Where more than this share of the empty phases' least minutes was left, they were not lost to
another phase."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to work on: what, and what to do about it. `points` is what it cost, `observable`
    the point it is about (None where it is about none), `sentence` what would have earned it."""

    title: str
    advice: str
    points: float
    observable: str | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Drill:
    """An exercise of a few minutes for one phase."""

    phase: str
    title: str
    share: float
    text: str


@dataclass(frozen=True, slots=True)
class Start:
    """What can be begun at once: a prompt, one `phase` of it ("" for all), and a sentence."""

    prompt: str
    phase: str
    told: str


@dataclass(frozen=True, slots=True)
class Practice:
    """At most two things to work on first, one drill (None when there is nothing to mend), and
    what can be begun at once."""

    first: tuple[Advice, ...]
    drill: Drill | None
    start: Start | None = None


def practice(case: Case, tally: Tally, comparison: Comparison) -> Practice:
    """What the debrief comes down to; no advice to whom it did not follow."""
    if not tally.following.enough:
        return Practice((), None, _start(case, None))
    proposals: list[Advice] = []
    carried = [point for point in _surely_lost(tally) if point.load_bearing]
    if carried:
        proposals.append(_of_point(case, carried[0], "The whole design rests on this"))
    rushed = _rushed(case, tally, comparison)
    if rushed:
        proposals.append(rushed)
    taken = {carried[0].group} if carried else set()
    for point in _by_group(tally):
        if len(proposals) >= 2:
            break
        if point.group not in taken:
            taken.add(point.group)
            proposals.append(_of_point(case, point, _share(tally, point)))
    proposals += [*_cut_short(case, comparison), *_above(case, tally)][: max(0, 2 - len(proposals))]
    drill = _drill(case, tally)
    return Practice(tuple(proposals[:2]), drill, _start(case, drill))


def _start(case: Case, drill: Drill | None) -> Start | None:
    """The drill of the weakest phase, on a kindred prompt where there is one: the answer to this
    one has been read. Without a drill the kindred prompt whole."""
    kindred = next((slug for slug in case.prompt.related if slug), "")
    if drill is None:
        return Start(kindred, "", f"Starts the kindred problem {kindred}.") if kindred else None
    slug = kindred or case.prompt.slug
    return Start(slug, drill.phase, f"Starts “{drill.title}” alone, on {slug}.")


def _cut_short(case: Case, comparison: Comparison) -> list[Advice]:
    """The phase left the longest before its least time, where that is a good part of it."""
    worked = case.record.worked
    short = [
        row
        for row in comparison.pace
        if worked.get(row.id, 0) >= SOME_WORDS and row.used < row.least * _CUT_SHORT
    ]
    if not short:
        return []
    row = max(short, key=lambda phase: phase.least - phase.used)
    title = f"Stay in “{row.title}” for its time: {clock(row.used)} of at least {clock(row.least)}."
    text = "A real interviewer fills those minutes with questions; go one level deeper yourself."
    return [Advice(title, text, 0.0)]


def _above(case: Case, tally: Tally) -> list[Advice]:
    """The dearest missed point of a higher level, for whom the level holds nothing more: no point
    of it is missed, wrong or only named."""
    if any(not point.extra and point.points < point.worth for point in tally.points):
        return []
    missed = [
        point
        for point in tally.points
        if point.extra and point.state == "missed" and point.chance < SURELY
    ]
    best = max(missed, key=lambda point: (point.elsewhere is None, point.worth), default=None)
    if best is None:
        return []
    text = f"Your level does not ask for it; {best.level} does, and it earns extra credit."
    return [Advice(best.missed, text, 0.0, best.id, _earning(case, best))]


def _surely_lost(tally: Tally) -> list[Point]:
    """Lost points that hardly can have been made in other words: only these make advice."""
    return [point for point in _lost(tally) if point.state == "wrong" or point.chance < SURELY]


def _lost(tally: Tally) -> list[Point]:
    """Points of the level that were missed or said wrongly, the dearest first; what is unsure may
    have been done, so it is none."""
    missed = [p for p in tally.points if p.state in ("missed", "wrong") and not p.extra]
    return sorted(missed, key=lambda point: -point.worth)


def _by_group(tally: Tally) -> list[Point]:
    """The dearest missed point of each group, the group that lost most first."""
    lost = {group.group: group.worth - group.points for group in tally.groups}
    best: dict[str, Point] = {}
    for point in _surely_lost(tally):
        best.setdefault(point.group, point)
    return sorted(best.values(), key=lambda point: -lost[point.group])


def _share(tally: Tally, point: Point) -> str:
    group = next(group for group in tally.groups if group.group == point.group)
    return f"{group.title} brought {group.points:g} of {group.worth:g} points"


def _of_point(case: Case, point: Point, why: str) -> Advice:
    text = f"{why}; this alone is worth {point.worth:.0f}."
    return Advice(point.missed, text, point.worth, point.id, _earning(case, point))


def _earning(case: Case, point: Point) -> str:
    """A sentence that earns a point by words: the prompt's own example or its reference answer's;
    "" where it is earned otherwise."""
    observable = next(
        (observable for observable in case.prompt.observables if observable.id == point.id), None
    )
    if observable is None:
        return ""
    ways = (*observable.how, *observable.shows)
    examples = (text for show in ways for text in show.examples)
    reference = closeness(case.prompt).right.get(point.id, ())
    if sentence := next(iter((*reference, *examples)), ""):
        return quoted(sentence)
    facts = {fact for show in observable.shows for fact in show.facts}
    asked = (fact.asks[0] for fact in case.prompt.facts if fact.id in facts and fact.asks)
    return next((f"{ask[:1].upper()}{ask[1:].rstrip('?')}?" for ask in asked), "")


def _rushed(case: Case, tally: Tally, comparison: Comparison) -> Advice | None:
    """Phases that were never reached because another took their minutes."""
    worked = case.record.worked
    empty = [row for row in comparison.pace if worked.get(row.id, 0) < SOME_WORDS]
    over = max(comparison.pace, key=lambda row: row.over, default=None)
    lost = sum(point.worth for point in _lost(tally) if point.phase in {row.id for row in empty})
    if not empty or over is None or over.standing is not Standing.OVER or lost < _LOST_MATTERS:
        return None
    names = " and ".join(row.title.lower() for row in empty)
    state = case.record.state
    left = pace(state, state.at).left
    if left > sum(row.least for row in empty) * _ENOUGH:
        title = f"Use the whole time: you ended with {clock(left)} left."
        text = f"{names[:1].upper()}{names[1:]}, worth {lost:.0f} points, had next to no words."
        return Advice(title, text, lost)
    title = f"Leave “{over.title}” in time: it took {clock(over.used)} of {clock(over.most)}."
    return Advice(title, f"Nothing was left for {names}, worth {lost:.0f} points.", lost)


def _drill(case: Case, tally: Tally) -> Drill | None:
    """The drill of the phase that earned the smallest share of what it was worth."""
    worth: dict[str, float] = {}
    earned: dict[str, float] = {}
    for point in tally.points:
        if not point.extra:
            worth[point.phase] = worth.get(point.phase, 0) + point.worth
            earned[point.phase] = earned.get(point.phase, 0) + point.points
    shares = {
        phase: earned[phase] / whole for phase, whole in worth.items() if whole >= _LOST_MATTERS
    }
    if not shares or min(shares.values()) > 1 - _SHARE_MATTERS:
        return None
    weakest = min(shares, key=lambda phase: (shares[phase], -worth[phase]))
    titles = {phase.id: phase.title for phase in case.record.state.phases}
    text = exercise(case.prompt, case.workflow, weakest, _lost(tally))
    return Drill(weakest, titles.get(weakest, weakest), round(shares[weakest], 3), text)
