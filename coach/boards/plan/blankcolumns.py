"""Steps set in columns with blanks and without heads: a name, a length, who does it, what it waits
for. `PAY-31  Shadow writes   5d   Marta` is written as a line of a list."""

import re

from coach.boards.plan.durations import whole
from coach.boards.plan.owners import NAMED, people
from coach.boards.plan.rawline import outside

_GAP = re.compile(r"[ ]{2,}|\t+")
_NUMBERED = re.compile(r"[A-Z][A-Z0-9]{1,9}-\d{1,6}|#?\d{1,3}[.)]?")
_FEWEST = 3


def columned(raws: list[str]) -> dict[int, str]:
    """The lines of such a table as bullets, by their numbers: two or more, one below the other."""
    out: dict[int, str] = {}
    run: dict[int, str] = {}
    for number, raw in enumerate([*raws, ""], 1):
        told = _row(raw)
        if told:
            run[number] = told
            continue
        if len(run) > 1:
            out |= run
        run = {}
    return out


def _row(raw: str) -> str:
    """The line of a row of such columns; "" for every other."""
    if "  " not in raw.strip() and "\t" not in raw.strip():
        return ""
    cells = [cell.strip() for cell in _GAP.split(raw.strip())]
    if len(cells) < _FEWEST or "@" in raw or outside(raw).timed:
        return ""
    name, rest = cells[0], cells[1:]
    if _NUMBERED.fullmatch(name):
        name, rest = f"{name} {rest[0]}", rest[1:]
    lengths = [cell for cell in rest if whole(cell) is not None]
    if len(lengths) != 1 or not any(char.isalpha() for char in name):
        return ""
    rest.remove(lengths[0])
    owner = next((cell for cell in rest if all(map(NAMED.fullmatch, people(cell)))), "")
    if not owner:
        return ""
    rest.remove(owner)
    plain = "".join(f" {cell}" for cell in rest if ":" not in cell)
    keyed = "".join(f"; {cell}" for cell in rest if ":" in cell)
    indent = raw[: len(raw) - len(raw.lstrip())]
    who = " + ".join(people(owner))
    return f"{indent}- {name} ({lengths[0]}){plain} — owner: {who}{keyed}"
