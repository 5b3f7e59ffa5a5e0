"""Where in a clause a calculation begins, and where words are only prose."""

from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.cursor import Cursor
from coach.boards.estimate.joiners import REFERRING
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.names import QUALIFIERS, match, word
from coach.boards.estimate.parse_operand import SHARES, SPELLED, Operands
from coach.boards.estimate.per_units import STOP

_LONGEST_RUN: Final = 6


class Beginnings:
    """Judges the token at the cursor. labelled: a name or a sign says that there is a value."""

    def __init__(self, cursor: Cursor, operands: Operands, labelled: bool) -> None:
        self.cursor = cursor
        self.operands = operands
        self.labelled = labelled

    def begins(self, token: Token, at: int) -> bool:
        """Whether a calculation begins with the token at this place, where the cursor stands."""
        if token.kind == "num":
            return True
        if token.text in ("(", "$"):
            return True
        if token.text == "-" and token.kind == "op":
            after = self.cursor.peek(1)
            return at == 0 and after is not None and (after.kind == "num" or after.text == "(")
        if token.kind == "word":
            after = self.cursor.peek(1)
            if self.operands.calls():
                return True
            if token.text.lower() in SHARES and after is not None:
                of = after.text == "of"
                return self.operands.operand_at(2) if of else self.cursor.known(1)
            if token.text.lower() in SPELLED and self._sized(1):
                return True
            if self.operands.spelled_time(0) and at and self._goes_on(at):
                return True
            return self.cursor.known() or self._names(at) or self._lists_brackets()
        opens = at == 0 or self._multiple_told(at)
        return token.text == "×" and opens and len(self.cursor.tokens) > at + 1

    def _multiple_told(self, at: int) -> bool:
        """Whether the sign of `12k rps, peak ×2.5` stands here: behind a comma and a word that
        says when it is so much more."""
        said = self.cursor.tokens[at - 2 : at] if at > 2 else ()
        return len(said) == 2 and said[0].text == "," and said[1].text.lower() in REFERRING

    def _goes_on(self, at: int) -> bool:
        """Whether a comma or a word of lasting stands before this place."""
        return self.cursor.tokens[at - 1].text.lower() in (",", "for", "over")

    def _sized(self, ahead: int) -> bool:
        """Whether a number with a unit of data stands so many tokens ahead: `two 16 GB nodes`."""
        number, unit = self.cursor.peek(ahead), self.cursor.peek(ahead + 1)
        if number is None or unit is None or number.kind != "num" or unit.kind != "word":
            return False
        scaled = units.lookup(unit.text)
        return scaled is not None and units.dimension(scaled[0]) == (1, 0, 0)

    def _names(self, at: int) -> bool:
        """Whether the words from here to the next operator are one reference, known or not.

        Words before a known name are prose, unless they say that another one is meant ("peak").
        """
        ahead = 1
        while ahead < _LONGEST_RUN and self.cursor.is_word(ahead) and not self._times_at(ahead):
            ahead += 1
        if not self._operator_at(ahead) or self._pauses_at(ahead, at):
            return False
        sign = self.cursor.peek(ahead)
        if sign is not None and sign.text == "×" and self._multiple_told(at + ahead):
            return False
        for step in range(1, ahead):
            named = match(self.cursor.tokens, at + step, self.cursor.names)
            if named is not None and named[1] == at + ahead:
                said = [word(t.text) for t in self.cursor.tokens[at : at + step]]
                return any(spelled in QUALIFIERS for spelled in said)
        return not any(t.text.lower() in STOP for t in self.cursor.tokens[at : at + ahead])

    def _pauses_at(self, ahead: int, at: int) -> bool:
        """Whether a dash so many tokens ahead ends a sentence and is no minus: four words and more
        stand before it ("these might get doubled - 40M × 2")."""
        token = self.cursor.peek(ahead)
        if token is None or token.text != "-":
            return False
        said = self.cursor.tokens[: at + ahead]
        return len(said) > 3 and all(near.kind == "word" for near in said[-4:])

    def _lists_brackets(self) -> bool:
        """`Name (20 bytes) + …`: words that say what the amount in brackets is."""
        after, inner = self.cursor.peek(1), self.cursor.peek(2)
        if after is None or after.text != "(" or inner is None or inner.kind != "num":
            return False
        return any(token.text == "+" for token in self.cursor.tokens)

    def _operator_at(self, ahead: int) -> bool:
        """Whether an operator stands between a word and something that can be computed with."""
        token, after = self.cursor.peek(ahead), self.cursor.peek(ahead + 1)
        if self._times_at(ahead):
            return True
        if token is None or token.kind != "op" or after is None:
            return False
        operand = after.kind == "num" or after.text in ("(", "$") or self.cursor.known(ahead + 1)
        if token.text in ("×", "^", "+"):
            return operand or (token.text == "×" and after.kind == "word")
        if token.text == "/":
            return operand and (not token.glued or after.text == "(" or self.labelled)
        return token.text == "-" and not token.glued and not after.glued and operand

    def _times_at(self, ahead: int) -> bool:
        """Whether the x of `orders x 50` stands so many tokens ahead."""
        token, after = self.cursor.peek(ahead), self.cursor.peek(ahead + 1)
        if token is None or token.text not in ("x", "X") or token.glued or after is None:
            return False
        return (after.kind == "num" and not after.glued) or after.text == "$"
