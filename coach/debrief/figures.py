"""The candidate's numbers held against the prompt's: found by name, compared by factor.

A line of the sheet is the quantity's when its name is the quantity's or one of its aliases, else
when it holds one. Of several such lines the one
nearest to the reference counts, for the candidate may have worked towards it in steps. Values are
compared in the reference's unit; a bare number is taken to be in it.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import inf

from coach.boards.estimate import units
from coach.catalog.prompt import Quantity
from coach.debrief.sheets import Value, values
from coach.debrief.words import Stems, stems, within

_PASSED = frozenset(stems("per a of in the total average avg about approx number"))
_TIMES = frozenset(stems("second sec s minute hour day month year request"))
_STRANGE = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the sheet taken for a quantity: its text, its value as shown, and by which factor
    it is off (1 is exact, 0 when the units cannot be compared)."""

    line: str
    shown: str
    factor: float

    @property
    def off(self) -> float:
        """How many times too large or too small, at least 1; infinite when not comparable."""
        if self.factor <= 0:
            return inf
        return max(self.factor, 1 / self.factor)


def judge(quantity: Quantity, text: str) -> Figure | None:
    """The sheet's line that answers a quantity; None when no line is named for it."""
    reference = _reference(quantity.value)
    names = [stems(name) for name in (quantity.name, quantity.id, *quantity.aliases)]
    found: list[tuple[int, float, int, Figure]] = []
    for place, value in enumerate(values(text)):
        grade = _grade(stems(value.name), names, "/" in reference.unit if reference else False)
        if grade:
            figure = Figure(value.line, value.shown, _factor(value, reference))
            if grade == 1 and figure.off > _STRANGE:
                continue
            found.append((-grade, figure.off, place, figure))
    if not found:
        return None
    near = [one for one in found if one[1] <= quantity.factor]
    return min(near or found, key=lambda one: one[:3])[3]


def in_tolerance(quantity: Quantity, text: str) -> bool:
    """Whether the sheet holds the quantity within its tolerance."""
    figure = judge(quantity, text)
    return figure is not None and figure.off <= quantity.factor


def _grade(name: Stems, wanted: list[Stems], rate: bool) -> int:
    """2 for the same name but for small words, 1 for a name that holds one, 0 for another.

    "links per user" is no number of links, and "storage per year" answers only to a rate or to a
    name with the year in it.
    """
    bare = _bare(name)
    if any(_bare(one) == bare for one in wanted):
        return 2
    for per in (after for word, after in pairwise(name) if word == "per"):
        if per not in _TIMES or not (rate or any(per in one for one in wanted)):
            return 0
    return int(any(within(_bare(one), bare) for one in wanted if _bare(one)))


def _bare(name: Stems) -> Stems:
    return tuple(word for word in name if word not in _PASSED) or name


@lru_cache(maxsize=1024)
def _reference(text: str) -> Value | None:
    found = values(f"reference = {text}")
    return found[0] if found else None


def _factor(value: Value, reference: Value | None) -> float:
    """The value over the reference, both in the reference's unit; 0 where that makes no sense."""
    if reference is None or reference.amount == 0:
        return 0.0
    amount = value.amount
    if value.unit and value.unit != reference.unit:
        try:
            amount = units.convert(value.amount, value.unit, reference.unit)
        except ValueError:
            return 0.0
    return float(Fraction(amount) / reference.amount)
