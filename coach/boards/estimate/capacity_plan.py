"""A capacity plan from an estimate sheet: what a team reads, Markdown with a table a section.

Requirements are the lines that are given a column, projections those worked out from them. Each
result stands under compute, storage or network by what it measures; money is summed by the month
and the year. A section without anything says what to write.
"""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from coach.boards.escape import code, inline
from coach.boards.estimate import units
from coach.boards.estimate.export import name_of_line, table
from coach.boards.estimate.line import Line, is_trigger
from coach.boards.estimate.nouns import is_capacity
from coach.boards.estimate.quantity import Quantity, to_unit
from coach.boards.estimate.sheet import Sheet
from coach.boards.estimate.show import capacity, short
from coach.boards.estimate.units import DATA, MONEY
from coach.tuples import NamedTuple

_EVERY: Final = re.compile(r"^\s*[-*]?\s*(re-?view|re-?visit|re-?evaluate)\b.*\bevery\b", re.I)
_MONTH: Final = (("$", 1), ("month", -1))
_YEAR: Final = (("$", 1), ("year", -1))
_LONGEST_NETWORK_TIME: Final = units.FACTORS["hour"]
"""Data a second, a minute or an hour is traffic, data a day or longer is growth: a house rule."""
_SMALLEST_STORE: Final = 10**6
"""Bytes below which a given size is that of one record: a house rule."""
MISSING: Final = {
    "Requirements": "No growth is given: write scenarios: now | 6 months | 1 year, and a line for"
    " each metric, such as MAU = 10M, +8%/month.",
    "Projections": "Nothing follows from the requirements yet: peak = 3x average, for example.",
    "Compute": "No servers or cores: servers = peak / 500 req/s per server, N+2.",
    "Storage": "No storage: stored = records per day × 2 KB × 1 year × 3.",
    "Network": "No bandwidth: outbound = peak × 10 KB in Mbps, with 50% headroom.",
    "Recommendation": "Nothing is recommended yet.",
    "Cost": "No cost: bill = servers × $140/month.",
    "Assumptions": "No assumption is written down.",
    "Review triggers": "No trigger: review when storage > 2 TB, review every quarter.",
}
"""What to write where a section of the plan is empty."""


class CapacityItem(NamedTuple):
    """A line with its result, and whether it is worked out from other lines."""

    line: Line
    derived: bool
    needed_by: tuple[int, ...] = ()

    def values(self, columns: int) -> tuple[str, ...]:
        """What stands in each column, machines rounded up to whole ones; a line without cells
        holds for all."""
        if self.line.cells:
            pairs = zip(self.line.cells, self.amounts(columns), strict=True)
            return tuple(inline(_bought(cell.shown, amount)) for cell, amount in pairs)
        return (inline(self.line.shown),) * max(1, columns)

    def amounts(self, columns: int) -> tuple[Quantity | None, ...]:
        """The quantities of the columns, None where one is open."""
        if self.line.cells:
            return tuple(self.line.columns[cell.column] for cell in self.line.cells)
        return (self.line.quantity,) * max(1, columns)


def _bought(shown: str, amount: Quantity | None) -> str:
    """A column's value; where it counts what is bought whole, with how many that are."""
    whole = capacity(amount) if amount is not None else ""
    about = "~" if shown.startswith("~") else ""
    return f"{about}{whole}" if whole else shown


def capacity_plan(sheet: Sheet, title: str = "", own: Mapping[str, str] | None = None) -> str:
    """The plan as Markdown, ending in a newline. title: what it is for; own: Markdown of the
    person's own by the name of the section it belongs to, which stands below the tables."""
    items = _items(sheet)
    given = [item for item in items if item.line.cells and not item.derived]
    worked = [item for item in items if item.derived and not is_trigger(item.line)]
    sections = {
        "Requirements": _grid(sheet, given, formulas=any(i.line.formula for i in given)),
        "Projections": _grid(sheet, worked, formulas=True),
        "Compute": _grid(sheet, [i for i in items if _computes(i)]),
        "Storage": _grid(sheet, [i for i in items if _stores(i)]),
        "Network": _grid(sheet, [i for i in items if _carries(i)]),
        "Recommendation": "",
        "Cost": _costs(sheet, items),
        "Assumptions": _assumptions(items),
        "Review triggers": _triggers(sheet),
    }
    said = {name: text.strip() for name, text in (own or {}).items() if text.strip()}
    parts = [f"# Capacity plan: {inline(title)}" if title else "# Capacity plan"]
    for name, text in sections.items():
        told = [part for part in (text, said.pop(name, "")) if part]
        parts += [f"## {name}", *(told or [f"*{MISSING[name]}*"])]
    for name, text in said.items():
        parts += [f"## {inline(name)}", text]
    open_ends = _open_ends(sheet)
    if open_ends:
        parts += ["## To be decided", "\n".join(f"- [ ] {end}" for end in open_ends)]
    return "\n\n".join(parts) + "\n"


def _items(sheet: Sheet) -> list[CapacityItem]:
    solver = sheet.solver
    if solver is None:
        return []
    needed: dict[int, list[int]] = {}
    for place in range(len(sheet.lines)):
        for other in solver.dependencies.needed(place):
            needed.setdefault(other, []).append(place)
    out: list[CapacityItem] = []
    for place, line in enumerate(sheet.lines):
        if line.kind not in ("value", "range"):
            continue
        plan = solver.plans[place]
        derived = bool(plan.needs) or bool(line.formula and not line.cells)
        out.append(CapacityItem(line, derived, tuple(needed.get(place, ()))))
    return out


def _dimension(item: CapacityItem) -> units.Dimension:
    quantity = next((q for q in item.amounts(1) if q is not None), None)
    return units.BARE if quantity is None else units.dimension(quantity.unit)


def _unit(item: CapacityItem) -> units.Unit:
    quantity = next((q for q in item.amounts(1) if q is not None), None)
    return units.NONE if quantity is None else quantity.unit


def _computes(item: CapacityItem) -> bool:
    """Whether a line counts machines or what they must answer a second."""
    unit = _unit(item)
    if is_trigger(item.line) or _dimension(item) not in (units.BARE, (0, -1, 0)):
        return False
    counted = units.nouns_of(unit)
    per_second = ("s", -1) in unit and len(counted) <= 1
    below = any(power < 0 and not units.is_hard(symbol) for symbol, power in unit)
    machines = (
        len(unit) == 1 and bool(counted) and (is_capacity(counted[0]) or counted[0] == "core")
    )
    return machines or (per_second and not below and item.derived)


def _stores(item: CapacityItem) -> bool:
    """Whether a line is stored data; the size of one record or page is an assumption."""
    size = _dimension(item)
    if is_trigger(item.line) or (size != (1, 0, 0) and (size != (1, -1, 0) or _fast(item))):
        return False
    if item.derived or item.line.cells:
        return True
    amount = item.line.quantity
    return amount is not None and amount.base >= _SMALLEST_STORE and not item.needed_by


def _carries(item: CapacityItem) -> bool:
    return _dimension(item) == (1, -1, 0) and _fast(item)


def _fast(item: CapacityItem) -> bool:
    times = [symbol for symbol, power in _unit(item) if power < 0 and symbol in units.LADDER]
    return all(units.FACTORS[symbol] <= _LONGEST_NETWORK_TIME for symbol in times)


def _grid(sheet: Sheet, items: Sequence[CapacityItem], formulas: bool = False) -> str:
    """A table of lines with a value for each column, and their formulas; "" without lines."""
    if not items:
        return ""
    titles = sheet.scenarios or ("Value",)
    head = ("What", *(("Formula",) if formulas else ()), *map(inline, titles))
    rows = [
        (
            name_of_line(item.line),
            *((code(item.line.formula) if item.line.formula else "",) if formulas else ()),
            *item.values(len(titles)),
        )
        for item in items
    ]
    return table("", head, rows)


def _costs(sheet: Sheet, items: Sequence[CapacityItem]) -> str:
    """Lines in money, and their sum a month and a year where a line is no part of another one."""
    money = [i for i in items if _dimension(i)[MONEY] == 1 and not _priced(i)]
    if not money:
        return ""
    lines = {id(line): place for place, line in enumerate(sheet.lines)}
    places = {lines[id(item.line)] for item in money}
    whole = [i for i in money if not places.intersection(i.needed_by)]
    running = [i for i in whole if _dimension(i) == (0, -1, 1)]
    grid = _grid(sheet, money)
    if not running:
        return grid
    width = max(1, len(sheet.columns))
    totals = []
    for said, unit in (("**Total a month**", _MONTH), ("**Total a year**", _YEAR)):
        cells = (_sum([i.amounts(width)[at] for i in running], unit) for at in range(width))
        totals.append("| " + " | ".join((said, *cells)) + " |")
    return "\n".join((grid, *totals))


def _priced(item: CapacityItem) -> bool:
    """Whether money is a price per something that is counted or measured, and no bill."""
    unit = _unit(item)
    return any(
        power < 0 and (not units.is_hard(symbol) or units.KINDS[symbol] == DATA)
        for symbol, power in unit
    ) or (not item.derived and not item.line.cells and bool(item.needed_by))


def _sum(amounts: Sequence[Quantity | None], unit: units.Unit) -> str:
    """The sum in a unit; open where one of the amounts is."""
    total = Fraction(0)
    for amount in amounts:
        if amount is None:
            return "open"
        total += to_unit(amount, unit).value
    return inline(short(Quantity(total, unit, False, True)))


def _assumptions(items: Sequence[CapacityItem]) -> str:
    given = [i for i in items if not i.derived and not i.line.cells and not is_trigger(i.line)]
    if not given:
        return ""
    rows = [
        (name_of_line(item.line), inline(item.line.shown), inline(", ".join(item.line.hints)))
        for item in given
    ]
    return table("", ("What", "Value", "Beside what is known"), rows)


def _triggers(sheet: Sheet) -> str:
    rows = [(inline(line.name), inline(line.shown)) for line in sheet.lines if is_trigger(line)]
    rows += [
        (inline(line.text.strip().lstrip("-* ")), "by the calendar")
        for line in sheet.lines
        if line.kind == "none" and _EVERY.match(line.text)
    ]
    return table("", ("When", "Due"), rows) if rows else ""


def _open_ends(sheet: Sheet) -> list[str]:
    """What is wrong or not known yet, a sentence each."""
    out: list[str] = []
    for number, line in enumerate(sheet.lines, 1):
        name = name_of_line(line) or f"line {number}"
        if line.kind == "error":
            out.append(f"{code(line.text.strip())}: {inline(line.message)}")
        vacant = [cell.column for cell in line.cells if line.kind == "value" and cell.value is None]
        if vacant and not any(cell.error for cell in line.cells):
            out.append(f"{name}: open in {inline(', '.join(vacant))}")
        out += [f"{name}, {inline(c.column)}: {inline(c.error)}" for c in line.cells if c.error]
        out += [
            f"{name}{f', {inline(claim.column)}' if claim.column else ''}: {inline(claim.shown)}"
            for claim in line.claims
            if not claim.good
        ]
    return out
