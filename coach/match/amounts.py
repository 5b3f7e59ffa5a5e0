"""Numbers that are said rather than computed on a sheet: rates and bytes, with their unit.

Times and bare counts are left alone: in a talk about systems they hit a reference by chance.
"""

import re
from functools import lru_cache

from coach.boards.estimate import units
from coach.catalog.board_parts import ReferenceQuantity
from coach.catalog.prompt import Prompt
from coach.frozen import dataclass
from coach.language.normal import normal
from coach.language.words import Stems, stem, stems
from coach.match.sheets import stated

NEAR = 1.3
"""By which factor a spoken number may be off the reference."""
LEAST = 10.0
"""Smaller numbers are said of anything."""
_SAME = 1e-3
"""How far apart two numbers are that are one."""

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_BYTES = {"k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12, "p": 1e15, "e": 1e18}
_SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0}
_AMOUNT = re.compile(
    r"(?<![\w.])(\d+(?:\.\d+)?)(?:\s(thousand|million|billion))?(?:\s?([kmgtpe])(?:i?b|bytes?)\b)?"
    r"(?:\s?(bytes)\b)?(?![\d])",
    re.I,
)
_PER = re.compile(
    r"\s*(?:[\w-]+\s+){0,3}?(?:/\s?|per |an? |each |every )(s|second|sec|minute|min|hour|h|day|d)\b"
    r"|\s*(qps|rps|tps)\b",
    re.I,
)
_CORRECTS = re.compile(
    r"^no\b|\b(?:wait|sorry|actually|scratch that|i meant?|miscounted|correction|my mistake|"
    r"(?:was|is|were) wrong|not (?:right|that))\b",
    re.I,
)
_BARE_RATE = re.compile(r"second|/s\b|qps|rps|tps", re.I)
_GENERIC = frozenset(
    map(stem, ("per", "a", "second", "rate", "peak", "total", "the", "of", "in", "day", "number"))
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in bytes or things, a second where `rate` is set."""

    value: float
    data: bool
    rate: bool


@lru_cache(maxsize=8192)
def amounts(text: str) -> tuple[Amount, ...]:
    """The numbers of a text, in order."""
    plain = normal(text)
    listed = []
    for match in _AMOUNT.finditer(plain):
        value = float(match[1]) * _SCALES.get((match[2] or "").lower(), 1.0)
        data = bool(match[3] or match[4])
        value *= _BYTES.get((match[3] or "").lower(), 1.0)
        per = _PER.match(plain, match.end())
        if per:
            unit = (per[1] or "second").lower()
            name = next((name for name in _SECONDS if name.startswith(unit)), "second")
            value /= _SECONDS[name]
        listed.append(Amount(value, data, per is not None))
    return tuple(listed)


def counted(text: str) -> bool:
    """Whether a text has any number, in digits or in words."""
    return any(letter.isdigit() for letter in normal(text))


@lru_cache(maxsize=16)
def told(prompt: Prompt) -> tuple[float, ...]:
    """All numbers that the interviewer's facts hold."""
    texts = (prompt.statement, *(fact.answer for fact in prompt.facts))
    return tuple(amount.value for text in texts for amount in amounts(text))


def restated(prompt: Prompt, value: float) -> bool:
    """Whether a number is one that a fact told."""
    return any(abs(value - known) <= _SAME * abs(known) for known in told(prompt))


def reference(quantity: ReferenceQuantity) -> Amount | None:
    """The reference as an amount; None where it is neither bytes nor a rate."""
    return amount_of(quantity.value)


@lru_cache(maxsize=512)
def amount_of(written: str) -> Amount | None:
    """A value with its unit as an amount; None where it is neither bytes nor a rate."""
    value = stated(written)
    if value is None:
        return None
    unit = units.read(value.unit)[0]
    dimension = units.dimension(unit)
    data, rate = bool(dimension[units.DATA]), dimension[units.TIME] == -1
    if dimension[units.MONEY] or not (data or rate):
        return None
    return Amount(float(value.amount * units.factor(unit)), data, rate)


def spoken(prompt: Prompt, quantity: ReferenceQuantity, text: str, words: Stems) -> bool:
    """Whether a sentence says a quantity: near its reference, of its kind, with a word of its
    names, and no number that was told. `words` are the sentence's stems."""
    if _names(quantity).isdisjoint(words):
        return False
    return any(
        1 / NEAR <= times <= NEAR and not restated(prompt, value)
        for value, times in _of_its_kind(quantity, text)
    )


def taken_back(quantity: ReferenceQuantity, text: str) -> bool:
    """Whether a sentence puts another number in the place of a quantity said before: of its kind,
    outside the tolerance, and with a word that corrects."""
    factors = [times for _, times in _of_its_kind(quantity, text)]
    off = [max(times, 1 / times) > quantity.factor for times in factors if times]
    return bool(off) and all(off) and bool(_CORRECTS.search(normal(text)))


def _of_its_kind(quantity: ReferenceQuantity, text: str) -> list[tuple[float, float]]:
    """The numbers of a text that may be a quantity's, each with how many times its reference it
    is."""
    wanted = reference(quantity)
    if wanted is None or not wanted.value:
        return []
    rated = bool(_BARE_RATE.search(text))
    return [
        (said.value, said.value / wanted.value)
        for said in amounts(text)
        if said.data == wanted.data
        and (said.rate or rated or not wanted.rate)
        and (wanted.rate or not said.rate)
        and said.value >= LEAST
    ]


@lru_cache(maxsize=512)
def _names(quantity: ReferenceQuantity) -> frozenset[str]:
    names = (quantity.name, *quantity.aliases, quantity.id)
    return frozenset(word for name in names for word in stems(name)) - _GENERIC
