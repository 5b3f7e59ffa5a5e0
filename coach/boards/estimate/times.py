"""The bare numbers that are times: 86400, 24, 365, 30, 12 beside a rate."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

LEAST_OF_ONE: Final = Fraction(9, 10)
MOST_OF_ONE: Final = Fraction(12, 10)
"""Between these a time restates another (12 months a year, 90,000 s a day): a house rule."""

DOWN: Final[dict[str, dict[int, str]]] = {
    "min": {60: "s"},
    "hour": {3600: "s", 60: "min"},
    "day": {86400: "s", 86000: "s", 90000: "s", 100000: "s", 24: "hour", 1440: "min"},
    "week": {7: "day", 604800: "s"},
    "month": {
        **dict.fromkeys((2592000, 2600000, 2500000, 2628000, 2678400, 2419200), "s"),
        30: "day",
        31: "day",
        720: "hour",
        730: "hour",
    },
    "year": {
        **dict.fromkeys((31536000, 31500000, 31600000, 32000000, 30000000, 31557600), "s"),
        12: "month",
        365: "day",
        52: "week",
        8760: "hour",
    },
}
"""How many of a smaller time are in a time, as people write and round them."""
UP: Final[dict[str, frozenset[int]]] = {
    "s": frozenset((86400, 3600, 2592000, 31536000)),
    "min": frozenset((60, 1440)),
    "hour": frozenset((24, 720, 730, 744, 8760)),
    "day": frozenset((365, 366, 360, 30, 31)),
    "week": frozenset((52,)),
    "month": frozenset((12,)),
}
"""The numbers that beside a rate per this time are a longer time counted in it."""


def many(symbol: str) -> str:
    """The plural of a time for a note: days, months, seconds."""
    if symbol in ("ns", "us", "ms"):
        return symbol
    return {"s": "seconds", "min": "minutes"}.get(symbol, symbol + "s")


_COUNTS: Final = frozenset(count for table in DOWN.values() for count in table).union(*UP.values())
"""Every number that counts a time in another one."""


def counted(numbers: Sequence[Fraction], whole: Fraction) -> list[int]:
    """The places of numbers that together count a time in another, `whole` of which are in it.

    Of 60, 60, 24 and 2 and the 86,400 seconds of a day the first three; empty where none do.
    """
    times = [at for at, number in enumerate(numbers) if number in _COUNTS]
    for chosen in (times, *([at] for at in times)):
        product = Fraction(1)
        for at in chosen:
            product *= numbers[at]
        if chosen and LEAST_OF_ONE <= product / whole <= MOST_OF_ONE:
            return chosen
    return []


def of_one_time(below: Sequence[tuple[str, Fraction]]) -> list[tuple[str, Fraction]]:
    """The one time of `5M users/day × 2 posts/user/day`, in which each does so much; empty where
    the times below the line differ."""
    return list(below[:1]) if len({symbol for symbol, _ in below}) == 1 else []


def counted_in(at: str, numbers: Sequence[Fraction]) -> str:
    """The time that numbers count a larger one in: s for an hour and 60 and 60; "" where they do
    not."""
    for number in numbers:
        at = DOWN.get(at, {}).get(number.numerator, "") if number.denominator == 1 else ""
    return at
