"""Rows between bars under no header, each behind a week or a day: `Wk1 | delete volumes | $3.1k |
Finn | 1d`. They are written as the lines of a list."""

import re

from coach.boards.plan.durations import whole
from coach.boards.plan.owners import NAMED
from coach.boards.plan.rawline import outside
from coach.boards.plan.waysback import needless

_FEWEST = 3
_BARS = re.compile(r"[ \t]+\|[ \t]+")
_BACK = re.compile(r"(?:way )?back[ ]*:|roll ?back|revert|restore\b|undo\b", re.I)


def barlines(raws: list[str]) -> dict[int, str]:
    """The lines to be read in place of such rows, by their number; empty where one stands alone."""
    out: dict[int, str] = {}
    for number, raw in enumerate(raws, 1):
        cells = [cell.strip() for cell in _BARS.split(raw.strip())]
        if len(cells) < _FEWEST or raw.lstrip()[:1] == "|":
            continue
        if outside(f"{cells[0]}: {cells[1]}").timed:
            out[number] = _line(cells)
    return out if len(out) > 1 else {}


def _line(cells: list[str]) -> str:
    lead, name, *others = cells
    length = owner = back = ""
    more: list[str] = []
    for cell in others:
        if whole(cell) is not None and not length:
            length = f" ({cell})"
        elif NAMED.fullmatch(cell) and not owner:
            owner = f", owner: {cell}"
        elif _BACK.match(cell) or needless(cell) or cell.lower().startswith("no way back"):
            words = re.sub(r"^(?:(?:way )?back|rollback)[ ]*:[ ]*", "", cell, flags=re.I)
            back = f", rollback: {words}"
        else:
            more.append(cell)
    told = f", {', '.join(more)}" if more else ""
    return f"{lead}: {name}{told}{length}{owner}{back}"
