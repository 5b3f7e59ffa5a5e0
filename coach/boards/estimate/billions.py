"""What a B after a number is: a billion or bytes, by what stands around it.

A small b is bits, a small m is no amount by itself; where an answer stands after them that a
billion or a million confirms, they are that. Parts of a bit are never meant: `3.6b` is billions.

A billion before a count noun, after a decimal or a $, in a line whose label counts something,
per day or longer, divided by a large number, or where the calculation has another data unit;
else bytes. Each other combination is a second reading that a claim may confirm.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.nouns import noun
from coach.boards.estimate.per_units import STOP

_MOST: Final = 3
_WEIGHED: Final = frozenset(("model", "models", "param", "params", "parameter", "parameters"))
"""What comes in billions without being a noun of a rate: `a 70B model`."""
_LONG: Final = frozenset(("day", "week", "month", "year"))


@lru_cache(maxsize=2048)
def billion_readings(
    tokens: tuple[Token, ...], counting: bool, claimed: bool = False
) -> tuple[frozenset[int], ...]:
    """The sets of Bs that are billions, the likeliest first; one empty set where there is no B.

    claimed: an answer stands after the clause, which may tell what a small b or m is.
    """
    capital = _capital_readings(tokens, counting)
    small = [at for at in range(1, len(tokens)) if _small(tokens, at, claimed, counting)]
    if not small:
        return capital
    sure = frozenset(
        at
        for at in small
        if (tokens[at].text == "b" and "." in tokens[at - 1].text)
        or is_sure_million(tokens, at, counting)
    )
    first = [read | sure for read in capital]
    return tuple(dict.fromkeys((*first, *(read | frozenset(small) for read in capital))))


def _small(tokens: Sequence[Token], at: int, claimed: bool, counting: bool) -> bool:
    """Whether a small b or m after a number may be a billion or a million."""
    if tokens[at - 1].kind != "num" or not tokens[at].glued:
        return False
    if tokens[at].text == "b":
        return claimed or "." in tokens[at - 1].text
    return tokens[at].text == "m" and (claimed or is_sure_million(tokens, at, counting))


def is_sure_million(tokens: Sequence[Token], at: int, counting: bool) -> bool:
    """Whether a small m can be no minute: what is counted is named, or it is so many a time, as in
    `36m/day`."""
    if tokens[at].text != "m" or not tokens[at].glued or tokens[at - 1].kind != "num":
        return False
    slash, time = tokens[at + 1 : at + 2], tokens[at + 2 : at + 3]
    if slash and slash[0].text == "/" and time and time[0].kind == "word":
        scaled_unit = units.lookup(time[0].text)
        return scaled_unit is not None and scaled_unit[0][0][0] in (*_LONG, "s")
    return counting and not slash


def _capital_readings(tokens: tuple[Token, ...], counting: bool) -> tuple[frozenset[int], ...]:
    places = [at for at in range(1, len(tokens)) if _ambiguous(tokens, at)]
    if not places:
        return (frozenset(),)
    sized = _sized(tokens)
    first = frozenset(
        at
        for at in places
        if not _per_thing(tokens, at) and (counting or _billion(tokens, at, sized))
    )
    if len(places) > 1 and not first and not sized and _multiplied(tokens):
        first = frozenset(at for at in places[:1] if not _per_thing(tokens, at))
    out = [first]
    if len(places) > _MOST:
        return (first, frozenset(places) - first)
    for choice in product((True, False), repeat=len(places)):
        other = frozenset(at for at, billion in zip(places, choice, strict=False) if billion)
        if other not in out:
            out.append(other)
    return tuple(out)


def in_doubt(tokens: Sequence[Token], billions: frozenset[int]) -> list[str]:
    """The numbers whose glued B was read as bytes although nothing around it says so."""
    return [
        tokens[at - 1].text
        for at in range(1, len(tokens))
        if _ambiguous(tokens, at)
        and at not in billions
        and tokens[at].glued
        and not _per_thing(tokens, at)
    ]


def in_doubt_of_million(number: str) -> str:
    """What is said of a small m after a number that nothing tells from a minute."""
    return f"{number}m could be million or minutes: write {number}M or {number} min"


def _per_thing(tokens: Sequence[Token], at: int) -> bool:
    """Whether a B stands before `/url` or `per user`: a size for each of them."""
    after = tokens[at + 1 : at + 3]
    if len(after) < 2 or after[0].text not in ("/", "per") or after[1].kind != "word":
        return False
    spaced = after[0].text == "/" and not after[1].glued
    return not spaced and units.lookup(after[1].text) is None


def _ambiguous(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text == "B" and tokens[at - 1].kind == "num"


def _sized(tokens: Sequence[Token]) -> bool:
    for at, token in enumerate(tokens):
        if token.kind == "word" and not (at and _ambiguous(tokens, at)):
            scaled_unit = units.lookup(token.text)
            if scaled_unit is not None and units.dimension(scaled_unit[0])[units.DATA] > 0:
                return True
    return False


def _multiplied(tokens: Sequence[Token]) -> bool:
    return any(token.text == "×" or token.text in ("x", "X") for token in tokens)


def _billion(tokens: Sequence[Token], at: int, sized: bool) -> bool:
    if at > 2 and tokens[at - 2].text == "of" and tokens[at - 3].text == "%":
        return True
    if sized or "." in tokens[at - 1].text or (at > 1 and tokens[at - 2].text == "$"):
        return True
    after = tokens[at + 1 : at + 6]
    if after and after[0].text in ("/", "per") and len(after) > 1:
        scaled_unit = units.lookup(after[1].text) if after[1].kind == "word" else None
        if scaled_unit is not None:
            return scaled_unit[0][0][0] in _LONG
        if after[0].text == "/" and after[1].kind == "num":
            return after[1].value >= 1000
        if after[0].text == "/" and after[1].text == "(":
            return True
    if after and after[0].kind == "word" and _timed(after[0].text):
        return True
    for token in after[:4]:
        if token.kind != "word" or token.text.lower() in STOP:
            return False
        if noun(token.text.rpartition("-")[2]) is not None or token.text.lower() in _WEIGHED:
            return True
    many = after[0].text if after and after[0].kind == "word" else ""
    return len(many) > 4 and many.islower() and many[-1] == "s" and units.lookup(many) is None


def _timed(word: str) -> bool:
    """Whether a word is a time written out, which no size stands before: `1B hours watched`."""
    scaled_unit = units.lookup(word) if len(word) > 2 else None
    return scaled_unit is not None and units.dimension(scaled_unit[0]) == (0, 1, 0)
