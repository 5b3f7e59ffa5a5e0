"""From tokens to calculations: precedence climbing, with prose around a calculation left aside.

Precedence, loosest first: conversion (`in`, `to`, `as`), + and -, × and / and `of`, sign, ^.
A number and its unit bind tighter than any of them. A word next to an operator must be known.
"""

from collections.abc import Collection, Sequence
from fractions import Fraction

from coach.boards.estimate import units
from coach.boards.estimate.conversion import Targets
from coach.boards.estimate.cursor import Cursor
from coach.boards.estimate.joiners import CONVERTING, Joiners
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.literals import Literals, negated
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import (
    Conversion,
    Node,
    Number,
    Power,
    Product,
    Sum,
)
from coach.boards.estimate.numerals import Numerals
from coach.boards.estimate.parse_operand import SPELLED, Operands, is_number
from coach.boards.estimate.per_units import PER, STOP, Below
from coach.boards.estimate.refusal import DEEPEST, LineRefused
from coach.boards.estimate.unit_phrases import Measures
from coach.boards.estimate.units import NONE


class Grammar:
    """Parses one calculation at its cursor, which the caller moves.

    Its parts share the cursor: units, what stands below their line, numbers, ranges, operands.
    depth counts the brackets and signs that are open.
    """

    def __init__(
        self, tokens: Sequence[Token], names: Collection[Name], billions: frozenset[int]
    ) -> None:
        self.cursor = cursor = Cursor(tokens, names)
        below = Below(cursor)
        measures = Measures(cursor, below)
        numerals = Numerals(cursor, measures, billions)
        self.literals = Literals(cursor, measures, numerals, self._bounded_factor)
        self.operands = Operands(cursor, measures, numerals, self.literals, self)
        self.joiners = Joiners(cursor, self.literals, self.operands)
        self.targets = Targets(cursor, below)
        self.depth = 0

    def calculation(self) -> Node:
        """A sum with what it is converted to."""
        node = self.sum()
        while True:
            token = self.cursor.peek()
            if token is None:
                return node
            converts = token.kind == "word" and token.text.lower() in CONVERTING
            if token.text.lower() == "per" and (asked := self._per_time(node)) is not None:
                node = asked
                continue
            if token.text == "," and (asked := self._asked(node)) is not None:
                return asked
            multiple = isinstance(node, Number) and node.times
            if multiple or (not converts and token.text not in ("→", "⇒")):
                return self._lasting(node)
            target = self.targets.target(node)
            if target is None:
                return node
            if isinstance(node, Conversion) and units.dimension(node.unit) == (0, -1, 0):
                of_all = units.merge(target[0], node.unit)
                timeless = units.dimension(target[0])[units.TIME] == 0 and bool(target[0])
                target = (of_all if timeless else target[0], *target[1:])
            node = Conversion(node, *target)

    def _per_time(self, node: Node) -> Node | None:
        """`12 MB/s per day`: a rate per another time than its own."""
        mark = self.cursor.at
        self.cursor.at -= 1
        target = self.targets.target(node)
        if target is None or units.dimension(target[0]) != (0, -1, 0):
            self.cursor.at = mark
            return None
        return Conversion(node, *target)

    def _asked(self, node: Node) -> Node | None:
        """`10M links/day, per sec` and `…, in TB`: a unit behind a comma ends the line."""
        after = self.cursor.peek(1)
        if after is None or after.text.lower() not in ("per", "/", "in", "as"):
            return None
        mark = self.cursor.at
        self.cursor.at += after.text.lower() in ("in", "as")
        target = self.targets.target(node)
        hard = target is not None and units.dimension(target[0]) != units.BARE
        if hard and target is not None and isinstance(node, Number):
            hard = units.dimension(target[0])[units.TIME] == units.dimension(node.unit)[units.TIME]
        if target is None or not (hard or target[2]) or self.cursor.peek() is not None:
            self.cursor.at = mark
            return None
        return Conversion(node, *target)

    def _lasting(self, node: Node) -> Node:
        """`10 GB/day for 5 years`: a rate that lasts is multiplied by its time."""
        token = self.cursor.peek()
        if token is None or token.kind != "word" or token.text.lower() != "for":
            return node
        rate = node.unit if isinstance(node, Number) else NONE
        after = self.cursor.peek(1)
        counted = after is not None and (after.kind == "num" or self.operands.spelled_time(1))
        if units.dimension(rate)[units.TIME] != -1 or not counted:
            return node
        mark = self.cursor.at
        self.cursor.at += 1
        lasts = self.operands.parse_operand()
        if isinstance(lasts, Number) and units.dimension(lasts.unit) == (0, 1, 0):
            return Product(((1, node), (1, lasts)))
        self.cursor.at = mark
        return node

    def sum(self) -> Node:
        """Terms with plus and minus between them."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise LineRefused(f"brackets nest deeper than {DEEPEST}: split the line in two")
        terms = [(1, self.term())]
        self._described(terms[0][1])
        while (token := self.cursor.peek()) is not None and token.text in ("+", "-", "–", "—"):
            if token.text in ("–", "—") and token.glued:
                break
            self.cursor.at += 1
            self.joiners.operand_must_follow(token)
            self._introduced()
            terms.append((1 if token.text == "+" else -1, self.term()))
        self.depth -= 1
        return terms[0][1] if len(terms) == 1 else Sum(tuple(terms))

    def _described(self, first: Node) -> None:
        """Takes the words behind the first number of a sum: `600 in + 250 out tokens`."""
        bare = isinstance(first, Number) and not (first.unit or first.percent or first.times)
        ahead = 0
        while bare and ahead < 2 and self.cursor.is_word(ahead):
            token = self.cursor.peek(ahead)
            if token is None or self.cursor.known(ahead) or token.text.lower() in PER:
                return
            ahead += 1
        after = self.cursor.peek(ahead + 1)
        if ahead and self.cursor.is_op("+", ahead) and after is not None and is_number(after):
            self.cursor.at += ahead

    def _introduced(self) -> None:
        """Takes unknown words before the next amount of a list ("id 8 B + text 280 B")."""
        ahead = 0
        while ahead < 3 and self.cursor.is_word(ahead):
            token = self.cursor.peek(ahead)
            if token is None or token.text.lower() in STOP or self.cursor.known(ahead):
                return
            if token.text.lower() in SPELLED:
                break
            ahead += 1
        after = self.cursor.peek(ahead)
        if after is None or not ahead:
            return
        if is_number(after) or after.text == "$" or after.text.lower() in SPELLED:
            self.cursor.at += ahead

    def term(self) -> Node:
        """Factors with times and divided by between them."""
        factors = [(1, self.factor())]
        while True:
            token = self.cursor.peek()
            sign = self.joiners.step(token, factors[-1][1], factors[-1][0])
            if sign == 0:
                break
            factors.extend(_of_the_quotient(sign, self.factor()))
        return factors[0][1] if len(factors) == 1 else self._of_all(factors)

    def _of_all(self, factors: list[tuple[int, Node]]) -> Node:
        """`40k lines/s × 300 B per day`: the time at the end is that of the whole product, which
        has one already."""
        last = factors[-1][1]
        tokens = self.cursor.tokens[: self.cursor.at][-2:]
        told = len(tokens) == 2 and tokens[0].text.lower() == "per" and tokens[1].kind == "word"
        scaled = units.lookup(tokens[1].text) if told else None
        timed = any(
            isinstance(node, Number) and units.dimension(node.unit)[units.TIME] * sign < 0
            for sign, node in factors[:-1]
        )
        if not timed or not isinstance(last, Number) or scaled is None or scaled[1] != 1:
            return Product(tuple(factors))
        if factors[-1][0] < 0 or last.unit[-1:] != units.inverse(scaled[0]) or len(last.unit) < 2:
            return Product(tuple(factors))
        whole = (*factors[:-1], (1, last._replace(unit=last.unit[:-1])))
        return Conversion(Product(whole), units.inverse(scaled[0]), units.ONE)

    def factor(self) -> Node:
        """An operand with its sign and power."""
        token = self.cursor.peek()
        if token is not None and token.text == "-":
            self.cursor.at += 1
            self.joiners.operand_must_follow(token)
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
            raise LineRefused("too many signs in a row: write the number once")
        node = self.factor()
        self.depth -= 1
        return node


def _of_the_quotient(sign: int, node: Node) -> tuple[tuple[int, Node], ...]:
    """`10,000 / 86400 rides`: a noun after the seconds of a day or an hour counts the quotient."""
    seconds = isinstance(node, Number) and node.value in (86400, 3600)
    if sign > 0 or not seconds or not isinstance(node, Number) or node.percent:
        return ((sign, node),)
    if len(node.unit) != 1 or node.unit[0][1] != 1 or units.is_hard(node.unit[0][0]):
        return ((sign, node),)
    return ((sign, node._replace(unit=NONE)), (1, Number(Fraction(1), node.unit)))
