"""From points to a total and a verdict, at each level.

The verdict needs the total and what carries the design: without all load-bearing observables of
the level, or with a wrong statement about one that stands, it is a lean hire at best. A hire needs
most of what the level itself asks for, a strong hire a part of every group.

A prompt that hears with few words holds no verdict back for what was not heard: of these rules
only the wrong statement stands, for it was said.
"""

from collections.abc import Iterable, Mapping, Sequence

from coach.catalog.content_model import Level
from coach.debrief.depth import NAMED
from coach.debrief.levels import taken_for_granted
from coach.debrief.point import Point
from coach.frozen import dataclass

VERDICTS = ("strong hire", "hire", "lean hire", "no hire")
LEAN = VERDICTS.index("lean hire")
OPEN = "open"
"""The verdict of a session of which one does not know enough to give one."""
EXTRA_LIMIT = 8.0
"""The most points of extra credit."""
THRESHOLDS: Mapping[Level, tuple[float, float, float]] = {
    "mid": (85, 65, 45),
    "senior": (87, 70, 50),
    "staff": (90, 75, 55),
}
"""From how many points on a strong hire, a hire and a lean hire begin."""
OWN_SHARE: Mapping[Level, float] = {"mid": 0.0, "senior": 0.75, "staff": 0.5}
"""The share of the level's own points without which it is no hire, however many of lower levels
there are. At senior: of 22 rehearsed candidates whose points a person granted, the six whom that
person would not hire as a senior have at most .72 of them, the sixteen others at least .81."""
GROUP_SHARE = 0.5
"""The share of each group's points without which it is no strong hire."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What a set of earned points comes to: points of the level, extra credit, the total (each of
    100), the verdict, and a sentence on what decided it."""

    earned: float
    extra: float
    total: float
    verdict: str
    because: str


def reached(
    points: Sequence[Point],
    also: Iterable[str],
    price: float,
    rank: Level,
    titles: Mapping[str, str],
    *,
    few_words: bool = False,
) -> Reached:
    """What the points come to where these are earned `also`; `price` is taken off for hints.
    `titles` are those of the groups; `few_words` tells of a prompt that hears with few."""
    more = frozenset(also)
    gained = {point.id: point.brings if point.id in more else point.points for point in points}
    earned = sum(gained[point.id] for point in points if not point.extra)
    above = sum(gained[point.id] for point in points if point.extra)
    extra = min(above, EXTRA_LIMIT, (100 - earned) / 2)
    total = round(max(0.0, min(100.0, earned + extra - price)), 1)
    verdict, because = _verdict(total, points, more, rank, few_words)
    if not few_words:
        verdict, because = _floored((verdict, because), points, gained, rank, titles)
    return Reached(round(earned, 1), round(extra, 1), total, verdict, because)


def _verdict(
    total: float, points: Sequence[Point], more: frozenset[str], rank: Level, few_words: bool
) -> tuple[str, str]:
    """The verdict, and a sentence on what decided it."""
    open_ones = [
        point
        for point in points
        if point.load_bearing and not point.extra and not point.met and point.id not in more
        if point.state == "wrong" or not few_words
    ]
    bars = THRESHOLDS[rank]
    place = next((i for i, bar in enumerate(bars) if total >= bar), len(bars))
    if open_ones and place < LEAN:
        what = "; ".join(f"“{point.text}”" for point in open_ones)
        told = "said wrongly" if any(point.state == "wrong" for point in open_ones) else "missing"
        points_say = f"{total:.0f} points are enough for a {VERDICTS[place]} at {rank} level"
        return VERDICTS[LEAN], f"{points_say}, but what carries this design is {told}: {what}."
    verdict = VERDICTS[place]
    if open_ones:
        what = "; ".join(f"“{point.text}”" for point in open_ones)
        bar = f"a {VERDICTS[place - 1]} at {rank} level begins at {bars[place - 1]:g}"
        return verdict, f"{total:.0f} points; {bar}, and takes what is missing here: {what}."
    if place == 0:
        return verdict, f"{total:.0f} points; a strong hire at {rank} level begins at {bars[0]:g}."
    begins = f"a {VERDICTS[place - 1]} at {rank} level begins at {bars[place - 1]:g}"
    return verdict, f"{total:.0f} points; {begins}."


def _floored(
    decided: tuple[str, str],
    points: Sequence[Point],
    gained: Mapping[str, float],
    rank: Level,
    titles: Mapping[str, str],
) -> tuple[str, str]:
    """The verdict without what its floors do not allow."""
    verdict, because = decided
    place = VERDICTS.index(verdict)
    if place < LEAN and OWN_SHARE[rank]:
        own = [point for point in points if point.level == rank]
        share = _share(own, {point.id: gained[point.id] / _rung(point) for point in own})
        if share < OWN_SHARE[rank]:
            told = f"{int(100 * share)} % of what {rank} level itself asks for was heard"
            need = f"and a hire takes {100 * OWN_SHARE[rank]:.0f} %"
            return VERDICTS[LEAN], f"{because.partition(';')[0]}, but {told}, {need}."
    if place == 0:
        groups = {
            point.group: [p for p in points if p.group == point.group and not p.extra]
            for point in points
        }
        low = [name for name, mine in groups.items() if _even(mine, gained, rank) < GROUP_SHARE]
        if low:
            names = " and ".join(titles.get(name, name).lower() for name in low)
            return VERDICTS[1], f"{because.partition(';')[0]}, but less than half in {names}."
    return verdict, because


def _rung(point: Point) -> float:
    """What naming alone leaves of a point: a floor asks what was made, not how deep it went."""
    return 1.0 if point.says_how else NAMED


def _share(points: Sequence[Point], gained: Mapping[str, float]) -> float:
    """The share of what these points are worth that was gained, extra ones beside it; 1 of
    nothing."""
    worth = sum(point.worth for point in points if not point.extra)
    return sum(gained[point.id] for point in points) / worth if worth else 1.0


def _even(points: Sequence[Point], gained: Mapping[str, float], rank: Level) -> float:
    """The share of a group that was gained, where its points of mid level weigh as much as others:
    a group of one such point and one above is half made by either."""
    weighed = [(point, taken_for_granted(point.level, rank)) for point in points]
    worth = sum(point.worth / times for point, times in weighed)
    return sum(gained[point.id] / times for point, times in weighed) / worth if worth else 1.0


def in_order(words: Iterable[str]) -> tuple[str, ...]:
    """These verdicts, each once, the lowest first."""
    return tuple(sorted(dict.fromkeys(words), key=VERDICTS.index, reverse=True))


def told(words: Iterable[str]) -> str:
    """What is said where the verdict may be any of these."""
    return " or ".join(in_order(words))
