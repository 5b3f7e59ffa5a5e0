"""What stands around a calculation in a clause, and whether it may be left aside."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.nodes import Node, Number, Product, Sum, computes
from coach.boards.estimate.nouns import family, words
from coach.boards.estimate.parse_operand import HEDGES
from coach.tuples import NamedTuple

_GENERIC: Final = frozenset(("req", "op", "query"))
LEADS: Final = words(
    "assume assumed assuming total average avg mean up to at most least a an the of is are be we"
    " have let's lets us per roughly only just max min maximum minimum typically usually say same"
    " target estimated expected approx. and so need needs around it's handles handle supports"
    " support serves serve processes sustains holds keeps stores takes has"
)
_VERBS: Final = words(
    "use uses used is are was were will would should must can could may might do does have has had"
    " make makes get gets need needs hit hits run runs take takes go goes become becomes across"
    " later ago before after until when while if because since that which who"
)


class Island(NamedTuple):
    """A calculation and the tokens it was read from: from start up to end."""

    node: Node
    start: int
    end: int


def facts(node: Node, led: bool) -> bool:
    """Whether a dash stands between two facts and is no minus: `20M writes/day - 2B reads/day`.

    They count unlike things, or stand in a sentence and would leave less than nothing. led: words
    stand before them.
    """
    if not isinstance(node, Sum) or all(sign > 0 for sign, _ in node.terms):
        return False
    numbers = [(sign, term) for sign, term in node.terms if isinstance(term, Number)]
    amounts = [(sign, number) for sign, number in numbers if number.unit]
    if len(amounts) < len(node.terms):
        return False
    if len({units.dimension(amount.unit) for _, amount in amounts}) > 1:
        return False
    counted = {family(noun) for _, amount in amounts for noun in units.nouns_of(amount.unit)}
    if len(counted - _GENERIC) > 1:
        return True
    left = sum(sign * amount.value * units.factor(amount.unit) for sign, amount in amounts)
    return led and left < 0


def comes_to(node: Node, amount: Number) -> bool:
    """Whether an amount beside a calculation may say what it comes to: to a tenth where that can be
    told from numbers alone, and else where it is more than a count."""
    result = _plain(node)
    if result is None:
        return units.dimension(amount.unit) != units.BARE
    return abs(amount.value * units.factor(amount.unit) - result) <= abs(result) / 10


def _plain(node: Node) -> Fraction | None:
    """What numbers with signs between them come to in base units; None for all else."""
    match node:
        case Number():
            return node.value * units.factor(node.unit)
        case Sum():
            terms = [(sign, _plain(term)) for sign, term in node.terms]
            if any(value is None for _, value in terms):
                return None
            return sum((value * sign for sign, value in terms if value), Fraction(0))
        case Product():
            out = units.ONE
            for sign, factor in node.factors:
                value = _plain(factor)
                if value is None or (sign < 0 and not value):
                    return None
                out = out * value if sign > 0 else out / value
            return out
        case _:
            return None


class Prose:
    """Judges the prose of a clause. labelled: a name, a label or a sign says what it holds."""

    def __init__(self, tokens: Sequence[Token], labelled: bool) -> None:
        self.tokens = tokens
        self.labelled = labelled

    def only_follow(self, first: Island) -> bool:
        """Whether everything after the first amount is a remark: in brackets or after a dash."""
        if first.start and not self.labelled:
            return False
        if first.end >= len(self.tokens):
            return True
        after = self.tokens[first.end].text
        if self.labelled and self.tokens[first.end].kind == "word":
            end = first.end
            while end < len(self.tokens) and self.tokens[end].kind == "word":
                end += 1
            closes = end < len(self.tokens) and self.tokens[end].text == "("
            return closes and end - first.end < 4 and self.tokens[-1].text == ")"
        return after == "(" or (self.labelled and after in (";", "–", "—", "-"))

    def words(self, start: int, end: int) -> int:
        """How many words stand between two tokens, hedges like "about" left out."""
        return sum(
            token.kind == "word" and token.text.lower() not in HEDGES
            for token in self.tokens[start:end]
        )

    def safe(self, island: Island, leading: int, trailing: int) -> bool:
        """Whether a calculation is meant by a clause with so many words before and after it."""
        if computes(island.node):
            return leading <= 12 and trailing <= 12
        if isinstance(island.node, Number):
            after = self.tokens[island.end].text if island.end < len(self.tokens) else ""
            last = self.tokens[island.end - 1]
            worded = last.kind == "word" and last.text not in "xX"
            if after == ":" or (island.node.times and worded):
                return False
            if self.labelled:
                return self._introduces(island.start) and not self._tells(island.end)
            return leading == 0 and self._plain_fact(island, trailing)
        whole = island.end - island.start == len(self.tokens)
        return whole or (self.labelled and leading == 0 and trailing == 0)

    def _introduces(self, end: int) -> bool:
        """Whether the words before an amount only lead up to it ("about", "assume a total of")."""
        said = [token.text.lower() for token in self.tokens[:end] if token.kind == "word"]
        return all(word in HEDGES or word in LEADS for word in said)

    def _plain_fact(self, island: Island, trailing: int) -> bool:
        """Whether what follows an amount only says what is counted, and is no sentence."""
        node = island.node
        if trailing == 0:
            return True
        if isinstance(node, Number) and node.percent:
            return False
        return trailing <= 6 and not self._tells(island.end)

    def _tells(self, end: int) -> bool:
        """Whether what follows is a sentence of its own: more than six words, or a verb."""
        rest = [token for token in self.tokens[end:] if token.kind in ("word", "date")]
        first = self.tokens[end].text if end < len(self.tokens) else ""
        if first == "(" or (self.labelled and first in (",", ";")):
            return False
        after = [token.kind for token in self.tokens[end:]]
        comma = next((at for at in range(len(after)) if self.tokens[end + at].text in ",;"), None)
        if comma is not None and len(after) - comma > 2 and not self.labelled:
            return True
        opened = next(
            (at for at in range(end, len(self.tokens)) if self.tokens[at].text in "(,;"), 0
        )
        if opened and self.labelled:
            rest = [token for token in self.tokens[end:opened] if token.kind in ("word", "date")]
        return len(rest) > 6 or any(token.text.lower() in _VERBS for token in rest)
