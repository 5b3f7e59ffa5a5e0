"""The candidate's numbers held against the prompt's: found by name, compared by factor.

A line of the sheet is the quantity's when its name is the quantity's or one of its aliases, else
when it holds one; where there is none, a line that works out the same value is. Of several such
lines the one nearest to the reference counts, for the candidate may have worked towards it in
steps. Values are compared in the reference's unit; a bare number is taken to be in it. A plain
amount whose name says "per day" is that day's amount, on either side.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import inf

from coach.boards.estimate import units
from coach.boards.estimate.nouns import REQUESTS
from coach.catalog.board_parts import ReferenceQuantity
from coach.frozen import dataclass
from coach.language.words import Stems, stems, within
from coach.match.rates import FigureName, common, named
from coach.match.sheets import Value, computed, stated, values

_PASSED = frozenset(stems("per a of in the total average avg about approx number"))
_STRANGE = 100
_GUESSED = 10
_SAME_VALUE = 1.1


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the sheet taken for a quantity: its text, its value as shown, by which factor it
    is off (1 is exact, 0 when the units cannot be compared), and whether it has a unit where the
    reference has one."""

    line: str
    shown: str
    factor: float
    bare: bool = False

    @property
    def off(self) -> float:
        """How many times too large or too small, at least 1; infinite when not comparable."""
        if self.factor <= 0:
            return inf
        return max(self.factor, 1 / self.factor)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A quantity's reference value, its names, and the period of all of them ("" for none)."""

    value: Value
    unit: units.Unit
    names: tuple[FigureName, ...]
    period: str

    @property
    def rate(self) -> bool:
        """Whether the reference is an amount in a time."""
        return units.dimension(self.unit)[units.TIME] == -1

    @property
    def counts(self) -> bool:
        """Whether the reference counts things, and is no data and no money."""
        return not any(units.dimension(self.unit)[kind] for kind in (units.DATA, units.MONEY))


def judge(quantity: ReferenceQuantity, text: str) -> Figure | None:
    """The sheet's line that answers a quantity; None when no line is named for it. Of lines with
    one name the last is meant: it takes back what stands before it."""
    wanted = _wanted(quantity.value, (quantity.name, quantity.id), tuple(quantity.aliases))
    candidates: list[tuple[int, float, int, Figure]] = []
    meant = {value.name.casefold(): value.line for value in values(text)}
    for place, value in enumerate(values(text)):
        if value.line != meant[value.name.casefold()]:
            continue
        name = named(value.name)
        graded = [(_grade(name, asked, value, wanted), asked) for asked in wanted.names]
        grade, match = max(graded, key=lambda pair: pair[0])
        if grade:
            bare = bool(wanted.value.unit and not value.unit)
            factor = _factor(value, name, match, wanted)
            figure = Figure(value.line, value.shown, factor, bare)
            if grade == 1 and figure.off > _STRANGE:
                continue
            candidates.append((-grade, figure.off, place, figure))
    if not candidates:
        return _unnamed(text, wanted)
    near = [row for row in candidates if row[1] <= quantity.factor]
    best = min(near or candidates, key=lambda row: row[:3])
    if not near and best[0] == -1 and (exact := _unnamed(text, wanted)):
        return exact
    return best[3]


def judge_all(
    quantities: Sequence[ReferenceQuantity], text: str
) -> tuple[tuple[ReferenceQuantity, Figure | None], ...]:
    """Every quantity with its line. A line that is right for one quantity is no wrong answer to
    another that only shares a word with it."""
    figures = [(quantity, judge(quantity, text)) for quantity in quantities]
    right = {
        figure.line for quantity, figure in figures if figure and figure.off <= quantity.factor
    }
    return tuple(
        (
            quantity,
            None if figure and figure.off > quantity.factor and figure.line in right else figure,
        )
        for quantity, figure in figures
    )


def _unnamed(text: str, wanted: _Wanted) -> Figure | None:
    """A line that works out the reference's very value in its dimension, whatever it is called."""
    if not wanted.value.unit or wanted.value.amount == 0:
        return None
    for value in computed(text):
        mine = units.read(value.unit)[0]
        if not value.unit or units.dimension(mine) != units.dimension(wanted.unit):
            continue
        factor = _ratio(value, "", wanted.value, "")
        if 1 / _SAME_VALUE <= factor <= _SAME_VALUE:
            return Figure(value.line, value.shown, factor)
    return None


def bytes_in(value: str) -> bool:
    """Whether a quantity counts data."""
    return bool(units.dimension(_wanted(value, (), ()).unit)[units.DATA])


def in_tolerance(quantity: ReferenceQuantity, text: str) -> bool:
    """Whether the sheet holds the quantity within its tolerance."""
    figure = judge(quantity, text)
    return figure is not None and figure.off <= quantity.factor


@lru_cache(maxsize=1024)
def _wanted(text: str, own: tuple[str, ...], aliases: tuple[str, ...]) -> _Wanted:
    """A quantity as it is looked for; a value that cannot be read is 0 and compares to nothing."""
    value = stated(text) or Value("reference", Fraction(0), "", "", "")
    first, others = [named(text) for text in own], [named(text) for text in aliases]
    period = common(first, others)
    return _Wanted(value, units.read(value.unit)[0], (*first, *others), period)


def _grade(name: FigureName, asked: FigureName, value: Value, wanted: _Wanted) -> int:
    """2 for the same name but for small words, 1 for a name that holds one, 0 for another.

    "links per user" is no number of links, and "storage per year" answers only to a rate, in its
    unit or in its name.
    """
    mine, theirs = _bare(name.words), _bare(asked.words)
    same = mine == theirs
    if same and name.period == asked.period:
        return 2
    if any(word == "per" for word, _ in pairwise(name.words)):
        return 0
    if asked.period and not name.period and (not same or not value.unit or name.whole):
        return 0
    if name.period and not (asked.period or wanted.period or wanted.rate):
        return 0
    if not _answers(name.period or _time(value.unit), asked, same, wanted):
        return 0
    return int(same or within(theirs, mine))


def _answers(period: str, asked: FigureName, same: bool, wanted: _Wanted) -> bool:
    """Whether a figure of a period answers one of another.

    A day's count is what "requests per second" is worked out from and not the answer to it, and
    an amount a year is answered by an amount a day only under the very same name.
    """
    theirs = asked.period or _time(wanted.value.unit) or wanted.period
    if not period or not theirs or period == theirs:
        return True
    if wanted.counts and asked.period == "s":
        return False
    return same or wanted.rate


def _time(unit: str) -> str:
    """The time a unit divides by; "" for none."""
    parts = units.read(unit)[0]
    return next((s for s, power in parts if power < 0 and units.KINDS.get(s) == units.TIME), "")


def _bare(name: Stems) -> Stems:
    return tuple(word for word in name if word not in _PASSED) or name


def _factor(value: Value, name: FigureName, asked: FigureName, wanted: _Wanted) -> float:
    """The value over the reference, both in the reference's unit; 0 where that makes no sense."""
    reference = wanted.value
    if reference.amount == 0:
        return 0.0
    mine, theirs = units.read(value.unit)[0], wanted.unit
    if not value.unit and not (wanted.rate and name.period and wanted.counts):
        return float(value.amount / reference.amount)
    period = asked.period or wanted.period
    times = units.dimension(mine)[units.TIME], units.dimension(theirs)[units.TIME]
    match times:
        case (0, 0):
            both = name.period and period
            return _ratio(value, name.period if both else "", reference, period if both else "")
        case (0, -1):
            if name.period:
                return _ratio(value, name.period, reference, "")
            guess = period or ("s" if wanted.counts and _rated((name, asked), units.NONE) else "")
            ratio = _ratio(value, guess, reference, "") if _guessable(name, guess) else 0.0
            return ratio if 1 / _GUESSED <= ratio <= _GUESSED else 0.0
        case (-1, 0):
            guess = period or (
                "s" if wanted.counts and _rated((asked, *wanted.names), theirs) else ""
            )
            return _ratio(value, "", reference, guess) if guess else 0.0
        case _:
            return _ratio(value, "", reference, "")


def _guessable(name: FigureName, guess: str) -> bool:
    """Whether an amount without a period may be one of the reference's."""
    return bool(guess) and not (name.whole or name.standing)


def _rated(names: Sequence[FigureName], unit: units.Unit) -> bool:
    """Whether names of a plain amount say that it is one a second; a peak of viewers is none."""
    if any(name.standing for name in names):
        return False
    asked = all(noun in REQUESTS for noun in units.nouns_of(unit))
    return any(name.rate or (name.top and asked) for name in names)


def _ratio(value: Value, per: str, reference: Value, every: str) -> float:
    """One over the other, a plain amount divided by its period ("" for none); 0 across
    dimensions."""
    source, target = _over(value.unit, per), _over(reference.unit, every)
    try:
        return float(units.convert(value.amount, source, target) / reference.amount)
    except ValueError:
        return 0.0


def _over(unit: str, period: str) -> str:
    return f"{unit or '1'}/{period}" if period else unit
