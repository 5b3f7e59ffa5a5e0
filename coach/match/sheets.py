"""The values of an estimate sheet, named or worked out, and those of a prompt's quantities."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from coach.boards.estimate.sheet import Sheet, evaluate


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


@lru_cache(maxsize=1024)
def stated(value: str) -> Value | None:
    """The value of a text such as "2.19 TB"; None where the estimator cannot read it."""
    read = values(f"reference = {value}")
    return read[0] if read else None


@lru_cache(maxsize=256)
def computed(text: str) -> tuple[Value, ...]:
    """All lines of a sheet's text that work something out, named or not, in order."""
    return tuple(
        Value(line.name, line.value, line.unit, " ".join(line.text.split()), line.shown)
        for line in sheet(text).lines
        if line.formula and line.value is not None and line.kind != "error"
    )


@lru_cache(maxsize=256)
def values(text: str) -> tuple[Value, ...]:
    """All named values of a sheet's text, in order."""
    return tuple(
        Value(line.name, line.value, line.unit, " ".join(line.text.split()), line.shown)
        for line in sheet(text).lines
        if line.name and line.value is not None
    )
