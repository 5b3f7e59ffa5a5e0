"""Sums whose answer alone says what their numbers are in: `4.6 + 8.3 + 3.6 = 16.5k`."""

from collections.abc import Sequence
from typing import Final

from coach.boards.estimate.anatomy import Clause
from coach.boards.patterns import lazy

_SUM: Final = lazy(r"((?:[^0-9+]*[^\w+.,$])?)([0-9.]+(?: \+ [0-9.]+)+)")
_ANSWER: Final = lazy(r"[~≈$ ]*([0-9][0-9.]*)([kKM])(?![\w])")
_LARGEST: Final = 1000
_NEAR: Final = 0.05


def in_full(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, with the letter of the answer behind each number of a sum that it fits."""
    out = list(clauses)
    if len(out) < 2 or " + " not in out[0].text:
        return out
    added, answer = _SUM.fullmatch(out[0].text), _ANSWER.match(out[1].text)
    if added is None or answer is None:
        return out
    parts = added[2].split(" + ")
    if any(part.count(".") > 1 or part == "." or float(part) >= _LARGEST for part in parts):
        return out
    told = float(answer[1]) if answer[1].count(".") < 2 else 0.0
    if abs(sum(map(float, parts)) - told) > _NEAR * told:
        return out
    whole = " + ".join(f"{part}{answer[2]}" for part in parts)
    out[0] = Clause(out[0].sign, f"{added[1]}{whole}")
    return out
