"""The units and nouns after a number, as people write them: `req/user/day`, `GB of photos per day`.

The cursor never goes back further than the mark its caller took.
"""

import re
from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.cursor import Cursor
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.names import HEADS
from coach.boards.estimate.note import NoteKind
from coach.boards.estimate.nouns import noun, singular, words
from coach.boards.estimate.per_units import LONGEST_RUN, NOT_NOUNS, STOP, Below
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.time_words import ADVERBS
from coach.boards.estimate.units import NONE, ONE, Unit

_WORKING: Final = frozenset("×+-^")

_LIKE_A_SIZE: Final = re.compile("[kKMGTP]i?[bB][a-z]{1,3}")
_SPOKEN: Final = {"gig": "G", "gigs": "G", "meg": "M", "megs": "M"}
_LINKS: Final = words("link links nic nics ethernet port ports uplink uplinks network lan wan pipe")
_MEANT: Final = frozenset(("average", "avg", "mean", "max", "peak", "assumed", "conservative"))


class Measures:
    """Reads the unit of an amount at the cursor; `below` reads what stands below its line."""

    def __init__(self, cursor: Cursor, below: Below) -> None:
        self.cursor = cursor
        self.below = below

    def measure(self) -> tuple[Unit, Fraction]:
        """The unit at the cursor with all that belongs to it; NONE where there is none."""
        unit, scale = self._head()
        bracket = self._bracket() if not unit else None
        if bracket is not None:
            unit, scale = bracket
        elif unit:
            self.pass_note()
        often = self._often() if unit else NONE
        if often:
            return units.merge(unit, often), scale
        mark = self.cursor.at
        below, divided = self._tail_after_prose()
        if self._per_again(mark, unit, below):
            return unit, scale
        if unit and below:
            self.pass_note()
        return units.merge(unit, below), scale * divided

    def _per_again(self, mark: int, unit: Unit, below: Unit) -> bool:
        """Whether what follows asks for a rate per another time, `12 MB/s per day`; left then."""
        timed = units.dimension(unit)[units.TIME] < 0 and units.dimension(below)[units.TIME] < 0
        word = self.cursor.tokens[mark].text.lower() if mark < len(self.cursor.tokens) else ""
        if not timed or word != "per":
            return False
        self.cursor.at = mark
        return True

    def _often(self) -> Unit:
        """`500 MB daily`: a time after a size, whatever is called so elsewhere on the sheet."""
        token = self.cursor.peek()
        adverb = ADVERBS.get(token.text.lower()) if token is not None else None
        if adverb is None or self.cursor.is_word(1):
            return NONE
        self.cursor.at += 1
        return ((adverb, -1),)

    def _head(self) -> tuple[Unit, Fraction]:
        token = self.cursor.peek()
        if token is None:
            return NONE, ONE
        if token.text == "$" and not self._money_ahead():
            self.cursor.at += 1
            return (("$", 1),), ONE
        if token.kind != "word":
            return NONE, ONE
        if token.glued and token.text.lower() not in _SPOKEN:
            scaled_unit = self.below.unit_word(False)
            if scaled_unit is None:
                raise LineRefused(f"{self._glued()}: {token.text} is not a unit I know")
            self.cursor.at += 1
            return scaled_unit
        run = self.below.run()
        if not run:
            return NONE, ONE
        spoken = self._spoken(token, run)
        if spoken is not None:
            self.cursor.at += 1
            return spoken, ONE
        first = self.below.unit_word(False) if len(run) == 1 else units.lookup(run[0].text)
        if first is not None:
            self.cursor.at += 1
            return first
        return self._noun_phrase(run)

    def _spoken(self, token: Token, run: list[Token]) -> Unit | None:
        """`64 gigs of ram` are GB; a link, a port or a card of `10 gig` carries bits a second."""
        prefix = _SPOKEN.get(token.text.lower())
        if prefix is None:
            return None
        if any(word.text.lower() in _LINKS for word in run):
            self.cursor.note(NoteKind.UNIT, f"{token.text} read as {prefix}bps, as of a link")
            return ((prefix + "b", 1), ("s", -1))
        self.cursor.note(NoteKind.UNIT, f"{token.text} read as {prefix}B")
        return ((prefix + "B", 1),)

    def _noun_phrase(self, run: list[Token]) -> tuple[Unit, Fraction]:
        """The noun a run of words ends in ("daily active users"); units win over nouns."""
        counted = noun(run[0].text) or noun(run[-1].text)
        named_one = counted is None and self.cursor.known() and not run[-1].text.endswith("s")
        if named_one and (len(run) > 1 or not self.below.counts_thing(run[0])):
            return NONE, ONE
        adverb = ADVERBS.get(run[-1].text.lower())
        for place, token in enumerate(run):
            scaled_unit = units.lookup(token.text)
            if scaled_unit is not None and len(token.text) > 1:
                self.cursor.at += place + 1
                return scaled_unit
        named = [noun(token.text) for token in run]
        last = next((counted for counted in reversed(named) if counted), None)
        self.cursor.at += len(run)
        if adverb:
            below: Unit = ((adverb, -1),)
            return units.merge(((last, 1),) if last else NONE, below), ONE
        if last:
            return ((last, 1),), ONE
        word = run[-1].text
        plain = word.isalpha() and word.islower() and word not in NOT_NOUNS
        if plain and len(word) > 2 and len(run) <= 2:
            return ((singular(word), 1),), ONE
        if len(run) == 1 and self._over_time(word):
            return ((singular(word), 1),), ONE
        if len(run) == 1:
            self._passed_over(word)
        return NONE, ONE

    def _over_time(self, word: str) -> bool:
        """Whether a word stands before a glued slash and a time, so that it is a unit: `5 zl/h`."""
        tokens = self.cursor.tokens
        for at in range(len(tokens) - 2):
            unit, slash, time = tokens[at : at + 3]
            if unit.text != word or slash.text != "/" or not slash.glued or not time.glued:
                continue
            scaled_unit = units.lookup(time.text) if time.kind == "word" else None
            if scaled_unit is not None and units.dimension(scaled_unit[0]) == (0, 1, 0):
                return True
        return False

    def _passed_over(self, word: str) -> None:
        """Notes an unknown word after a bare number; one like a unit, at a sign, is refused."""
        if self.cursor.known(-1) or word.lower() in NOT_NOUNS or word.lower() in HEADS:
            return
        after = self.cursor.peek()
        sign = "" if after is None else after.text
        size = _LIKE_A_SIZE.fullmatch(word) is not None
        if (sign in _WORKING and (size or len(word) <= 2)) or (size and sign == "/"):
            raise LineRefused(f"{word} is not a unit I know: take it out or write it in full")
        self.cursor.note(NoteKind.PASSED_OVER, f"{word} passed over: it is no unit I know")

    def _glued(self) -> str:
        before = self.cursor.tokens[self.cursor.at - 1].text if self.cursor.at else ""
        token = self.cursor.peek()
        return before + (token.text if token else "")

    def _money_ahead(self) -> bool:
        after = self.cursor.peek(1)
        return after is not None and after.kind == "num" and after.glued

    def _bracket(self) -> tuple[Unit, Fraction] | None:
        """`150 (seats)`, `6 (requests/minute)`: the unit in brackets after a bare number."""
        inside = self._bracketed()
        if inside is None:
            return self._divided_bracket()
        mark = self.cursor.at
        self.cursor.at += 1
        scaled_unit = self.below.unit_word(False)
        if scaled_unit is None or inside > 4:
            self.cursor.at = mark + inside + 2
            return NONE, ONE
        self.cursor.at = mark + inside + 2
        return scaled_unit

    def _divided_bracket(self) -> tuple[Unit, Fraction] | None:
        """`(USD/request)`: a unit with something below it, and nothing else, in brackets."""
        if not self.cursor.is_op("(") or not self.cursor.is_word(1):
            return None
        mark = self.cursor.at
        notes = len(self.cursor.notes)
        self.cursor.at += 1
        scaled_unit = self.below.unit_word(False)
        if scaled_unit is not None:
            self.cursor.at += 1
            below, divided = self.below.tail()
            if below and self.cursor.is_op(")"):
                self.cursor.at += 1
                return units.merge(scaled_unit[0], below), scaled_unit[1] * divided
        self.cursor.at = mark
        del self.cursor.notes[notes:]
        return None

    def pass_note(self) -> None:
        """Passes over a footnote or a remark in brackets: `5 MB (3)`, `300 bytes (with links)`."""
        inside = 1 if self._footnote() else self._bracketed() or self._listed() or self._told()
        if inside is not None:
            self.cursor.at += inside + 2

    def _listed(self) -> int | None:
        """How many words and signs between them stand in brackets: `300 bytes (with links)`."""
        count = 1
        while self.cursor.is_word(count) and (sign := self.cursor.peek(count + 1)) is not None:
            if sign.text == ")":
                return count if self.cursor.is_op("(") else None
            if sign.text not in ("+", "&", ",", "/"):
                break
            count += 2
        return None

    def _told(self) -> int | None:
        """How many tokens stand in brackets that say how an amount is meant: `(24 h average)`."""
        if not self.cursor.is_op("("):
            return None
        said = False
        for count in range(1, LONGEST_RUN):
            token = self.cursor.peek(count)
            if token is None or (token.kind not in ("num", "word") and token.text != ")"):
                return None
            if token.text == ")":
                return count - 1 if said else None
            said = said or token.text.lower() in _MEANT
        return None

    def _footnote(self) -> bool:
        """Whether the number of a footnote stands at the cursor: `5 MB (3)`."""
        opened, inner = self.cursor.peek(), self.cursor.peek(1)
        if opened is None or inner is None or inner.kind != "num" or not self.cursor.is_op(")", 2):
            return False
        spaced = opened.text == "(" and not opened.glued
        return spaced and len(inner.text) < 3 and inner.text.isdigit()

    def _bracketed(self) -> int | None:
        """How many words stand in the brackets at the cursor; None where there is more."""
        if not self.cursor.is_op("("):
            return None
        count = 1
        while self.cursor.is_word(count):
            count += 1
        return count - 1 if count > 1 and self.cursor.is_op(")", count) else None

    def _tail_after_prose(self) -> tuple[Unit, Fraction]:
        """What stands below the line, also after words in between ("GB of new photos per day")."""
        below, scale = self.below.tail()
        if below or scale != 1:
            return below, scale
        ahead = 0
        while ahead < LONGEST_RUN:
            token = self.cursor.peek(ahead)
            slash = token is not None and token.text == "/" and ahead
            if slash and (self._per_time(ahead + 1) or self._per_noun(ahead)):
                self.cursor.at += ahead
                return self.below.tail()
            if token is None or token.kind != "word" or self.cursor.known(ahead):
                return NONE, ONE
            low = token.text.lower()
            if low in ("per", "every", "each") and ahead:
                mark = self.cursor.at
                self.cursor.at += ahead
                below, scale = self.below.tail()
                if not below and scale == 1:
                    self.cursor.at = mark
                return below, scale
            if low in STOP and low != "of":
                return NONE, ONE
            adverb = ADVERBS.get(low)
            if adverb and ahead and not self.cursor.is_word(ahead + 1):
                self.cursor.at += ahead + 1
                return ((adverb, -1),), ONE
            ahead += 1
        return NONE, ONE

    def _per_noun(self, ahead: int) -> bool:
        """Whether a slash is glued between a word and a noun: `6 minutes content/video`."""
        slash, after = self.cursor.peek(ahead), self.cursor.peek(ahead + 1)
        if slash is None or after is None or not slash.glued or not after.glued:
            return False
        return (
            after.kind == "word"
            and noun(after.text) is not None
            and not self.cursor.known(ahead + 1)
        )

    def _per_time(self, ahead: int) -> bool:
        token = self.cursor.peek(ahead)
        if token is None or token.kind != "word" or self.cursor.known(ahead):
            return False
        scaled_unit = units.lookup(token.text)
        return scaled_unit is not None and scaled_unit[0][0][0] in units.LADDER
