"""Statements that want confirmation: what they ask for, and whether the fact agrees with them.

"So 100M users, right?" asks how many users there are. The fact is given either way; before it
stands yes or no where both name amounts of a kind, for a bare fact sounds like a yes.
"""

import re
from collections.abc import Iterator
from math import isclose

from coach.language.normal import normal

YES = "Yes: "
NO = "Not quite: "
CLOSE = 0.02
"""How far apart two amounts may lie, as a share, that say the same."""
NEARLY_ALL = 90.0
"""Per cent from which what is lacking counts: 99.9 is not 99.99."""

_SINGLE = re.compile(r"\b(?:(?:an? )?single|only one|just one|one(?= \w+s?\b))\b", re.I)
_TO_ONE = re.compile(r"\b(\d+)\s?(?::|to)\s?1\b", re.I)
_AMOUNT = re.compile(
    r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)[ -]?(thousand|million|billion)?[ -]?"
    r"(percent|ms|milliseconds?|us|microseconds?|s\b|seconds?|minutes?|hours?|days?|weeks?|months?|"
    r"years?|bytes?|b\b|kb|kilobytes?|mb|megabytes?|gb|gigabytes?|tb|terabytes?|pb|petabytes?)?"
    r"(?!\w)",
    re.I,
)
_SCALES = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_UNITS = {
    "us": ("time", 1e-6), "microsecond": ("time", 1e-6), "ms": ("time", 1e-3),
    "millisecond": ("time", 1e-3), "s": ("time", 1.0), "second": ("time", 1.0),
    "minute": ("time", 60.0), "hour": ("time", 3600.0), "day": ("time", 86400.0),
    "week": ("time", 604800.0), "month": ("time", 2629800.0), "year": ("time", 31557600.0),
    "byte": ("bytes", 1.0), "b": ("bytes", 1.0), "kb": ("bytes", 1e3), "kilobyte": ("bytes", 1e3),
    "mb": ("bytes", 1e6), "megabyte": ("bytes", 1e6), "gb": ("bytes", 1e9),
    "gigabyte": ("bytes", 1e9), "tb": ("bytes", 1e12), "terabyte": ("bytes", 1e12),
    "pb": ("bytes", 1e15), "petabyte": ("bytes", 1e15), "percent": ("share", 1.0),
}  # fmt: skip
_COUNTED = re.compile(
    r"(?<![\w.,:])\d[\d,]*(?:\.\d+)?(?![\d.]*\d)\s?(?:k|m|bn?|mio|thousand|million|billion)?\b(?!\s?(?:%|x\b|"
    r"ms\b|nines?\b|percent|s\b|sec|min|hour|day|week|month|year|[kmgtp]?b\b|bytes?|[kmgtp]\w+byte))",
    re.I,
)
_MEASURED = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?\s?(?:%|x\b|percent)?", re.I)


def wanted(claim: str) -> str:
    """What a claim asks for: its counts become "how many", its measures go."""
    counted = _COUNTED.sub("how many ", _TO_ONE.sub("ratio", claim))
    return " ".join(_MEASURED.sub("", counted).split())


def judged(claim: str, answer: str) -> str:
    """How the fact's answer to a claim begins: with yes where every amount claimed stands in it,
    with no where amounts of the same kind do and none agrees, else with nothing."""
    told = tuple(_amounts(answer))
    agreed = denied = 0
    for kind, value in _amounts(claim):
        alike = [other for sort, other in told if sort == kind]
        if any(_same(kind, value, other) for other in alike):
            agreed += 1
        elif alike:
            denied += 1
    if agreed and not denied:
        return YES
    return NO if denied and not agreed else ""


def _same(kind: str, value: float, other: float) -> bool:
    """Whether two amounts say the same; of shares near the whole, what is lacking counts."""
    if kind == "share" and min(value, other) > NEARLY_ALL:
        value, other = 100 - value, 100 - other
    return isclose(value, other, rel_tol=CLOSE, abs_tol=1e-9)


def _amounts(text: str) -> Iterator[tuple[str, float]]:
    """The amounts of a text, each with its kind: a count, a time in seconds, bytes, per cent."""
    text = normal(_TO_ONE.sub(r"\1", _SINGLE.sub("1", text)))
    for digits, scale, unit in _AMOUNT.findall(text):
        short = unit.lower()
        name = short if short in _UNITS else short.rstrip("s")
        kind, size = _UNITS.get(name, ("count", 1.0))
        yield kind, float(digits.replace(",", "")) * _SCALES[scale.lower()] * size


_RECKONED = re.compile(r"\W*(?:so )?that(?:['\u2019]s| is| makes| gives)\b.*\d", re.IGNORECASE)


def reckoned(claim: str) -> bool:
    """Whether a claim is what the candidate has computed ("that makes 12k a second") and so none
    about a fact."""
    return _RECKONED.match(claim) is not None
