"""How a result is written at the right of its line.

Three significant figures, four when the first is a 1, whole numbers under 10,000 in full; a tilde
only where the text differs from the exact value. Sizes find their own prefix; times below the
line stay as typed.
"""

from fractions import Fraction
from functools import lru_cache
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.nouns import is_capacity
from coach.boards.estimate.quantity import Quantity, to_unit
from coach.boards.estimate.units import DATA, MONEY, TIME, Unit

_ROUNDS_TO_ONE: Final = Fraction(9995, 10000)
"""What three figures round up to one of the next unit or suffix."""
_NEARLY: Final = {symbol: factor * _ROUNDS_TO_ONE for symbol, factor in units.FACTORS.items()}
_SUFFIXES: Final = tuple(
    (factor, int(factor * _ROUNDS_TO_ONE), suffix)
    for factor, suffix in ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "K"))
)
"""The factor of a suffix, from where on it is used, and the suffix."""
_PLURAL: Final = {
    "req": "req",
    "query": "queries",
    "tx": "tx",
    "person": "people",
    "month": "months",
}
_SHORT_TIMES: Final = ("s", "ms", "us", "ns")
ROUGH: Final = 3
_PARTS: Final = 10**7
"""What is less than one of so many parts of 1 is written with an exponent."""
STEP: Final = Fraction(3, 100)
"""A capacity so little past a whole number is shown with that number too: the estimator's rule."""


def digits(value: Fraction, figures: int = 0, exact_share: bool = False) -> tuple[str, bool]:
    """A number below 1,000,000 to so many figures (0: the house rule), and whether it is exact."""
    numerator, below = value.numerator, value.denominator
    above = abs(numerator)
    if not above:
        return "0", True
    if below == 1 and above < 10000:
        return f"{numerator:,}", True
    exponent = _exponent(above, below)
    full = exponent == 3 or _under(above, below, 2, exponent)
    keep = figures or (ROUGH + 1 if full else ROUGH)
    if exact_share or (above < below and above * 100 >= below * 99):
        keep = max(keep, 6)
    if not _under(above * 10, below, 99, exponent):
        keep = max(keep, 5)
    kept = keep - 1 - exponent
    rounded, exact = _rounded(above, below, kept)
    sign = "-" if numerator < 0 else ""
    if kept <= 0:
        return f"{sign if rounded else ''}{rounded * 10**-kept:,}", exact
    whole, rest = divmod(rounded, 10**kept)
    decimals = f".{rest:0{kept}}".rstrip("0").rstrip(".")
    return f"{sign}{whole:,}{decimals}", exact


def _rounded(above: int, below: int, places: int) -> tuple[int, bool]:
    """A quotient to so many decimal places, counted in the last one, halves to the even digit; and
    whether nothing was lost."""
    if places >= 0:
        above *= 10**places
    else:
        below *= 10**-places
    whole, rest = divmod(above, below)
    if rest * 2 > below or (rest * 2 == below and whole % 2):
        whole += 1
    return whole, not rest


def _under(above: int, below: int, times: int, exponent: int) -> bool:
    """Whether a quotient is below so many times a power of ten, without a fraction made of it."""
    power: int = 10 ** abs(exponent)
    if exponent >= 0:
        return above < below * times * power
    return above * power < below * times


def _exponent(above: int, below: int) -> int:
    guess = len(str(above)) - len(str(below))
    return guess - 1 if _under(above, below, 1, guess) else guess


def count(value: Fraction, figures: int = 0) -> tuple[str, bool]:
    """A count with a suffix where it is 10,000 or more: "12.5K", "100M"; and whether exact."""
    above, below = abs(value.numerator), value.denominator
    if above < 10000 * below:
        if 0 < above * _PARTS < below:
            return f"{float(value):.3g}", Fraction(f"{float(value):.3g}") == value
        return digits(value, figures)
    for factor, least, suffix in _SUFFIXES:
        if above >= least * below:
            if above >= 10000 * factor * below:
                break
            text, exact = digits(value / factor, figures)
            return text + suffix, exact
    mantissa, _, power = f"{float(value):.3e}".partition("e")
    text = f"{mantissa.rstrip('0').rstrip('.')}e{int(power)}"
    return text, Fraction(text) == value


def scaled(quantity: Quantity) -> Quantity:
    """Sizes with the prefix that leaves 1 to 1000 before the point; short times likewise."""
    if quantity.fixed or not quantity.value:
        return quantity
    for symbol, power in quantity.unit:
        if power == 1 and units.KINDS.get(symbol) == DATA:
            return _prefixed(quantity, symbol, units.FAMILIES[symbol])
    if quantity.unit in ((("s", 1),), (("ms", 1),), (("us", 1),), (("ns", 1),)):
        return _prefixed(quantity, quantity.unit[0][0], _SHORT_TIMES[::-1])
    if len(quantity.unit) == 1 and units.dimension(quantity.unit) == (0, 1, 0):
        return _longer(quantity)
    return quantity


def _prefixed(quantity: Quantity, symbol: str, family: tuple[str, ...]) -> Quantity:
    size = abs(quantity.value) * units.FACTORS[symbol]
    best = family[0]
    for other in family:
        if size < _NEARLY[other]:
            break
        best = other
    if best == symbol:
        return quantity
    unit = tuple((best if s == symbol else s, p) for s, p in quantity.unit)
    if len({s for s, _ in unit}) < len(unit):
        return quantity
    return to_unit(quantity, unit)._replace(percent=False)


def _longer(quantity: Quantity) -> Quantity:
    """A time under one of its unit in the next smaller one that holds it."""
    if abs(quantity.value) >= 1:
        return quantity
    ladder = (
        units.LADDER[: units.LADDER.index(quantity.unit[0][0]) + 1]
        if (quantity.unit[0][0] in units.LADDER)
        else ()
    )
    for symbol in reversed(ladder):
        if symbol != "week" and abs(quantity.base) >= units.FACTORS[symbol]:
            return to_unit(quantity, ((symbol, 1),))
    return quantity


def percentage(value: Fraction) -> str:
    """A share as a percentage, nines kept: 99.95%, 12.5%."""
    text, exact = digits(value * 100, exact_share=abs(value) > Fraction(9, 10))
    return f"{'' if exact else '~'}{text}%"


@lru_cache(maxsize=4096)
def short(quantity: Quantity, figures: int = 0, tilde: bool = True) -> str:
    """The quantity as a person would write it: "100 GB/day", "~3,472 req/s", "$2,190"."""
    return together(*apart(quantity, figures, tilde))


def together(figure: str, unit: str) -> str:
    """A number and its unit as one text."""
    gap = "" if unit.startswith("/") else " "
    return f"{figure}{gap}{unit}".rstrip()


def apart(quantity: Quantity, figures: int = 0, tilde: bool = True) -> tuple[str, str]:
    """The number of a quantity and its unit as a person would write them: a $ and a % go with the
    number."""
    if quantity.percent:
        return percentage(quantity.value), ""
    quantity = scaled(quantity)
    text, exact = count(quantity.value, figures)
    unit = units.text(quantity.unit)
    mark = "" if exact or not tilde else "~"
    if units.dimension(quantity.unit)[MONEY] == 1 and "$" in unit:
        return f"{mark}{_money(text)}".replace("$-", "-$"), unit.replace("$", "", 1).strip("·")
    return mark + text, worded(unit, quantity)


def in_column(quantity: Quantity | None) -> str:
    """A scenario's value as it is shown; a question mark where it cannot be computed."""
    return "?" if quantity is None else short(quantity)


def _money(text: str) -> str:
    return f"${text}"


def worded(unit: str, quantity: Quantity) -> str:
    """The unit's text with its first word in the plural where the value wants it."""
    head, slash, rest = unit.partition("/")
    if head == "1":
        return slash + rest
    if quantity.value == 1 or not head or "·" in head or "^" in head:
        return unit
    symbol = next((s for s, p in quantity.unit if p > 0), "")
    if symbol in _PLURAL:
        return _PLURAL[symbol] + slash + rest if not slash or symbol == "query" else unit
    kind = units.KINDS.get(symbol)
    if kind == TIME and symbol in ("hour", "day", "week", "month", "quarter", "year", "decade"):
        return symbol + "s" + slash + rest
    if kind is None and head == symbol:
        return _plural(symbol) + slash + rest
    return unit


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh")):
        return word + ("" if word.endswith("s") else "es")
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def capacity(quantity: Quantity) -> str:
    """Counts of what is bought whole: "7.2 -> 8 servers"; "" where there is nothing to round."""
    nouns = units.nouns_of(quantity.unit)
    if len(quantity.unit) != 1 or not nouns or not is_capacity(nouns[0]):
        return ""
    value = quantity.value
    if value.denominator == 1 or value <= 0 or value >= 10**6:
        return ""
    up = Fraction(value.__ceil__())
    text, _ = digits(value, 4 if value >= 100 else 3)
    whole = short(Quantity(up, quantity.unit))
    past = value - (up - 1)
    if up > 1 and past <= STEP:
        text, _ = digits(value, 5)
        return f"{text} -> {whole} (or {up - 1}, {_percent(past / value)} short)"
    return f"{text} -> {whole}"


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.2g}%"


def second(quantity: Quantity, used: Unit = units.NONE) -> str:
    """A second reading where it helps: a daily rate per second, bits as bytes, a year of it."""
    size = units.dimension(quantity.unit)
    hard = units.without_nouns(quantity.unit)
    below = next((s for s, p in hard if p == -1 and units.KINDS.get(s) == TIME), "")
    if quantity.percent and Fraction(99, 100) <= quantity.value < 1:
        down = (1 - quantity.value) * units.YEAR
        unit = "hour" if down >= 7200 else "min" if down >= 120 else "s"
        left = Quantity(down / units.FACTORS[unit], ((unit, 1),))
        return f"{short(left)}/year missing"
    if size[TIME] == -1 and size[DATA] == 0 and size[MONEY] == 0 and below not in ("s", ""):
        return _per(quantity, below, "s")
    if size == (1, -1, 0):
        symbol = next(s for s, p in hard if p == 1)
        if units.FAMILIES[symbol][0] == "bit":
            return short(to_unit(quantity, (("MB", 1), ("s", -1))), ROUGH)
        return _per(quantity, below, "year" if below == "day" else "day" if below == "s" else "s")
    if size == (0, 1, 0) and len(hard) == 1 and quantity.base >= 120 and not used:
        return _clock(quantity)
    return ""


def _per(quantity: Quantity, below: str, other: str) -> str:
    if not below:
        return ""
    unit = tuple((other if (s, p) == (below, -1) else s, p) for s, p in quantity.unit)
    return short(to_unit(quantity, unit)._replace(fixed=False), ROUGH)


def _clock(quantity: Quantity) -> str:
    """A time in a longer unit of time; what it is per stays ("50 hours/user")."""
    own = next(symbol for symbol, _ in quantity.unit if units.KINDS.get(symbol) == TIME)
    for symbol in ("year", "day", "hour", "min"):
        if quantity.base >= units.FACTORS[symbol]:
            if units.FACTORS[symbol] <= units.FACTORS[own]:
                return ""
            unit = tuple((symbol if s == own else s, p) for s, p in quantity.unit)
            return short(to_unit(quantity, unit))
    return ""


def spread(lo: Quantity, hi: Quantity, middle: Quantity) -> str:
    """A range: "20-50 GB (mid 35)", both ends in the unit of the larger."""
    if lo.percent and hi.percent:
        return f"{percentage(lo.value)[:-1]}-{percentage(hi.value)}"
    top = scaled(hi)
    ends = [to_unit(end, top.unit).value for end in (lo, top, middle)]
    low, high, mid = (count(value, ROUGH)[0] for value in ends)
    unit = worded(units.text(top.unit), top._replace(value=Fraction(2)))
    if units.dimension(top.unit)[MONEY] == 1:
        low, high, mid, unit = f"${low}", f"${high}", f"${mid}", unit.replace("$", "", 1)
    gap = "" if unit.startswith("/") or not unit else " "
    return f"{low}-{high}{gap}{unit} (mid {mid})"
