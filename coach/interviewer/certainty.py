"""How sure one can be that the best fact is the one that is asked for, and not none.

A logistic function of measures of the question and its best fact. tests/interviewer/
fit_certainty.py fits its constants and says on what and how; run it after any change of the word
lists, the stemmer or the matcher.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

_YES_OR_NO = re.compile(
    r"^\W*(?:(?:so|and|ok|okay|also|well|then)\W+)*(?:do|does|did|is|are|can|could|should|will|"
    r"would|must|may|has|have)\b",
    re.IGNORECASE,
)
BIAS = -8.43
SLOPES = (
    0.62,
    2.32,
    0.59,
    0.37,
    6.93,
    -3.33,
    -1.84,
    3.58,
    1.5,
    1.53,
    0.47,
    -2.74,
    2.24,
    0.61,
    0.11,
)
"""Fitted on the rounds of tests/data/questions and the interview prompts' own askings, in the order
of `Matcher.measured`."""


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


def manner(question: str, fact: str, grip: Grip) -> tuple[float, ...]:
    """The measures that look at the question word by word and at its form."""
    own = grip.by_fact[fact]
    other = max((share for id_, share in grip.by_fact.items() if id_ != fact), default=0.0)
    closed = 1.0 if _YES_OR_NO.match(question) else 0.0
    unknown = closed * (1 - grip.known)
    return own, own - other, grip.known, closed, unknown, log(grip.words + 1), grip.worst


def certainty(found: Sequence[float]) -> float:
    """The probability that a guess with these measures is right."""
    return 1 / (1 + exp(-BIAS - sum(a * b for a, b in zip(SLOPES, found, strict=True))))
