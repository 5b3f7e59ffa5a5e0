"""Whether a verdict would stand if all that was said had been heard.

Every point that was not heard has a likelihood of having been made all the same (see `likely`;
where a hand was left out of the fit, of those given .1 to .2 five of 33 had been, of .2 to .45 11
of 48, of .6 to .8 32 of 47, of more 111 of 116). Taken as independent, they give the chance of
every verdict. A hire is given that is reached in nine of ten cases, though the lower end of the
span does not reach it; a strong hire only where what was heard is a hire by itself. Below hire,
where that would put it too low, a verdict where both ends say the same, and the chance of a hire is
under a tenth. So one is right in nine of ten of those given.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import count

from coach.debrief.point import Point
from coach.debrief.verdicts import LEAN, VERDICTS, Reached
from coach.frozen import dataclass

DOUBT = 0.1
"""The chance of the other side of hire from which on no verdict is given."""
TRIALS = 200
LEAST_HIRE = VERDICTS[LEAN - 1]
"""The most that likelihood makes of what was not heard to be a hire: it knows what was likely said,
and not how that convinced. Of four rehearsed candidates whom it lifted to a strong hire, a person
gave that word to two, of whom one was heard to be a hire; the two others were not."""
_LEAST = 0.02
"""A likelihood under which a point was surely not made."""

Reach = Callable[[Iterable[str]], Reached]
"""What the points come to where some more are earned."""


@dataclass(frozen=True, slots=True)
class Stands:
    """The verdict that stands, "" where none does; and the one on the other side of hire where
    that is too likely for the verdict of both ends."""

    word: str
    other: str = ""


def stands(
    points: Sequence[Point],
    reach: Reach,
    asked: Collection[str],
    confirmed: Collection[str] = (),
    denied: Collection[str] = (),
) -> Stands:
    """The verdict of these points. `asked` are those that may be confirmed, `confirmed` and
    `denied` those of which a person has said so."""
    low = reach(confirmed).verdict
    high = reach({*confirmed, *asked} - {*denied}).verdict
    likely = chances(points, reach, confirmed, denied)
    hire = sum(chance for verdict, chance in likely.items() if hired(verdict))
    if hire > 1 - DOUBT and hired(high):
        best = max(_reached_surely(likely), high, key=VERDICTS.index)
        return Stands(best if hired(low) else max(best, LEAST_HIRE, key=VERDICTS.index))
    if low != high:
        return Stands("")
    if hired(low) or hire >= DOUBT:
        return Stands("", VERDICTS[LEAN if hired(low) else LEAN - 1])
    return Stands(low)


def _reached_surely(likely: Mapping[str, float]) -> str:
    """The best verdict that is reached or passed in nine of ten cases."""
    passed = 0.0
    for verdict in VERDICTS:
        passed += likely.get(verdict, 0.0)
        if passed > 1 - DOUBT:
            return verdict
    return VERDICTS[-1]


def chances(
    points: Sequence[Point],
    reach: Reach,
    confirmed: Collection[str] = (),
    denied: Collection[str] = (),
) -> Mapping[str, float]:
    """The chance, 0 to 1, of every verdict that can come of what was made and not heard."""
    settled = {*confirmed, *denied}
    open_ones = [
        point
        for point in points
        if not point.met and not point.extra and point.chance > _LEAST and point.id not in settled
    ]
    made = Counter(
        frozenset(
            point.id
            for point, step in zip(open_ones, _steps(), strict=False)
            if (trial + 0.5) * step % 1 < point.chance
        )
        for trial in range(TRIALS)
    )
    likely: dict[str, float] = {}
    for some, times in made.items():
        verdict = reach({*some, *confirmed}).verdict
        likely[verdict] = likely.get(verdict, 0.0) + times / TRIALS
    return likely


def hired(verdict: str) -> bool:
    """Whether a verdict says hire."""
    return VERDICTS.index(verdict) < LEAN


def _steps() -> Iterable[float]:
    """Square roots of primes, whose multiples fill the unit cube evenly (Richtmyer 1951)."""
    return (n**0.5 for n in count(2) if all(n % d for d in range(2, int(n**0.5) + 1)))
