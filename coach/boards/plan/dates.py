"""Dates and times of day in a plan, without a calendar of the system's.

A moment is whole seconds since 1970-01-01 00:00 in the plan's own, unnamed time zone. Days are
counted in the proleptic Gregorian calendar (Hinnant, chrono-compatible low-level date algorithms).
"""

import re

from coach.boards.plan.durations import DAY, HOUR, MINUTE
from coach.frozen import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|\.)?[ -]+(?:of )?{_MONTH}[ ,-]+(\d{{4}})", re.I
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}[ -]+(\d{{1,2}})(?:st|nd|rd|th)?[ ,]+(\d{{4}})", re.I)
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/.-])")
CLOCK = r"(?:[01]?\d|2[0-4]):[0-5]\d(?:[ ]?[ap]m)?|(?:1[0-2]|[1-9])[ ]?[ap]m\b"
"""A time of day, as a pattern without groups, to be read without regard to case."""
_TIME = re.compile(rf"(?<![\d:])({CLOCK})", re.I)


@dataclass(frozen=True, slots=True)
class Date:
    """A date found in a text: the moment it names, whether a time of day was written with it, and
    for one that can be read in two ways the sentence that asks."""

    moment: int
    timed: bool
    doubt: str
    start: int
    end: int


def moment(year: int, month: int, day: int) -> int | None:
    """The first second of a day; None where there is no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= _longest(year, month)):
        return None
    shifted = year - (month <= 2)
    era = shifted // 400
    of_era = shifted - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    days = of_era * 365 + of_era // 4 - of_era // 100 + of_year
    return (era * 146_097 + days - 719_468) * DAY


def _longest(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def civil(seconds: int) -> tuple[int, int, int]:
    """The year, month and day of a moment."""
    days = seconds // DAY + 719_468
    era, of_era = divmod(days, 146_097)
    years = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * years + years // 4 - years // 100)
    shifted = (5 * of_year + 2) // 153
    day = of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return years + era * 400 + (month <= 2), month, day


def date_told(seconds: int) -> str:
    """A moment's day with its weekday: Mon 2026-05-11."""
    year, month, day = civil(seconds)
    return f"{_WEEKDAYS[(seconds // DAY + 3) % 7]} {year:04d}-{month:02d}-{day:02d}"


def stamp(seconds: int, timed: bool) -> str:
    """A moment as ISO 8601 writes it, with its time of day where that was written."""
    year, month, day = civil(seconds)
    clock = f"T{clock_told(seconds)}" if timed else ""
    return f"{year:04d}-{month:02d}-{day:02d}{clock}"


def clock_told(seconds: int) -> str:
    """A moment's time of day: 02:05."""
    return f"{seconds % DAY // HOUR:02d}:{seconds % HOUR // MINUTE:02d}"


def time_of_day(text: str) -> int | None:
    """The seconds since midnight of a time of day that is all of a text: 02:30, 8:00pm, 7 am."""
    bare = re.fullmatch(r"(\d{1,2})(?::(\d\d))?[ ]?(am|pm)?", text.strip(), re.I)
    if bare is None or (bare[2] is None and bare[3] is None):
        return None
    hour, minute = int(bare[1]), int(bare[2] or 0)
    if bare[3]:
        hour = hour % 12 + (12 if bare[3].lower() == "pm" else 0)
    return hour * HOUR + minute * MINUTE if hour <= 24 else None


def read_date(text: str) -> Date | None:
    """The first date of a text, with the time of day written after it."""
    return next(iter(sorted(_dates(text), key=lambda date: date.start)), None)


def doubtful(text: str) -> Date | None:
    """The first date of a text that can be read in two ways; 03/03/2026 cannot."""
    if not _NUMBERS.search(text):
        return None
    return next((date for date in _dates(text) if date.doubt), None)


def _dates(text: str) -> list[Date]:
    out: list[Date] = []
    for match in _ISO.finditer(text):
        out += _made(text, match, (int(match[1]), int(match[2]), int(match[3])))
    for match in _DAY_FIRST.finditer(text):
        out += _made(text, match, (int(match[3]), _month(match[2]), int(match[1])))
    for match in _MONTH_FIRST.finditer(text):
        out += _made(text, match, (int(match[3]), _month(match[1]), int(match[2])))
    for match in _NUMBERS.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] != "/":
            out += _made(text, match, (year, second, first))
        elif first > 12 or second > 12 or first == second:
            day, month = (first, second) if second <= 12 else (second, first)
            out += _made(text, match, (year, month, day))
        else:
            doubt = (
                f"Is that {first} {_NAMES[second - 1]} or {_NAMES[first - 1]} {second}? Write "
                f"{year}-{second:02d}-{first:02d} or {year}-{first:02d}-{second:02d}."
            )
            out += _made(text, match, (year, second, first), doubt)
    return out


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _made(
    text: str, match: re.Match[str], said: tuple[int, int, int], doubt: str = ""
) -> list[Date]:
    first = moment(*said)
    if first is None:
        return []
    clock = _TIME.match(text, _skip(text, match.end()))
    seconds = time_of_day(clock[1]) if clock else None
    end = clock.end() if clock else match.end()
    return [Date(first + (seconds or 0), seconds is not None, doubt, match.start(), end)]


def _skip(text: str, at: int) -> int:
    """Past what stands between a date and its time of day."""
    between = re.compile(r"[ ,T]*(?:at )?", re.I).match(text, at)
    return between.end() if between else at
