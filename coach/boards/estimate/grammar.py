"""From tokens to calculations: precedence climbing, with prose around a calculation left aside.

Precedence, loosest first: conversion (`in`, `to`, `as`), + and -, × and / and `of`, sign, ^.
A number and its unit bind tighter than any of them. A word next to an operator must be known.
"""

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.below import NOT_NOUNS, STOP, Below
from coach.boards.estimate.cursor import Cursor
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.literals import Literals, negated
from coach.boards.estimate.measures import Measures
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import (
    Conversion,
    Node,
    Number,
    Power,
    Product,
    Reference,
    Sum,
    literals,
    references,
)
from coach.boards.estimate.nouns import singular
from coach.boards.estimate.numerals import Numerals
from coach.boards.estimate.parse_operand import Operands, is_number
from coach.boards.estimate.refusal import DEEPEST, Refused
from coach.boards.estimate.units import NONE, Unit

_TO: Final = frozenset(["in", "to", "as", "into"])
_STEPS: Final = frozenset("×/")
_SIGNS_AFTER: Final = frozenset("×/+)")
_REFERRING: Final = frozenset(("avg", "average", "mean", "peak", "baseline", "normal", "current"))


class Grammar:
    """Parses one calculation at its cursor, which the caller moves.

    Its parts share the cursor: units, what stands below their line, numbers, ranges, operands.
    depth counts the brackets and signs that are open.
    """

    def __init__(
        self, tokens: Sequence[Token], names: Collection[Name], billions: frozenset[int]
    ) -> None:
        self.cursor = cursor = Cursor(tokens, names)
        self.below = Below(cursor)
        self.measures = Measures(cursor, self.below)
        numerals = Numerals(cursor, self.measures, billions)
        self.literals = Literals(cursor, self.measures, numerals, self._bounded_factor)
        self.operands = Operands(cursor, self.measures, numerals, self.literals, self)
        self.depth = 0

    def calculation(self) -> Node:
        """A sum with what it is converted to."""
        node = self.sum()
        while True:
            token = self.cursor.peek()
            if token is None:
                return node
            converts = token.kind == "word" and token.text.lower() in _TO
            if not converts and token.text not in ("→", "⇒"):
                return self._lasting(node)
            target = self._target(node)
            if target is None:
                return node
            node = Conversion(node, *target)

    def _lasting(self, node: Node) -> Node:
        """`10 GB/day for 5 years`: a rate that lasts is multiplied by its time."""
        token = self.cursor.peek()
        if token is None or token.kind != "word" or token.text.lower() != "for":
            return node
        rate = node.unit if isinstance(node, Number) else NONE
        after = self.cursor.peek(1)
        if units.dimension(rate)[units.TIME] != -1 or after is None or after.kind != "num":
            return node
        mark = self.cursor.at
        self.cursor.at += 1
        lasts = self.literals.literal()
        if isinstance(lasts, Number) and units.dimension(lasts.unit) == (0, 1, 0):
            return Product(((1, node), (1, lasts)))
        self.cursor.at = mark
        return node

    def _target(self, of: Node) -> tuple[Unit, Fraction, bool, bool] | None:
        mark = self.cursor.at
        self.cursor.at += 1
        token = self.cursor.peek()
        percent = downtime = False
        unit: Unit = NONE
        scale = units.ONE
        if token is not None and (token.text == "%" or token.text in ("percent", "percentage")):
            self.cursor.at += 1
            return NONE, units.ONE, True, False
        if token is not None and token.text.lower() == "downtime":
            downtime = True
            self.cursor.at += 1
        below, divided = self.below.tail()
        named = token is not None and (token.kind == "word" or token.text == "$")
        if not below and token is not None and named and not downtime:
            found = self.below.unit_word(False)
            if found is not None:
                self.cursor.at += 1
                unit, scale = found
                below, divided = self.below.tail()
                if not below and self._counts_else(unit, of):
                    self.cursor.at = mark
                    return None
            else:
                unit, below, divided = self._counted_target(token, of)
        if not (unit or below):
            self.cursor.at = mark
            return None
        if unit and units.dimension(unit) == units.BARE and not below and not self._ends():
            self.cursor.at = mark
            return None
        return units.merge(unit, below), scale * divided, percent, downtime

    def _counted_target(self, token: Token, of: Node) -> tuple[Unit, Unit, Fraction]:
        """`in transfers/s`: any noun per time, or one the value has, at the end."""
        mark = self.cursor.at
        low = token.text.lower()
        self.cursor.at += 1
        below, divided = self.below.tail()
        carried = any((singular(low), 1) in one.unit for one in literals(of))
        carried = carried or any(singular(low) in one.name for one in references(of))
        rate = units.dimension(below)[units.TIME] == -1
        if token.text.isalpha() and low not in STOP and self._ends() and (rate or carried):
            return ((singular(low), 1),), below, divided
        self.cursor.at = mark
        return NONE, NONE, units.ONE

    def _counts_else(self, unit: Unit, of: Node) -> bool:
        """Whether a noun on its own is none of the value's counts: `3 req in flight`."""
        said = [one.unit for one in literals(of) if one.unit]
        bare = all(units.dimension(one) == units.BARE for one in (unit, *said))
        return bare and bool(said) and not any(item in one for one in said for item in unit)

    def _ends(self) -> bool:
        return self.cursor.peek() is None

    def sum(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused(f"brackets nest deeper than {DEEPEST}: split the line in two")
        terms = [(1, self.term())]
        while (token := self.cursor.peek()) is not None and token.text in ("+", "-", "–", "—"):
            if token.text in ("–", "—") and token.glued:
                break
            self.cursor.at += 1
            self._operand_must_follow(token)
            self._introduced()
            terms.append((1 if token.text == "+" else -1, self.term()))
        self.depth -= 1
        return terms[0][1] if len(terms) == 1 else Sum(tuple(terms))

    def _introduced(self) -> None:
        """Takes unknown words before the next amount of a list ("id 8 B + text 280 B")."""
        ahead = 0
        while ahead < 3 and self.cursor.is_word(ahead):
            token = self.cursor.peek(ahead)
            if token is None or token.text.lower() in STOP or self.cursor.known(ahead):
                return
            ahead += 1
        after = self.cursor.peek(ahead)
        if ahead and after is not None and (is_number(after) or after.text == "$"):
            self.cursor.at += ahead

    def _operand_must_follow(self, operator: Token) -> None:
        token = self.cursor.peek()
        if token is None:
            raise Refused(f"nothing stands after the {operator.text}: write what to use there")
        if token.text in _STEPS or token.text in (")", "^", "%"):
            raise Refused(
                f"{operator.text} and {token.text} stand together: write a number between them"
            )

    def term(self) -> Node:
        factors = [(1, self.factor())]
        while True:
            token = self.cursor.peek()
            sign = self._step(token, factors[-1][1], factors[-1][0])
            if sign == 0:
                break
            factors.append((sign, self.factor()))
        return factors[0][1] if len(factors) == 1 else Product(tuple(factors))

    def _step(self, token: Token | None, last: Node, under: int = 1) -> int:
        """1 to multiply, -1 to divide, 0 to stop; the operator is taken."""
        if token is None:
            return 0
        if token.text in _STEPS and token.kind == "op":
            self.cursor.at += 1
            self._operand_must_follow(token)
            return -1 if token.text == "/" else 1
        if token.kind == "word":
            low = token.text.lower()
            if low == "of" and (under < 0 or self._share(last)) and self.operands.operand_at(1):
                self.cursor.at += 1
                return 1
            if low in ("x", "times") and (
                self.operands.operand_at(1) or self._multiplies_name(low)
            ):
                self.cursor.at += 1
                return 1
            if low == "over" and self._sent_over(last):
                self.cursor.at += 1
                return -1
            if isinstance(last, Number) and last.times:
                return self._after_times()
            if isinstance(last, Number) and last.unit and self._labels():
                return self._step(self.cursor.peek(), last)
        opens = token.text in ("(", "$") or is_number(token)
        return int(isinstance(last, Number) and last.times and opens)

    def _multiplies_name(self, sign: str) -> bool:
        """Whether the x of `50 x orders` stands before a name, known or not; not `10 x faster`."""
        token, after = self.cursor.peek(), self.cursor.peek(1)
        if sign != "x" or token is None or token.glued or after is None or after.glued:
            return False
        ahead = 1
        while ahead < 4 and self.cursor.is_word(ahead):
            word = self.cursor.peek(ahead)
            low = word.text.lower() if word is not None else ""
            if low in STOP or (ahead == 1 and low in NOT_NOUNS):
                break
            ahead += 1
        beyond = self.cursor.peek(ahead)
        return ahead > 1 and (beyond is None or beyond.text in _SIGNS_AFTER)

    def _sent_over(self, last: Node) -> bool:
        """`1 GB over 1 Gbps`: a size over a link is divided by it."""
        after = self.cursor.peek(1)
        if not isinstance(last, Number) or after is None or not is_number(after):
            return False
        mark = self.cursor.at
        self.cursor.at += 1
        link = self.literals.literal()
        self.cursor.at = mark
        flows = isinstance(link, Number) and units.dimension(link.unit) == (1, -1, 0)
        return flows and units.dimension(last.unit) == (1, 0, 0)

    def _after_times(self) -> int:
        """`3x avg` multiplies; `3x replication` only says what the three are."""
        if self.cursor.known():
            return 1
        token = self.cursor.peek()
        if token is not None and token.text.lower() == "the" and self.cursor.known(1):
            self.cursor.at += 1
            return 1
        if token is not None and token.text.lower() in _REFERRING:
            return 1
        while self.cursor.is_word() and not self.cursor.known():
            word = self.cursor.peek()
            if word is None or word.text.lower() in (*_TO, "for", "x", "per"):
                break
            self.cursor.at += 1
        token = self.cursor.peek()
        if token is None or token.kind != "op" or token.text not in _STEPS:
            return 0
        self.cursor.at += 1
        self._operand_must_follow(token)
        return -1 if token.text == "/" else 1

    def _labels(self) -> bool:
        """Takes words that say what an amount is, before an operator ("30d retention × 2 TB/d")."""
        ahead = 0
        while ahead < 4 and self.cursor.is_word(ahead):
            token = self.cursor.peek(ahead)
            if token is None or token.text.lower() in STOP or self.cursor.known(ahead):
                return False
            if token.text[1:].isdigit():
                return False
            ahead += 1
        token = self.cursor.peek(ahead)
        if token is None or token.text not in ("×", "/", "+", "-"):
            return False
        if token.text in ("/", "-") and token.glued:
            return False
        self.cursor.at += ahead
        return True

    def _share(self, last: Node) -> bool:
        if isinstance(last, Number):
            return last.percent or last.times or (not last.unit and abs(last.value) < 1)
        return isinstance(last, Product | Reference)

    def factor(self) -> Node:
        token = self.cursor.peek()
        if token is not None and token.text == "-":
            self.cursor.at += 1
            self._operand_must_follow(token)
            return negated(self._bounded_factor())
        if token is not None and token.text == "+" and token.kind == "op":
            self.cursor.at += 1
            return self._bounded_factor()
        node = self.operands.parse_operand()
        if self.cursor.is_op("^"):
            self.cursor.at += 1
            return self.operands.with_closing_unit(Power(node, self._bounded_factor()))
        return node

    def _bounded_factor(self) -> Node:
        """A factor after a sign, or an exponent that is no literal: `2^ceil(log2(9))`."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused("too many signs in a row: write the number once")
        node = self.factor()
        self.depth -= 1
        return node
