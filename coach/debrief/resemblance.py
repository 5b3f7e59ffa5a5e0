"""How alike two runs of folded words are: in the same order with gaps between (weighted longest
common subsequence) or, for a little less, in any order, as the passive turns them round."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

Weigh: TypeAlias = Callable[[str], float]

COVERED = 0.5
"""The least of an error and a sentence together that must be alike."""
MARGIN = 0.1
"""How much nearer to the error than to the best right sentence of its point; half of it for the
right sentences of other points."""
ANY_ORDER, LOOSELY = 0.9, 0.65
"""What the same words count in another order, and the least that must be alike then."""
_OF_ERROR, _OF_SENTENCE = 0.7, 0.3


def likeness_of(error: Sequence[str], words: Sequence[str], weigh: Weigh) -> float:
    """How alike two runs of words are, 0 to 1: in order, or nearly as much in any order."""
    first, second = frozenset(error), frozenset(words)
    loose = _shares(sum(map(weigh, first & second)), first, second, weigh)
    if loose < COVERED - MARGIN:
        return loose * ANY_ORDER
    ordered = _shares(in_order(error, words, weigh), error, words, weigh)
    return max(ordered, loose * ANY_ORDER if loose >= LOOSELY else 0.0)


def _shares(common: float, error: Iterable[str], words: Iterable[str], weigh: Weigh) -> float:
    """What they have in common as a part of the error and, less, of the words."""
    return _OF_ERROR * common / (sum(map(weigh, error)) or 1.0) + _OF_SENTENCE * common / (
        sum(map(weigh, words)) or 1.0
    )


def nearest_of(right: Sequence[Sequence[str]], words: Sequence[str], weigh: Weigh) -> float:
    return max((likeness_of(sentence, words, weigh) for sentence in right), default=0.0)


def in_order(first: Sequence[str], second: Sequence[str], weigh: Weigh) -> float:
    """The weight of the longest common subsequence of two runs of words."""
    before = [0.0] * (len(second) + 1)
    for word in first:
        weight = weigh(word)
        here = [0.0]
        for at, other in enumerate(second):
            taken = before[at] + weight if word == other else 0.0
            here.append(max(before[at + 1], here[at], taken))
        before = here
    return before[-1]
