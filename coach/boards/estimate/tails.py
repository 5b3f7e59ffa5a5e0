"""What stands at the end of a calculation's text and changes its value: growth and sizing."""

from typing import Final

from coach.boards.estimate import growth, horizons, sizing, units
from coach.boards.estimate.clause import Parsed, parse_clause
from coach.boards.estimate.growth import Growing
from coach.boards.estimate.horizons import Horizon
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import Growth, Node, Number
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.sizing import Sizing
from coach.tuples import NamedTuple

_MOST: Final = 4
_TWO_RATES: Final = "two growth rates on one line: give each amount a line of its own"


class Tails(NamedTuple):
    """A calculation's text without its tails, and these in the order they are applied; fault says
    why one of them cannot be meant."""

    text: str
    tails: tuple[Growing | Horizon | Sizing, ...] = ()
    fault: str = ""

    @property
    def grows(self) -> bool:
        """Whether one of the tails is growth."""
        return any(isinstance(tail, Growing) for tail in self.tails)

    @property
    def adds(self) -> bool:
        """Whether growth is said with a sign only, so that it may be a sum."""
        return any(isinstance(tail, Growing) and not tail.certain for tail in self.tails)


def without_tails(text: str) -> Tails:
    """The text without growth and sizing at its end."""
    out: list[Growing | Horizon | Sizing] = []
    rest, fault = text, ""
    for _ in range(_MOST):
        rest, tail = _last(rest)
        if tail is None:
            break
        if isinstance(tail, LineRefused):
            fault = fault or tail.message
            continue
        if isinstance(tail, Growing) and any(isinstance(other, Growing) for other in out):
            fault = _TWO_RATES
        out.insert(0, tail)
    if any(isinstance(tail, Growing) for tail in out) and growth.left_over(rest):
        fault = _TWO_RATES
    return Tails(rest, tuple(out), fault)


def _last(text: str) -> tuple[str, Growing | Horizon | Sizing | LineRefused | None]:
    rest, sized = sizing.taken_off(text)
    if sized is not None:
        return rest, sized
    rest, horizon = horizons.taken_off(text)
    return (rest, horizon) if horizon is not None else growth.taken_off(text)


def with_tails(parsed: Parsed, tails: Tails, names: frozenset[Name], plain: Node | None) -> Parsed:
    """A parsed calculation with its tails; prose stays prose. plain: the whole text as a sum."""
    node = parsed.node
    if node is None:
        return parsed
    notes = parsed.notes
    for tail in tails.tails:
        if isinstance(tail, Sizing) and tail.use and _is_rate(node):
            continue
        if isinstance(tail, Sizing):
            node = sizing.sized(node, tail)
            note = sizing.remark(tail)
            notes = (*notes, note) if note is not None else notes
        elif isinstance(tail, Horizon):
            node = horizons.grown(node, tail, _step(tail.growing, names))
        else:
            node = _growth(node, tail, names, plain)
    return parsed._replace(node=node, notes=notes)


def _is_rate(node: Node) -> bool:
    """Whether a plain amount is so much a time: `500 req/s at 60% utilization` is what was measured
    at that use, and nothing to divide."""
    return isinstance(node, Number) and units.dimension(node.unit)[units.TIME] < 0


def _growth(node: Node, said: Growing, names: frozenset[Name], plain: Node | None) -> Growth:
    step = _step(said, names)
    if step is None:
        return Growth(node, said.period, said.factor)
    return Growth(node, said.period, step=step, plain=plain)


def _step(said: Growing, names: frozenset[Name]) -> Number | None:
    """What is added each period, with its sign; None where growth is by a share."""
    if not said.step:
        return None
    step = parse_clause(said.step, names, frozenset(), True).node
    if not isinstance(step, Number):
        raise LineRefused(
            f"{said.step} is no amount to grow by: write it as a number with its unit"
        )
    return step._replace(value=step.value * said.sign)
