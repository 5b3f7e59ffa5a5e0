"""Rows pasted from a spreadsheet: cells between tabs that say a name, an amount and its unit."""

import re
from typing import Final

_NAME: Final = re.compile(r"[^\W\d_][^=:≈→⇒×*]{0,80}")
_AMOUNT: Final = re.compile(r"(?:every )?[~≈$]?\s?[0-9.(][^:]*")
_FORMULA: Final = re.compile(r"=\s*[~$(0-9].*")
_WORKED: Final = re.compile(r"[0-9)]\s*[A-Za-z%]*\s*[-+×*/x]\s*[~$0-9(]")
_UNIT: Final = re.compile(r"(?:(?:per|/)\s?)?[^\W\d_]+(?:(?:\s?/\s?|\s(?:per\s)?)[^\W\d_]+){0,3}")


def unpasted(line: str) -> str:
    """A row as a line of a sheet, `name: amount unit` or `name: formula = result`; a row with more
    than one amount, which belongs to columns, is left as it stands."""
    head, *cells = [cell.strip() for cell in line.strip().split("\t")]
    cells = [cell for cell in cells if cell]
    if not cells or not _NAME.fullmatch(head):
        return line
    first, *others = cells
    if not _AMOUNT.fullmatch(first) and not _FORMULA.fullmatch(first):
        return line
    first = first.removeprefix("=").strip()
    if not others:
        return f"{head}: {first}"
    amount = _AMOUNT.fullmatch(others[0]) is not None
    if amount and _WORKED.search(first):
        return f"{head}: {first} = {' '.join(others[:2])}"
    if amount or any(_AMOUNT.fullmatch(cell) for cell in others):
        return line
    unit = _UNIT.fullmatch(others[0])
    return f"{head}: {first} {others[0]}" if unit and len(others[0]) <= 24 else f"{head}: {first}"
