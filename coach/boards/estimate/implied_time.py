"""The time that a name says its value is per: `Storage per day`, `daily uploads`, `Cost/month`."""

import re
from functools import lru_cache
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.expressions import ready
from coach.boards.estimate.nodes import Node, literals
from coach.boards.estimate.nouns import family, is_capacity
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.time_words import ADVERBS, PERIODS
from coach.boards.estimate.units import DATA, MONEY, NONE, TIME, Unit

_BELOW: Final = {word: sign for word, sign in PERIODS.items() if sign != "s" and len(word) > 1}
"""The periods of names: a rate per second is written as one."""
_PER: Final = re.compile(
    rf"(?:/|\b(?:per|each|every|an?)\b)\s*({'|'.join(_BELOW)})\b(?!s)", re.IGNORECASE
)
_ADVERB: Final = re.compile(rf"\b({'|'.join(ADVERBS)})\b", re.IGNORECASE)
_BUSIEST: Final = r"\b(?:peak|busy|busiest|rush|top|worst) hour\b"
_WORD: Final = re.compile(r"[^\W\d_]{3}")
_ELSEWHERE: Final = re.compile(
    r"[0-9]|\b(?:for|over|after|in|at|size|length|weight|footprint|payload|growth|rate|active"
    r"|snapshot|backup|concurrent|cumulative|kept|keep|hold|hot|stored|retained|lifetime"
    r"|archive|of an?)\b",
    re.IGNORECASE,
)
"""What says that a time in a name is not what its value is per: `storage per day for 5 years`."""


@lru_cache(maxsize=2048)
def implied_time(name: str, total: bool) -> Unit:
    """The unit below the line that a name says, as in ((\"day\", -1),); NONE for most names.

    total: the calculation counts a time itself, so that "daily" may say what it is a total of.
    """
    if _ELSEWHERE.search(name):
        return NONE
    said = _PER.findall(name)
    if len(said) == 1:
        return ((_BELOW[said[0].lower()], -1),)
    adverb = _ADVERB.search(name)
    if said or total or adverb is None or not _WORD.search(_ADVERB.sub(" ", name)):
        return NONE
    return ((ADVERBS[adverb[1].lower()], -1),)


def take_time(quantity: Quantity, below: Unit) -> Quantity:
    """A size, or a count of what happens, per the time its name says; others are unchanged."""
    if not below or quantity.percent or not quantity.unit:
        return quantity
    size = units.dimension(quantity.unit)
    if size[TIME]:
        return quantity
    if size[MONEY] or (size[DATA] != 1 and not _happens(quantity.unit)):
        return quantity
    return quantity._replace(unit=units.merge(quantity.unit, below))


def in_busiest_hour(name: str, quantity: Quantity, node: Node) -> Quantity:
    """`peak hour = 15% of orders`: a share of a day's is what comes in that hour."""
    if ("day", -1) not in quantity.unit or ready(_BUSIEST).search(name) is None:
        return quantity
    if not any(number.percent or 0 < number.value < 1 for number in literals(node)):
        return quantity
    unit = tuple(("hour", -1) if item == ("day", -1) else item for item in quantity.unit)
    return quantity._replace(unit=unit)


def _happens(unit: Unit) -> bool:
    """Whether a unit counts what comes in a time, as requests do and users and servers do not."""
    if len(unit) != 1 or unit[0][1] != 1:
        return False
    return family(unit[0][0]) != "user" and not is_capacity(unit[0][0])
