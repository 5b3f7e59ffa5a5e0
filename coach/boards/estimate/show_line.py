"""A solved line as it is shown: its value in the best unit, its bounds, its cells, its formula."""

from collections.abc import Sequence
from fractions import Fraction

from coach.boards.estimate import units
from coach.boards.estimate.answers import Solved
from coach.boards.estimate.column_titles import SheetColumn
from coach.boards.estimate.line import ColumnCell, Line
from coach.boards.estimate.nodes import computes
from coach.boards.estimate.quantity import Quantity, to_unit
from coach.boards.estimate.review_dates import worded
from coach.boards.estimate.reviews import Due
from coach.boards.estimate.show import apart, capacity, scaled, second, short, spread, together
from coach.boards.estimate.workings import LineWork

OPEN_CELL = "·"
"""How an open cell is shown."""


def show_line(work: LineWork, start: int, solved: Solved, columns: tuple[SheetColumn, ...]) -> Line:
    """The line of a result. start: where it begins in the text; columns: those of the sheet."""
    exact = solved.quantity
    node = work.plan.readings[solved.reading].parsed.node if work.plan.readings else None
    formula = work.formula() if node is not None and computes(node) else ""
    if solved.columns:
        return _in_columns(work, start, solved, columns)._replace(formula=formula)
    line = Line(
        work.text,
        "value",
        start,
        work.plan.label,
        claims=solved.claims,
        notes=solved.notes,
        quantity=exact,
        formula=formula,
    )
    if solved.lo is not None and solved.hi is not None:
        top = scaled(solved.hi)
        return line._replace(
            kind="range",
            value=to_unit(exact, top.unit).value,
            unit=units.text(top.unit),
            lo=to_unit(solved.lo, top.unit).value,
            hi=to_unit(solved.hi, top.unit).value,
            shown=spread(solved.lo, solved.hi, exact),
        )
    shown = scaled(exact)
    return line._replace(
        value=shown.value,
        unit=units.text(shown.unit),
        shown=capacity(exact) or short(exact),
        second=second(exact),
    )


def _in_columns(work: LineWork, start: int, solved: Solved, columns: Sequence[SheetColumn]) -> Line:
    """A line with a value a column, all in the unit of its lead."""
    unit = scaled(solved.quantity).unit if solved.columns[solved.lead] else solved.quantity.unit
    cells = [_cell(column.title, at, solved, unit) for at, column in enumerate(columns)]
    first = cells[0]
    quantity = solved.columns[0]
    return Line(
        work.text,
        "value",
        start,
        work.plan.label,
        first.value,
        units.text(unit),
        shown=first.shown,
        claims=solved.claims,
        notes=solved.notes,
        columns=dict(zip((cell.column for cell in cells), solved.columns, strict=True)),
        quantity=quantity,
        cells=tuple(cells),
        rough=0 in solved.rough,
        counted=""
        if solved.quantity.percent
        else apart(Quantity(Fraction(2), unit, False, True))[1],
    )


def _cell(title: str, at: int, solved: Solved, unit: units.Unit) -> ColumnCell:
    """The value of a line in a column, in the unit of its lead."""
    value = solved.columns[at]
    if value is None:
        error = solved.faults.get(at, "")
        shown = "?" if error else OPEN_CELL
        return ColumnCell(title, None, units.text(unit), True, shown, error, shown)
    exact = at not in solved.rough
    mine = _alike(value, unit)
    figure, said = apart(mine)
    figure = _about(figure, not exact or solved.lo is not None)
    shown = together(figure, said)
    return ColumnCell(title, mine.value, units.text(mine.unit), exact, shown, figure=figure)


def moved_line(line: Line, solved: Solved, moved: frozenset[int]) -> Line:
    """A line that was shown, with its values anew in the columns that moved."""
    unit = scaled(solved.quantity).unit
    cells = list(line.cells)
    for at in moved:
        cells[at] = _cell(cells[at].column, at, solved, unit)
    titled = dict(zip((cell.column for cell in cells), solved.columns, strict=True))
    return line._replace(cells=tuple(cells), columns=titled)


def _about(shown: str, rough: bool) -> str:
    """A text with the sign that its number is not the exact one."""
    return f"~{shown}" if rough and not shown.startswith("~") else shown


def _alike(value: Quantity, unit: units.Unit) -> Quantity:
    """A cell in the unit of its row, and not rescaled."""
    if units.dimension(value.unit) != units.dimension(unit):
        return value
    return to_unit(value, unit)._replace(fixed=True)


def header_line(text: str, start: int, columns: Sequence[SheetColumn]) -> Line:
    """The line of the titles; its cells say the months or the multiple that were read."""
    cells = tuple(_read(column) for column in columns)
    return Line(text, "columns", start, cells=cells)


def _read(column: SheetColumn) -> ColumnCell:
    if column.load is not None and column.load != 1:
        return ColumnCell(column.title, column.load, "", True, short(Quantity(column.load)) + "x")
    if column.months is not None:
        shown = short(Quantity(column.months, (("month", 1),)))
        return ColumnCell(column.title, column.months, "month", True, shown)
    return ColumnCell(column.title, column.load, "", True, "1x" if column.load else "")


def review_line(
    text: str, start: int, said: str, when: Due, columns: tuple[SheetColumn, ...]
) -> Line:
    """The line of a review trigger: the months until it is due, or the column."""
    months: Fraction | None = when.months
    return Line(
        text,
        "value",
        start,
        said,
        months,
        "month",
        shown=worded(when, columns),
        formula=said,
        column=when.column,
        rough=when.rough,
    )


def retitled(line: Line, titles: Sequence[str]) -> Line:
    """A line with its values under columns that are called otherwise now."""
    old = {cell.column: title for cell, title in zip(line.cells, titles, strict=True)}
    cells = tuple(
        cell if cell.column == title else cell._replace(column=title)
        for cell, title in zip(line.cells, titles, strict=True)
    )
    columns = {old[title]: value for title, value in line.columns.items()}
    claims = tuple(claim._replace(column=old[claim.column]) for claim in line.claims)
    return line._replace(cells=cells, columns=columns, claims=claims)
