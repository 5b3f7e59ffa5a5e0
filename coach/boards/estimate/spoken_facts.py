"""The amounts of a line in words, each with what the words beside it say of it: that it is for
each of what is counted, comes every so often, is a share, a multiple, a number of copies.
"""

from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.fact_collecting import LONGEST_GAP
from coach.boards.estimate.joined_facts import worked_out
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.nodes import Number, Sum
from coach.boards.estimate.nouns import noun, words
from coach.boards.estimate.parse_operand import is_number
from coach.boards.estimate.per_units import PER
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.spoken_fact import SpokenFact, counted
from coach.boards.estimate.spoken_words import PAUSES
from coach.boards.estimate.units import NONE
from coach.boards.estimate.worded_amounts import WordedAmounts

_FEW: Final = 3
_PREPOSITIONS: Final = words("of at with from to over across through")
_ADDING: Final = {"plus": 1, "minus": -1, "less": -1}


class FactReader(WordedAmounts):
    """Reads the amounts between two places of a line; `facts` raises LineRefused where none can be
    meant."""

    def facts(self, start: int, end: int) -> list[SpokenFact]:
        """The amounts in the order of the text."""
        self.cursor.at = start
        while self.cursor.at < end:
            token = self.line[self.cursor.at]
            if is_number(token) or token.text == "$":
                self._amount(end)
            elif token.kind == "word":
                if not self.worded(token, end):
                    self._word(token)
            elif token.kind != "op" or not self._paused(token):
                raise LineRefused(token.text)
        if self.out:
            self.out[-1] = self.out[-1]._replace(trail=(*self.out[-1].trail, *self.lead))
        elif self.lead:
            raise LineRefused("no amount")
        return self.out

    def _paused(self, token: Token) -> bool:
        """Takes a sign between amounts; whether it may stand there."""
        if token.text in "@×":
            self.lead.append("at" if token.text == "@" else "x")
        elif token.text in PAUSES and not (token.text == "-" and token.glued):
            if token.text in "-–—" and self._number(1):
                return False
            self._close()
        elif token.text == "(":
            return self._remark()
        elif token.text == "+" and self._number(1) and not self.paused:
            self.adding = 1
        elif (token.text == "." and self.cursor.is_word(1)) or token.text not in "~.!\"'":
            return False
        self.cursor.at += 1
        return True

    def _remark(self) -> bool:
        """Passes over brackets without a number in them."""
        end = next(
            (t for t in range(self.cursor.at, len(self.line)) if self.line[t].text == ")"), 0
        )
        if not end or any(is_number(token) for token in self.line[self.cursor.at : end]):
            return False
        self.cursor.at = end + 1
        return True

    def _close(self) -> None:
        if self.out and self.lead:
            self.out[-1] = self.out[-1]._replace(trail=(*self.out[-1].trail, *self.lead))
            self.lead = []
        elif self.lead and len(self.lead) > LONGEST_GAP:
            raise LineRefused("a sentence")
        self.paused = True

    def _word(self, token: Token) -> None:
        low = token.text.lower()
        self.cursor.at += 1
        if low in _ADDING and self.out and self._number(0) and not self.paused:
            self.adding = _ADDING[low]
            return
        if low == "each" and self._is("of", 0) and self._number(1):
            self.each_of = True
            self.cursor.at += 1
            return
        if low in PER and self.out and not self.paused and self._per_time():
            return
        alone = len(self.lead) < _FEW and not _PREPOSITIONS & set(self.lead[1:])
        alone = alone and self._ends_each()
        if low in ("each", "apiece") and self.out and not self.paused and alone:
            trail = (*self.out[-1].trail, *self.lead)
            self.lead = []
            last = self.out[-1]._replace(of="*", soft=False, trail=trail)
            if self.is_per() and isinstance(last.node, Number):
                below, _ = self.grammar.literals.measures.below.tail()
                node = last.node._replace(unit=units.merge(last.node.unit, below))
                last = last._replace(node=node, unit=units.merge(last.unit, below))
            self.out[-1] = last
            return
        if low in ("each", "every", "per"):
            after = self.cursor.peek()
            named = after is not None and after.kind == "word" and noun(after.text) is not None
            self.of = counted(after.text) if named and after is not None else "*"
            self.soft = False
        self.lead.append(low)

    def _amount(self, end: int) -> None:
        start = self.cursor.at
        token = self.line[start]
        ratio = self._ratio(start)
        if ratio is not None:
            self._add(Number(ratio), NONE, self._said(start), scalar=True, of=":")
            return
        single = token.kind == "num" and token.value == 1 and self._is("in", 1)
        if single and self._of_so_many(Fraction(1), 2):
            return
        node = self.grammar.literals.literal()
        if self.cursor.at < end and self._goes_on():
            self.cursor.at = start
            node = self.grammar.sum()
            amount = worked_out(node)
            less = isinstance(node, Sum) and any(sign < 0 for sign, _ in node.terms)
            if amount is None or isinstance(node, Number) or not amount.unit or less:
                raise LineRefused("names")
            self._add(node, amount.unit, self._said(start), share=amount.percent)
            return
        if not isinstance(node, Number):
            amount = worked_out(node)
            if amount is None:
                raise LineRefused("names")
            node = Number(amount.value, amount.unit, amount.percent)
        if self._is("times", 0) and not node.unit:
            self.cursor.at += 1
            if self.cursor.at < end and self.is_per():
                self._often_number(node.value)
                return
            node = node._replace(times=True)
        if node.percent and node.unit:
            raise LineRefused("growth")
        if node.percent or node.times:
            self._add(node, NONE, self._said(start), 1, share=node.percent, scalar=True)
            return
        self.counted_of(node, self._said(start), start)
        self.lead = [*self._swallowed(start), *self.lead]

    def _ends_each(self) -> bool:
        """Whether what follows `each` closes what it is said of: nothing, a pause, a time below."""
        token = self.cursor.peek()
        closes = token is None or token.text in PAUSES or not self.lead
        return closes or self.is_per()

    def _per_time(self) -> bool:
        """Takes the time below an amount behind a word or two: `600 TB out a month`."""
        last = self.out[-1]
        token = self.cursor.peek()
        scaled = units.lookup(token.text) if token is not None and token.kind == "word" else None
        if scaled is None or len(token.text if token else "") < _FEW or not self.lead:
            return False
        if units.dimension(scaled[0]) != (0, 1, 0) or self._is("of", 1):
            return False
        if last.size[units.TIME] or last.scalar or not isinstance(last.node, Number):
            raise LineRefused("a time twice")
        self.cursor.at += 1
        below = units.inverse(scaled[0])
        node = last.node._replace(unit=units.merge(last.node.unit, below))
        said = f"{last.said}/{token.text if token else ''}"
        unit = units.merge(last.unit, below)
        self.out[-1] = last._replace(node=node, unit=unit, said=said)
        return True

    def _swallowed(self, start: int) -> list[str]:
        """The words an amount took with it behind its noun: the verb of `400 stores sending`."""
        part = self.line[start : self.cursor.at]
        if any(token.text.lower() in PER or token.text == "/" for token in part):
            return []
        named = [at for at, token in enumerate(part) if token.kind == "word" and noun(token.text)]
        return [token.text.lower() for token in part[named[0] + 1 :]] if named else []

    def _often_number(self, count: Fraction) -> None:
        mark = self.cursor.at
        unit, scale = self.grammar.literals.measures.below.tail()
        if units.dimension(unit)[units.TIME] != -1:
            raise LineRefused("times")
        self._add(Number(count * scale, unit), unit, f"{count} times{self._said(mark)}")

    def _ratio(self, start: int) -> Fraction | None:
        """The five of `5:1`."""
        line = self.line[start : start + 3]
        if len(line) < 3 or line[1].text != ":" or not (line[1].glued and line[2].glued):
            return None
        if not is_number(line[2]) or not line[2].value:
            return None
        self.cursor.at = start + 3
        return line[0].value / line[2].value

    def _goes_on(self) -> bool:
        """Whether a sign of a calculation and another amount stand at the cursor."""
        token, after = self.cursor.peek(), self.cursor.peek(1)
        if token is None or after is None or token.kind != "op" or token.text not in "×/+":
            return False
        return (is_number(after) or after.text == "$") and not (token.text == "-" and token.glued)
