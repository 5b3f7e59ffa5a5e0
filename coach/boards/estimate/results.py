"""What stands at the right of each line of a sheet, as cells with roles.

An error on the line being typed is held back until the cursor leaves it; meanwhile the last good
result of the line stays, dimmed. So do the results of the lines that depend on it.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from coach.boards.estimate.column_table import ColumnTable, in_table, table_of
from coach.boards.estimate.line import Line
from coach.boards.estimate.note import URGENT
from coach.boards.estimate.sheet import Sheet, evaluate
from coach.boards.estimate.workings import Workings

if TYPE_CHECKING:
    from coach.boards.board import Cell, Known, Row

GAP: Final = "  "


def cells(line: Line, table: "ColumnTable | None" = None) -> "Row":
    """The result of one line: value, claims, second reading, then one remark; where the line has
    columns, its values under those of the table."""
    if line.kind in ("none", "columns"):
        return ()
    if line.kind == "error":
        return ((line.message, "error"),)
    if line.cells:
        return in_table(line, table)
    out: list[Cell] = []
    if not line.claims:
        out.append((line.shown, line.kind))
    for claim in line.claims:
        if out:
            out.append((GAP, "dim"))
        out.append((claim.shown, "claim-ok" if claim.good else "claim-off"))
    if line.second and not line.claims:
        out.append((f" · {line.second}", "dim"))
    remark = _remark(line)
    if remark:
        out.append((f"{GAP}{remark}", "hint"))
    return tuple(out)


def _remark(line: Line) -> str:
    """What must not be missed about how the line was read, else what it is near to."""
    urgent = (note.text for note in line.notes if note.kind in URGENT)
    others = (note.text for note in line.notes)
    return next(chain(urgent, line.hints, others), "")


def rows(
    sheet: Sheet,
    cursor_line: int | None = None,
    previous: "Sequence[Row]" = (),
    table: "ColumnTable | None" = None,
) -> "tuple[Row, ...]":
    """The cells of every line; previous is what this function gave for the text before the key.

    table: that of the sheet's columns, where it is known already.
    """
    lines = sheet.lines
    table = table or table_of(sheet)
    typing = None
    if cursor_line is not None and 0 <= cursor_line < len(lines):
        here = lines[cursor_line]
        typing = here.kind if here.text.strip() else None
    out: list[Row] = []
    for place, line in enumerate(lines):
        held = line.kind == "error" and (
            place == cursor_line or (line.fault and typing in ("error", "none"))
        )
        if held:
            out.append(_dimmed(previous[place]) if place < len(previous) else ())
        else:
            out.append(cells(line, table))
    return tuple(out)


def _dimmed(row: "Row") -> "Row":
    if any(role == "error" for _, role in row):
        return ()
    return tuple((text, "dim") for text, _ in row)


def results(
    text: str,
    cursor_line: int | None = None,
    previous: "Sequence[Row]" = (),
    known: "Mapping[str, Known] | None" = None,
    workings: Workings | None = None,
) -> "tuple[Row, ...]":
    """For each line of the text the cells to show at its right; workings as for `evaluate`."""
    return rows(evaluate(text, known, workings), cursor_line, previous)
