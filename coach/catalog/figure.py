"""A prompt's quantities in a sheet: the lines named for them, and by which factor they differ."""

from functools import lru_cache
from math import inf

from coach.boards.estimate import units
from coach.boards.estimate.line import Line
from coach.boards.estimate.sheet import Sheet, evaluate
from coach.catalog.prompt import Quantity


@lru_cache(maxsize=32)
def sheet(text: str) -> Sheet:
    """The evaluated sheet of a text."""
    return evaluate(text)


@lru_cache(maxsize=1024)
def reference(value: str) -> Line | None:
    """The line a reference value makes ("2.19 TB"), None where the estimator cannot read it."""
    line = evaluate(f"reference = {value}").lines[0]
    return line if line.value else None


def lines_for(text: str, quantity: Quantity) -> tuple[Line, ...]:
    """The lines of a sheet whose left side is the quantity's name or one of its aliases."""
    names = {_folded(name) for name in (quantity.name, quantity.id, *quantity.aliases)}
    return tuple(
        line
        for line in sheet(text).lines
        if line.name and line.value is not None and _folded(line.name) in names
    )


def ratio(line: Line, quantity: Quantity) -> float | None:
    """The line's value over the reference; None where their units have nothing in common.

    A bare number counts in the reference's unit.
    """
    wanted = reference(quantity.value)
    if wanted is None or not wanted.value or line.value is None:
        return None
    amount = line.value
    if line.unit and line.unit != wanted.unit:
        try:
            amount = units.convert(amount, line.unit, wanted.unit)
        except ValueError:
            return None
    return float(amount / wanted.value)


def off(line: Line, quantity: Quantity) -> float:
    """How many times too large or too small a line is, at least 1; infinite for zero or less."""
    found = ratio(line, quantity)
    if found is None:
        return 1.0
    return max(found, 1 / found) if found > 0 else inf


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())
