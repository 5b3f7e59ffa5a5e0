"""Single numbers as people write them: suffixes, ratios, percentages, `3x`, money."""

from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.billions import in_doubt_of_million
from coach.boards.estimate.cursor import Cursor
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.magnitudes import magnitude
from coach.boards.estimate.nodes import Number
from coach.boards.estimate.note import NoteKind
from coach.boards.estimate.nouns import RATES, noun
from coach.boards.estimate.per_units import STOP
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.unit_phrases import Measures

_TIMES: Final = frozenset(("x", "X"))
_SIGNS_OF_TIMES: Final = frozenset(("x", "X", "×"))
_MOST_RANGES: Final = 10
"""How many ranges a line may have: each doubles the corners that are looked at."""


class Numerals:
    """Reads single numbers at the cursor. `billions` are the places of the Bs that mean a billion.

    places counts the range literals read so far.
    """

    def __init__(self, cursor: Cursor, measures: Measures, billions: frozenset[int]) -> None:
        self.cursor = cursor
        self.measures = measures
        self.billions = billions
        self.places = 0

    def check_grouping(self, token: Token) -> None:
        """Refuses `1,5`, which may be a decimal or two numbers; the cursor stands at the first."""
        comma, after = self.cursor.peek(1), self.cursor.peek(2)
        if comma is None or after is None or comma.text != "," or not comma.glued:
            return
        if after.kind == "num" and after.glued and "," not in token.text:
            said = f"{token.text},{after.text}"
            raise LineRefused(
                f"{said} can be read two ways: write {token.text}.{after.text} or no comma"
            )

    def ratio(self, token: Token) -> Fraction:
        """`100:1` and `100 : 1` are a hundred; the second number is taken."""
        colon, after = self.cursor.peek(), self.cursor.peek(1)
        if colon is None or colon.text != ":" or after is None or after.kind != "num":
            return token.value
        if colon.glued != after.glued:
            return token.value
        if not after.value:
            raise LineRefused(
                f"{token.text}:{after.text} divides by zero: write a ratio like 100:1"
            )
        self.cursor.at += 2
        return token.value / after.value

    def with_money(self, number: Number, money: bool) -> Number:
        """The number in dollars where a $ stood before it (`money`) and it is none yet."""
        if not money:
            return number
        rest = number.unit
        if units.dimension(rest)[units.MONEY] == 1:
            return number
        return number._replace(unit=units.merge((("$", 1),), rest))

    def scaled(self, number: Number) -> tuple[Number, bool]:
        """Suffixes and words of magnitude after a number; a B is a billion where it is so read."""
        scaled = False
        while True:
            token = self.cursor.peek()
            if token is None or token.kind != "word":
                return number, scaled
            power = self._power(token)
            self.cursor.at += power is not None
            if power is None and not scaled:
                power = self._split(token)
            if power is None:
                return number, scaled
            number = number._replace(value=number.value * 10**power)
            scaled = True

    def _split(self, token: Token) -> int | None:
        """The M of `5Mdau`, taken off the word it is glued to; None where no noun is left."""
        letter, rest = token.text[:1], token.text[1:]
        known = noun(rest) is not None or rest.lower() in RATES
        if not token.glued or letter not in "kKM" or len(rest) < 3 or not known:
            return None
        if units.lookup(token.text) is not None:
            return None
        at = self.cursor.at
        left = token._replace(text=rest)
        self.cursor.tokens = (*self.cursor.tokens[:at], left, *self.cursor.tokens[at + 1 :])
        return magnitude(letter)

    def _power(self, token: Token) -> int | None:
        text = token.text
        if text == "B":
            return 9 if self.cursor.at in self.billions else None
        if text in ("m", "b") and self.cursor.at in self.billions:
            return 9 if text == "b" else 6
        if text in ("m", "b") and self._before_noun():
            self.cursor.note(
                NoteKind.MAGNITUDE, f"{text} read as {'billion' if text == 'b' else 'million'}"
            )
            return 9 if text == "b" else 6
        if text == "m":
            before = self.cursor.tokens[self.cursor.at - 1].text
            raise LineRefused(in_doubt_of_million(before))
        return magnitude(text)

    def _before_noun(self) -> bool:
        after = self.cursor.peek(1)
        if after is None or after.kind != "word" or after.glued:
            return False
        for ahead in range(1, 4):
            word = self.cursor.peek(ahead)
            if word is None or word.kind != "word" or word.text.lower() in STOP:
                return False
            if noun(word.text) or word.text.lower() in RATES:
                return True
        return False

    def marked(self, number: Number) -> Number:
        """A percent sign or the x of `3x`."""
        token = self.cursor.peek()
        if token is None:
            return number
        if token.text == "%":
            self.cursor.at += 1
            return number._replace(value=number.value / 100, percent=True)
        nines = token.kind == "word" and token.text.lower() == "nines"
        if nines and number.value.denominator == 1 and 0 < number.value <= 12:
            self.cursor.at += 1
            share = 1 - Fraction(1, 10**number.value.numerator)
            return number._replace(value=share, percent=True)
        if (
            token.text in _SIGNS_OF_TIMES
            and token.glued
            and self.cursor.is_op("/", 1)
            and self.cursor.is_word(2)
        ):
            self.cursor.at += 1
            return number
        if token.kind == "word" and token.text in _TIMES and (token.glued or self._closes(1)):
            self.cursor.at += 1
            return number._replace(times=True)
        if token.text == "×" and token.glued and (self._closes(1) or self._prose(1)):
            self.cursor.at += 1
            return number._replace(times=True)
        return number

    def _prose(self, ahead: int) -> bool:
        """Whether words of a sentence go on, as in `10× during the rush`."""
        after = self.cursor.peek(ahead)
        if after is None or after.kind != "word" or after.glued or self.cursor.known(ahead):
            return False
        return after.text.lower() in STOP

    def _closes(self, ahead: int) -> bool:
        after = self.cursor.peek(ahead)
        return after is None or after.text in (")", ",")

    def next_place(self) -> int:
        """The place of one more range literal among the line's ranges."""
        self.places += 1
        if self.places > _MOST_RANGES:
            raise LineRefused(f"more than {_MOST_RANGES} ranges on a line: give some of them names")
        return self.places - 1

    def measured(self, number: Number) -> Number:
        """The number with the unit that stands at the cursor, taken."""
        if number.times or number.unit:
            return number
        unit, scale = self.measures.measure()
        if scale == 1 and not unit:
            return number
        lo = None if number.lo is None else number.lo * scale
        hi = None if number.hi is None else number.hi * scale
        return number._replace(value=number.value * scale, unit=unit, lo=lo, hi=hi)
