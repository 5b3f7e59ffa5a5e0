"""What stands below the line of a unit: `/user/day`, `per active user`, `a day`, `per 1000`.

The cursor never goes back further than the mark its caller took.
"""

import re
from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.cursor import Cursor
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.magnitudes import magnitude
from coach.boards.estimate.names import HEADS
from coach.boards.estimate.note import NoteKind
from coach.boards.estimate.nouns import RATES, noun, singular, words
from coach.boards.estimate.units import NONE, ONE, Unit
from coach.boards.patterns import lazy

PER: Final = frozenset(["per", "a", "an", "each", "every"])
STOP: Final = words(
    "per each every of for in into to as and or at on over with from is are was were that "
    "which by x X than the then so while when if since but plus minus times during within "
    "because where about roughly using assuming given this these those we i it they you have "
    "has had will would can could should must may might do does did be been get gets need "
    "needs make makes made"
)
NOT_NOUNS: Final = words(
    "faster slower cheaper larger bigger smaller higher lower better worse longer growth "
    "ratio factor rate rule times total max min avg average peak each only more less extra headroom"
    " redundancy replication overhead approx conservative needed required concurrent again left rf"
)
LONGEST_RUN: Final = 6
_RATED: Final = re.compile("[A-Z]{1,2}PS")
"""So many of something a second: `35K VPS` of views, `600 WPS` of writes."""


class Below:
    """Reads what an amount is divided by at the cursor it is given."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor

    def unit_word(self, glued: bool) -> tuple[Unit, Fraction] | None:
        """The unit or noun at the cursor, not taken; any word where it must be one."""
        token = self.cursor.peek()
        if token is None or (token.kind != "word" and token.text != "$"):
            return None
        scaled_unit = units.lookup(token.text) or _hyphened(token.text)
        if scaled_unit is not None:
            return scaled_unit
        if token.text == "S" and glued:
            return (("s", 1),), ONE
        named = noun(token.text)
        if named is not None:
            return ((named, 1),), ONE
        if _RATED.fullmatch(token.text):
            return (("s", -1),), ONE
        return None

    def tail(self) -> tuple[Unit, Fraction]:
        """`/user/day`, `per active user`, `a day`: everything below the line."""
        unit: Unit = NONE
        scale = ONE
        while True:
            token = self.cursor.peek()
            if token is None:
                return unit, scale
            mark = self.cursor.at
            if token.text == "/":
                scaled_unit = self._slash(token)
            elif token.kind == "word" and token.text.lower() in PER:
                scaled_unit = self._per()
            else:
                scaled_unit = None
            again = scaled_unit is not None and token.text.lower() == "per"
            if scaled_unit is None or (
                again and _timed(unit) and _timed(units.inverse(scaled_unit[0]))
            ):
                self.cursor.at = mark
                return unit, scale
            joined = self._joined()
            unit = units.merge(unit, units.inverse(scaled_unit[0]), units.inverse(joined))
            scale /= scaled_unit[1]

    def _joined(self) -> Unit:
        """The month of `/GB·month`; the dot is read as a sign of multiplication elsewhere."""
        after = self.cursor.peek(1)
        if not self.cursor.is_op("×") or after is None or after.kind != "word" or not after.glued:
            return NONE
        scaled_unit = units.lookup(after.text)
        if scaled_unit is None or scaled_unit[1] != 1:
            return NONE
        self.cursor.at += 2
        return scaled_unit[0]

    def _slash(self, slash: Token) -> tuple[Unit, Fraction] | None:
        after = self.cursor.peek(1)
        if after is None or after.kind != "word" or not after.text[:1].isalpha():
            return None
        spaced = not after.glued
        if spaced and self.cursor.known(1):
            return None
        self.cursor.at += 1
        scaled_unit = self.unit_word(True) or self._many(after)
        if scaled_unit is None:
            if (
                spaced
                or _lettered(after.text)
                or (
                    self.cursor.known()
                    and not (self._sized(self.cursor.at - 2) and self.counts_thing(after))
                )
            ):
                return None
            scaled_unit = ((singular(after.text), 1),), ONE
        follows = self.cursor.peek(1)
        if follows is not None and follows.text == "(" and follows.glued:
            return None
        self.cursor.at += 1
        return scaled_unit

    def _many(self, token: Token) -> tuple[Unit, Fraction] | None:
        """The M of `$0.20/M`, the million of `$3/million tokens`: it counts what follows."""
        power = magnitude(token.text)
        if power is None or token.text in ("G", "T") or self.cursor.known():
            return None
        after = self.cursor.peek(1)
        named = noun(after.text) if after is not None and after.kind == "word" else None
        self.cursor.at += named is not None
        return ((named, 1),) if named else NONE, Fraction(10) ** power

    def _sized(self, place: int) -> bool:
        return place >= 0 and units.lookup(self.cursor.tokens[place].text) is not None

    def counts_thing(self, token: Token) -> bool:
        """Whether a word that is a name too is a noun here, because it is one of a thing.

        `1 KB/transfer` where transfers are counted above; `10 GB/rate` stays a division.
        """
        low = token.text.lower()
        single = low == singular(low) and len(low) > 2 and low.isalpha()
        if not single or low in NOT_NOUNS or low in HEADS:
            return False
        self.cursor.note(
            NoteKind.UNIT, f"{token.text} is the unit here, not the value of that name"
        )
        return True

    def _per(self) -> tuple[Unit, Fraction] | None:
        article = self.cursor.peek()
        strict = article is not None and article.text.lower() in ("a", "an", "each", "every")
        self.cursor.at += 1
        counted = self._counted()
        run = self.run()
        if not run:
            return (NONE, counted) if counted != 1 and not strict else None
        for place, token in enumerate(run):
            scaled_unit = units.lookup(token.text) or _hyphened(token.text)
            if scaled_unit is not None and (not strict or place == 0):
                self.cursor.at += place + 1
                return scaled_unit[0], scaled_unit[1] * counted
        if strict and not noun(run[0].text):
            return None
        for token in reversed(run):
            named = noun(token.text)
            if named is not None:
                self.cursor.at += len(run)
                return ((named, 1),), counted
        self.cursor.at += len(run)
        return ((singular(run[-1].text), 1),), counted

    def _counted(self) -> Fraction:
        """The number in `per million requests` and `per 1,000 users`, 1 where there is none."""
        out = ONE
        token = self.cursor.peek()
        if token is not None and token.kind == "num":
            out = token.value
            self.cursor.at += 1
        while (token := self.cursor.peek()) is not None and token.kind == "word":
            power = magnitude(token.text)
            if power is None:
                break
            out *= 10**power
            self.cursor.at += 1
        return out

    def run(self) -> list[Token]:
        """The words up to the next operator or stop word, not taken."""
        run: list[Token] = []
        while len(run) < LONGEST_RUN:
            token = self.cursor.peek(len(run))
            if token is None or token.kind != "word" or token.text.lower() in STOP:
                break
            if not token.text[:1].isalpha():
                break
            if token.text.lower() in PER:
                break
            if run and magnitude(token.text) is not None and len(token.text) > 1:
                break
            run.append(token)
        return run


def _timed(below: Unit) -> bool:
    """Whether a unit has a time below the line."""
    return units.dimension(below)[units.TIME] < 0


def _lettered(word: str) -> bool:
    """Whether a word is one small letter, which is a name somebody left open: `1000 / t`."""
    return len(word) == 1 and word.islower()


_BUSY: Final = lazy(r"(?:v?cpu|core)-(s|secs?|seconds?|min|minutes?)")
"""A time that a core is busy: `96,000 cpu-s`."""


def _hyphened(word: str) -> tuple[Unit, Fraction] | None:
    """`GB-month`: two units in one word; `shard-qps`: so many a second."""
    if "-" not in word:
        return None
    busy = _BUSY.fullmatch(word.lower())
    if busy is not None:
        return units.lookup(busy[1])
    if word.rpartition("-")[2].lower() in RATES:
        return (("s", -1),), ONE
    halves = [units.lookup(piece) for piece in word.split("-")]
    if len(halves) != 2 or any(half is None or half[1] != 1 for half in halves):
        return None
    return units.merge(*(half[0] for half in halves if half is not None)), ONE
