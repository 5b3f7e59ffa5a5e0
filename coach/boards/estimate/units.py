"""The units a sheet knows: data, time, money, the soft nouns between them, and their algebra.

A unit is a tuple of (symbol, exponent) in the order the person wrote it: GB/day is
(("GB", 1), ("day", -1)). Data, time and money are hard dimensions: adding across them is refused.
Every other symbol is a noun (user, req, server) that flows through and cancels.
KB is 1000 B and KiB 1024 B; b is bits; a year is 365 days and a month a twelfth of it.
"""

from fractions import Fraction
from functools import lru_cache
from typing import Final, TypeAlias

from coach.boards.estimate.nouns import RATES, noun, singular

Unit: TypeAlias = tuple[tuple[str, int], ...]
Dimension: TypeAlias = tuple[int, int, int]

NONE: Final[Unit] = ()
BARE: Final[Dimension] = (0, 0, 0)
DATA, TIME, MONEY = 0, 1, 2
DAY: Final = 86400
YEAR: Final = 365 * DAY
MONTH: Final = YEAR // 12

FACTORS: Final[dict[str, Fraction]] = {}
KINDS: Final[dict[str, int]] = {}
FAMILIES: Final[dict[str, tuple[str, ...]]] = {}
WORDS: Final[dict[str, tuple[Unit, Fraction]]] = {}
ONE: Final = Fraction(1)


def _atom(symbol: str, kind: int, factor: Fraction) -> None:
    FACTORS[symbol] = factor
    KINDS[symbol] = kind


def _word(spelled: str, unit: Unit, factor: Fraction = ONE) -> None:
    for word in spelled.split():
        WORDS[word] = (unit, factor)


def _data() -> None:
    prefixes = [("K", "kilo"), ("M", "mega"), ("G", "giga"), ("T", "tera"), ("P", "peta")]
    prefixes += [("E", "exa"), ("Z", "zetta")]
    binary = {"K": "kibi", "M": "mebi", "G": "gibi", "T": "tebi", "P": "pebi", "E": "exbi"}
    families: dict[str, list[str]] = {"B": ["B"], "iB": ["B"], "b": ["bit"], "ib": ["bit"]}
    _atom("B", DATA, ONE)
    _atom("bit", DATA, Fraction(1, 8))
    _word("B byte bytes Byte Bytes BYTES", (("B", 1),))
    _word("bit bits b Bit Bits", (("bit", 1),))
    _word("bps bits/s", (("bit", 1), ("s", -1)))
    _word("Bps", (("B", 1), ("s", -1)))
    for power, (p, name) in enumerate(prefixes, 1):
        low = p.lower()
        for tail, base in (("B", ONE), ("b", Fraction(1, 8))):
            _atom(p + tail, DATA, base * 1000**power)
            families[tail].append(p + tail)
            rate: Unit = ((p + tail, 1), ("s", -1))
            if tail == "B":
                _word(f"{p}B {low}B {low}b {p}Bs {low}bs {p}Byte {p}Bytes", ((p + tail, 1),))
                _word(f"{name}byte {name}bytes {name}Byte {name}Bytes", ((p + tail, 1),))
                _word(f"{p}byte {p}bytes {low}byte {low}bytes", ((p + tail, 1),))
                _word(f"{p}Bps {low}Bps", rate)
            else:
                _word(f"{p}b {p}bit {p}bits {low}bit {low}bits", ((p + tail, 1),))
                _word(f"{name}bit {name}bits", ((p + tail, 1),))
                _word(f"{p}bps {low}bps {p}BPS", rate)
            if p in binary:
                symbol = f"{p}i{tail}"
                _atom(symbol, DATA, base * 1024**power)
                families["i" + tail].append(symbol)
                word = binary[p] + ("byte" if tail == "B" else "bit")
                _word(f"{symbol} {low}i{tail} {word} {word}s", ((symbol, 1),))
    for family in families.values():
        for symbol in family:
            if symbol not in ("B", "bit") or symbol not in FAMILIES:
                FAMILIES[symbol] = tuple(family)


def _time() -> None:
    table = (
        ("ns", Fraction(1, 10**9), "ns nanosecond nanoseconds nanos nsec"),
        ("us", Fraction(1, 10**6), "us µs microsecond microseconds micros usec"),
        ("ms", Fraction(1, 1000), "ms msec msecs millis millisecond milliseconds"),
        ("s", ONE, "s sec secs second seconds"),
        ("min", Fraction(60), "min mins minute minutes"),
        ("hour", Fraction(3600), "h hr hrs hour hours"),
        ("day", Fraction(DAY), "d day days"),
        ("week", Fraction(7 * DAY), "w wk wks week weeks"),
        ("month", Fraction(MONTH), "mo mos mth mths month months"),
        ("quarter", Fraction(YEAR, 4), "quarter quarters"),
        ("year", Fraction(YEAR), "y yr yrs year years"),
        ("decade", Fraction(10 * YEAR), "decade decades"),
    )
    for symbol, factor, spelled in table:
        _atom(symbol, TIME, factor)
        _word(spelled, ((symbol, 1),))
        _word(" ".join(w.capitalize() for w in spelled.split() if len(w) > 2), ((symbol, 1),))
    for power, word in ((0, "Hz"), (3, "kHz"), (6, "MHz"), (9, "GHz")):
        _word(word, (("s", -1),), Fraction(10**power))


_data()
_time()
_atom("$", MONEY, ONE)
_word("$ USD usd dollar dollars Dollars bucks", (("$", 1),))
_word("cent cents ct cts", (("$", 1),), Fraction(1, 100))
for _rate, _noun in RATES.items():
    _word(f"{_rate} {_rate.upper()} {_rate.capitalize()}", ((_noun, 1), ("s", -1)))
AS_BITS: Final = {
    symbol: "bit" if symbol == "B" else symbol[:-1] + "b"
    for symbol, kind in KINDS.items()
    if kind == DATA and symbol.endswith("B")
}
AS_BYTES: Final = {bits: size for size, bits in AS_BITS.items()}
LADDER: Final = ("ns", "us", "ms", "s", "min", "hour", "day", "week", "month", "year")


def lookup(word: str) -> tuple[Unit, Fraction] | None:
    """The hard unit a word stands for, with its factor, or None; nouns are not looked up here."""
    scaled_unit = WORDS.get(word)
    if scaled_unit is None and len(word) > 3:
        scaled_unit = WORDS.get(word.lower())
    return scaled_unit


def is_hard(symbol: str) -> bool:
    """Whether a symbol is of data, time or money and not a noun."""
    return symbol in FACTORS


@lru_cache(maxsize=1024)
def dimension(unit: Unit) -> Dimension:
    """Exponents of data, time and money; (0, 0, 0) for bare numbers and nouns."""
    out = [0, 0, 0]
    for symbol, power in unit:
        kind = KINDS.get(symbol)
        if kind is not None:
            out[kind] += power
    return out[0], out[1], out[2]


@lru_cache(maxsize=1024)
def factor(unit: Unit) -> Fraction:
    """What one of the unit is in bytes, seconds and dollars."""
    out = ONE
    for symbol, power in unit:
        if symbol in FACTORS:
            out *= FACTORS[symbol] ** power
    return out


def merge(*units: Unit) -> Unit:
    """The product of units, equal symbols joined, in the order of their first appearance."""
    powers: dict[str, int] = {}
    for unit in units:
        for symbol, power in unit:
            powers[symbol] = powers.get(symbol, 0) + power
    return tuple((symbol, power) for symbol, power in powers.items() if power)


def inverse(unit: Unit) -> Unit:
    """One divided by the unit."""
    return tuple((symbol, -power) for symbol, power in unit)


def nouns_of(unit: Unit) -> tuple[str, ...]:
    """The nouns above the line, in order."""
    return tuple(symbol for symbol, power in unit if power > 0 and symbol not in FACTORS)


def without_nouns(unit: Unit) -> Unit:
    """The data, time and money of a unit."""
    return tuple(item for item in unit if item[0] in FACTORS)


def text(unit: Unit) -> str:
    """The unit as one word: "GB/day", "req/s", "Mbps", "1/s" where nothing is above the line."""
    above = "·".join(_powered(s, p) for s, p in unit if p > 0)
    below = "".join("/" + _powered(s, -p) for s, p in unit if p < 0)
    if above.endswith("b") and above in FACTORS and below == "/s":
        return above + "ps"
    if above == "bit" and below == "/s":
        return "bps"
    return (above or ("1" if below else "")) + below


def _powered(symbol: str, power: int) -> str:
    return symbol if power == 1 else f"{symbol}^{power}"


@lru_cache(maxsize=4096)
def read(spelled: str) -> tuple[Unit, Fraction]:
    """A unit as text ("GB/day", "USD/GB/month", "req per s") to the unit and its factor.

    A word that is no unit is a noun. Raises ValueError for text that is no unit at all.
    """
    unit: Unit = NONE
    scale = ONE
    parts = spelled.strip().replace(" per ", "/").replace("·", "*").split("/")
    for place, part in enumerate(parts):
        sign = 1 if place == 0 else -1
        for word in part.replace("*", " ").split():
            if word == "1":
                continue
            name, _, power = word.partition("^")
            times = sign * (int(power) if power.isdecimal() else 1)
            scaled_unit = lookup(name)
            if scaled_unit is None:
                if not name[:1].isalpha():
                    raise ValueError(f"{name!r} is not a unit")
                scaled_unit = (((noun(name) or singular(name), 1),), ONE)
            unit = merge(unit, tuple((s, p * times) for s, p in scaled_unit[0]))
            scale *= scaled_unit[1] ** times
    return unit, scale


def same_dimension(unit_a: str, unit_b: str) -> bool:
    """Whether the one can be converted to the other; nouns are not looked at."""
    return dimension(read(unit_a)[0]) == dimension(read(unit_b)[0])


def convert(value: Fraction, source: str, target: str) -> Fraction:
    """The value in another unit of the same dimension, exactly; ValueError across dimensions."""
    unit_a, scale_a = read(source)
    unit_b, scale_b = read(target)
    if dimension(unit_a) != dimension(unit_b):
        raise ValueError(f"{source or 'a bare number'} cannot become {target or 'a bare number'}")
    return value * scale_a * factor(unit_a) / (scale_b * factor(unit_b))
