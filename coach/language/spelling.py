"""Slips of the keys: words nobody knows, read as the one known word that is nearly the same."""

import re
from functools import lru_cache

from coach.language.wordlists import ORDINARY
from coach.language.words import stem

SHORTEST = 6
"""The fewest letters of a word that is corrected; shorter ones have too many neighbours."""
LONG = 9
"""From this many letters on two slips are forgiven."""

_ENDINGS = frozenset(
    (
        "",
        "s",
        "e",
        "d",
        "r",
        "n",
        "y",
        "es",
        "ed",
        "er",
        "rs",
        "en",
        "or",
        "al",
        "ly",
        "ers",
        "ing",
        "ion",
    )
)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


def spelled(text: str, words: frozenset[str]) -> str:
    """The text with each slip of the keys replaced by the one of `words` (lower case) it is for."""
    return _WORD.sub(lambda match: _right(match.group(), words), text)


def _right(word: str, words: frozenset[str]) -> str:
    small = word.lower()
    if len(small) < SHORTEST or len(small) > 20 or small in words:
        return word
    return _nearest(small, words) or word


@lru_cache(maxsize=4096)
def _nearest(word: str, words: frozenset[str]) -> str:
    rows = _rows(words)
    if stem(word) in rows.stems:
        return ""
    near = [other for other in rows.by_letter.get(word[0], ()) if slip(word, other)]
    if any(_inflected(word, other) for other in near):
        return ""
    kinds = {stem(other) for other in near}
    return min(near) if len(kinds) == 1 else ""


def _inflected(word: str, other: str) -> bool:
    """Whether two words differ in nothing but an ending."""
    pairs = zip(word, other, strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(word), len(other)))
    return same >= 4 and word[same:] in _ENDINGS and other[same:] in _ENDINGS


class _Rows:
    """Known words by their first letter, and their stems."""

    def __init__(self, words: frozenset[str]) -> None:
        self.stems = {stem(word) for word in words}
        self.by_letter: dict[str, list[str]] = {}
        for word in sorted(words):
            if len(word) >= SHORTEST - 1 and word not in ORDINARY:
                self.by_letter.setdefault(word[0], []).append(word)


@lru_cache(maxsize=8)
def _rows(words: frozenset[str]) -> _Rows:
    return _Rows(words)


def slip(word: str, other: str) -> bool:
    """Whether one word is the other with one slip of the keys (two in long words)."""
    allowed = 2 if len(word) >= LONG else 1
    if word[0] != other[0] or abs(len(word) - len(other)) > allowed:
        return False
    strange = (_letters(word) ^ _letters(other)).bit_count()
    return strange <= 2 * allowed and distance(word, other) <= allowed


@lru_cache(maxsize=8192)
def _letters(word: str) -> int:
    """The letters of a word as bits: one slip changes two of them at most."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def distance(word: str, other: str) -> int:
    """Optimal string alignment distance (Damerau 1964): inserts, deletes, changes, swaps."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        here = [row]
        for column, compared in enumerate(other, 1):
            cost = min(
                last[column] + 1, here[column - 1] + 1, last[column - 1] + (letter != compared)
            )
            if row > 1 and column > 1 and letter == other[column - 2] and compared == word[row - 2]:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, last = last, here
    return last[-1]
