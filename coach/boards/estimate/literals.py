"""Numbers as people write them: suffixes, percentages, `3x`, ranges, `± 20%`, money."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.measures import STOP, Cursor, magnitude
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import Negative, Node, Number, Power, Product
from coach.boards.estimate.nouns import RATES, noun
from coach.boards.estimate.refusal import Refused
from coach.boards.estimate.units import NONE

_TIMES: Final = frozenset(("x", "X"))
_MOST_RANGES: Final = 10


class Literals(Cursor):
    """Reads literals at the cursor. `billions` are the places of the Bs that mean a billion."""

    def __init__(
        self, tokens: Sequence[Token], names: Collection[Name], billions: frozenset[int]
    ) -> None:
        super().__init__(tokens, names)
        self.billions = billions
        self.places = 0
        self.begun = 0
        self.notes: list[str] = []

    def literal(self) -> Node:
        """The number at the cursor with everything that belongs to it."""
        self.begun = self.at
        money = self.is_op("$")
        if money:
            self.at += 1
        token = self.peek()
        if token is None or token.kind != "num":
            raise Refused("a $ needs an amount after it: write $5")
        self._grouping(token)
        self.at += 1
        number = Number(self._ratio(token))
        number, scaled = self._scaled(number)
        if self.is_op("^"):
            return self._raised(number, money)
        number = self._marked(number)
        ranged = self._ranged(number, scaled)
        if ranged is not None:
            return self._money(ranged, money)
        number = self._measured(self._around(number))
        ranged = self._ranged(number, True) if number.unit else None
        if ranged is not None:
            return self._money(ranged, money)
        return self._money(self._around(number), money)

    def _grouping(self, token: Token) -> None:
        comma, after = self.peek(1), self.peek(2)
        if comma is None or after is None or comma.text != "," or not comma.glued:
            return
        if after.kind == "num" and after.glued and "," not in token.text:
            said = f"{token.text},{after.text}"
            raise Refused(
                f"{said} can be read two ways: write {token.text}.{after.text} or no comma"
            )

    def _ratio(self, token: Token) -> Fraction:
        """`100:1` is a hundred; the second number is taken."""
        colon, after = self.peek(), self.peek(1)
        tight = colon is not None and colon.text == ":" and colon.glued
        if not tight or after is None or after.kind != "num" or not after.glued:
            return token.value
        if not after.value:
            raise Refused(f"{token.text}:{after.text} divides by zero: write a ratio like 100:1")
        self.at += 2
        return token.value / after.value

    def _money(self, number: Number, money: bool) -> Number:
        if not money:
            return number
        rest = number.unit
        if units.dimension(rest)[units.MONEY] == 1:
            return number
        return number._replace(unit=units.merge((("$", 1),), rest))

    def _scaled(self, number: Number) -> tuple[Number, bool]:
        """Suffixes and words of magnitude after a number; a B is a billion where it is so read."""
        scaled = False
        while True:
            token = self.peek()
            if token is None or token.kind != "word":
                return number, scaled
            power = self._power(token)
            if power is None:
                return number, scaled
            self.at += 1
            number = number._replace(value=number.value * 10**power)
            scaled = True

    def _power(self, token: Token) -> int | None:
        text = token.text
        if text == "B":
            return 9 if self.at in self.billions else None
        if text in ("m", "b") and self._before_noun():
            self.notes.append(f"{text} read as {'billion' if text == 'b' else 'million'}")
            return 9 if text == "b" else 6
        if text == "m":
            before = self.tokens[self.at - 1].text
            raise Refused(f"{before}m could be million or minutes: write {before}M or {before} min")
        return magnitude(text)

    def _before_noun(self) -> bool:
        after = self.peek(1)
        if after is None or after.kind != "word" or after.glued:
            return False
        for ahead in range(1, 4):
            word = self.peek(ahead)
            if word is None or word.kind != "word" or word.text.lower() in STOP:
                return False
            if noun(word.text) or word.text.lower() in RATES:
                return True
        return False

    def _raised(self, number: Number, money: bool) -> Node:
        """2^14 slots: the unit belongs to the power."""
        self.at += 1
        sign = 1
        if self.is_op("-"):
            sign = -1
            self.at += 1
        token = self.peek()
        if token is not None and token.kind != "num":
            return Power(number, self.exponent())
        if token is None:
            raise Refused("the ^ needs a whole number after it: write 2^10")
        self.at += 1
        exponent: Node = Number(token.value * sign)
        if self.is_op("^"):
            self.at -= 1
            exponent = self._raised_again(token)
        base: Node = number
        number, _ = self._scaled(Number(Fraction(1)))
        number = self._measured(number)
        power = Power(base, exponent)
        if number == Number(Fraction(1)):
            return power
        return Product(((1, power), (1, self._money(number, money))))

    def exponent(self) -> Node:
        """An exponent that is no literal; this class knows none."""
        raise Refused("the ^ needs a whole number after it: write 2^10")

    def _raised_again(self, token: Token) -> Node:
        chain = [token]
        self.at += 1
        while self.is_op("^"):
            self.at += 1
            after = self.peek()
            if after is None or after.kind != "num" or len(chain) > 4:
                raise Refused("the ^ needs a whole number after it: write 2^10")
            chain.append(after)
            self.at += 1
        out: Node = Number(chain[-1].value)
        for one in reversed(chain[:-1]):
            out = Power(Number(one.value), out)
        return out

    def _marked(self, number: Number) -> Number:
        """A percent sign or the x of `3x`."""
        token = self.peek()
        if token is None:
            return number
        if token.text == "%":
            self.at += 1
            return number._replace(value=number.value / 100, percent=True)
        nines = token.kind == "word" and token.text.lower() == "nines"
        if nines and number.value.denominator == 1 and 0 < number.value <= 12:
            self.at += 1
            share = 1 - Fraction(1, 10**number.value.numerator)
            return number._replace(value=share, percent=True)
        if token.kind == "word" and token.text in _TIMES and (token.glued or self._closes(1)):
            self.at += 1
            return number._replace(times=True)
        if token.text == "×" and token.glued and self._closes(1):
            self.at += 1
            return number._replace(times=True)
        return number

    def _closes(self, ahead: int) -> bool:
        after = self.peek(ahead)
        return after is None or after.text in (")", ",")

    def _around(self, number: Number) -> Number:
        """± v and ± p%."""
        if not self.is_op("±"):
            return number
        self.at += 1
        token = self.peek()
        if token is None or token.kind != "num":
            raise Refused("the ± needs an amount after it: write 10M ± 20%")
        self.at += 1
        off, _ = self._scaled(Number(token.value))
        off = self._marked(off)
        unit = self.measure() if not number.unit or self.is_word() else (NONE, units.ONE)
        width = number.value * off.value if off.percent else off.value * unit[1]
        if not off.percent and unit[0] and number.unit and unit[0] != number.unit:
            width = width * units.factor(unit[0]) / units.factor(number.unit)
        low, high = number.value - abs(width), number.value + abs(width)
        kind = number.unit or unit[0]
        return number._replace(unit=kind, lo=low, hi=high, place=self._place())

    def _place(self) -> int:
        self.places += 1
        if self.places > _MOST_RANGES:
            raise Refused(f"more than {_MOST_RANGES} ranges on a line: give some of them names")
        return self.places - 1

    def _measured(self, number: Number) -> Number:
        if number.times or number.unit:
            return number
        unit, scale = self.measure()
        if scale == 1 and not unit:
            return number
        lo = None if number.lo is None else number.lo * scale
        hi = None if number.hi is None else number.hi * scale
        return number._replace(value=number.value * scale, unit=unit, lo=lo, hi=hi)

    def _ranged(self, first: Number, scaled: bool) -> Number | None:
        """`3-5 KB`, `2–4 ms`, `4..6`, `10 to 20 GB`: a range where the hyphen cannot be a minus."""
        kind = self._dash()
        if not kind or first.place >= 0:
            return None
        mark, places = self.at, self.places
        notes = len(self.notes)
        self.at += 1
        if self.is_op("$"):
            self.at += 1
        token = self.peek()
        before = self.tokens[self.begun - 1] if self.begun else None
        chained = kind == "hyphen" and (
            self.is_op("-", 1) or (before is not None and before.text == "-" and before.glued)
        )
        if token is not None and token.kind == "num" and not chained:
            self.at += 1
            second, own = self._scaled(Number(token.value))
            if not self.is_op("^"):
                out = self._pair(first, scaled, self._marked(second), own, kind)
                if out is not None:
                    return out
        self.at, self.places = mark, places
        del self.notes[notes:]
        if kind in ("dots", "to", "dash"):
            raise Refused("a range needs its larger number last: write 3-5 KB")
        return None

    def _dash(self) -> str:
        token, after = self.peek(), self.peek(1)
        if token is None or after is None:
            return ""
        if after.text == "$" and (third := self.peek(2)) is not None:
            after = third
        if after.kind != "num":
            return ""
        if token.text in ("..", "..."):
            return "dots"
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
        tail = self._measured(tail)
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
            self.notes.append("read as a range; for a minus put spaces around it")
        percent = second.percent or first.percent
        unit = tail.unit or first.unit
        middle = (low + high) / 2
        times = second.times or first.times
        return Number(middle, unit, percent, low, high, self._place(), times)

    def _shared(self, low: Fraction, second: Number) -> Fraction:
        """10-20M is 10M to 20M: the suffix stands for both where that still rises."""
        token = self.tokens[self.at - 1]
        for place in range(self.at - 1, -1, -1):
            token = self.tokens[place]
            if token.kind == "num":
                break
        scale = second.value / token.value if token.value else Fraction(1)
        return low * scale if low * scale < second.value else low


def negated(node: Node) -> Node:
    """The node with its sign changed; literals keep being literals."""
    if isinstance(node, Number) and node.place < 0:
        return node._replace(value=-node.value)
    return Negative(node)
