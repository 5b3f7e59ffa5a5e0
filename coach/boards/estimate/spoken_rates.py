"""What rates come to that is no product of them: what piles up, the share of the peak hour."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from coach.boards.estimate import units
from coach.boards.estimate.nodes import Node, Number, Product, Sum
from coach.boards.estimate.spoken_fact import SpokenFact
from coach.boards.estimate.spoken_words import ENTERING, LEAVING, PEAKS


class Sense(NamedTuple):
    """The calculation, and how it is said in signs."""

    node: Node
    said: str


def piled_up(facts: Sequence[SpokenFact]) -> Sense | None:
    """What piles up where more comes in than goes out: `in 12k/s, out 9k/s, after 10 min`."""
    if len(facts) != 3 or any(fact.scalar or fact.of for fact in facts):
        return None
    came, went, lasted = facts
    rates = came.size == went.size and came.size[units.TIME] == -1
    if not rates or lasted.size != (0, 1, 0):
        return None
    coming = {*came.lead, *came.trail} & ENTERING
    if not coming or not {*went.lead, *went.trail} & LEAVING:
        return None
    more = Sum(((1, without_counts(came.node)), (-1, without_counts(went.node))))
    node = Product(((1, more), (1, lasted.node)))
    return Sense(node, f"read as ({came.said} - {went.said}) × {lasted.said}")


def busiest_hour(facts: Sequence[SpokenFact]) -> Sense | None:
    """`3.5M orders a day, the peak hour takes 12%`: what comes in that hour."""
    if len(facts) != 2:
        return None
    daily, share = facts if facts[1].share else facts[::-1]
    said = {*share.lead, *share.trail}
    if not share.share or "hour" not in said or not said & PEAKS or daily.size != (0, -1, 0):
        return None
    if not isinstance(daily.node, Number) or ("day", -1) not in daily.node.unit:
        return None
    hours = ((1, Number(Fraction(1), (("day", 1),))), (-1, Number(Fraction(1), (("hour", 1),))))
    node = Product(((1, daily.node), (1, share.node), *hours))
    return Sense(node, f"read as {daily.said} × {share.said} in one hour")


def without_counts(node: Node) -> Node:
    """A calculation without its nouns."""
    if isinstance(node, Number):
        return node._replace(unit=units.without_nouns(node.unit))
    if isinstance(node, Product):
        return Product(tuple((sign, without_counts(part)) for sign, part in node.factors))
    if isinstance(node, Sum):
        return Sum(tuple((sign, without_counts(part)) for sign, part in node.terms))
    return node
