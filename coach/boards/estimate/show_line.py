"""A solved line as it is shown: its value in the best unit, its bounds, its formula."""

from coach.boards.estimate import units
from coach.boards.estimate.answers import Solved
from coach.boards.estimate.line import Line
from coach.boards.estimate.nodes import computes
from coach.boards.estimate.quantity import to_unit
from coach.boards.estimate.show import capacity, scaled, second, short, spread
from coach.boards.estimate.workings import LineWork


def show_line(work: LineWork, start: int, solved: Solved, titles: tuple[str, ...]) -> Line:
    """The line of a result. start: where it begins in the text; titles: those of the columns."""
    exact = solved.quantity
    name = work.plan.label
    node = work.plan.readings[solved.reading].parsed.node if work.plan.readings else None
    formula = work.formula() if node is not None and computes(node) else ""
    columns = dict(zip(titles, solved.columns, strict=False))
    if solved.lo is not None and solved.hi is not None:
        top = scaled(solved.hi)
        return Line(
            work.text,
            "range",
            start,
            name,
            to_unit(exact, top.unit).value,
            units.text(top.unit),
            to_unit(solved.lo, top.unit).value,
            to_unit(solved.hi, top.unit).value,
            spread(solved.lo, solved.hi, exact),
            claims=solved.claims,
            notes=solved.notes,
            columns=columns,
            quantity=exact,
            formula=formula,
        )
    shown = scaled(exact)
    return Line(
        work.text,
        "value",
        start,
        name,
        shown.value,
        units.text(shown.unit),
        shown=capacity(exact) or short(exact),
        second=second(exact),
        claims=solved.claims,
        notes=solved.notes,
        columns=columns,
        quantity=exact,
        formula=formula,
    )
