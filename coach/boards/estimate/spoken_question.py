"""What a line in words asks for: `how many servers`, `posts per second?`, `→ GB/day`."""

from collections.abc import Sequence
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.nouns import RATES, is_capacity, noun, singular, words
from coach.boards.estimate.spoken_fact import counted
from coach.boards.estimate.spoken_words import FUNCTION, KINDS, MISSED, TURNING
from coach.boards.estimate.units import NONE, ONE, Dimension, Unit
from coach.tuples import NamedTuple

_LONG: Final = words("long lasts last takes take full empty drained drain cleared done lifetime")
_DAILY: Final = {
    "daily": "day", "hourly": "hour", "weekly": "week", "monthly": "month", "yearly": "year",
}  # fmt: skip
_MOST_WORDS: Final = 8
_TOTAL: Final = words("total altogether overall all sum")
_ASIDE: Final = words("flight once parallel concurrent concurrently simultaneous at in")


class Question(NamedTuple):
    """unit: what to show it in, NONE where any will do; per: the time below the line; noun: what
    is counted, by its family; below: of what each; kind: its data, time and money where the unit
    leaves it open; plain: only the total is asked for; missed: the part that a share leaves."""

    unit: Unit = NONE
    scale: object = ONE
    per: str = ""
    noun: str = ""
    said: str = ""
    below: str = ""
    kind: Dimension | None = None
    plain: bool = False
    missed: bool = False
    percent: bool = False

    @property
    def measured(self) -> bool:
        """Whether it asks for a unit, a kind, or what is bought whole."""
        counted = bool(self.noun) and is_capacity(self.noun)
        return bool(self.unit or self.per or self.kind) or counted

    @property
    def asks(self) -> bool:
        """Whether anything is asked at all."""
        return bool(
            self.unit
            or self.per
            or self.noun
            or self.below
            or self.kind
            or self.plain
            or self.percent
        )


NO_QUESTION: Final = Question()


def question(tokens: Sequence[Token]) -> Question | None:
    """The question of words without an amount; None where they are a sentence."""
    said = [t.text for t in tokens if t.text == "%" or t.text not in "?.!,:;=≈()~\"'→⇒–—-"]
    if len(said) > _MOST_WORDS:
        return None
    if any(t.kind not in ("word", "op") for t in tokens):
        return None
    out = Question()
    under = asked_in = False
    for at, word in enumerate(said):
        low = word.lower()
        first = said[at - 1].lower() if at else ""
        if low in ("/", "per", "each", "every") or (
            low in ("a", "an") and at and at + 1 < len(said) and _time(said[at + 1])
        ):
            under = True
        elif under:
            out = _below(out, word)
            under = False
        elif low in ("in", "to", "as"):
            asked_in = True
        elif low in ("%", "percent", "share"):
            out = out._replace(percent=True)
        elif low in _DAILY:
            out = out._replace(per=_DAILY[low])
        elif low in RATES:
            out = out._replace(per="s", noun=out.noun or counted(RATES[low]))
        elif low in MISSED and not asked_in:
            out = out._replace(missed=True, plain=True)
        elif low in KINDS and not (low in ("time", "storage") and out.unit):
            out = out._replace(kind=KINDS[low])
        elif low in _LONG:
            out = out._replace(kind=(0, 1, 0))
        elif low in _TOTAL:
            out = out._replace(plain=True)
        elif low in _ASIDE or low in FUNCTION:
            if first == "in" and low == "flight":
                out = out._replace(plain=True)
        elif low in TURNING:
            return None
        elif _hard(word) and (asked_in or len(word) > 1):
            scaled = units.lookup(word)
            if scaled is None or out.unit:
                return None
            out = out._replace(unit=scaled[0], scale=scaled[1])
        elif not out.noun and (noun(low) is not None or low.endswith("s")):
            out = out._replace(noun=counted(low), said=singular(low))
        elif not word.isalpha():
            return None
    ends = [word.lower() for word in said[-1:]]
    if ends in (["in"], ["after"]) and len(said) > 1 and not (out.unit or out.per or out.kind):
        out = out._replace(kind=(0, 1, 0), noun="", said="")
    return out


def _time(word: str) -> bool:
    scaled = units.lookup(word)
    return scaled is not None and units.dimension(scaled[0]) == (0, 1, 0)


def _hard(word: str) -> bool:
    return units.lookup(word) is not None


def _below(out: Question, word: str) -> Question:
    scaled = units.lookup(word)
    if scaled is not None and units.dimension(scaled[0]) == (0, 1, 0):
        return out._replace(per=scaled[0][0][0])
    if scaled is not None:
        return out
    return out._replace(below=counted(word))
