"""Whether a verdict would stand if more had been heard: the chance of the other side.

Every point that was not heard has a likelihood of having been made all the same (see `likely`;
of those given .1 to .2 five of 33 had been, of .2 to .45 five of 38, of .6 and more 116 of 130).
Taken as independent, they give the chance that the candidate is on the other side of the line
between hire and no hire. Where that is a tenth or more, no verdict is given: one is right in nine
of ten of those that are.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import count

from coach.debrief.point import Point
from coach.debrief.verdicts import LEAN, VERDICTS, Reached

DOUBT = 0.1
"""The chance of the other side from which on no verdict is given."""
TRIALS = 200
_LEAST = 0.02
"""A likelihood under which a point was surely not made."""


def other_side(
    points: Sequence[Point], stands: str, reach: Callable[[Iterable[str]], Reached]
) -> tuple[float, str]:
    """The chance, 0 to 1, that the candidate is on the other side of hire than the verdict that
    `stands`, and the nearest verdict there; "" where nobody comes there. `reach` says what the
    points come to where some more are earned."""
    open_ones = [
        point for point in points if not point.met and not point.extra and point.chance > _LEAST
    ]
    beyond = 0
    known: dict[frozenset[str], bool] = {}
    for trial in range(TRIALS):
        made = frozenset(
            point.id
            for point, step in zip(open_ones, _steps(), strict=False)
            if (trial + 0.5) * step % 1 < point.chance
        )
        if made not in known:
            known[made] = hired(reach(made).verdict)
        beyond += known[made] != hired(stands)
    nearest = VERDICTS[LEAN if hired(stands) else LEAN - 1]
    return beyond / TRIALS, nearest if beyond else ""


def hired(verdict: str) -> bool:
    """Whether a verdict says hire."""
    return VERDICTS.index(verdict) < LEAN


def _steps() -> Iterable[float]:
    """Square roots of primes, whose multiples fill the unit cube evenly (Richtmyer 1951)."""
    return (n**0.5 for n in count(2) if all(n % d for d in range(2, int(n**0.5) + 1)))
