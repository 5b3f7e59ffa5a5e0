"""How many times the line above is meant: `= 3,600 req/s (peak, 3x)`, `peak 3x = 60k`."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from coach.boards.estimate.anatomy import Clause
from coach.boards.estimate.lexer import tokens
from coach.boards.patterns import lazy

_FOLD: Final = lazy(
    r"(?:[a-z]+ ){0,3}(?:[x×] ?([0-9]+(?:\.[0-9]+)?)|([0-9]+(?:\.[0-9]+)?) ?[x×])(?: [a-z]+)?",
    re.IGNORECASE,
)


def fold(text: str) -> Fraction:
    """The three of `peak 3x`, which names what comes after it; 1 for all else."""
    told = _FOLD.fullmatch(text.strip())
    return (Fraction(told[1] or told[2]) or Fraction(1)) if told is not None else Fraction(1)


def times_above(clauses: Sequence[Clause]) -> Fraction:
    """`= 3,600 req/sec (peak, 3x)`: the multiple of the line above that is meant."""
    line = tokens(clauses[0].text) if clauses else ()
    opened = next((at for at, token in enumerate(line) if token.text == "("), len(line))
    for at in range(opened, len(line) - 1):
        here, after = line[at], line[at + 1]
        small = here.kind == "num" and here.value.denominator == 1 and 1 < here.value < 100
        if small and after.kind == "word" and after.text in "xX" and after.glued:
            return here.value
        if here.text == "×" and after.kind == "num" and after.value.denominator == 1:
            return Fraction(max(1, min(100, after.value.numerator)))
    return Fraction(1)
