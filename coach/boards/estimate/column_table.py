"""The values of a sheet with columns under each other: right-aligned, their unit once a row.

In the drawing the names stand at the left and the heading on top; beside a text that is being
typed only the values stand. What does not fit goes on in further rows; no number is broken.
"""

from collections.abc import Sequence
from typing import Final

from coach.boards.board import Cell, Row
from coach.boards.estimate.anatomy import anatomy
from coach.boards.estimate.line import Line, is_trigger
from coach.boards.estimate.sheet import Sheet
from coach.text import cut, width
from coach.tuples import NamedTuple

NAME_CELLS: Final = 26
"""How wide a name may be, from the specification of the drawing in 80 columns."""
_LONGEST_TITLE: Final = 16
_GAP: Final = 2
_LEAST_NAME: Final = 12


class Widths(NamedTuple):
    """How many cells each column takes, marks of claims included, and the unit at the end."""

    columns: tuple[int, ...]
    marked: tuple[bool, ...]
    unit: int

    def fitting(self, room: int, start: int = 0) -> int:
        """The column after the last that fits into so many cells, at least one."""
        at, used = start, self.unit + 2
        while at < len(self.columns) and (at == start or used + self.columns[at] + _GAP <= room):
            used += self.columns[at] + _GAP
            at += 1
        return at

    @property
    def total(self) -> int:
        """How many cells a row takes that has all columns."""
        return sum(self.columns) + _GAP * len(self.columns) + self.unit + 2


class ColumnTable(NamedTuple):
    """The widths of a sheet's columns, and whether all of them fit into the room there is."""

    sizes: Widths
    fits: bool


def table_of(sheet: Sheet, room: int | None = None) -> ColumnTable | None:
    """The table of a sheet in so many cells, None for any number; None where no line has a value a
    column."""
    if not has_table(sheet):
        return None
    sizes = widths(sheet)
    return ColumnTable(sizes, room is None or sizes.total <= room)


def in_table(line: Line, table: ColumnTable | None) -> Row:
    """The values of a line beside its text, nothing where the table does not fit there; without a
    table they stand between bars."""
    if table is None:
        return ((" | ".join(cell.shown for cell in line.cells), "value"),)
    return values(line, table.sizes) if table.fits else ()


def whole_table(sheet: Sheet, room: int, judged: bool = True) -> tuple[Row, ...]:
    """The lines with a value a column alone, under their heading, and when to review them.

    judged: the verdicts on the person's own answers are shown.
    """
    sizes = widths(sheet)
    head = next(line for line in sheet.lines if line.cells and line.kind == "value")
    out = table_rows(sheet, head._replace(kind="columns", claims=()), sizes, room)
    for line in sheet.lines:
        if line.kind == "value" and line.cells:
            kept = line if judged else line._replace(claims=())
            out.extend(table_rows(sheet, kept, sizes, room))
        elif is_trigger(line):
            said = cut(line.name, max(_LEAST_NAME, room - width(line.shown) - 2))
            gap = " " * max(2, room - width(said) - width(line.shown))
            out.append(((said, "label"), (gap, "dim"), (line.shown, "value")))
    return tuple(out)


def has_table(sheet: Sheet) -> bool:
    """Whether any line of the sheet has a value a column."""
    return any(line.cells and line.kind == "value" for line in sheet.lines)


def widths(sheet: Sheet) -> Widths:
    """The widths that all rows of the sheet share."""
    rows = [line for line in sheet.lines if line.cells and line.kind == "value"]
    columns: list[int] = []
    marked: list[bool] = []
    for at, title in enumerate(sheet.scenarios):
        mark = any(claim.column == title for line in rows for claim in line.claims)
        longest = max((len(line.cells[at].figure) for line in rows), default=1)
        columns.append(max(min(width(title), _LONGEST_TITLE), longest + 2 * mark))
        marked.append(mark)
    unit = max((len(line.counted) for line in rows), default=0)
    return Widths(tuple(columns), tuple(marked), unit)


def heading(sheet: Sheet, sizes: Widths, start: int = 0, end: int | None = None) -> Row:
    """The titles over the columns from start up to end."""
    end = len(sizes.columns) if end is None else end
    out: list[Cell] = []
    for title, size in zip(sheet.scenarios[start:end], sizes.columns[start:end], strict=True):
        out.append((" " * _GAP + _right(cut(title, size), size), "heading"))
    return (*out, (" " * (sizes.unit + 2), "dim"))


def values(line: Line, sizes: Widths, start: int = 0, end: int | None = None) -> Row:
    """The values of a row from start up to end, and its unit."""
    end = len(sizes.columns) if end is None else end
    out: list[Cell] = []
    for at in range(start, end):
        cell = line.cells[at]
        room = sizes.columns[at] - 2 * sizes.marked[at]
        role = "error" if cell.error else "dim" if cell.value is None else "value"
        out.append((" " * _GAP + _right(cell.figure, room), role))
        if sizes.marked[at]:
            out.append(_mark(line, cell.column))
    unit = line.counted if end == len(sizes.columns) else ""
    return (*out, ("  " + unit.ljust(sizes.unit), "value"))


def _mark(line: Line, column: str) -> Cell:
    claim = next((claim for claim in line.claims if claim.column == column), None)
    if claim is None:
        return "  ", "dim"
    return (" ✓", "claim-ok") if claim.good else (" ✗", "claim-off")


def name_of_row(line: Line) -> str:
    """What stands at the left of a row."""
    if line.name:
        return line.name
    clauses = anatomy(line.text).clauses
    return clauses[0].text.partition("|")[0].strip() if clauses else ""


def table_rows(sheet: Sheet, line: Line, sizes: Widths, room: int) -> list[Row]:
    """The rows of a line in a drawing so wide; of the header the heading."""
    named = max(_LEAST_NAME, min(NAME_CELLS, room // 3))
    spare = room - sizes.total
    if _LEAST_NAME <= spare < named:
        named = spare
    out: list[Row] = []
    start = 0
    name = "" if line.kind == "columns" else name_of_row(line)
    while start < len(sizes.columns):
        end = sizes.fitting(room - named, start)
        left = (cut(name, named).ljust(named) if not start else " " * named, "label")
        if line.kind == "columns":
            out.append((left, *heading(sheet, sizes, start, end)))
        else:
            out.append((left, *values(line, sizes, start, end)))
        start = end
    return out + [(("  " + text, "claim-off"),) for text in wrong_answers(line)]


def wrong_answers(line: Line) -> Sequence[str]:
    """The claims of a row that do not hold, each with its column."""
    return [f"{claim.column}: {claim.shown}" for claim in line.claims if not claim.good]


def _right(text: str, room: int) -> str:
    return text.rjust(room) if text.isascii() else " " * max(0, room - width(text)) + text
