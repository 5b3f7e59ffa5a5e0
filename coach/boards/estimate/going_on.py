"""A line that begins with a sign: what it says of the line above, and what it lends it."""

from coach.boards.estimate import units
from coach.boards.estimate.adopting import adopt, continued, lasts
from coach.boards.estimate.answers import Solved, judged
from coach.boards.estimate.evaluation import Env
from coach.boards.estimate.line_plan import LinePlan
from coach.boards.estimate.nodes import Node, Number
from coach.boards.estimate.quantity import Quantity, to_unit


def go_on(before: Solved, plan: LinePlan, env: Env, above: Node | None) -> Solved | None:
    """A line that begins with a sign: its claims judged against the line above.

    above: what that line calculates, if anything.
    """
    exact = before.going_on or before.quantity
    exact = Quantity(exact.value * plan.times, exact.unit, exact.percent)
    made = judged(exact, plan, env, Number(exact.value))
    if not made:
        return None
    first = made[0].quantity
    if units.dimension(first.unit) == units.dimension(exact.unit) and first.unit:
        exact = to_unit(exact, first.unit)
    solved = Solved(adopt(exact, first))
    if above is not None and made[0].verdict != "off" and not lasts(above):
        solved.quantity = continued(solved.quantity, first)
    solved.claims = made
    solved.going_on = before.going_on or before.quantity
    return solved
