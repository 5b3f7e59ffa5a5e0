"""Growth as people write it at the end of an amount, and what it says.

Compound: `10M, +8%/month`, `+8% MoM`, `growing 8% per month`, `doubles every 6 months`. Linear:
`500 GB, +40 GB/month`, `growing 10 GB/day`. A percentage with a time after it is growth.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.expressions import ready
from coach.boards.estimate.refusal import LineRefused
from coach.tuples import NamedTuple

_BY: Final = r"(?:\s+(?:by|at|of|about|around|roughly|another|an?\s+additional|~))*\s+"
_RISES: Final = (
    r"(?:grow(?:s|ing|th)?|ris(?:es|ing)|increas(?:es|ing)|gain(?:s|ing)|add(?:s|ing)|expand(?:s|ing)"
    r"|climb(?:s|ing)|up|plus)"
)
_FALLS: Final = (
    r"(?:shrink(?:s|ing)|fall(?:s|ing)|declin(?:es|ing)|decreas(?:es|ing)|drop(?:s|ping)|los(?:es|ing)"
    r"|churn(?:s|ing)|decay(?:s|ing)|down|minus)"
)
_VERB: Final = (
    rf"(?:(?:and|which|that|then|is|are|it)\s+)*(?:(?P<rises>{_RISES})|(?P<falls>{_FALLS})){_BY}"
)
_NUMBER: Final = r"[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+"
_WORD: Final = r"[A-Za-zµ]+"
_SHORT: Final = {
    "mom": "month", "m/m": "month", "monthly": "month", "yoy": "year", "y/y": "year",
    "yearly": "year", "annually": "year", "annual": "year", "pa": "year", "p.a": "year",
    "p.a.": "year",
    "wow": "week", "weekly": "week", "qoq": "quarter", "quarterly": "quarter", "dod": "day",
    "daily": "day",
}  # fmt: skip
_PER: Final = (
    rf"(?:(?:/|per\b|a\b|an\b|each\b|every\b|in\s+a\b)\s*(?P<many>{_NUMBER})?\s*(?P<time>{_WORD})"
    r"|(?P<short>mom|m/m|monthly|yoy|y/y|yearly|annually|p\.a\.?|pa|wow|weekly|qoq|quarterly|dod"
    r"|daily)\b)"
)
_BEFORE: Final = r"(?:\s*[,;]\s*|\s*\(\s*|\s+)(?:and\s+)?"
_AFTER: Final = r"(?:\s+(?:growth|increase|compounded|compound))?\s*\)?\s*$"
_PERCENT: Final = (
    rf"{_BEFORE}(?:{_VERB})?(?P<sign>[+-])?\s*(?P<rate>{_NUMBER})\s*%\s*"
    rf"(?P<word>growth|increase|rise|churn|decline|decrease|loss)?\s*{_PER}{_AFTER}"
)
_NAMED: Final = (
    rf"{_BEFORE}(?:with\s+)?(?P<sign>[+-])?\s*(?P<rate>{_NUMBER})\s*%\s*"
    r"(?P<short>mom|monthly|yoy|yearly|annual|wow|weekly|qoq|quarterly|dod|daily)\s+"
    r"(?P<word>growth|increase|churn|decline|decrease|loss)\s*\)?\s*$"
)
"""`8% monthly growth`, `5% yearly churn`: the time stands before the word."""
_MULTIPLIES: Final = (
    rf"{_BEFORE}(?:(?:and|which|that|it)\s+)*(?P<verb>doubl|tripl|halv|quadrupl)(?:es|ing|e)"
    rf"(?:\s+in\s+size)?\s+(?:once\s+)?{_PER}{_AFTER}"
)
_LINEAR: Final = (
    rf"{_BEFORE}(?:{_VERB}|(?P<sign>[+-])\s*)"
    rf"(?P<step>\$?(?:{_NUMBER})[^+*×^=(),;|%]*?)\s*{_PER}{_AFTER}"
)
_LEFT_OVER: Final = (
    r"%\s*(?:(?:/|per\b|a\b|each\b|every\b)\s*(?:[0-9.]+\s*)?"
    r"(?:days?|weeks?|months?|quarters?|years?|mo|yr)\b|(?:mom|yoy|wow|qoq)\b)"
)
_OPEN: Final = re.compile(r"(?:[-+*/×^(,=]|\b(?:of|by|at|for|per|and|or|is|x))\s*$", re.IGNORECASE)
_LOSSES: Final = ("churn", "decline", "decrease", "loss")
_FACTORS: Final = {
    "doubl": Fraction(2),
    "tripl": Fraction(3),
    "halv": Fraction(1, 2),
    "quadrupl": Fraction(4),
}


class Growing(NamedTuple):
    """What a phrase says: a factor each period (compound) or a step each period (linear).

    period is in seconds. step is the amount's text, with its sign; "" where growth is compound.
    certain: said in words or apart from the amount, and not only with a plus, which may add.
    """

    period: Fraction
    factor: Fraction = Fraction(0)
    step: str = ""
    sign: int = 1
    certain: bool = True


def taken_off(text: str) -> tuple[str, Growing | LineRefused | None]:
    """A calculation's text without the growth at its end, and that growth, or why the phrase
    cannot be meant."""
    if not any(char.isdigit() for char in text):
        return text, None
    lowered = text.lower()
    for pattern, signs, read in _PHRASES:
        if not any(sign in lowered for sign in signs):
            continue
        match = ready(pattern).search(text)
        if match is None:
            continue
        rest = text[: match.start()]
        if not rest.strip() or _OPEN.search(rest) or rest.count("(") != rest.count(")"):
            continue
        try:
            growing: Growing | LineRefused | None = read(match)
        except LineRefused as refused:
            growing = refused
        if growing is not None:
            return rest.rstrip(), growing
    return text, None


def left_over(text: str) -> bool:
    """Whether a growth rate is still in a text that has been read."""
    return "%" in text and ready(_LEFT_OVER).search(text) is not None


def _period(match: re.Match[str]) -> Fraction | None:
    said = match.groupdict()
    short, time, many = said["short"], said.get("time"), said.get("many")
    word = _SHORT[short.lower()] if short else time
    scaled = units.lookup(word) if word else None
    if scaled is None or len(scaled[0]) != 1 or units.KINDS.get(scaled[0][0][0]) != units.TIME:
        return None
    count = Fraction(many.replace(",", "")) if many else Fraction(1)
    if count == 0:
        raise LineRefused("growth every 0 times has no end: write a period like 6 months")
    return count * scaled[1] * units.factor(scaled[0])


def _compound(match: re.Match[str]) -> Growing | None:
    period = _period(match)
    if period is None:
        return None
    word = (match.group("word") or "").lower()
    falls = bool(match.groupdict().get("falls")) or word in _LOSSES
    sign = -1 if falls or match.group("sign") == "-" else 1
    share = Fraction(match.group("rate").replace(",", "")) / 100
    factor = 1 + sign * share
    if factor <= 0:
        raise LineRefused(
            f"{match.group('rate')}% less each time leaves nothing: write less than 100%"
        )
    return Growing(period, factor)


def _multiplied(match: re.Match[str]) -> Growing | None:
    period = _period(match)
    return None if period is None else Growing(period, _FACTORS[match.group("verb").lower()])


def _linear(match: re.Match[str]) -> Growing | None:
    period = _period(match)
    if period is None:
        return None
    falls = bool(match.group("falls")) or match.group("sign") == "-"
    step = match.group("step").strip()
    certain = not match.group("sign") or match.group().lstrip()[:1] in (",", ";", "(")
    return Growing(period, step=step, sign=-1 if falls else 1, certain=certain)


_MULTIPLYING: Final = ("doubl", "tripl", "halv", "quadrupl")
_STEPPING: Final = (
    *("+", "-", "grow", "ris", "increas", "gain", "add", "expand", "climb", "up", "plus", "shrink"),
    *("fall", "declin", "decreas", "drop", "los", "churn", "decay", "down", "minus"),
)
_PHRASES: Final[
    tuple[tuple[str, tuple[str, ...], Callable[[re.Match[str]], Growing | None]], ...]
] = (
    (_MULTIPLIES, _MULTIPLYING, _multiplied),
    (_NAMED, ("%",), _compound),
    (_PERCENT, ("%",), _compound),
    (_LINEAR, _STEPPING, _linear),
)
"""The phrases in the order they are looked for, signs of which a text with one has some, in small
letters, and how each is read."""
