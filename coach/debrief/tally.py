"""The score of a session: every observable, what it earned, and the entry that shows it.

How it adds up. The observables at or below the session's level are what can be expected of it:
their weights, as the level weighs them, are scaled to 100. A point that is only named, where it
matters how it works, brings half; one that was made only when the interviewer asked for it brings
a part. Those above the level are not held against the candidate; each one met is extra credit of
half its scaled weight, and so is each of the workflow's own; together at most `EXTRA_LIMIT` points
and at most half of what was missed, so that brilliance does not hide holes. The price of hints is
taken off, at most `HINT_LIMIT` points. The total lies between 0 and 100.

What is unsure is a span: its low end is what was heard, its high end what confirming it all would
come to. The verdict stands where a hire is as good as certain by what may have been made and was
not heard, or both ends agree below it and the chance of a hire is small (see `standing`).
"""

from collections.abc import Iterable, Sequence

from coach.catalog.content_model import Level
from coach.catalog.observable import Observable
from coach.catalog.workflow import Workflow
from coach.debrief.case import Case
from coach.debrief.closeness import closeness
from coach.debrief.depth import NAMED, depth
from coach.debrief.detect import elsewhere, shown
from coach.debrief.ear import Heard, listen
from coach.debrief.enough import Sort, sort_of
from coach.debrief.evidence import Evidence, Record
from coach.debrief.following import Following
from coach.debrief.levels import EXTRA, LEVELS, weight, within
from coach.debrief.likely import cited, single
from coach.debrief.point import Misstatement, Point
from coach.debrief.prompted import SHARE, prompted
from coach.debrief.standing import Stands, stands
from coach.debrief.undrawn import blank, drawn_at_all
from coach.debrief.verdicts import OPEN, VERDICTS, Reached, in_order, reached, told
from coach.frozen import dataclass
from coach.session.state import OverruledPoint

HINT_LIMIT = 15.0


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
    """The points of one session: all numbers are points of 100, rounded to a tenth.

    `low` is what is heard, `high` what it comes to if everything unsure is confirmed. `verdict` is
    "open" where nothing is nearly sure, the candidate was not followed (until all that is asked is
    answered), or there was not enough to judge. `points` are the prompt's; `beyond` are those of
    the workflow that were heard or not, all of them extra. `few_words`: the prompt is a light one.
    `other` is the verdict on the other side of hire, where it is too likely for one to be given;
    `blank` says what there is no drawing of, "" where there is enough.
    """

    prompt: str
    title: str
    level: Level
    low: Reached
    high: Reached
    verdict: str
    meaning: str
    bar: str
    following: Following
    sort: Sort
    hint_price: float
    hint_price_asked: float
    predicted: int | None
    points: tuple[Point, ...]
    groups: tuple[GroupScore, ...]
    ignored_overrules: tuple[int, ...]
    beyond: tuple[Point, ...] = ()
    few_words: bool = False
    other: str = ""
    blank: str = ""

    def reach(self, made: Iterable[str]) -> Reached:
        """What the points come to where these are made as well."""
        titles = {group.group: group.title for group in self.groups}
        price, few = self.hint_price, self.few_words
        end = reached(self.every, made, price, self.level, titles, few_words=few)
        return drawn_at_all(self.blank, end)

    @property
    def every(self) -> tuple[Point, ...]:
        """The prompt's points and the workflow's."""
        return (*self.points, *self.beyond)

    @property
    def total(self) -> float:
        """Points, 0 to 100: the low end of the span."""
        return self.low.total

    @property
    def earned(self) -> float:
        """Points of what the level asks for."""
        return self.low.earned

    @property
    def extra(self) -> float:
        """Extra credit for what higher levels are asked."""
        return self.low.extra

    @property
    def because(self) -> str:
        """What decided the verdict, at the low end unless that has another word."""
        if self.verdict in (OPEN, self.low.verdict):
            return self.low.because
        better = "" if self.verdict == VERDICTS[0] else " or better"
        return (
            f"{self.low.total:.0f} points are certain; with what you likely said besides, it is a "
            f"{self.verdict}{better} in more than nine of ten cases."
        )

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The verdicts at both ends of the span, and on the other side of hire where that is too
        likely; one where they agree."""
        if self.verdict != OPEN:
            return (self.verdict,)
        ends = (self.low.verdict, self.high.verdict, *([self.other] if self.other else []))
        return in_order(ends)

    @property
    def told(self) -> str:
        """The verdict in words, where it is open as well."""
        if self.verdict != OPEN:
            return self.verdict
        if self.sort == "drill":
            return "drill"
        judged = self.following.enough and self.sort == "whole"
        return told(self.verdicts) if judged else "no verdict"

    @property
    def unsure(self) -> tuple[Point, ...]:
        """The points that are asked about, the one that can bring most first."""
        asked = [point for point in self.points if point.state == "unsure"]
        return tuple(sorted(asked, key=lambda point: -point.worth))

    @property
    def shares(self) -> dict[str, float]:
        """What the total is made of, in hundredths: each group's points, then extra credit and
        the price of hints where there are any. They add up to the total, but for its rounding."""
        by_group: dict[str, float] = {group.group: 0.0 for group in self.groups}
        for point in self.points:
            if not point.extra:
                by_group[point.group] = round(by_group[point.group] + point.points, 2)
        if self.extra:
            by_group["extra credit"] = self.extra
        if self.hint_price:
            by_group["hints"] = 0.0 - round(min(self.hint_price, sum(by_group.values())), 2)
        return by_group


def tally(case: Case, level: str | None = None) -> Tally:
    """The points of a case; `level` (mid, senior, staff) overrules the session's."""
    prompt, record = case.prompt, case.record
    rank = level_of(record, level)
    expected = sum(
        weight(o, rank, case.workflow) for o in prompt.observables if within(o.level, rank)
    )
    scale = 100 / expected if expected else 0.0
    overrules, ignored = _overrules(record)

    def worth(observable: Observable) -> float:
        extra = not within(observable.level, rank)
        return weight(observable, rank, case.workflow) * scale * (EXTRA if extra else 1)

    heard = listen(case, worth, overrules)
    points = tuple(
        _point(
            case,
            observable,
            heard.points[observable.id],
            worth=worth(observable),
            rank=rank,
            overrule=overrules.get(observable.id),
        )
        for observable in prompt.observables
    )
    beyond = tuple(
        _point(
            case,
            observable,
            _beyond(case, observable),
            worth=observable.weight * EXTRA,
            rank=rank,
            overrule=overrules.get(observable.id),
            extra=True,
        )
        for observable in case.observables[len(points) :]
    )
    every = (*points, *beyond)
    groups = _groups(case.workflow, points)
    titles = {group.group: group.title for group in groups}
    asked = sum(max(0.0, hint.price) for hint in record.state.hints)
    price = round(min(asked, HINT_LIMIT), 1)
    few = prompt.tier == "light"
    unsure = [point.id for point in points if point.state == "unsure"]

    missing = blank(case)

    def reach(made: Iterable[str]) -> Reached:
        return drawn_at_all(missing, reached(every, made, price, rank, titles, few_words=few))

    low, high = reach(()), reach(unsure)
    sort = sort_of(case)
    answered = bool(overrules) and not unsure
    judged = sort == "whole" and (heard.following.enough or answered)
    verdict = Stands("")
    if judged:
        verdict = Stands(low.verdict) if answered else stands(every, reach, unsure)
    return Tally(
        prompt.slug,
        prompt.title,
        rank,
        low,
        high,
        verdict.word or OPEN,
        getattr(prompt.verdict, verdict.word.replace(" ", "_"), ""),
        getattr(prompt.bar, rank),
        heard.following,
        sort,
        price,
        round(asked, 1),
        record.state.predicted,
        points,
        groups,
        ignored,
        beyond,
        few,
        verdict.other,
        missing,
    )


def _beyond(case: Case, observable: Observable) -> Heard:
    """An observable of the workflow's: heard without doubt, or not at all; it is never asked
    about."""
    evidence = shown(case, observable)
    if evidence and not any(evidence.doubt for evidence in evidence):
        return Heard("heard", evidence)
    return Heard("missed", ())


def level_of(record: Record, level: str | None) -> Level:
    """The level at which a session is judged: `level` where one is given, else its own."""
    wanted = level or (record.state.opened.level if record.state.opened else "")
    return next((known for known in LEVELS if known == wanted), "mid")


def _overrules(record: Record) -> tuple[dict[str, OverruledPoint], tuple[int, ...]]:
    """The last valid overruling of each observable, and the entries of those that point nowhere."""
    overrules: dict[str, OverruledPoint] = {}
    ignored = []
    for overrule in record.state.overruled:
        if overrule.entry in record.own:
            overrules[overrule.observable] = overrule
        else:
            ignored.append(overrule.n)
    return overrules, tuple(ignored)


def _point(
    case: Case,
    observable: Observable,
    heard: Heard,
    *,
    worth: float,
    rank: Level,
    overrule: OverruledPoint | None,
    extra: bool = False,
) -> Point:
    state, evidence, nearest = heard.state, heard.evidence, heard.nearest
    if overrule:
        words = overrule.note or _words_at(case.record, overrule.entry)
        evidence = (Evidence(overrule.entry, "self-assessed", words),)
        state = "heard" if overrule.met else "missed"
    met = state == "heard"
    near = None if met else elsewhere(case, observable)
    wrong = heard.wrong
    cites = evidence if met or not nearest else (nearest,)
    full = depth(case, observable, _claimed(case, overrule) if overrule else cites)
    asked = None if overrule or not met else prompted(case, closeness(case.prompt), observable)
    share = (1.0 if full else NAMED) * (SHARE[rank] if asked else 1.0)
    brings = round(worth * share, 2)
    return Point(
        observable.id,
        observable.group,
        observable.phase,
        observable.level,
        observable.text,
        observable.missed,
        round(worth, 2),
        brings if met else 0.0,
        state,
        extra or not within(observable.level, rank),
        observable.load_bearing,
        overrule is not None,
        overrule.note if overrule else "",
        evidence,
        None if met else nearest,
        Misstatement(cited(wrong.sentence), wrong.why, wrong.anywhere) if wrong else None,
        Evidence(near.entry, near.phase, near.text) if near else None,
        heard.chance,
        full,
        asked,
        brings if met or state == "unsure" else round(worth, 2),
    )


def _claimed(case: Case, overrule: OverruledPoint) -> tuple[Evidence, ...]:
    """The sentences of the entry by which a person settled a point: how deep they go."""
    said = (sentence for sentence in single(case) if sentence.entry == overrule.entry)
    return tuple(cited(sentence) for sentence in said)


def _words_at(record: Record, entry: int) -> str:
    return next(
        (utterance.text for utterance in record.state.conversation if utterance.n == entry), ""
    )


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
