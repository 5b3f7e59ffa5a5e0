"""The values of an estimate sheet, named or worked out, and those of a prompt's quantities."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from coach.boards.board import Context
from coach.boards.estimate.line import Line, is_trigger
from coach.boards.estimate.sheet import Sheet, evaluate
from coach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """A named line of a sheet: its name, exact amount, unit as text, the line and its result."""

    name: str
    amount: Fraction
    unit: str
    line: str
    shown: str


@lru_cache(maxsize=256)
def sheet(text: str) -> Sheet:
    """The evaluated sheet of a text."""
    return evaluate(text)


def context(texts: Mapping[str, str]) -> Context:
    """What boards may know of each other: the texts by board, and the values of the estimate."""
    text = texts.get("estimate", "")
    return Context(values=sheet(text).values if text.strip() else {}, texts=texts)


@lru_cache(maxsize=1024)
def stated(value: str) -> Value | None:
    """The value of a text such as "2.19 TB"; None where the estimator cannot read it."""
    read = values(f"reference = {value}")
    return read[0] if read else None


@lru_cache(maxsize=256)
def computed(text: str) -> tuple[Value, ...]:
    """The values of all lines of a sheet's text that work something out, named or not, in order:
    of a line with columns the value in each of them."""
    return tuple(value for line in sheet(text).lines if line.formula for value in _values_of(line))


@lru_cache(maxsize=256)
def values(text: str) -> tuple[Value, ...]:
    """All named values of a sheet's text, in order; of a line with columns that in each of them."""
    return tuple(value for line in sheet(text).lines if line.name for value in _values_of(line))


def _values_of(line: Line) -> tuple[Value, ...]:
    """The values of a line, none where it has an error or only says when to review."""
    said = " ".join(line.text.split())
    if line.kind not in ("value", "range") or is_trigger(line):
        return ()
    if line.cells:
        return tuple(
            Value(line.name, cell.value, cell.unit, said, f"{cell.shown} ({cell.column})")
            for cell in line.cells
            if cell.value is not None
        )
    if line.value is None:
        return ()
    return (Value(line.name, line.value, line.unit, said, line.shown),)
