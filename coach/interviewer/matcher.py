"""Which fact a question asks for: soft TF-IDF between the question and each fact's known askings.

After Cohen, Ravikumar and Fienberg, "A comparison of string distance metrics for name-matching
tasks" (2003): words are compared softly (the same stem, the same meaning in the lexicon, a typing
slip), weighed by how few of the prompt's facts they speak of, and both directions count: how much
of the question a known asking explains, and how much of that asking the question holds. A word
the prompt has never heard weighs full, so a question about something else is not explained.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from coach.catalog.prompt import Fact
from coach.interviewer.lexicon import WEAK, heard

Part = tuple[str, frozenset[str]]

SAME_MEANING = 0.8
SAME_WEAK = 0.6
INSIDE = 0.6
TYPO = 0.9
WEAK_WEIGHT = 0.45
BACKGROUND = 0.6


@dataclass(frozen=True, slots=True)
class Score:
    """How well a question fits a fact.

    `fit` is the best harmonic mean over the askings, `explained` the share of the question's
    weight that the fact's words explain, `total` the two together; all from 0 to 1.
    """

    fact: str
    fit: float
    explained: float
    total: float


@dataclass(frozen=True, slots=True)
class _Known:
    """A fact prepared: its askings as parts, all their parts, the parts of its answer."""

    id: str
    asks: tuple[tuple[Part, ...], ...]
    vocabulary: tuple[Part, ...]
    background: tuple[Part, ...]


class Matcher:
    """The facts of one prompt, prepared for questions."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = tuple(_known(fact) for fact in facts)
        self._words = frozenset(
            part[0] for fact in self._facts for part in fact.vocabulary if " " not in part[0]
        )
        self._weights: dict[Part, float] = {}

    def scores(self, question: str) -> tuple[Score, ...]:
        """All facts with their scores for a question, the best first."""
        parts = tuple(self._corrected(part) for part in heard(question))
        found = [self._score(parts, fact) for fact in self._facts]
        return tuple(sorted(found, key=lambda one: -one.total))

    def _score(self, parts: tuple[Part, ...], fact: _Known) -> Score:
        whole = sum(self._weight(part) for part in parts)
        if not whole:
            return Score(fact.id, 0.0, 0.0, 0.0)
        fit = max((self._fit(parts, ask, whole) for ask in fact.asks), default=0.0)
        explained = sum(self._weight(part) * _explained(part, fact) for part in parts) / whole
        return Score(fact.id, fit, explained, 0.6 * fit + 0.4 * explained)

    def _fit(self, parts: tuple[Part, ...], ask: tuple[Part, ...], whole: float) -> float:
        size = sum(self._weight(part) for part in ask)
        if not size:
            return 0.0
        recall = sum(self._weight(part) * _best(part, ask) for part in parts) / whole
        precision = sum(self._weight(part) * _best(part, parts) for part in ask) / size
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0

    def _weight(self, part: Part) -> float:
        """Inverse document frequency over the facts, less for meanings all questions share."""
        if part not in self._weights:
            holders = sum(_best(part, fact.vocabulary) >= SAME_WEAK for fact in self._facts)
            weight = log((len(self._facts) + 1) / (holders + 0.5)) + 0.2
            weak = bool(part[1]) and part[1] <= WEAK
            self._weights[part] = max(0.1, weight) * (WEAK_WEIGHT if weak else 1.0)
        return self._weights[part]

    def _corrected(self, part: Part) -> Part:
        """The part, or the word of the prompt it is a slip of the keys for."""
        word, meanings = part
        if meanings or " " in word or len(word) < 5 or word in self._words:
            return part
        near = [other for other in self._words if _slip(word, other)]
        if len(near) != 1:
            return part
        return next(iter(heard(near[0])), part)


@lru_cache(maxsize=8)
def matcher(facts: tuple[Fact, ...]) -> Matcher:
    """The matcher of a prompt's facts."""
    return Matcher(facts)


def _known(fact: Fact) -> _Known:
    asks = tuple(heard(ask) for ask in fact.asks)
    vocabulary = tuple(dict.fromkeys(part for ask in asks for part in ask))
    background = tuple(
        dict.fromkeys(heard(f"{fact.id.replace('-', ' ')}. {fact.answer} {fact.default}"))
    )
    return _Known(fact.id, asks, vocabulary, background)


def _explained(part: Part, fact: _Known) -> float:
    return max(_best(part, fact.vocabulary), BACKGROUND * _best(part, fact.background))


def _best(part: Part, others: Sequence[Part]) -> float:
    return max((alike(part, other) for other in others), default=0.0)


@lru_cache(maxsize=200_000)
def alike(one: Part, other: Part) -> float:
    """How alike two parts are, from 0 to 1."""
    if one[0] == other[0]:
        return 1.0
    shared = one[1] & other[1]
    if shared:
        return SAME_MEANING if shared - WEAK else SAME_WEAK
    if (" " in one[0]) != (" " in other[0]) and set(one[0].split()) & set(other[0].split()):
        return INSIDE
    return 0.0


def _slip(word: str, other: str) -> bool:
    """Whether one word is the other with one slip of the keys (two in long words)."""
    if word[0] != other[0] or abs(len(word) - len(other)) > 2 or len(other) < 4:
        return False
    return distance(word, other) <= (2 if len(word) >= 9 else 1)


def distance(one: str, other: str) -> int:
    """Optimal string alignment distance (Damerau 1964): inserts, deletes, changes, swaps."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, compared in enumerate(other, 1):
            cost = min(
                last[column] + 1, here[column - 1] + 1, last[column - 1] + (letter != compared)
            )
            if row > 1 and column > 1 and letter == other[column - 2] and compared == one[row - 2]:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, last = last, here
    return last[-1]
