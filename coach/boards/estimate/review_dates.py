"""When the review triggers of a sheet are due, given what its lines come to."""

from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.column_titles import SheetColumn
from coach.boards.estimate.evaluation import evaluate
from coach.boards.estimate.line_plan import LinePlan
from coach.boards.estimate.nodes import Growth, NameReference, Node
from coach.boards.estimate.quantity import Quantity, describe
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.reviews import (
    Due,
    ReviewTrigger,
    beyond,
    compound_periods,
    linear_months,
)
from coach.boards.estimate.show import digits, short
from coach.boards.estimate.values import Values

_MOST_MONTHS: Final = Fraction(12 * 1000)


def due(place: int, review: ReviewTrigger, values: Values) -> Due:
    """When a trigger on the line at a place is due; Refused where its two sides do not compare."""
    limit = evaluate(review.limit, values.env(place))
    now = _at(place, review.subject, values, 0)
    if now is not None:
        _comparable(now, limit)
        at_start = not values.columns or values.columns[0].months in (0, None)
        if at_start and beyond(now.base, limit.base, review):
            first = values.columns[0] if values.columns else None
            timed = first is None or first.months == 0
            return Due(Fraction(0)) if timed else Due(column=first.title if first else "")
    own = _own_growth(place, review, limit, values)
    return own if own is not None else _first_column(place, review, limit, values)


def _at(place: int, node: Node, values: Values, column: int) -> Quantity | None:
    try:
        return evaluate(node, values.env(place, column))
    except LineRefused:
        return None


def _comparable(value: Quantity, limit: Quantity) -> None:
    mine, theirs = units.dimension(value.unit), units.dimension(limit.unit)
    if theirs not in (mine, units.BARE):
        raise LineRefused(
            f"{short(value)} is {describe(value.unit)} and {short(limit)} is"
            f" {describe(limit.unit)}: compare two of one kind"
        )
    if mine != theirs:
        raise LineRefused(f"{short(limit)} has no unit: write it in {units.text(value.unit)}")


def _own_growth(place: int, review: ReviewTrigger, limit: Quantity, values: Values) -> Due | None:
    """From the growth of the line that is named; None where it has none of its own."""
    if not isinstance(review.subject, NameReference):
        return None
    line = values.dependencies.where(review.subject.name, place)
    plan: LinePlan | None = None if line is None else values.dependencies.plans[line]
    if (
        line is None
        or plan is None
        or not plan.readings
        or plan.columns
        or line not in values.solved
    ):
        return None
    node = plan.readings[values.solved[line].reading].parsed.node
    if not isinstance(node, Growth) or values.follows_columns(line):
        return None
    base = evaluate(node.of, values.env(line))
    grown = values.finished(line, base)
    ratio = grown.base / base.base if base.value else Fraction(1)
    if beyond(grown.base, limit.base, review):
        return Due(Fraction(0))
    if node.step is None:
        periods = compound_periods(grown.base, node.factor, limit.base)
        months = None if periods is None else periods * node.period / units.MONTH
        return _within(Due(months, rough=True))
    step = evaluate(node.step, values.env(line))
    if units.dimension(step.unit) != units.dimension(base.unit):
        return None
    exact = linear_months(grown.base, step.base * ratio, limit.base)
    return _within(Due(None if exact is None else exact * node.period / units.MONTH))


def _within(when: Due) -> Due:
    far = when.months is None or when.months > _MOST_MONTHS
    return Due(never=True) if far else when


def _first_column(place: int, review: ReviewTrigger, limit: Quantity, values: Values) -> Due:
    for at, column in enumerate(values.columns):
        value = _at(place, review.subject, values, at)
        if value is not None and beyond(value.base, limit.base, review):
            return Due(Fraction(0)) if column.months == 0 else Due(column=column.title)
    return Due()


def worded(when: Due, columns: tuple[SheetColumn, ...]) -> str:
    """When a trigger is due, in words."""
    if when.column:
        timed = any(column.title == when.column and column.months for column in columns)
        return f"by {when.column}" if timed else f"at {when.column}"
    if when.never:
        return "never at this growth"
    if when.months is None:
        last = columns[-1].title if columns else ""
        return f"not up to {last}" if last else "not as it is now"
    if when.months == 0:
        return "now: already past"
    text, exact = digits(when.months)
    mark = "" if exact and not when.rough else "~"
    return f"in {mark}{text} months" if text != "1" else f"in {mark}1 month"
