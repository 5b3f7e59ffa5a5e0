"""From tokens to calculations: precedence climbing, with prose around a calculation left aside.

Precedence, loosest first: conversion (`in`, `to`, `as`), + and -, × and / and `of`, sign, ^.
A number and its unit bind tighter than any of them. A word next to an operator must be known.
"""

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.literals import Literals, negated
from coach.boards.estimate.measures import STOP
from coach.boards.estimate.names import Name, loose, match, words_at
from coach.boards.estimate.nodes import (
    Call,
    Conversion,
    Node,
    Number,
    Power,
    Product,
    Reference,
    Sum,
)
from coach.boards.estimate.nouns import noun, words
from coach.boards.estimate.refusal import DEEPEST, Refused
from coach.boards.estimate.units import NONE, Unit

FUNCTIONS: Final = words(
    "ceil floor round sqrt min max log2 log10 abs sum avg average mean roundup"
)
HEDGES: Final = words(
    "about around approx approximately roughly nearly almost say circa ca over under"
)
_HEDGE_SIGNS: Final = frozenset("~≈<>≤≥")
_TO: Final = frozenset(["in", "to", "as", "into"])
_STEPS: Final = frozenset("×/")
_REFERRING: Final = frozenset(("avg", "average", "mean", "peak", "baseline", "normal", "current"))
SHARES: Final = {"half": Fraction(1, 2), "twice": Fraction(2), "double": Fraction(2)}


class Grammar(Literals):
    """Parses one calculation at the cursor."""

    def __init__(
        self, tokens: Sequence[Token], names: Collection[Name], billions: frozenset[int]
    ) -> None:
        super().__init__(tokens, names, billions)
        self.depth = 0

    def calculation(self) -> Node:
        """A sum with what it is converted to."""
        node = self.sum()
        while True:
            token = self.peek()
            if token is None:
                return node
            converts = token.kind == "word" and token.text.lower() in _TO
            if not converts and token.text not in ("→", "⇒"):
                return self._lasting(node)
            target = self._target()
            if target is None:
                return node
            node = Conversion(node, *target)

    def _lasting(self, node: Node) -> Node:
        """`10 GB/day for 5 years`: a rate that lasts is multiplied by its time."""
        token = self.peek()
        if token is None or token.kind != "word" or token.text.lower() != "for":
            return node
        rate = node.unit if isinstance(node, Number) else NONE
        after = self.peek(1)
        if units.dimension(rate)[units.TIME] != -1 or after is None or after.kind != "num":
            return node
        mark = self.at
        self.at += 1
        lasts = self.literal()
        if isinstance(lasts, Number) and units.dimension(lasts.unit) == (0, 1, 0):
            return Product(((1, node), (1, lasts)))
        self.at = mark
        return node

    def _target(self) -> tuple[Unit, Fraction, bool, bool] | None:
        mark = self.at
        self.at += 1
        token = self.peek()
        percent = downtime = False
        unit: Unit = NONE
        scale = units.ONE
        if token is not None and (token.text == "%" or token.text in ("percent", "percentage")):
            self.at += 1
            return NONE, units.ONE, True, False
        if token is not None and token.text.lower() == "downtime":
            downtime = True
            self.at += 1
        below, divided = self.tail()
        if not below and token is not None and token.kind == "word" and not downtime:
            found = self.unit_word(False)
            if found is not None:
                self.at += 1
                unit, scale = found
                below, divided = self.tail()
        if not (unit or below):
            self.at = mark
            return None
        if unit and units.dimension(unit) == units.BARE and not below and not self._ends():
            self.at = mark
            return None
        return units.merge(unit, below), scale * divided, percent, downtime

    def _ends(self) -> bool:
        return self.peek() is None

    def sum(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused(f"brackets nest deeper than {DEEPEST}: split the line in two")
        terms = [(1, self.term())]
        while (token := self.peek()) is not None and token.text in ("+", "-", "–", "—"):
            if token.text in ("–", "—") and token.glued:
                break
            self.at += 1
            self._operand_must_follow(token)
            self._introduced()
            terms.append((1 if token.text == "+" else -1, self.term()))
        self.depth -= 1
        return terms[0][1] if len(terms) == 1 else Sum(tuple(terms))

    def _introduced(self) -> None:
        """Takes unknown words before the next amount of a list ("id 8 B + text 280 B")."""
        ahead = 0
        while ahead < 3 and self.is_word(ahead):
            token = self.peek(ahead)
            if token is None or token.text.lower() in STOP or self.known(ahead):
                return
            ahead += 1
        after = self.peek(ahead)
        if ahead and after is not None and (_num(after) or after.text == "$"):
            self.at += ahead

    def _operand_must_follow(self, operator: Token) -> None:
        token = self.peek()
        if token is None:
            raise Refused(f"nothing stands after the {operator.text}: write what to use there")
        if token.text in _STEPS or token.text in (")", "^", "%"):
            raise Refused(
                f"{operator.text} and {token.text} stand together: write a number between them"
            )

    def term(self) -> Node:
        factors = [(1, self.factor())]
        while True:
            token = self.peek()
            sign = self._step(token, factors[-1][1])
            if sign == 0:
                break
            factors.append((sign, self.factor()))
        return factors[0][1] if len(factors) == 1 else Product(tuple(factors))

    def _step(self, token: Token | None, last: Node) -> int:
        """1 to multiply, -1 to divide, 0 to stop; the operator is taken."""
        if token is None:
            return 0
        if token.text in _STEPS and token.kind == "op":
            self.at += 1
            self._operand_must_follow(token)
            return -1 if token.text == "/" else 1
        if token.kind == "word":
            low = token.text.lower()
            if low == "of" and self._share(last) and self.operand_at(1):
                self.at += 1
                return 1
            if low in ("x", "times") and self.operand_at(1):
                self.at += 1
                return 1
            if low == "over" and self._sent_over(last):
                self.at += 1
                return -1
            if isinstance(last, Number) and last.times:
                return self._after_times()
            if isinstance(last, Number) and last.unit and self._labels():
                return self._step(self.peek(), last)
        if isinstance(last, Number) and last.times and (token.text in ("(", "$") or _num(token)):
            return 1
        return 0

    def _sent_over(self, last: Node) -> bool:
        """`1 GB over 1 Gbps`: a size over a link is divided by it."""
        after = self.peek(1)
        if not isinstance(last, Number) or after is None or not _num(after):
            return False
        mark = self.at
        self.at += 1
        link = self.literal()
        self.at = mark
        flows = isinstance(link, Number) and units.dimension(link.unit) == (1, -1, 0)
        return flows and units.dimension(last.unit) == (1, 0, 0)

    def _after_times(self) -> int:
        """`3x avg` multiplies; `3x replication` only says what the three are."""
        if self.known():
            return 1
        token = self.peek()
        if token is not None and token.text.lower() == "the" and self.known(1):
            self.at += 1
            return 1
        if token is not None and token.text.lower() in _REFERRING:
            return 1
        while self.is_word() and not self.known():
            word = self.peek()
            if word is None or word.text.lower() in (*_TO, "for", "x", "per"):
                break
            self.at += 1
        return 0

    def _labels(self) -> bool:
        """Takes words that say what an amount is, before an operator ("30d retention × 2 TB/d")."""
        ahead = 0
        while ahead < 4 and self.is_word(ahead):
            token = self.peek(ahead)
            if token is None or token.text.lower() in STOP or self.known(ahead):
                return False
            ahead += 1
        token = self.peek(ahead)
        if token is None or token.text not in ("×", "/", "+", "-"):
            return False
        if token.text in ("/", "-") and token.glued:
            return False
        self.at += ahead
        return True

    def _share(self, last: Node) -> bool:
        if isinstance(last, Number):
            return last.percent or not last.unit
        return isinstance(last, Product | Reference)

    def operand_at(self, ahead: int) -> bool:
        """Whether something to compute with begins so many tokens ahead."""
        token = self.peek(ahead)
        if token is None:
            return False
        if _num(token) or token.text in ("(", "$") or token.text in _HEDGE_SIGNS:
            return True
        return token.kind == "word" and (
            self.known(ahead)
            or token.text in FUNCTIONS
            or (token.text.lower() in ("the", "all", "our") and self.operand_at(ahead + 1))
        )

    def factor(self) -> Node:
        token = self.peek()
        if token is not None and token.text == "-":
            self.at += 1
            self._operand_must_follow(token)
            return negated(self._bounded_factor())
        if token is not None and token.text == "+" and token.kind == "op":
            self.at += 1
            return self._bounded_factor()
        node = self.operand()
        if self.is_op("^"):
            self.at += 1
            return self._closed_unit(Power(node, self._bounded_factor()))
        return node

    def exponent(self) -> Node:
        """An exponent in brackets, a name or a function: 2^ceil(log2(9))."""
        return self._bounded_factor()

    def _bounded_factor(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused("too many signs in a row: write the number once")
        node = self.factor()
        self.depth -= 1
        return node

    def operand(self) -> Node:
        self._hedged()
        token = self.peek()
        if token is None:
            raise Refused("the line ends where a number should stand")
        if _num(token) or token.text == "$":
            return self.literal()
        if token.text == "(":
            return self._group()
        if token.text == "×" and (after := self.peek(1)) is not None and _num(after):
            self.at += 1
            return self.literal()
        if token.kind == "word":
            return self._word(token)
        if token.kind == "bad":
            raise Refused(_strange(token))
        if token.text in ("€", "£"):
            raise Refused(f"only $ is known as money, not {token.text}: write $")
        raise Refused(f"{token.text} stands where a number should: write a number or a name there")

    def _hedged(self) -> None:
        while (token := self.peek()) is not None and (
            (token.kind == "op" and token.text in _HEDGE_SIGNS)
            or (token.kind == "word" and token.text.lower() in HEDGES and not self.known())
        ):
            self.at += 1

    def _group(self) -> Node:
        self.at += 1
        node = self.calculation()
        self._skip_words()
        if not self.is_op(")"):
            raise Refused("a bracket is not closed: write ) where it ends")
        self.at += 1
        return self._closed_unit(node)

    def _closed_unit(self, node: Node) -> Node:
        """`(280 + 30) bytes`: a unit after brackets belongs to what they hold."""
        token = self.peek()
        if token is None:
            return node
        if token.text == "(" or _num(token):
            if self._is_note():
                return node
            raise Refused(f"no sign stands before {token.text}: write × if you mean times")
        if token.text == "%":
            self.at += 1
            return Product(((1, node), (1, Number(Fraction(1, 100), percent=True))))
        if token.text == "/" and not self._unit_follows():
            return node
        if token.kind == "word" and (token.text.lower() in STOP or self.known()):
            return node
        if token.kind != "word" and token.text != "/":
            return node
        if token.glued and units.lookup(token.text) is None and noun(token.text) is None:
            return node
        number = self._measured(Number(Fraction(1)))
        if number == Number(Fraction(1)):
            return node
        return Product(((1, node), (1, number)))

    def _unit_follows(self) -> bool:
        after = self.peek(1)
        if after is None or after.kind != "word" or self.known(1):
            return False
        return units.lookup(after.text) is not None or noun(after.text) is not None

    def _is_note(self) -> bool:
        after = self.peek(1)
        return self.is_op("(") and after is not None and after.kind == "word"

    def _skip_words(self) -> None:
        while self.is_word() or self.is_op(".") or self.is_op(","):
            self.at += 1

    def _word(self, token: Token) -> Node:
        low = token.text.lower()
        after = self.peek(1)
        if low in FUNCTIONS and after is not None and after.text == "(":
            return self._call(low)
        found = match(self.tokens, self.at, self.names)
        if found is not None:
            self.at = found[1]
            return self._referred(Reference(found[0], " ".join(found[0])))
        if low in SHARES and self.operand_at(2 if after and after.text == "of" else 1):
            self.at += 2 if after and after.text == "of" else 1
            return Product(((1, Number(SHARES[low])), (1, self.factor())))
        bracketed = self._counted_in_brackets()
        if bracketed is not None:
            return bracketed
        return self._loose(token)

    def _referred(self, reference: Reference) -> Node:
        """Words after a name that belong to it are passed over ("peak rps", "DAU (users)")."""
        while (token := self.peek()) is not None and token.kind == "word":
            if token.text.lower() in STOP and token.text.lower() not in ("per",):
                break
            if self.known():
                break
            if token.text.lower() == "per" and not self.is_word(1):
                break
            self.at += 1
        if self._is_note():
            self._note()
        return reference

    def _counted_in_brackets(self) -> Node | None:
        """`UserID (4 bytes)`: the words say what the amount in the brackets is."""
        ahead = 1
        while ahead < 6 and self.is_word(ahead):
            ahead += 1
        inner = self.peek(ahead + 1)
        if not self.is_op("(", ahead) or inner is None or not _num(inner):
            return None
        mark = self.at
        self.at += ahead
        try:
            return self._group()
        except Refused:
            self.at = mark
            return None

    def _loose(self, token: Token) -> Node:
        run = words_at(self.tokens, self.at)
        words: list[str] = []
        end = self.at
        for word, after in run:
            if word.isdigit() or (word in STOP and word != "per" and words):
                break
            words.append(word)
            end = after
        found = loose(words, self.names) if self.names else None
        if found is None:
            raise Refused(unknown(" ".join(t.text for t in self.tokens[self.at : end]), self.names))
        said = " ".join(t.text for t in self.tokens[self.at : end])
        self.at = end
        self.notes.append(f"{said} read as {' '.join(found)}")
        return self._referred(Reference(found, said))

    def _call(self, function: str) -> Node:
        self.at += 2
        arguments = [self.calculation()]
        while self.is_op(",") or self.is_op(";"):
            self.at += 1
            arguments.append(self.calculation())
        self._skip_words()
        if not self.is_op(")"):
            raise Refused(f"the bracket of {function}( is not closed: write ) where it ends")
        self.at += 1
        node: Node = Call(function, tuple(arguments))
        return self._closed_unit(node)


def _num(token: Token) -> bool:
    return token.kind == "num"


def _strange(token: Token) -> str:
    shown = token.text if token.text.isprintable() else f"U+{ord(token.text[0]):04X}"
    if token.text[:1].isdigit() and not token.text.isascii():
        return f"{shown} is not a digit this sheet reads: write 0 to 9"
    if token.text[:1].isdigit():
        return f"{token.text} is too large: exponents go to 60"
    return f"the character {shown} cannot be read here: take it out"


def unknown(said: str, names: Collection[Name]) -> str:
    """The message for a name nobody defined, with the nearest one that is."""
    low = said.lower().split()
    near = next(
        (" ".join(name) for name in names if name and low and name[0][:3] == low[0][:3]), None
    )
    hint = f"did you mean {near}?" if near else f"write {said} = … on a line of its own"
    return f"{said} is not defined: {hint}"
