"""Which of two things comes first in what is said, for telling a mechanism from its reverse.

"The offset is committed after the segment is stored" has all the words of "it commits the offset
first and stores the segment after that", and says the opposite.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from coach.language.words import stem

_AFTER, _BEFORE, _FIRST, _THEN = map(stem, ("after", "before", "first", "then"))


def reverses(said: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts, folded, each put one thing before another, and in opposite orders."""
    mine, theirs = order_of(said), order_of(other)
    if mine is None or theirs is None:
        return False
    straight = len(mine[0] & theirs[0]) + len(mine[1] & theirs[1])
    crossed = len(mine[0] & theirs[1]) + len(mine[1] & theirs[0])
    across = not mine[0].isdisjoint(theirs[1]) and not mine[1].isdisjoint(theirs[0])
    return across and crossed > straight


def order_of(words: Sequence[str]) -> tuple[AbstractSet[str], AbstractSet[str]] | None:
    """The words of what comes first and of what comes later, in a folded text that says so in its
    middle: "B after A", "A before B", "A then B", "A first, B", "A first, B after that". None for
    any other."""
    first = _inside(words, _FIRST)
    after = _inside(words, _AFTER)
    before, then = _inside(words, _BEFORE), _inside(words, _THEN)
    if first and not before and (not after or first < after):
        return _parted(words[:first], words[first + 1 :])
    if after and not before and not first:
        return _parted(words[after + 1 :], words[:after])
    if before and not after and not first:
        return _parted(words[:before], words[before + 1 :])
    if then and not (first or after or before):
        return _parted(words[:then], words[then + 1 :])
    return None


def _inside(words: Sequence[str], word: str) -> int:
    """Where a word stands with others on both sides of it; 0 for nowhere."""
    at = words.index(word) if word in words else 0
    return at if 0 < at < len(words) - 1 else 0


def _parted(
    earlier: Sequence[str], later: Sequence[str]
) -> tuple[AbstractSet[str], AbstractSet[str]]:
    small = {_AFTER, _BEFORE, _FIRST, _THEN}
    return frozenset(earlier) - small, frozenset(later) - small
