"""The units and nouns after a number, as people write them: `req/user/day`, `GB of photos per day`.

A cursor over tokens that never goes back further than the mark its caller took.
"""

from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.cursor import Cursor
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.magnitudes import magnitude
from coach.boards.estimate.names import HEADS
from coach.boards.estimate.nouns import noun, singular, words
from coach.boards.estimate.refusal import Refused
from coach.boards.estimate.units import NONE, ONE, Unit

PER: Final = frozenset(["per", "a", "an", "each", "every"])
STOP: Final = words(
    "per each every of for in into to as and or at on over with from is are was were that "
    "which by x X than the then so while when if since but plus minus times during within "
    "because where about roughly using assuming given this these those we i it they you have "
    "has had will would can could should must may might do does did be been get gets need "
    "needs make makes made"
)
ADVERBS: Final = {
    "daily": "day",
    "hourly": "hour",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
}
_NOT_NOUNS: Final = words(
    "ratio factor rate rule times total max min avg average peak each only more less extra headroom"
    " redundancy replication overhead approx conservative needed required concurrent again left"
)
_LONGEST_RUN: Final = 6
_WORKING: Final = frozenset("×+-^")


class Measures(Cursor):
    """Reads units at the cursor."""

    def unit_word(self, glued: bool) -> tuple[Unit, Fraction] | None:
        """The unit or noun at the cursor, not taken; any word where it must be one."""
        token = self.peek()
        if token is None or (token.kind != "word" and token.text != "$"):
            return None
        found = units.lookup(token.text) or _hyphened(token.text)
        if found is not None:
            return found
        if token.text == "S" and glued:
            return (("s", 1),), ONE
        named = noun(token.text)
        if named is not None:
            return ((named, 1),), ONE
        return None

    def tail(self) -> tuple[Unit, Fraction]:
        """`/user/day`, `per active user`, `a day`: everything below the line."""
        unit: Unit = NONE
        scale = ONE
        while True:
            token = self.peek()
            if token is None:
                return unit, scale
            mark = self.at
            if token.text == "/":
                found = self._slash(token)
            elif token.kind == "word" and token.text.lower() in PER:
                found = self._per()
            else:
                found = None
            if found is None:
                self.at = mark
                return unit, scale
            joined = self._joined()
            unit = units.merge(unit, units.inverse(found[0]), units.inverse(joined))
            scale /= found[1]

    def _joined(self) -> Unit:
        """The month of `/GB·month`; the dot is read as a sign of multiplication elsewhere."""
        after = self.peek(1)
        if not self.is_op("×") or after is None or after.kind != "word" or not after.glued:
            return NONE
        found = units.lookup(after.text)
        if found is None or found[1] != 1:
            return NONE
        self.at += 2
        return found[0]

    def _slash(self, slash: Token) -> tuple[Unit, Fraction] | None:
        after = self.peek(1)
        if after is None or after.kind != "word":
            return None
        spaced = not after.glued
        if spaced and self.known(1):
            return None
        self.at += 1
        found = self.unit_word(True)
        if found is None:
            if spaced or (self.known() and not (self._sized(self.at - 2) and self._counts(after))):
                return None
            found = ((singular(after.text), 1),), ONE
        follows = self.peek(1)
        if follows is not None and follows.text == "(" and follows.glued:
            return None
        self.at += 1
        return found

    def _sized(self, place: int) -> bool:
        return place >= 0 and units.lookup(self.tokens[place].text) is not None

    def _counts(self, token: Token) -> bool:
        """Whether a word that is a name too is a noun here, because it is one of a thing.

        `1 KB/transfer` where transfers are counted above; `10 GB/rate` stays a division.
        """
        low = token.text.lower()
        single = low == singular(low) and len(low) > 2 and low.isalpha()
        if not single or low in _NOT_NOUNS or low in HEADS:
            return False
        self.notes.append(f"{token.text} is the unit here, not the value of that name")
        return True

    def _per(self) -> tuple[Unit, Fraction] | None:
        article = self.peek()
        strict = article is not None and article.text.lower() in ("a", "an", "each", "every")
        self.at += 1
        counted = self._counted()
        run = self._run()
        if not run:
            return None
        for place, token in enumerate(run):
            found = units.lookup(token.text) or _hyphened(token.text)
            if found is not None and (not strict or place == 0):
                self.at += place + 1
                return found[0], found[1] * counted
        if strict and not noun(run[0].text):
            return None
        for token in reversed(run):
            named = noun(token.text)
            if named is not None:
                self.at += len(run)
                return ((named, 1),), counted
        self.at += len(run)
        return ((singular(run[-1].text), 1),), counted

    def _counted(self) -> Fraction:
        """The number in `per million requests` and `per 1,000 users`, 1 where there is none."""
        out = ONE
        token = self.peek()
        if token is not None and token.kind == "num":
            out = token.value
            self.at += 1
        while (token := self.peek()) is not None and token.kind == "word":
            power = magnitude(token.text)
            if power is None:
                break
            out *= 10**power
            self.at += 1
        return out

    def _run(self) -> list[Token]:
        """The words up to the next operator or stop word, not taken."""
        run: list[Token] = []
        while len(run) < _LONGEST_RUN:
            token = self.peek(len(run))
            if token is None or token.kind != "word" or token.text.lower() in STOP:
                break
            if token.text.lower() in PER:
                break
            if run and magnitude(token.text) is not None and len(token.text) > 1:
                break
            run.append(token)
        return run

    def measure(self) -> tuple[Unit, Fraction]:
        """The unit at the cursor with all that belongs to it; NONE where there is none."""
        unit, scale = self._head()
        bracket = self._bracket() if not unit else None
        if bracket is not None:
            unit, scale = bracket
        elif unit:
            self._note()
        below, divided = self._tail_after_prose()
        if unit and below:
            self._note()
        return units.merge(unit, below), scale * divided

    def _head(self) -> tuple[Unit, Fraction]:
        token = self.peek()
        if token is None:
            return NONE, ONE
        if token.text == "$" and not self._money_ahead():
            self.at += 1
            return (("$", 1),), ONE
        if token.kind != "word":
            return NONE, ONE
        if token.glued:
            found = self.unit_word(False)
            if found is None:
                raise Refused(f"{self._glued()}: {token.text} is not a unit I know")
            self.at += 1
            return found
        run = self._run()
        if not run:
            return NONE, ONE
        first = units.lookup(run[0].text)
        if first is not None:
            self.at += 1
            return first
        return self._noun_phrase(run)

    def _noun_phrase(self, run: list[Token]) -> tuple[Unit, Fraction]:
        """The noun a run of words ends in ("daily active users"); units win over nouns."""
        counted = noun(run[0].text) or noun(run[-1].text)
        named_one = counted is None and self.known() and not run[-1].text.endswith("s")
        if named_one and (len(run) > 1 or not self._counts(run[0])):
            return NONE, ONE
        adverb = ADVERBS.get(run[-1].text.lower())
        for place, token in enumerate(run):
            found = units.lookup(token.text)
            if found is not None and len(token.text) > 1:
                self.at += place + 1
                return found
        named = [noun(token.text) for token in run]
        last = next((one for one in reversed(named) if one), None)
        self.at += len(run)
        if adverb:
            below: Unit = ((adverb, -1),)
            return units.merge(((last, 1),) if last else NONE, below), ONE
        if last:
            return ((last, 1),), ONE
        word = run[-1].text
        plain = word.isalpha() and word.islower() and word not in _NOT_NOUNS
        if plain and len(word) > 2 and len(run) <= 2:
            return ((singular(word), 1),), ONE
        if len(run) == 1:
            self._passed_over(word)
        return NONE, ONE

    def _passed_over(self, word: str) -> None:
        """Notes an unknown word after a bare number; one like a unit, at a sign, is refused."""
        if self.known(-1) or word.lower() in _NOT_NOUNS or word.lower() in HEADS:
            return
        after = self.peek()
        if len(word) <= 2 and after is not None and after.text in _WORKING:
            raise Refused(f"{word} is not a unit I know: take it out or write it in full")
        self.notes.append(f"{word} passed over: it is no unit I know")

    def _glued(self) -> str:
        before = self.tokens[self.at - 1].text if self.at else ""
        token = self.peek()
        return before + (token.text if token else "")

    def _money_ahead(self) -> bool:
        after = self.peek(1)
        return after is not None and after.kind == "num" and after.glued

    def _bracket(self) -> tuple[Unit, Fraction] | None:
        """`150 (seats)`, `365 (days a year)`: the unit in brackets after a bare number."""
        inside = self._bracketed()
        if inside is None:
            return None
        mark = self.at
        self.at += 1
        found = self.unit_word(False)
        if found is None or inside > 4:
            self.at = mark + inside + 2
            return NONE, ONE
        self.at = mark + inside + 2
        return found

    def _note(self) -> None:
        inside = self._bracketed()
        if inside is not None:
            self.at += inside + 2

    def _bracketed(self) -> int | None:
        """How many words stand in the brackets at the cursor; None where there is more."""
        if not self.is_op("("):
            return None
        count = 1
        while self.is_word(count):
            count += 1
        return count - 1 if count > 1 and self.is_op(")", count) else None

    def _tail_after_prose(self) -> tuple[Unit, Fraction]:
        """What stands below the line, also after words in between ("GB of new photos per day")."""
        below, scale = self.tail()
        if below:
            return below, scale
        ahead = 0
        while ahead < _LONGEST_RUN:
            token = self.peek(ahead)
            if token is not None and token.text == "/" and ahead and self._per_time(ahead + 1):
                self.at += ahead
                return self.tail()
            if token is None or token.kind != "word" or self.known(ahead):
                return NONE, ONE
            low = token.text.lower()
            if low == "per" and ahead:
                mark = self.at
                self.at += ahead
                below, scale = self.tail()
                if not below:
                    self.at = mark
                return below, scale
            if low in STOP and low != "of":
                return NONE, ONE
            adverb = ADVERBS.get(low)
            if adverb and ahead and not self.is_word(ahead + 1):
                self.at += ahead + 1
                return ((adverb, -1),), ONE
            ahead += 1
        return NONE, ONE

    def _per_time(self, ahead: int) -> bool:
        token = self.peek(ahead)
        found = units.lookup(token.text) if token is not None and token.kind == "word" else None
        return found is not None and not self.known(ahead) and found[0][0][0] in units.LADDER


def _hyphened(word: str) -> tuple[Unit, Fraction] | None:
    """`GB-month`: two units in one word."""
    if "-" not in word:
        return None
    found = [units.lookup(piece) for piece in word.split("-")]
    if len(found) != 2 or any(one is None or one[1] != 1 for one in found):
        return None
    return units.merge(*(one[0] for one in found if one is not None)), ONE
