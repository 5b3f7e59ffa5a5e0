"""Numbers as people write them: suffixes, percentages, `3x`, ranges, `± 20%`, money."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.cursor import Cursor
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.nodes import Negative, Node, Number, Power, Product
from coach.boards.estimate.note import NoteKind
from coach.boards.estimate.numerals import Numerals
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.unit_phrases import Measures
from coach.boards.estimate.units import NONE

_MOST_BETWEEN: Final = 3


class Literals:
    """Reads numbers, powers and ranges with their units at the cursor.

    exponent reads an exponent that is no literal; begun is where the literal began.
    """

    def __init__(
        self,
        cursor: Cursor,
        measures: Measures,
        numerals: Numerals,
        exponent: Callable[[], Node],
    ) -> None:
        self.cursor = cursor
        self.measures = measures
        self.numerals = numerals
        self.exponent = exponent
        self.begun = 0

    def literal(self) -> Node:
        """The number at the cursor with everything that belongs to it."""
        self.begun = self.cursor.at
        money = self.cursor.is_op("$")
        if money:
            self.cursor.at += 1
        token = self.cursor.peek()
        if token is None or token.kind != "num":
            raise LineRefused("a $ needs an amount after it: write $5")
        self.numerals.check_grouping(token)
        self.cursor.at += 1
        number = Number(self.numerals.ratio(token))
        number, scaled = self.numerals.scaled(number)
        if self.cursor.is_op("^"):
            return self._raised(number, money)
        number = self.numerals.marked(number)
        self._at_least()
        ranged = self._ranged(number, scaled)
        if ranged is not None:
            return self.numerals.with_money(ranged, money)
        number = self._clocked(self.numerals.measured(self._around(number)))
        if self._at_least():
            number = self.numerals.measured(number)
        ranged = self._ranged(number, True) if number.unit else None
        if ranged is not None:
            return self.numerals.with_money(ranged, money)
        return self.numerals.with_money(self._around(number), money)

    def _at_least(self) -> bool:
        """Passes over the plus of `500 TB+/year` and `100+ servers`: so much and more."""
        token, after = self.cursor.peek(), self.cursor.peek(1)
        if token is None or token.text != "+" or not token.glued:
            return False
        word = after is not None and after.kind == "word"
        last = after is None or after.text in (")", ",", ".", "|", "→", "⇒", "≈", "=")
        if not last and not (word and not _is_glued(after) and not self.cursor.known(1)):
            return False
        self.cursor.at += 1
        return True

    def _clocked(self, number: Number) -> Number:
        """`1 h 30 min`, `2 days 4 hours`: the smaller time that follows a larger one is added."""
        while len(number.unit) == 1 and number.unit[0][0] in units.LADDER and number.place < 0:
            more = self._smaller(number.unit[0])
            if more is None:
                break
            self.cursor.at += 2
            value = number.value * units.factor(number.unit) / units.factor(more.unit)
            number = number._replace(value=value + more.value, unit=more.unit)
        return number

    def _smaller(self, above: tuple[str, int]) -> Number | None:
        """The amount at the cursor, not taken, where it says the rest of a time in `above`."""
        token, word, after = self.cursor.peek(), self.cursor.peek(1), self.cursor.peek(2)
        if above[1] != 1 or token is None or token.kind != "num" or word is None:
            return None
        if word.kind != "word" or (after is not None and after.text in ("/", "per")):
            return None
        minutes = word.text == "m" and above[0] in ("hour", "day")
        scaled_unit = ((("min", 1),), units.ONE) if minutes else units.lookup(word.text)
        unit = scaled_unit[0] if scaled_unit is not None else NONE
        if len(unit) != 1 or unit[0][1] != 1 or unit[0][0] not in units.LADDER:
            return None
        whole = units.FACTORS[above[0]]
        return Number(token.value, unit) if token.value * units.factor(unit) < whole else None

    def _raised(self, number: Number, money: bool) -> Node:
        """2^14 slots: the unit belongs to the power."""
        self.cursor.at += 1
        sign = 1
        if self.cursor.is_op("-"):
            sign = -1
            self.cursor.at += 1
        token = self.cursor.peek()
        if token is not None and token.kind != "num":
            return Power(number, self.exponent())
        if token is None:
            raise LineRefused("the ^ needs a whole number after it: write 2^10")
        self.cursor.at += 1
        exponent: Node = Number(token.value * sign)
        if self.cursor.is_op("^"):
            self.cursor.at -= 1
            exponent = self._raised_again(token)
        base: Node = number
        number, _ = self.numerals.scaled(Number(Fraction(1)))
        number = self.numerals.measured(number)
        power = Power(base, exponent)
        if number == Number(Fraction(1)):
            return power
        return Product(((1, power), (1, self.numerals.with_money(number, money))))

    def _raised_again(self, token: Token) -> Node:
        chain = [token]
        self.cursor.at += 1
        while self.cursor.is_op("^"):
            self.cursor.at += 1
            after = self.cursor.peek()
            if after is None or after.kind != "num" or len(chain) > 4:
                raise LineRefused("the ^ needs a whole number after it: write 2^10")
            chain.append(after)
            self.cursor.at += 1
        out: Node = Number(chain[-1].value)
        for exponent_token in reversed(chain[:-1]):
            out = Power(Number(exponent_token.value), out)
        return out

    def _around(self, number: Number) -> Number:
        """± v and ± p%."""
        if not self.cursor.is_op("±"):
            return number
        self.cursor.at += 1
        token = self.cursor.peek()
        if token is None or token.kind != "num":
            raise LineRefused("the ± needs an amount after it: write 10M ± 20%")
        self.cursor.at += 1
        off, _ = self.numerals.scaled(Number(token.value))
        off = self.numerals.marked(off)
        unit = (
            self.measures.measure()
            if not number.unit or self.cursor.is_word()
            else (NONE, units.ONE)
        )
        width = number.value * off.value if off.percent else off.value * unit[1]
        if not off.percent and unit[0] and number.unit and unit[0] != number.unit:
            width = width * units.factor(unit[0]) / units.factor(number.unit)
        low, high = number.value - abs(width), number.value + abs(width)
        kind = number.unit or unit[0]
        return number._replace(unit=kind, lo=low, hi=high, place=self.numerals.next_place())

    def _ranged(self, first: Number, scaled: bool) -> Number | None:
        """`3-5 KB`, `2–4 ms`, `4..6`, `10 to 20 GB`: a range where the hyphen cannot be a minus."""
        kind = self._dash()
        if (
            not kind
            or first.place >= 0
            or (kind == "to" and self.cursor.at - self.begun > _MOST_BETWEEN)
        ):
            return None
        mark, places = self.cursor.at, self.numerals.places
        notes = len(self.cursor.notes)
        self.cursor.at += 1
        if self.cursor.is_op("$"):
            self.cursor.at += 1
        token = self.cursor.peek()
        before = self.cursor.tokens[self.begun - 1] if self.begun else None
        chained = kind == "hyphen" and (
            self.cursor.is_op("-", 1)
            or (before is not None and before.text == "-" and before.glued)
        )
        if token is not None and token.kind == "num" and not chained:
            self.cursor.at += 1
            second, own = self.numerals.scaled(Number(token.value))
            if not self.cursor.is_op("^"):
                out = self._pair(first, scaled, self.numerals.marked(second), own, kind)
                if out is not None:
                    return out
        self.cursor.at, self.numerals.places = mark, places
        del self.cursor.notes[notes:]
        falls = kind == "to" and before is not None and before.text.lower() == "from"
        if kind in ("dots", "to", "dash") and not falls:
            raise LineRefused("a range needs its larger number last: write 3-5 KB")
        return None

    def _dash(self) -> str:
        token, after = self.cursor.peek(), self.cursor.peek(1)
        if token is None or after is None:
            return ""
        if after.text == "$" and (third := self.cursor.peek(2)) is not None:
            after = third
        if after.kind != "num":
            return ""
        if token.text in ("..", "..."):
            return "" if token.glued and not after.glued else "dots"
        if token.text == "–" and token.glued == after.glued:
            return "dash"
        if token.kind == "word" and token.text.lower() == "to":
            return "to"
        if token.text == "-" and token.glued and after.glued:
            return "hyphen"
        return ""

    def _pair(
        self, first: Number, scaled: bool, second: Number, own: bool, kind: str
    ) -> Number | None:
        tail = Number(Fraction(1), percent=second.percent, times=second.times)
        tail = self.numerals.measured(tail)
        high = second.value * tail.value
        low = first.value
        if first.unit and tail.unit and first.unit != tail.unit:
            if units.dimension(first.unit) != units.dimension(tail.unit):
                return None
            low = low * units.factor(first.unit) / units.factor(tail.unit)
        elif not first.unit:
            low *= tail.value
        if second.percent and not first.percent:
            low /= 100
        if own and not scaled and not first.unit:
            low = self._shared(low, second)
        if low >= high:
            return None
        if kind == "hyphen" and not (tail.unit or second.percent or second.times or own):
            self.cursor.note(NoteKind.RANGE, "read as a range; for a minus put spaces around it")
        percent = second.percent or first.percent
        unit = tail.unit or first.unit
        middle = (low + high) / 2
        times = second.times or first.times
        return Number(middle, unit, percent, low, high, self.numerals.next_place(), times)

    def _shared(self, low: Fraction, second: Number) -> Fraction:
        """10-20M is 10M to 20M: the suffix stands for both where that still rises."""
        token = self.cursor.tokens[self.cursor.at - 1]
        for place in range(self.cursor.at - 1, -1, -1):
            token = self.cursor.tokens[place]
            if token.kind == "num":
                break
        scale = second.value / token.value if token.value else Fraction(1)
        return low * scale if low * scale < second.value else low


def _is_glued(token: Token | None) -> bool:
    return token is not None and token.glued


def negated(node: Node) -> Node:
    """The node with its sign changed; literals keep being literals."""
    if isinstance(node, Number) and node.place < 0:
        return node._replace(value=-node.value)
    return Negative(node)
