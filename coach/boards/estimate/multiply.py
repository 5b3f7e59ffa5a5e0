"""Multiplying and dividing quantities the way people mean it.

Units cancel as they were typed (KB/req × req/day is KB/day). Times that only restate each other
are read as conversions: `12 months × 5 years` is 60 months, `/ 30 days / 24 hours` is per hour,
`GB/day × 365` is a year of it, `per day / 86400` is per second. Every such reading leaves a note.
"""

import itertools
from fractions import Fraction
from typing import Final

from coach.boards.estimate import times, units
from coach.boards.estimate.bare_capacities import Factor, bare_capacities
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.nouns import FAMILY, is_capacity
from coach.boards.estimate.quantity import Quantity, bounded, brief
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.squares import refuse_squares
from coach.boards.estimate.units import AS_BITS, AS_BYTES, DATA, MONEY, TIME, Unit

_EIGHT_BITS: Final = Quantity(Fraction(8), (("bit", 1),))
_CALENDAR: Final = frozenset(("day", "week", "month", "quarter", "year", "decade"))


_PER_BYTE: Final = Factor(Quantity(Fraction(8)), -1)


def multiply(factors: list[Factor], notes: list[Note], final: bool, loose: bool) -> Quantity:
    """The product of the factors, their units cancelled.

    final: this is the whole line, so what is left over is judged; loose: bare numbers that are
    the seconds in a day and the like may be read as such.
    """
    value = units.ONE
    percent = True
    for factor in factors:
        quantity = factor.quantity
        percent = percent and quantity.percent
        if factor.sign > 0:
            value = quantity.value if value is units.ONE else value * quantity.value
        elif quantity.value == 0:
            raise LineRefused("cannot divide by zero: the number below the line is 0")
        else:
            value /= quantity.value
    bounded(value)
    if not any(factor.quantity.unit for factor in factors):
        return Quantity(value, units.NONE, (percent and len(factors) == 1) or _all_up(factors))
    work = _Cancelling(value, factors, notes)
    work.bits(factors, loose)
    work.chain()
    if loose:
        work.restate()
        work.spend()
    work.cancel()
    if loose:
        work.constants()
    if final:
        work.imply(factors)
        work.tidy()
        refuse_squares(work.unit(), factors)
    return Quantity(bounded(work.value), work.unit())


def _all_up(factors: list[Factor]) -> bool:
    return all(factor.quantity.percent and factor.sign > 0 for factor in factors)


class _Cancelling:
    """The units of a product while they cancel: times apart, because they chain."""

    def __init__(self, value: Fraction, factors: list[Factor], notes: list[Note]) -> None:
        self.value = value
        self.notes = notes
        self.order: list[str] = []
        self.powers: dict[str, int] = {}
        self.above: list[tuple[str, Fraction]] = []
        self.below: list[tuple[str, Fraction]] = []
        self.pure = 0
        self.literal: list[tuple[str, Fraction]] = []
        self.bare: list[Factor] = []
        self.implied, self.met = "", False
        factors = bare_capacities(factors, notes)
        whole = [factor for factor in factors if not self._seconds_of_a_day(factor, factors)]
        for factor in whole:
            self._take(factor)

    def _note(self, kind: NoteKind, text: str) -> None:
        self.notes.append(Note(kind, text))

    def _seconds_of_a_day(self, factor: Factor, factors: list[Factor]) -> bool:
        """`20M views / 86,400 s/day`: what is divided so is meant per day, and comes to per s."""
        unit = factor.quantity.unit
        said = [symbol for symbol, _ in unit if units.KINDS.get(symbol) == TIME]
        if factor.sign > 0 or len(unit) != 2 or len(said) != 2 or unit[0][1] != 1:
            return False
        others = [other.quantity.unit for other in factors if other is not factor]
        if any(units.dimension(other)[TIME] for other in others):
            return False
        if not times.LEAST_OF_ONE <= factor.quantity.base <= times.MOST_OF_ONE:
            return False
        self.below.append((said[0], Fraction(1)))
        self._note(NoteKind.TIME, f"read as per {said[1]} before the division")
        return True

    def _take(self, factor: Factor) -> None:
        quantity = factor.quantity
        unit = quantity.unit
        if not unit:
            if not quantity.percent:
                self.bare.append(factor)
            return
        pure = len(unit) == 1 and unit[0][1] == 1
        for symbol, exponent in unit:
            if symbol not in self.powers:
                self.order.append(symbol)
                self.powers[symbol] = 0
            power = exponent * factor.sign
            if units.KINDS.get(symbol) == TIME:
                amount = quantity.value if pure else Fraction(1)
                side = self.above if power > 0 else self.below
                side.extend([(symbol, amount)] * abs(power))
                self.pure += pure
                if pure:
                    self.literal.append((symbol, amount))
            else:
                self.met = self.met or self.powers[symbol] * power < 0
                self.powers[symbol] += power

    def chain(self) -> None:
        """Several times on one side that restate each other become the smallest of them."""
        if len(self.above) > max(1, len(self.below)):
            apart = [item for item in self.above if item not in self.literal]
            literal = [item for item in self.above if item in self.literal]
            if apart and len(literal) > 1:
                self.above = apart + self._chained(literal)
            else:
                self.above = self._chained(self.above)
        if len(self.below) > max(1, len(self.above)):
            same = times.of_one_time(self.below) if self.met and not self.above else []
            if same:
                self._note(NoteKind.TIME, f"both read as of the same {same[0][0]}")
            self.below = same or self._chained(self.below)

    def _chained(self, side: list[tuple[str, Fraction]]) -> list[tuple[str, Fraction]]:
        ladder = sorted(side, key=lambda item: -units.FACTORS[item[0]])
        for (big, _), (small, amount) in itertools.pairwise(ladder):
            share = abs(amount) * units.FACTORS[small] / units.FACTORS[big]
            if big == small or not times.LEAST_OF_ONE <= share <= times.MOST_OF_ONE:
                return side
        small, amount = ladder[-1]
        big = ladder[-2][0]
        if amount != 1 or side is not self.below:
            said = f"{brief(amount)} {times.many(small)}"
            self._note(NoteKind.TIME, f"{said} read as one {big}")
        self.implied = small
        return [(small, Fraction(1))]

    def restate(self) -> None:
        """`/s × 86,400 × 30 days`: numbers that count a time in the rate's own, and do so once."""
        self._count_once(1, "")

    def spend(self) -> None:
        """`6M/day × 2 s / 86400`: the seconds of the day are in the units, and count once."""
        self._count_once(-1, ", once")

    def _count_once(self, sign: int, said_so: str) -> None:
        if len(self.below) != 1 or len(self.above) != 1 or self.above[0] not in self.literal:
            return
        over, under = self.above[0][0], self.below[0][0]
        big, small = (over, under) if sign > 0 else (under, over)
        bare = [factor for factor in self.bare if factor.sign == sign]
        chosen = times.counted(
            [f.quantity.value for f in bare], units.FACTORS[big] / units.FACTORS[small]
        )
        if not chosen or (sign < 0 and big == small):
            return
        said = " × ".join(brief(bare[at].quantity.value) for at in chosen)
        told = f"{said} read as the {times.many(small)} in a {big}{said_so}"
        self._note(NoteKind.TIME, told)
        self.above, self.below = [], []
        for factor in [bare[at] for at in chosen]:
            self.bare.remove(factor)

    def bits(self, factors: list[Factor], loose: bool) -> None:
        """`600 KB × 8 bits`: the 8 bits of a byte turn bytes into bits; `8 Mbps / 8` are bytes."""
        bits = [s for s in self.order if s in AS_BYTES and self.powers[s] == 1]
        within = len(bits) == 1 and (loose or bits[0] == "bit")
        if within and any(f == _PER_BYTE for f in factors):
            self._turn(bits[0], AS_BYTES[bits[0]])
            self._note(NoteKind.UNIT, "/ 8 read as bits to bytes")
        eight = any(f.sign > 0 and f.quantity == _EIGHT_BITS for f in factors)
        bytes_ = [s for s in self.order if s in AS_BITS and self.powers[s] == 1]
        if not eight or self.powers.get("bit") != 1 or len(bytes_) != 1:
            return
        self.powers["bit"] = 0
        self._turn(bytes_[0], AS_BITS[bytes_[0]])

    def cancel(self) -> None:
        """Equal symbols cancel, then different ones of one dimension by their factor."""
        for symbol in [symbol for symbol, _ in self.above]:
            self._pair(symbol, symbol)
        while self.above and self.below:
            self._pair(self.above[0][0], self.below[0][0])
        for kind in (DATA, MONEY):
            while True:
                mine = [s for s in self.order if units.KINDS.get(s) == kind]
                up = next((s for s in mine if self.powers[s] > 0), None)
                down = next((s for s in mine if self.powers[s] < 0), None)
                if up is None or down is None:
                    break
                self.value *= units.FACTORS[up] / units.FACTORS[down]
                self.powers[up] -= 1
                self.powers[down] += 1

    def _pair(self, up: str, down: str) -> None:
        here = next((at for at, item in enumerate(self.above) if item[0] == up), None)
        there = next((at for at, item in enumerate(self.below) if item[0] == down), None)
        if here is None or there is None:
            return
        del self.above[here]
        del self.below[there]
        self.value *= units.FACTORS[up] / units.FACTORS[down]

    def constants(self) -> None:
        """Bare 86400, 24, 365, 30, 12 beside a rate, read as what they are."""
        if self.above and not self.below:
            self._counted_out()
        if len(self.below) != 1 or self.above:
            return
        waiting = list(self.bare)
        sixties = [f for f in waiting if f.sign > 0 and f.quantity.value == 60]
        if self.below[0][0] == "s" and len(sixties) > 1:
            self.below = []
            self._note(NoteKind.TIME, "60 × 60 read as seconds")
        changed = True
        while changed and self.below:
            changed = False
            per = self.below[0][0]
            for factor in waiting:
                number = factor.quantity.value
                if number.denominator != 1:
                    continue
                whole = number.numerator
                if factor.sign < 0 and whole in times.DOWN.get(per, {}):
                    self.below = [(times.DOWN[per][whole], Fraction(1))]
                    self._place(self.below[0][0])
                    self._note(
                        NoteKind.TIME,
                        f"{brief(number)} read as {times.many(self.below[0][0])} in a {per}",
                    )
                elif factor.sign > 0 and (
                    whole in times.UP.get(per, ()) or (per == "s" and whole % units.DAY == 0)
                ):
                    self.below = []
                    self._note(NoteKind.TIME, f"{brief(number)} read as {times.many(per)}")
                else:
                    continue
                waiting.remove(factor)
                changed = True
                break

    def _counted_out(self) -> None:
        """`24h × 3600`: a time and nothing else but the numbers that count it in a smaller one."""
        others = any(self.powers[symbol] for symbol in self.order)
        if others or len(self.literal) != 1 or len(self.above) != 1 or not self.bare:
            return
        numbers = [f.quantity.value if f.sign > 0 else Fraction(0) for f in self.bare]
        at = times.counted_in(self.above[0][0], numbers)
        if not at:
            return
        self._note(
            NoteKind.TIME, f"counted in {times.many(at)}: they are {times.many(self.above[0][0])}"
        )
        self.above = [(at, Fraction(1))]
        self._place(at)

    def _turn(self, symbol: str, other: str) -> None:
        self.powers[symbol] = 0
        self._place(other)
        self.powers[other] += 1

    def _place(self, symbol: str) -> None:
        if symbol not in self.powers:
            self.order.append(symbol)
            self.powers[symbol] = 0

    def imply(self, factors: list[Factor]) -> None:
        """A size, a price or a count times a time is per that time; a size times money is money
        per GB."""
        data, _, money = units.dimension(self._untimed())
        if data == 1 and money == 1:
            symbol = next(s for s in self.order if units.KINDS.get(s) == DATA and self.powers[s])
            self.value *= units.FACTORS[symbol] / units.FACTORS["GB"]
            self.powers[symbol] = 0
            self._note(NoteKind.PRICE, "the price read as per GB")
        if len(self.above) != 1 or self.below or not self.pure:
            return
        symbol = self.above[0][0]
        nouns = [s for s in self.order if s not in units.FACTORS and self.powers[s] > 0]
        large = any(
            f.sign > 0 and not f.quantity.unit and f.quantity.value >= 1000 for f in factors
        )
        counted = bool(nouns) and not is_capacity(nouns[-1])
        calendar = symbol in _CALENDAR or bool(self.implied)
        second = symbol == "s" and any(amount in (3600, 86400) for _, amount in self.above)
        lasting = units.FACTORS[symbol] >= 1
        if (lasting and (data == 1 or money == 1)) or ((counted or large) and (calendar or second)):
            self.above = []
            self._note(NoteKind.TIME, f"read as per {symbol}")

    def tidy(self) -> None:
        """Nouns that say nothing more: those of a size, and all but the last of a count."""
        nouns = [s for s in self.order if s not in units.FACTORS and self.powers[s]]
        above = [s for s in nouns if self.powers[s] > 0]
        sized = any(units.KINDS.get(s) in (DATA, MONEY) and self.powers[s] > 0 for s in self.order)
        if sized and above:
            for symbol in nouns:
                self.powers[symbol] = 0
        elif len(above) > 1:
            said = [s for s in above if FAMILY.get(s) != "user"] or above
            for symbol in above:
                if symbol != said[-1]:
                    self.powers[symbol] = 0
            above = said
        timed = len(self.above) == 1 and self.above[0][0] not in _CALENDAR
        if timed and above and not is_capacity(above[-1]):
            self.powers[above[-1]] = 0
        for symbol in above[-1:]:
            self.powers[symbol] = min(self.powers[symbol], 1)

    def _untimed(self) -> Unit:
        return tuple((s, self.powers[s]) for s in self.order if self.powers[s])

    def unit(self) -> Unit:
        """What is left of the units, times last."""
        out: dict[str, int] = {s: self.powers[s] for s in self.order}
        for symbol, _ in self.above:
            out[symbol] = out.get(symbol, 0) + 1
        for symbol, _ in self.below:
            out[symbol] = out.get(symbol, 0) - 1
        return tuple((symbol, power) for symbol, power in out.items() if power)
