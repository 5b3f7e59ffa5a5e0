"""The numbers of a light prompt: the lines of its sheet that say what they decide."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor, log10

from coach.boards.estimate.line import Line
from coach.boards.estimate.sheet import evaluate
from coach.catalog.board_parts import Estimates, ReferenceQuantity
from coach.catalog.ids import identified

_DATA = re.compile(r"\b(?:[kMGTPE]i?)?(?:B|bit|byte)s?\b")
_RATE = re.compile(r"/\s?s(?:ec(?:ond)?)?\b")
_DIGITS = 3
"""Digits that a value is given with: nobody estimates by more."""


def estimates(sheet: str, names: Mapping[str, Sequence[str]]) -> Estimates | None:
    """The sheet without its remarks, and a quantity for each line with one that has a value; None
    where there is no such line. `names` are other names of lines, by name."""
    bare, remarks = _parted(sheet)
    lines = [line for line in evaluate(bare).lines if line.name and line.value is not None]
    wanted = [line for line in lines if line.text.strip() in remarks]
    if not wanted:
        return None
    ids = identified(line.name for line in wanted)
    made = (
        ReferenceQuantity(
            id=id_,
            name=line.name,
            aliases=tuple(dict.fromkeys((*names.get(line.name, ()), *_usual(line, lines)))),
            value=_value(line),
            decides=remarks[line.text.strip()],
        )
        for id_, line in zip(ids, wanted, strict=True)
    )
    return Estimates(sheet=bare, quantities=tuple(made))


def remarked(sheet: str) -> tuple[str, ...]:
    """The lines of a sheet that end in what they decide, without it."""
    return tuple(_parted(sheet)[1])


def _parted(sheet: str) -> tuple[str, dict[str, str]]:
    """The sheet's lines without what they decide, and that by line."""
    bare: list[str] = []
    remarks: dict[str, str] = {}
    for row in sheet.strip().split("\n"):
        line, _, remark = (part.strip() for part in row.partition("#"))
        bare.append(line)
        if line and remark:
            remarks[line] = remark[:1].upper() + remark[1:] + ("" if remark[-1] in ".!" else ".")
    return "\n".join(bare) + "\n", remarks


def _value(line: Line) -> str:
    amount = line.value or Fraction(0)
    size = floor(log10(abs(float(amount)))) if amount else 0
    digits = _DIGITS - 1 - size
    return f"{round(float(amount), digits):,.{max(0, digits)}f} {line.unit}".strip()


def _usual(line: Line, lines: Sequence[Line]) -> Iterator[str]:
    """What anybody calls a number that is the only one of its sort on the whole sheet: the peak,
    the average rate, the storage, the bandwidth."""
    sort = _sort(line)
    alone = sum(_sort(other) == sort for other in lines) == 1
    yield from _USUAL[sort] if sort and alone else ()
    if sort == "peak":
        rest = re.sub(r"\b(?:peak|of|at|the)\b", " ", line.name).split()
        yield from (f"peak {' '.join(rest)}", f"{' '.join(rest)} at the peak") if rest else ()


_USUAL: Mapping[str, tuple[str, ...]] = {
    "peak": ("peak", "peak load", "peak qps", "peak rps", "peak rate", "peak requests"),
    "rate": ("qps", "rps", "requests per second", "average rate", "average qps", "per second"),
    "bandwidth": ("bandwidth", "throughput", "network", "traffic in bytes"),
    "storage": ("storage", "total storage", "disk", "data size", "stored in all"),
}


def _sort(line: Line) -> str:
    if _DATA.search(line.unit):
        return "bandwidth" if _RATE.search(line.unit) else "storage"
    if "peak" in line.name.split():
        return "peak"
    return "rate" if _RATE.search(line.unit) else ""
