"""Growth up to a time that the line names itself: `120 TB, doubling every year, in 3 years`."""

from fractions import Fraction
from typing import Final

from coach.boards.estimate import growth, units
from coach.boards.estimate.expressions import ready
from coach.boards.estimate.growth import Growing
from coach.boards.estimate.nodes import Node, Number, Power, Product, Sum
from coach.boards.estimate.refusal import LineRefused
from coach.tuples import NamedTuple

_COUNTS: Final = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
_AT_END: Final = (
    r"(?:\s*[,;]\s*|\s+)(?:(?:in|for|over|after|within)\s+)?"
    rf"(?P<count>[0-9]{{1,4}}(?:\.[0-9]+)?|{'|'.join(_COUNTS)})\s?"
    r"(?P<unit>days?|weeks?|wks?|months?|mo|quarters?|years?|yrs?|y)(?:\s+(?:later|on|out|time))?\s*$"
)


class Horizon(NamedTuple):
    """Growth and the time in seconds after which its value is asked for."""

    growing: Growing
    seconds: Fraction


def taken_off(text: str) -> tuple[str, Horizon | LineRefused | None]:
    """A calculation's text without growth up to a time at its end, and these."""
    lowered = text.lower()
    if not any(unit in lowered for unit in ("day", "week", "wk", "mo", "quarter", "year", "yr")):
        return text, None
    match = ready(_AT_END).search(text)
    if match is None:
        return text, None
    rest, growing = growth.taken_off(text[: match.start()])
    if growing is None or isinstance(growing, LineRefused):
        return text, growing
    if not growing.certain:
        return text, None
    said = match["count"].lower()
    count = Fraction(_COUNTS[said]) if said in _COUNTS else Fraction(said)
    scaled = units.lookup(match["unit"])
    if scaled is None:
        return text, None
    return rest, Horizon(growing, count * units.factor(scaled[0]))


def grown(node: Node, horizon: Horizon, step: Number | None) -> Node:
    """The calculation after that time; step is what is added each period, None for a share."""
    periods = horizon.seconds / horizon.growing.period
    if step is not None:
        return Sum(((1, node), (1, step._replace(value=step.value * periods))))
    return Product(((1, node), (1, Power(Number(horizon.growing.factor), Number(periods)))))
