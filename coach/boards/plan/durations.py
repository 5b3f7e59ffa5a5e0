"""Lengths of time as people write them, in whole seconds: 3d, 2h 15min, half an hour, 2-3 weeks.

A day has 24 hours, a week 7 days, a sprint two weeks, a month 30 days. Of a range the longer end
counts: a plan that holds holds then too.
"""

import itertools
import re
from functools import lru_cache

from coach.frozen import dataclass

MINUTE, HOUR, DAY, WEEK = 60, 3600, 86_400, 604_800
LONGEST = 100 * 365 * DAY
"""What is longer is no length of a plan's, whatever was typed."""
_UNITS = {
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
    "m": MINUTE, "min": MINUTE, "mins": MINUTE, "minute": MINUTE, "minutes": MINUTE,
    "std": HOUR, "h": HOUR, "hr": HOUR, "hrs": HOUR, "hour": HOUR, "hours": HOUR,
    "d": DAY, "day": DAY, "days": DAY, "nights": DAY,
    "w": WEEK, "wk": WEEK, "wks": WEEK, "week": WEEK, "weeks": WEEK,
    "fortnight": 2 * WEEK, "fortnights": 2 * WEEK, "sprint": 2 * WEEK, "sprints": 2 * WEEK,
    "mo": 30 * DAY, "mos": 30 * DAY, "month": 30 * DAY, "months": 30 * DAY,
}  # fmt: skip
_WORDS = {
    "half a": 0.5, "half an": 0.5, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "a couple of": 2,
    "all": 1,
}  # fmt: skip
_LONG = (
    r"(?i:sec(?:ond)?s?|min(?:ute)?s?|hrs?|std|hours?|days?|nights|wks?|weeks?|fortnights?|sprints?"
    r"|mos?|months?)"
)
_UNIT = rf"(?:{_LONG}|[smhdw])(?![A-Za-z0-9_])"
_KIND = r"(?:(?:working|business|calendar|full|whole)[ -])?"
_NUMBER = r"\d{1,6}(?:[.,]\d{1,3})?"
_PART = rf"{_NUMBER}[ -]?{_KIND}{_UNIT}"
_JOINED = r"\d{1,4}(?:h|d|hr)\d{1,2}(?:m|min|h)?(?![A-Za-z0-9_])"
_SPELT = rf"(?i:{'|'.join(sorted(_WORDS, key=len, reverse=True))})[ -]{_KIND}{_LONG}\b"
_TIMES = r"\d{1,3}[ ]?[x×*][ ]?(?=\d)"
DURATION = (
    rf"(?:(?:{_TIMES})?(?:{_NUMBER}[ ]?(?:-|–|—|to)[ ]?)?"
    rf"(?:{_JOINED}|{_PART}(?:(?:,? and |,? ){_PART}){{0,3}})"
    rf"|{_SPELT})"
)
"""A length of time, as a pattern without groups."""
_FIND = re.compile(rf"(?<![\w.:$/%])(?<!\d,){DURATION}")
_MANY = re.compile(_TIMES)
_FIRST = re.compile(rf"^{_NUMBER}[ ]?(?:-|–|—|to)[ ]?(?=\d)")
_EACH = re.compile(rf"({_NUMBER})[ -]?{_KIND}({_LONG}|[smhdw])")
_TIGHT = re.compile(r"(\d+)(h|d|hr)(\d+)(m|min|h)?$")
_WORD = re.compile(rf"({'|'.join(sorted(_WORDS, key=len, reverse=True))})[ -]{_KIND}(\w+)", re.I)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time found in a text: seconds, and the characters start..end it is written in."""

    seconds: int
    start: int
    end: int


@lru_cache(maxsize=4096)
def lengths(text: str) -> tuple[Length, ...]:
    """All lengths of time in a text, in its order."""
    if not any(char.isdigit() for char in text) and not _WORD.search(text):
        return ()
    out = []
    for match in _FIND.finditer(text):
        for start, end in _apart(match[0]):
            seconds = _seconds(match[0][start:end])
            if seconds is not None:
                out.append(Length(seconds, match.start() + start, match.start() + end))
    return tuple(out)


def _apart(text: str) -> list[tuple[int, int]]:
    """Where the lengths in a match stand: 2 h 15 min is one, `5 s, 2 d` and `5 s 2 d` are two, for
    what follows in one length is smaller."""
    parts = [] if " and " in text else list(_EACH.finditer(text))
    sizes = [_UNITS[part[2].lower()] for part in parts]
    if len(parts) < 2 or all(big > small for big, small in itertools.pairwise(sizes)):
        return [(0, len(text))]
    return [part.span() for part in parts]


def whole(text: str) -> int | None:
    """The seconds of a text that is one length of time and nothing else; None for any other."""
    bare = text.strip()
    first = lengths(bare)
    if len(first) == 1 and first[0].start == 0 and first[0].end == len(bare):
        return first[0].seconds
    return None


def _seconds(text: str) -> int | None:
    many = _MANY.match(text)
    if many:
        each = _seconds(text[many.end() :])
        return None if each is None else _bounded(each * int(many[0].rstrip(" x×*")))
    text = _FIRST.sub("", text)
    tight = _TIGHT.fullmatch(text)
    if tight:
        big = _UNITS[tight[2]]
        small = _UNITS[tight[4]] if tight[4] else {HOUR: MINUTE, DAY: HOUR}[big]
        return _bounded(int(tight[1]) * big + int(tight[3]) * small)
    word = _WORD.fullmatch(text)
    if word:
        return _bounded(round(_WORDS[word[1].lower()] * _UNITS[word[2].lower()]))
    total = 0.0
    for number, unit in _EACH.findall(text):
        total += _number(number) * _UNITS[unit.lower()]
    return _bounded(round(total))


def _number(text: str) -> float:
    """A number whose comma is a decimal one unless three digits follow it."""
    head, comma, tail = text.partition(",")
    return float(head + tail) if comma and len(tail) == 3 else float(text.replace(",", "."))


def _bounded(seconds: int) -> int | None:
    return seconds if seconds <= LONGEST else None


def told(seconds: int, most: int = 2) -> str:
    """Seconds in the largest units that say it, at most so many: 1d 4h, 90 s is 1min 30s, 0 is
    0min."""
    sign, rest = ("-", -seconds) if seconds < 0 else ("", seconds)
    parts = []
    for size, unit in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min"), (1, "s")):
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count:,}{unit}")
    return sign + " ".join(parts[:most]) if parts else "0min"


def in_words(seconds: int) -> str:
    """Seconds spelt out in the two largest units that say it: 7 days, 1 hour 30 minutes."""
    parts, rest = [], abs(seconds)
    for size, unit in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (1, "second")):
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count:,} {unit}" + ("s" if count != 1 else ""))
    return " ".join(parts[:2]) if parts else "0 minutes"
