"""How likely it is that each fact is the one that is asked for, or that none is.

A conditional logit (McFadden 1974): every fact has a worth, linear in how the question fits it,
"none of them" has one that is linear in how strange the question is, and the probabilities are
the exponentials of the worths, divided by their sum. So facts that fit alike share the certainty,
and a question whose words nobody knows is more likely about nothing. tests/interviewer/
fit_certainty.py fits the constants and says on what and how; run it after any change of the word
lists, the stemmer, the askings or the measures.
"""

from collections.abc import Mapping, Sequence
from math import exp

from coach.frozen import dataclass

SLOPES = (
    2.877,
    3.402,
    -0.049,
    -1.015,
    0.713,
    2.274,
    1.986,
    -1.479,
    -0.371,
    8.599,
    3.917,
    0.885,
    0.843,
    0.179,
    -4.607,
    6.833,
    4.706,
    1.312,
)
"""What each measure of a fact is worth, in the order of `Matcher.measured`."""
NONE = 6.531
NONE_SLOPES = (
    -0.645,
    0.914,
    0.448,
    -1.222,
    -0.054,
    1.484,
    1.091,
    -1.875,
    -2.108,
    1.201,
    2.968,
    0.251,
    3.647,
    1.858,
    6.72,
    11.861,
)
"""The worth of "none of them" and what each measure of the question adds to it."""


@dataclass(frozen=True, slots=True)
class Grip:
    """How firmly the facts hold a question's words, each number from 0 to 1.

    `by_fact`: the weighted share of the question that each fact holds. `known`: the share that
    some fact holds. `words`: how many words there are. `worst`: the weight of the word that the
    facts hold least, times how little they do.
    """

    by_fact: Mapping[str, float]
    known: float
    words: int
    worst: float


def gripped(weights: Sequence[float], held: Mapping[str, Sequence[float]]) -> Grip:
    """The grip of facts that hold each of a question's words, of these weights, so firmly."""
    whole = sum(weights) or 1.0
    by_fact = {
        id_: sum(w * g for w, g in zip(weights, row, strict=True)) / whole
        for id_, row in held.items()
    }
    most = [max(column, default=0.0) for column in zip(*held.values(), strict=True)]
    known = sum(w * g for w, g in zip(weights, most, strict=False)) / whole
    worst = max((w * (1 - g) for w, g in zip(weights, most, strict=False)), default=0.0)
    return Grip(by_fact, known, len(weights), worst)


def certainties(
    facts: Mapping[str, Sequence[float]], question: Sequence[float]
) -> Mapping[str, float]:
    """The probability of each fact, by the measures of each and those of the question; what is
    missing from 1 is the probability that none is asked for."""
    worths = {id_: _worth(SLOPES, row) for id_, row in facts.items()}
    none = NONE + _worth(NONE_SLOPES, question)
    most = max(none, max(worths.values(), default=none))
    shares = {id_: exp(worth - most) for id_, worth in worths.items()}
    whole = sum(shares.values()) + exp(none - most)
    return {id_: share / whole for id_, share in shares.items()}


def _worth(slopes: Sequence[float], row: Sequence[float]) -> float:
    return sum(slope * value for slope, value in zip(slopes, row, strict=True))
