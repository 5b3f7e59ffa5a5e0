"""Rows of tables that have a heading of their own, as notes have them: what a row says with an
amount, a calculation or a remark in each cell."""

import re
from collections.abc import Sequence
from typing import Final

from coach.boards.estimate.anatomy import Anatomy, Clause, anatomy
from coach.boards.estimate.clause import Parsed, parse_clause
from coach.boards.estimate.implied_unit import counts_things, implied_unit
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import Number, computes

_AMOUNT: Final = re.compile(r"[~≈<>$]?\s?[0-9][0-9.,^]*\s?[A-Za-z%]{0,3}")
_WORKED: Final = re.compile(r"[0-9)]\s*[A-Za-z]*\s*[×*/x]\s*~?[$0-9(][^=≈]*[=≈]")


_MOST_WORDS: Final = 2
"""How many words a cell may have before its calculation, as in "4 variants × 60 KB"."""


def is_amount(label: str) -> bool:
    """Whether the first cell of a row is an amount and names nothing: `| 1M | 10 | 115 |`."""
    return _AMOUNT.fullmatch(label) is not None


def worked_cell(cells: Sequence[str]) -> Anatomy | None:
    """The only cell of a row that calculates and answers; None where there is none or several."""
    worked = [cell for cell in cells if _WORKED.search(cell)]
    taken = anatomy(worked[0]) if len(worked) == 1 else None
    return taken if taken is not None and taken.kind == "line" else None


def told_row(
    label: str, bracket: str, cells: Sequence[str], names: frozenset[Name]
) -> Anatomy | None:
    """A named row of two cells: a calculation and its result, in either order, or an amount and a
    remark. None where they are two amounts or none."""
    if len(cells) != 2:
        return None
    first, second = (_read(cell, names) for cell in cells)
    if _computes(first) and not _computes(second):
        answers = _answer(cells[1], second)
        return Anatomy("line", label, bracket, (Clause("", cells[0].strip()), *answers))
    if _computes(second) and isinstance(first.node, Number):
        answers = _answer(cells[0], first)
        return Anatomy("line", label, bracket, (Clause("", cells[1].strip()), *answers))
    for cell, read, other in ((cells[0], first, second), (cells[1], second, first)):
        if _measures(read, label, bracket) and other.node is None and not other.error:
            return Anatomy("line", label, bracket, (Clause("", cell.strip()),))
    return None


def _read(cell: str, names: frozenset[Name]) -> Parsed:
    taken = anatomy(cell)
    if len(taken.clauses) != 1 or taken.label:
        return Parsed()
    return parse_clause(taken.clauses[0].text, names, frozenset(), True)


def _computes(parsed: Parsed) -> bool:
    """Whether a cell calculates, and is no sentence with a sign in it."""
    return parsed.node is not None and computes(parsed.node) and parsed.leading <= _MOST_WORDS


def _answer(cell: str, parsed: Parsed) -> tuple[Clause, ...]:
    told = cell.strip().lstrip("~≈ ")
    return (Clause("≈", told),) if isinstance(parsed.node, Number) else ()


def _measures(parsed: Parsed, label: str, bracket: str) -> bool:
    """Whether an amount says what it measures, or its row's name does."""
    if not isinstance(parsed.node, Number):
        return False
    counted = counts_things(label) or bool(implied_unit(label, bracket))
    return bool(parsed.node.unit) or counted
