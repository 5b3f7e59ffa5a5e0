"""Rows of tables whose heading says more than times: a column of units, one of notes, or a unit in
a title's brackets. They are read as if the unit stood with each value and the notes were not there.
"""

import re
from collections.abc import Sequence
from typing import Final

from coach.boards.estimate.column_titles import SheetHeader, is_ruler, is_side, row_cells
from coach.boards.estimate.units import lookup

_PLAIN: Final = re.compile(r"[~≈]?\s?[0-9][0-9.,_]*\s?[kKMBT]?")
_IN_TITLE: Final = re.compile(r"\(([^()\d]{1,12})\)\s*\**$")
_UNIT_HEADS: Final = frozenset(("unit", "units"))
_LONGEST: Final = 16


def plain_rows(texts: Sequence[str], header: SheetHeader) -> dict[int, str]:
    """The rows of a sheet's tables that have such columns, by their line, as they are read."""
    if not header.told:
        return {}
    measured = [_unit_of(title) for title in header.told]
    if not any(measured) and not any(is_side(title) for title in header.told):
        return {}
    out: dict[int, str] = {}
    for place in range(header.place + 1, len(texts)):
        text = texts[place]
        if "|" not in text:
            break
        name, *cells = row_cells(text)
        if is_ruler(text) or len(cells) != len(header.told):
            continue
        said = dict(zip((title.strip("*`_ ").lower() for title in header.told), cells, strict=True))
        own = next((cell for title, cell in said.items() if title in _UNIT_HEADS), "").strip("-–—")
        own = own if len(own) <= _LONGEST and not any(char.isdigit() for char in own) else ""
        values = [
            _with(cell, own or ("" if "(" in name else unit))
            for title, unit, cell in zip(header.told, measured, cells, strict=True)
            if not is_side(title)
        ]
        out[place] = f"| {name} | {' | '.join(values)} |"
    return out


def _unit_of(title: str) -> str:
    """The unit in the brackets of a title: Now (GB)."""
    match = _IN_TITLE.search(title)
    if match is None:
        return ""
    unit = match[1].strip()
    return unit if unit == "%" or lookup(unit.split("/")[0]) is not None else ""


def _with(cell: str, unit: str) -> str:
    """A plain number with its unit; any other cell as it is."""
    return f"{cell} {unit}" if unit and _PLAIN.fullmatch(cell.strip("* ")) else cell
