"""What a name lends to a bare number: DAU counts users, "Write QPS" is per second, "(GB)" is GB."""

import re
from functools import lru_cache
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.lexer import tokens
from coach.boards.estimate.nouns import CAPACITY, RATES, noun, words
from coach.boards.estimate.per_units import STOP
from coach.boards.estimate.quantity import Quantity, to_unit
from coach.boards.estimate.units import BARE, NONE, Unit
from coach.boards.patterns import lazy

_NOT_COUNTS: Final = words(
    "ratio factor rate percent percentage hit multiplier headroom redundancy replication size "
    "time latency cost price growth share load utilisation utilization average_size length "
    "weight footprint payload data duration retention availability uptime bandwidth storage "
    "memory ram capacity factor_x probability chance compression overhead sla"
)


_SIZED: Final = lazy(r"(?:[a-z]+_)*(?:bytes|kb|mb|gb|tb|ms|seconds|secs)_per_[a-z]")
"""A name in one word that says its unit: `bytes_per_msg`."""
_RATE: Final = re.compile(r"[0-9][\w.,]*(?:\s?[^\W\d_]+)?\s?/\s?[^\W\d_]+")
"""An amount in a name, which lends its value no unit: `drain at 80k/s: …`."""


@lru_cache(maxsize=2048)
def implied_unit(name: str, bracket: str) -> Unit:
    """The unit a name with its bracketed remark gives to a bare number; NONE for most names."""
    if bracket:
        unit = _bracketed(bracket)
        if unit:
            return unit
    if ":" in name or "%" in name or "growth" in name.lower():
        return NONE
    counted = _RATE.sub(" ", name.partition("@")[0])
    counted = counted.replace("_", " ") if _SIZED.match(counted) else counted
    line = [token for token in tokens(counted) if token.kind == "word" or token.text == "/"]
    head: list[str] = []
    below: Unit = NONE
    under = False
    for token in line:
        low = token.text.lower()
        if low in ("/", "per", "each", "every"):
            under = True
        elif under:
            hard = units.lookup(token.text)
            named = noun(token.text)
            part = (
                hard[0] if hard is not None and hard[1] == 1 else ((named, 1),) if named else NONE
            )
            below = units.merge(below, units.inverse(part))
        else:
            head.extend([low, *low.split("_")] if "_" in low else [low])
    kind = _head(head) or (_measured(head) if under else _ending(counted))
    if units.dimension(kind)[units.TIME] == units.dimension(below)[units.TIME]:
        below = tuple(item for item in below if units.KINDS.get(item[0]) != units.TIME)
    return units.merge(kind, below)


def _measured(words: list[str]) -> Unit:
    """The bytes of "bytes per token", the seconds of "secs/day"."""
    scaled_unit = units.lookup(words[-1]) if words and len(words[-1]) > 3 else None
    return scaled_unit[0] if scaled_unit is not None and scaled_unit[1] == 1 else NONE


def _ending(name: str) -> Unit:
    """The seconds of `retention_time_seconds` and `TotalSeconds`, the bytes of `header bytes`."""
    words = _WORDS.findall(name)
    if len(words) < 2 or "-" in name or any(word.lower() in STOP for word in words):
        return NONE
    scaled_unit = units.lookup(words[-1].lower()) if words[-1].lower() in _IN_NAMES else None
    return scaled_unit[0] if scaled_unit is not None else NONE


_WORDS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_IN_NAMES: Final = words("seconds secs minutes mins hours days months years ms bytes kb mb gb tb")
"""Units with which a name says what its number is in."""


def _head(words: list[str]) -> Unit:
    if any(word in _NOT_COUNTS for word in words):
        return NONE
    for word in words:
        if word in RATES:
            kind = next(
                (noun(word) for word in words if word in ("read", "write", "reads", "writes")), None
            )
            return ((kind or RATES[word], 1), ("s", -1))
    named = [counted for word in words if True for counted in _nouns(word)]
    return ((named[-1], 1),) if named else NONE


def _nouns(word: str) -> list[str]:
    pieces = word.replace("-", "_").split("_")
    return [counted for piece in pieces if (counted := noun(piece))]


def _bracketed(text: str) -> Unit:
    """`(GB)`, `(per day)`, `(Mbps)`: a unit and nothing else."""
    try:
        unit, scale = units.read(text.strip().removeprefix("in ").removeprefix("per ") or "1")
    except ValueError:
        return NONE
    if scale != 1 or not unit or any(not units.is_hard(s) for s, _ in unit):
        return NONE
    return units.inverse(unit) if text.strip().startswith("per ") else unit


@lru_cache(maxsize=2048)
def counts_things(name: str) -> bool:
    """Whether a name is a plural count ("Users", "DAU"), so that B is a billion."""
    head = name.lower().replace("/", " per ").split(" per ")[0].split()
    if not head or any(word in _NOT_COUNTS for word in head):
        return False
    if any(word in RATES or word in ("dau", "mau") for word in head):
        return True
    return any(noun(word) is not None and word.endswith("s") for word in head)


def take_implied(quantity: Quantity, unit: Unit) -> Quantity:
    """The quantity with what its name lends: bare numbers take the unit, capacities their noun."""
    if not unit:
        return quantity
    if quantity.percent:
        return quantity
    if not quantity.unit:
        return quantity._replace(unit=unit)
    size = units.dimension(unit)
    if size[units.DATA] and size == units.dimension(quantity.unit):
        return to_unit(quantity, unit) if not units.nouns_of(quantity.unit) else quantity
    if len(unit) == 1 and unit[0][1] == 1 and not units.is_hard(unit[0][0]):
        per = quantity.unit[0]
        if len(quantity.unit) == 1 and per[1] == -1 and units.KINDS.get(per[0]) == units.TIME:
            return quantity._replace(unit=units.merge(unit, quantity.unit))
    plain = units.dimension(quantity.unit) == BARE
    if plain and len(unit) == 1 and unit[0][0] in CAPACITY | {"conn", "thread", "user"}:
        return quantity._replace(unit=unit)
    if plain and units.dimension(unit) != BARE and len(quantity.unit) == 1:
        nouns = units.nouns_of(quantity.unit)
        below = tuple(item for item in unit if item[1] < 0)
        return quantity._replace(unit=units.merge(((nouns[0], 1),) if nouns else NONE, below))
    return quantity


def whole_rate(quantity: Quantity, unit: Unit) -> Quantity | None:
    """`servers = 3,600 rps / 500`: the 500 is a rate too, and what is left counts servers.

    So are nodes that hold what comes in a day. None where the name counts nothing whole.
    """
    if len(unit) != 1 or unit[0][1] != 1 or unit[0][0] not in CAPACITY:
        return None
    return Quantity(quantity.value, unit) if units.dimension(quantity.unit) == (0, -1, 0) else None
