"""Facts that stand beside each other on a line and make one amount: `300 B per row, 2B rows`,
`52 TB/day, 30 days retention, 2 copies`, `1.5M drivers, a ping every 4 s`.

Nothing but their units and the words between them says so. What is counted below the line of one
and above that of the other cancels; a rate lasts a time; a copy repeats the whole. All facts of the
line must join, from left to right: else they stay facts.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NoReturn

from coach.boards.estimate import units
from coach.boards.estimate.evaluation import Env, evaluate
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import Node, Number, Product, references
from coach.boards.estimate.nouns import family, words
from coach.boards.estimate.prose import Island
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.show import short
from coach.tuples import NamedTuple

_LASTS: Final = words(
    "for over during kept keep keeping stored store retained retain retention held hold history"
    " window lifetime horizon of the a an all we it them and x with long worth total archive"
)
_EACH: Final = words("each apiece")
_REPEATS: Final = words("copy replica version hop trip attempt pass")
"""What is there so many times; two retries are three tries, and are not among them."""
_FACTOR: Final = words("rf replication factor replicas copies of")
"""What a bare number is that says how many copies there are: RF 3."""
_MULTIPLIED: Final = words(
    "replication replicated redundancy redundant copies replicas mirrored peak peaks spike burst"
    " surge rush sale event holiday load traffic safety margin growth overhead amplification fanout"
    " at in on the of for during a an as by with"
)
"""What a multiple is of, where it makes more of the whole: 8x compression makes less."""
_MOST_REPEATS: Final = 100
_DRAINS: Final = words(
    "drain drains drained draining clear clears cleared consume consumes consumed"
)
_COMPARED: Final = words(
    "more less than as faster slower cheaper larger bigger smaller better worse"
)
_GROWS: Final = words(
    "doubling doubles doubled tripling triples tripled halving halves halved growing"
)
_MOST_WORDS: Final = 3
_SHORTEST_STAY: Final = 60
"""Seconds below which a time beside a rate is how long one of them takes, and no time it lasts."""
_NO_CORNERS: Final[Mapping[int, int]] = {}


class _Fact(NamedTuple):
    """An amount, the words between the last comma and it, and those after it up to the next.

    apart: a comma stands before it; signed: a sign of multiplication does.
    """

    node: Node
    lead: tuple[str, ...]
    trail: tuple[str, ...]
    apart: bool
    signed: bool = False

    @property
    def repeats(self) -> bool:
        """Whether it only counts how often something is there, as `3 replicas` do."""
        node = self.node
        counted = _counts(node.unit) if isinstance(node, Number) else set()
        return bool(counted) and counted <= _REPEATED


def joined(tokens: Sequence[Token], islands: Sequence[Island]) -> Node | None:
    """The product that the facts of a clause are; None where they are only facts."""
    if _unread(tokens, islands):
        return None
    facts = _facts(tokens, islands)
    node = facts[0].node
    if len(facts) < 2 or any(references(fact.node) for fact in facts):
        return None
    if len(facts[0].lead) > _MOST_WORDS or len(facts[0].trail) > _MOST_WORDS:
        return None
    for before, fact in pairwise(facts):
        amount, more = worked_out(node), _number(fact.node)
        if amount is None or more is None or more.percent:
            return None
        sign = _joins(amount, before, fact, more)
        if not sign:
            return None
        factors = node.factors if isinstance(node, Product) else ((1, node),)
        node = Product((*factors, (sign, fact.node)))
    return node


def _unread(tokens: Sequence[Token], islands: Sequence[Island]) -> bool:
    """Whether a number stands outside every calculation and outside brackets."""
    inside = {at for island in islands for at in range(island.start, island.end)}
    depth = 0
    for at, token in enumerate(tokens):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        amount = token.kind == "num" or (token.text[:1] in "xX" and token.text[1:].isdigit())
        if amount and at not in inside and not depth:
            return True
    return False


def _facts(tokens: Sequence[Token], islands: Sequence[Island]) -> list[_Fact]:
    out: list[_Fact] = []
    ends = [island.start for island in islands[1:]] + [len(tokens)]
    lead, apart = tokens[: islands[0].start], True
    for island, end in zip(islands, ends, strict=True):
        rest = [*_behind_multiple(tokens, island), *tokens[island.end : end]]
        comma = next((at for at, token in enumerate(rest) if token.text in (",", ";")), None)
        trail = rest if comma is None else rest[:comma]
        signed = tokens[island.start].text == "×"
        out.append(_Fact(island.node, _said(lead), _said(trail), apart, signed))
        lead, apart = (trail, False) if comma is None else (rest[comma + 1 :], True)
    return out


def _behind_multiple(tokens: Sequence[Token], island: Island) -> list[Token]:
    """The words that a multiple took with it: 3x at peak."""
    if not isinstance(island.node, Number) or not island.node.times:
        return []
    inside = tokens[island.start : island.end]
    return [token for token in inside if token.kind == "word" and token.text not in ("x", "X")]


def _said(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.text.lower() for token in tokens if token.text != ".")


def worked_out(node: Node) -> Quantity | None:
    """What a calculation without names comes to; None for one with names, or that is refused."""
    try:
        return evaluate(node, Env(_unknown, _NO_CORNERS), False)
    except LineRefused:
        return None


def _number(node: Node) -> Number | None:
    """A fact as a number, whatever it was worked out of."""
    if isinstance(node, Number):
        return node._replace(unit=units.NONE) if node.times else node
    amount = worked_out(node)
    return None if amount is None else Number(amount.value, amount.unit, amount.percent)


def _unknown(name: Name) -> NoReturn:
    raise LineRefused(f"{' '.join(name)} is not known here")


def _joins(amount: Quantity, before: _Fact, fact: _Fact, number: Number) -> int:
    """1 where a fact multiplies what stands before it, -1 where it divides it, 0 where neither."""
    if len(fact.lead) > _MOST_WORDS or len(fact.trail) > _MOST_WORDS:
        return 0
    said = {*fact.lead, *fact.trail}
    if said & _COMPARED or not all(word.isalpha() for word in said):
        return 0
    have, more = units.dimension(amount.unit), units.dimension(number.unit)
    if more == (0, 1, 0):
        return _timed(amount, fact, number)
    if have[units.TIME] == 0 and more[units.TIME] == -1 and said & _DRAINS:
        return -1 if _counts(amount.unit) == _counts(number.unit) or not _counts(number.unit) else 0
    if have == (0, 1, 0) and more[units.TIME] == -1:
        return int(fact.lead[-1:] in (("at",), ("@",)) and not fact.apart)
    repeated = before.repeats and fact.lead == ("of",)
    return int(repeated or _each(amount, before, fact, number) or _repeats(number, fact))


def _timed(amount: Quantity, fact: _Fact, number: Number) -> int:
    """A time beside a rate that lasts it, or every so much of which something comes."""
    have = units.dimension(amount.unit)
    if fact.lead[-1:] == ("every",) and not fact.trail:
        grows = bool(_GROWS & set(fact.lead))
        return -1 if have == units.BARE and not amount.percent and not grows else 0
    within = fact.lead in (("in",), ("within",), ("over",)) and not fact.trail and not fact.apart
    if within and have[units.TIME] == 0:
        return -1 if amount.unit else 0
    lasts = {*fact.lead, *fact.trail} <= _LASTS and (fact.apart or bool(fact.lead))
    seconds = number.value * units.factor(number.unit)
    return int(have[units.TIME] == -1 and lasts and seconds >= _SHORTEST_STAY)


def _each(amount: Quantity, before: _Fact, fact: _Fact, number: Number) -> bool:
    """Whether one of the two is for each of what the other counts."""
    above, below = _counts(amount.unit), _counts(amount.unit, -1)
    if below & _counts(number.unit) or above & _counts(number.unit, -1):
        return True
    single = len(above) == 1 and not below and not amount.percent
    if not single or _counts(number.unit, -1):
        return False
    timed = units.dimension(number.unit)[units.TIME]
    if fact.trail[:1] and fact.trail[0] in _EACH:
        return not timed or not units.dimension(amount.unit)[units.TIME]
    if timed:
        return False
    sized = units.dimension(number.unit) == (1, 0, 0) and units.dimension(amount.unit)[0] == 0
    return sized and not fact.apart and fact.lead == ("of",) and not fact.trail


def _repeats(number: Number, fact: _Fact) -> bool:
    """Whether a number says how often the whole is there: 2 copies, 3 round trips, 3x at peak."""
    if not 1 < number.value <= _MOST_REPEATS or not fact.apart:
        return False
    counted = _counts(number.unit)
    if fact.lead and set(fact.lead) <= _FACTOR and not number.unit and not fact.trail:
        return number.value.denominator == 1
    multiple = (number.times or fact.signed) and {*fact.lead, *fact.trail} <= _MULTIPLIED
    return multiple or (bool(counted) and counted <= _REPEATED)


_REPEATED: Final = frozenset(family(word) for word in _REPEATS)


def _counts(unit: units.Unit, sign: int = 1) -> set[str]:
    """The nouns above the line of a unit, or below it, each by its family."""
    return {family(s) for s, power in unit if power * sign > 0 and not units.is_hard(s)}


def said_of(node: Node) -> str:
    """How the facts were read, in signs."""
    if not isinstance(node, Product):
        return ""
    out = ""
    for sign, factor in node.factors:
        amount = worked_out(factor)
        out += (" × " if sign > 0 else " / ") if out else ""
        out += short(amount) if amount is not None else "the rest"
    return out
