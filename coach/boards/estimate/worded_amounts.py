"""Amounts that are written in words: twice a day, every 30 s, half of, one in 50, for a month."""

from fractions import Fraction

from coach.boards.estimate import units
from coach.boards.estimate.fact_collecting import FactCollector
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.nodes import Number
from coach.boards.estimate.nouns import noun
from coach.boards.estimate.parse_operand import SPELLED, is_number
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.spoken_fact import counted
from coach.boards.estimate.spoken_words import MULTIPLES, OFTEN, PAUSES, SHARE_WORDS
from coach.boards.estimate.units import NONE


class WordedAmounts(FactCollector):
    """Reads an amount in words at the cursor."""

    def worded(self, token: Token, end: int) -> bool:
        """Takes an amount that is written in words: twice a day, every 30 s, half of, one in 50."""
        low = token.text.lower()
        at, after = self.cursor.at, self.cursor.peek(1)
        if low[0] == "x" and low[1:].isdigit():
            self.cursor.at += 1
            node = Number(Fraction(int(low[1:])), times=True)
            self._add(node, NONE, low[1:], sign=1, scalar=True, of="x")
            return True
        if low in ("every", "each", "per") and self._interval():
            return True
        if low in OFTEN and after is not None and after.text.lower() in ("a", "an", "per", "every"):
            self.cursor.at += 1
            return self._often(OFTEN[low], low)
        if low in MULTIPLES and (after is None or after.kind == "word" or after.text in PAUSES):
            self.cursor.at += 1
            self._add(Number(Fraction(MULTIPLES[low]), times=True), NONE, low, sign=1, scalar=True)
            return True
        if low in ("a", "an", "one") and after is not None and after.text.lower() in SHARE_WORDS:
            self.cursor.at += 1
            return self.worded(after, end)
        if low in SHARE_WORDS and self._is("of", 1):
            self.cursor.at += 1
            said = f"1/{SHARE_WORDS[low].denominator}"
            self._add(Number(SHARE_WORDS[low]), NONE, said, sign=1, share=True, scalar=True)
            return True
        if low in ("one", "1") and self._is("in", 1):
            return self._of_so_many(Fraction(1), 2)
        if low in SPELLED and self.cursor.is_word(1):
            self.cursor.at += 1
            self.counted_of(Number(SPELLED[low]), token.text, at)
            return True
        if (
            low in ("a", "an", "one")
            and after is not None
            and self.lead[-1:]
            and (self.lead[-1] in ("for", "over", "in", "within", "after"))
        ):
            return self._whole_time(after)
        return False

    def _whole_time(self, token: Token) -> bool:
        """`for a month`, `after a year`; not `for a month of 730 h`."""
        scaled = units.lookup(token.text) if token.kind == "word" else None
        if scaled is None or units.dimension(scaled[0]) != (0, 1, 0) or self._is("of", 2):
            return False
        self.cursor.at += 2
        self._add(Number(scaled[1], scaled[0]), scaled[0], f"1 {token.text}")
        return True

    def _interval(self) -> bool:
        """`every 30 s`, `every minute`: what comes before it comes so often."""
        mark = self.cursor.at
        self.cursor.at += 1
        token = self.cursor.peek()
        scaled = units.lookup(token.text) if token is not None and token.kind == "word" else None
        if token is not None and is_number(token):
            node = self._literal()
        elif scaled is not None and len(token.text if token else "") > 2:
            self.cursor.at += 1
            node = Number(scaled[1], scaled[0])
        else:
            node = None
        if not isinstance(node, Number) or units.dimension(node.unit) != (0, 1, 0):
            self.cursor.at = mark
            return False
        self._add(node, node.unit, self._said(mark), sign=-1)
        return True

    def _often(self, count: int, word: str) -> bool:
        """`twice a day`, `6 times a day`."""
        mark = self.cursor.at
        if self._is("every", 0):
            self._add(Number(Fraction(count)), NONE, word, sign=1, scalar=True)
            return True
        unit, scale = self.grammar.literals.measures.below.tail()
        if units.dimension(unit)[units.TIME] != -1:
            self.cursor.at = mark
            raise LineRefused(word)
        self._add(Number(count * scale, unit), unit, f"{count}{self._said(mark)}")
        return True

    def _of_so_many(self, first: Fraction, ahead: int) -> bool:
        """`one in 50`, `1 in 200 requests`: a share."""
        token = self.cursor.peek(ahead)
        if token is None:
            return False
        many = token.value if is_number(token) else SPELLED.get(token.text.lower(), Fraction(0))
        if many <= first:
            return False
        self.cursor.at += ahead + 1
        of = ""
        if self.cursor.is_word() and noun(self.line[self.cursor.at].text) is not None:
            of = counted(self.line[self.cursor.at].text)
            self.cursor.at += 1
        said = f"{first}/{many}"
        self._add(Number(first / many), NONE, said, sign=1, of=of, share=True, scalar=True)
        return True

    def is_per(self) -> bool:
        token = self.cursor.peek()
        return token is not None and token.text.lower() in ("a", "an", "per", "each", "every", "/")
