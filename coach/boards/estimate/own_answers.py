"""The person's own answers, judged against the exact one.

Tolerance is 5 % after `=` and 20 % after `≈`; a decimal below 1 may be rounded as it is written
(`0.02` for 0.0231). A capacity may be rounded up, never down. A claim
whose unit is missing, or differs only by a time, is compared by its number; one that is out by 8,
a power of ten, 1000 or 1024/1000 is told so.
"""

from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.nouns import is_capacity
from coach.boards.estimate.quantity import Quantity, to_unit
from coach.boards.estimate.show import digits, short
from coach.boards.estimate.units import BARE, DATA, MONEY, TIME, Unit
from coach.tuples import NamedTuple

EXACTLY: Final = Fraction(5, 100)
ROUGHLY: Final = Fraction(20, 100)
"""How far an answer may be from the exact one after = and after ≈: the estimator's rule."""
_THIRTY_DAYS: Final = Fraction(30 * units.DAY, units.MONTH)
_SLACK: Final = Fraction(1, 1000)
"""How exactly an answer must be out by a factor for the factor's reason to be told."""
_NAMED: Final = (
    (Fraction(8), "bits for bytes?"),
    (Fraction(1000), "a factor of 1000"),
    (Fraction(10), "a factor of ten"),
    (Fraction(100), "a factor of 100"),
    (Fraction(1024, 1000), "1024 for 1000?"),
    (Fraction(1024, 1000) ** 2, "1024 for 1000?"),
    (Fraction(1024, 1000) ** 3, "1024 for 1000?"),
    (Fraction(1024, 1000) ** 4, "1024 for 1000?"),
    (Fraction(60), "minutes for seconds?"),
    (Fraction(24), "hours for days?"),
    (Fraction(30), "days for months?"),
    (Fraction(365), "days for years?"),
    (Fraction(12), "months for years?"),
    (Fraction(10**4), "a factor of 10,000"),
    (Fraction(10**6), "a factor of a million"),
)


class Claim(NamedTuple):
    """One answer on a line: verdict is ok, ok-rounded-up, short or off; column is the title of
    the one it is about, "" in a sheet without columns."""

    value: Fraction
    unit: str
    verdict: str
    shown: str
    quantity: Quantity
    column: str = ""

    @property
    def good(self) -> bool:
        """Whether the claim holds, rounded up or not."""
        return self.verdict.startswith("ok")


def judge(exact: Quantity, claim: Quantity, sign: str, whole: bool, computed: bool) -> Claim:
    """The verdict on one claim.

    whole: what is counted can only be bought whole. computed: the claim is a calculation itself
    (`257 = 32 × 8`), so being short by one is short.
    """
    tolerance = EXACTLY if sign in "=→⇒" else ROUGHLY
    pairs = comparable(exact, claim)
    if not pairs:
        text = f"✗ {short(claim)} is no {_kind(exact)}: {short(exact)}"
        return _claim(claim, "off", text)
    counted = BARE == units.dimension(exact.unit) == units.dimension(claim.unit)
    rounding = _Rounding(whole and counted, counted, computed)
    verdicts = [_verdict(mine, theirs, tolerance, rounding) for mine, theirs in pairs]
    best = min(range(len(pairs)), key=lambda at: _RANK[verdicts[at]])
    mine, theirs = pairs[best]
    return _claim(claim, verdicts[best], _shown((mine, theirs), claim, exact, verdicts[best]))


_RANK: Final = {"ok": 0, "ok-rounded-up": 1, "short": 2, "off": 3}


def _claim(claim: Quantity, verdict: str, shown: str) -> Claim:
    return Claim(claim.value, units.text(claim.unit), verdict, shown, claim)


def _kind(quantity: Quantity) -> str:
    size = units.dimension(quantity.unit)
    if size == BARE:
        return "count"
    return "size" if size[DATA] == 1 else "time" if size[TIME] == 1 else "match for"


def comparable(exact: Quantity, claim: Quantity) -> list[tuple[Fraction, Fraction]]:
    """Pairs of numbers (exact, claimed) under the readings that make sense, the strictest first."""
    mine, theirs = units.dimension(exact.unit), units.dimension(claim.unit)
    if exact.percent and not claim.percent and claim.unit and exact.value <= 1:
        missing = _missing(exact, claim)
        if missing:
            return missing
    if mine == theirs:
        pairs = [(exact.base, claim.base)]
        months = sum(p for s, p in exact.unit if s == "month")
        if months and all(symbol != "month" for symbol, _ in claim.unit):
            pairs.append((exact.base * _THIRTY_DAYS**months, claim.base))
        if not exact.unit and claim.unit and not exact.percent:
            pairs.append((exact.value, claim.value))
        return pairs
    if theirs == BARE:
        return [(exact.value, claim.value)]
    if mine == BARE or (theirs[DATA] + theirs[MONEY] == 1 and _only_timed(exact.unit)):
        return _lent(exact, claim)
    apart = abs(mine[TIME] - theirs[TIME])
    if apart < 2 and mine[DATA] == theirs[DATA] and mine[MONEY] == theirs[MONEY]:
        return _timeless(exact, claim)
    return []


def _missing(exact: Quantity, claim: Quantity) -> list[tuple[Fraction, Fraction]]:
    """An availability against its downtime: 99.95% is 4.38 hours/year."""
    times = [symbol for symbol, _ in claim.unit if units.KINDS.get(symbol) == TIME]
    if len(times) == 2 and len(claim.unit) == 2:
        return [(1 - exact.value, claim.base)]
    if claim.unit == ((times[0] if times else "", 1),):
        return [((1 - exact.value) * units.YEAR, claim.base)]
    return []


def _lent(exact: Quantity, claim: Quantity) -> list[tuple[Fraction, Fraction]]:
    pairs = [(exact.value, claim.value)]
    if units.dimension(claim.unit)[DATA] == 1:
        size = units.factor(tuple(i for i in claim.unit if units.KINDS.get(i[0]) == DATA))
        pairs.append((exact.value, claim.value * size))
        if any(units.FAMILIES.get(symbol, ("",))[0] == "bit" for symbol, _ in claim.unit):
            pairs.append((exact.value, claim.value * size * 8))
    return pairs


def _only_timed(unit: Unit) -> bool:
    """Whether a number has no unit but the time that its name says it is per."""
    return len(unit) == 1 and unit[0][1] == -1 and units.KINDS.get(unit[0][0]) == TIME


def _timeless(exact: Quantity, claim: Quantity) -> list[tuple[Fraction, Fraction]]:
    """Numbers with the times left out: 129.6 GB against 130 GB/day."""
    mine, theirs = _no_time(exact.unit), _no_time(claim.unit)
    return [
        (exact.value * units.factor(mine), claim.value * units.factor(theirs)),
    ]


def _no_time(unit: Unit) -> Unit:
    return tuple(item for item in unit if units.KINDS.get(item[0]) != TIME)


class _Rounding(NamedTuple):
    """What may be rounded: whole counts only up, other counts either way."""

    whole: bool
    counted: bool
    computed: bool


def _verdict(exact: Fraction, claim: Fraction, tolerance: Fraction, rounding: _Rounding) -> str:
    if exact == claim:
        return "ok"
    if exact == 0:
        return "off"
    up = Fraction(exact.__ceil__())
    near = abs(claim - exact) <= max(tolerance * abs(exact), _half_of_last(claim))
    whole, counted, computed = rounding
    if claim == up != exact and (whole or (counted and not near)):
        return "ok-rounded-up" if 0 < exact < 10**6 else "off"
    down = Fraction(exact.__floor__())
    if counted and not near and claim == down > 0:
        return "short"
    integers = computed and exact.denominator == 1 and claim.denominator == 1
    if ((whole and claim.denominator == 1) or integers) and 0 < claim < exact:
        far = (exact - claim) > max(ROUGHLY, tolerance) * exact
        return "off" if far else "short" if whole or not near or exact < 10000 else "ok"
    return "ok" if near else "off"


def _half_of_last(claim: Fraction) -> Fraction:
    """Half of the last decimal written in a number below 1, which is how it is rounded there.

    0.005 for 0.02; 0 for numbers from 1 on, where the tolerance is wider than the rounding, and
    for those that do not end within six decimals.
    """
    if not 0 < claim < 1:
        return Fraction(0)
    for places in range(1, 7):
        if (claim * 10**places).denominator == 1:
            return Fraction(1, 2 * 10**places)
    return Fraction(0)


def _shown(
    pair: tuple[Fraction, Fraction], claimed: Quantity, quantity: Quantity, verdict: str
) -> str:
    exact, claim = pair
    if verdict == "ok-rounded-up":
        return f"{digits(exact)[0]} -> {short(claimed)} ✓"
    if verdict == "ok":
        same = exact == claim
        return f"✓ {short(claimed)}" if same else f"✓ {_in_claims_unit(quantity, claimed)}"
    if verdict == "short":
        if claim.denominator == 1 and exact < 10**6:
            lack = Fraction(exact.__ceil__()) - claim
            return f"✗ {short(claimed)}, short by {digits(lack)[0]}"
        return f"✗ {short(claimed)}, short of {_in_claims_unit(quantity, claimed)}"
    return f"✗ {short(claimed)}: {_in_claims_unit(quantity, claimed)}{_factor(exact, claim)}"


def _in_claims_unit(exact: Quantity, claim: Quantity) -> str:
    if exact.percent and claim.unit:
        return short(exact)
    alike = units.dimension(exact.unit) == units.dimension(claim.unit)
    if alike and claim.unit and (exact.unit or units.factor(claim.unit) == 1):
        return short(to_unit(exact, claim.unit))
    return short(exact)


def _factor(exact: Fraction, claim: Fraction) -> str:
    if not exact or not claim or (exact > 0) != (claim > 0):
        return ""
    ratio = claim / exact
    up = ratio if ratio > 1 else 1 / ratio
    for factor, why in _NAMED:
        if abs(up - factor) <= factor * (_SLACK * 4 if factor < 2 else EXACTLY):
            text = digits(factor, 0 if factor.denominator == 1 else 4)[0]
            return f", off {'×' if ratio > 1 else '÷'}{text}: {why}"
    return (
        f", off {'×' if ratio > 1 else '÷'}{digits(up, 2)[0]}"
        if up >= 2
        else (f", {float(ratio - 1) * 100:+.0f} %")
    )


def counts_whole(*parts: Unit) -> bool:
    """Whether any of the units counts something that is bought whole."""
    return any(
        len(unit) == 1 and unit[0][1] == 1 and is_capacity(unit[0][0]) for unit in parts if unit
    )
