"""The score of a session: every observable, what it earned, and the entry that shows it.

How it adds up. The observables at or below the session's level are what can be expected of it:
their weights are scaled to 100. Those above the level are not held against the candidate; each
one met is extra credit of half its scaled weight; together at most `EXTRA_LIMIT` points and at
most half of what was missed, so that brilliance does not hide holes. The price of hints is taken
off, at most `HINT_LIMIT` points. The total lies between 0 and 100.

The verdict needs the total and the load-bearing observables: without all of those expected at the
level it is a lean hire at best.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from coach.catalog.model import Level
from coach.catalog.observable import Observable
from coach.catalog.workflow import Workflow
from coach.debrief.detect import Case, elsewhere, shown
from coach.debrief.evidence import Evidence, Record
from coach.match.boards_seen import own_lines
from coach.session.state import Overrule

LEVELS: tuple[Level, ...] = get_args(Level)
HINT_LIMIT = 15.0
EXTRA = 0.5
EXTRA_LIMIT = 8.0
LEAST_BOXES = 2

_THRESHOLDS: Mapping[Level, tuple[float, float, float]] = {
    "mid": (85, 65, 45),
    "senior": (87, 70, 50),
    "staff": (90, 75, 55),
}
_VERDICTS = ("strong hire", "hire", "lean hire", "no hire")


@dataclass(frozen=True, slots=True)
class Point:
    """One observable of the session.

    `worth` is what it can earn here, `points` what it did; `extra` marks one above the level.
    `elsewhere` is a sentence that would have earned it in another phase.
    """

    id: str
    group: str
    phase: str
    level: Level
    text: str
    missed: str
    worth: float
    points: float
    met: bool
    extra: bool
    load_bearing: bool
    self_assessed: bool
    note: str
    evidence: tuple[Evidence, ...]
    elsewhere: Evidence | None


@dataclass(frozen=True, slots=True)
class GroupScore:
    """Points of one group of the workflow's: earned of those expected, and extra credit beside
    them."""

    group: str
    title: str
    points: float
    worth: float
    extra: float


@dataclass(frozen=True, slots=True)
class Tally:
    """The points of one session: all numbers are points of 100, rounded to a tenth."""

    prompt: str
    title: str
    level: Level
    total: float
    verdict: str
    because: str
    meaning: str
    bar: str
    earned: float
    extra: float
    hint_price: float
    hint_price_asked: float
    predicted: int | None
    points: tuple[Point, ...]
    groups: tuple[GroupScore, ...]
    ignored_overrules: tuple[int, ...]

    @property
    def shares(self) -> dict[str, float]:
        """What the total is made of, in hundredths: each group's points, then extra credit and
        the price of hints where there are any. They add up to the total, but for its rounding."""
        found: dict[str, float] = {one.group: 0.0 for one in self.groups}
        for point in self.points:
            if not point.extra:
                found[point.group] = round(found[point.group] + point.points, 2)
        if self.extra:
            found["extra credit"] = self.extra
        if self.hint_price:
            found["hints"] = 0.0 - round(min(self.hint_price, sum(found.values())), 2)
        return found


def tally(case: Case, level: str | None = None) -> Tally:
    """The points of a case; `level` (mid, senior, staff) overrules the session's."""
    prompt, record = case.prompt, case.record
    rank = _level(record, level)
    expected = sum(o.weight for o in prompt.observables if _within(o.level, rank))
    scale = 100 / expected if expected else 0.0
    overrules, ignored = _overrules(record)
    points = tuple(
        _point(case, one, rank, scale, overrules.get(one.id)) for one in prompt.observables
    )
    groups = _groups(case.workflow, points)
    earned = sum(point.points for point in points if not point.extra)
    extra = sum(point.points for point in points if point.extra)
    extra = min(extra, EXTRA_LIMIT, (100 - earned) / 2)
    asked = sum(max(0.0, hint.price) for hint in record.state.hints)
    price = min(asked, HINT_LIMIT)
    total = round(max(0.0, min(100.0, earned + extra - price)), 1)
    verdict, because = _verdict(total, points, rank)
    blank = _blank(case)
    if blank and _VERDICTS.index(verdict) < _VERDICTS.index("lean hire"):
        verdict = "lean hire"
        because = f"{total:g} points, but there is {blank} at the end: nobody can follow it."
    meaning = getattr(prompt.verdict, verdict.replace(" ", "_"))
    return Tally(
        prompt.slug,
        prompt.title,
        rank,
        total,
        verdict,
        because,
        meaning,
        getattr(prompt.bar, rank),
        round(earned, 1),
        round(extra, 1),
        round(price, 1),
        round(asked, 1),
        record.state.predicted,
        points,
        groups,
        ignored,
    )


def _blank(case: Case) -> str:
    """What is missing at the end of a session that planned a phase for it: "no drawing", "nothing
    on the api board"; "" where there is enough."""
    planned = [case.workflow.phase(phase.id) for phase in case.record.state.phases]
    for board in (phase.draws for phase in planned if phase is not None and phase.draws):
        if board == "diagram":
            if len(case.drawn.graph.nodes) < LEAST_BOXES:
                return "no drawing"
        elif not own_lines(case.record.state, board).strip():
            return f"nothing on the {board} board"
    return ""


def _level(record: Record, level: str | None) -> Level:
    wanted = level or (record.state.opened.level if record.state.opened else "")
    return next((known for known in LEVELS if known == wanted), "mid")


def _within(level: Level, rank: Level) -> bool:
    return LEVELS.index(level) <= LEVELS.index(rank)


def _overrules(record: Record) -> tuple[dict[str, Overrule], tuple[int, ...]]:
    """The last valid overruling of each observable, and the entries of those that point nowhere."""
    found: dict[str, Overrule] = {}
    ignored = []
    for one in record.state.overruled:
        if one.entry in record.own:
            found[one.observable] = one
        else:
            ignored.append(one.n)
    return found, tuple(ignored)


def _point(
    case: Case, observable: Observable, rank: Level, scale: float, overrule: Overrule | None
) -> Point:
    evidence = shown(case, observable)
    near = None if evidence else elsewhere(case, observable)
    met = bool(evidence)
    if overrule:
        met = overrule.met
        words = overrule.note or _words_at(case.record, overrule.entry)
        evidence = (Evidence(overrule.entry, "self-assessed", words),)
    extra = not _within(observable.level, rank)
    worth = observable.weight * scale * (EXTRA if extra else 1)
    return Point(
        observable.id,
        observable.group,
        observable.phase,
        observable.level,
        observable.text,
        observable.missed,
        round(worth, 2),
        round(worth, 2) if met else 0.0,
        met,
        extra,
        observable.load_bearing,
        overrule is not None,
        overrule.note if overrule else "",
        evidence,
        Evidence(near.entry, near.phase, near.text) if near and not met else None,
    )


def _words_at(record: Record, entry: int) -> str:
    return next((one.text for one in record.state.conversation if one.n == entry), "")


def _groups(workflow: Workflow, points: Sequence[Point]) -> tuple[GroupScore, ...]:
    """The groups that any point belongs to, in the workflow's order."""
    titles = {group.id: group.title for group in workflow.groups}
    titles |= {point.group: point.group for point in points if point.group not in titles}
    used = {point.group for point in points}
    return tuple(_group(name, title, points) for name, title in titles.items() if name in used)


def _group(id: str, title: str, points: Sequence[Point]) -> GroupScore:
    mine = [point for point in points if point.group == id]
    return GroupScore(
        id,
        title,
        round(sum(point.points for point in mine if not point.extra), 1),
        round(sum(point.worth for point in mine if not point.extra), 1),
        round(sum(point.points for point in mine if point.extra), 1),
    )


def _verdict(total: float, points: Sequence[Point], rank: Level) -> tuple[str, str]:
    """The verdict, and a sentence on what decided it."""
    open_ones = [p for p in points if p.load_bearing and not p.extra and not p.met]
    bars = _THRESHOLDS[rank]
    place = next((i for i, bar in enumerate(bars) if total >= bar), len(bars))
    if open_ones and place < 2:
        what = "; ".join(f"“{point.text}”" for point in open_ones)
        points_say = f"{total:g} points are enough for a {_VERDICTS[place]} at {rank} level"
        return _VERDICTS[2], f"{points_say}, but what carries this design is missing: {what}."
    verdict = _VERDICTS[place]
    if open_ones:
        what = "; ".join(f"“{point.text}”" for point in open_ones)
        bar = f"a {_VERDICTS[place - 1]} at {rank} level begins at {bars[place - 1]:g}"
        return verdict, f"{total:g} points; {bar}, and takes what is missing here: {what}."
    if place == 0:
        return verdict, f"{total:g} points; a strong hire at {rank} level begins at {bars[0]:g}."
    begins = f"a {_VERDICTS[place - 1]} at {rank} level begins at {bars[place - 1]:g}"
    return verdict, f"{total:g} points; {begins}."
