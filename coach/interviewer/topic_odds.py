"""Which topic a question is about: peaks, latency, money, who is woken, ... or none of them.

A naive Bayes classifier (Maron 1961) over the features and forms of all askings of the shipped
interview prompts, pooled by topic; `data/topic_counts.txt` is compiled from them by
tests/interviewer/compile_topics.py. So a prompt that asks for its peak in ten ways is asked for it
in the four hundred ways of all the others.
"""

import pkgutil
from collections.abc import Mapping
from functools import cache, lru_cache
from math import exp, log

from coach.interviewer.question_form import forms
from coach.interviewer.weighing import weighed

ADDED = 0.5
ABSENT = 8.0
"""Counts added to each feature and to each topic's askings, so that none is impossible."""
FORM = 0.5
"""What a form counts beside a stem."""


@cache
def _counts() -> tuple[Mapping[str, int], Mapping[str, str]]:
    """The number of askings of each topic, and how many of them hold each feature: as the line
    says it, in the topics' order, since of thousands of features a question has a few."""
    data = pkgutil.get_data("coach.interviewer", "data/topic_counts.txt")
    assert data is not None, "the package's loader gives no data"
    sizes, *lines = data.decode("utf-8").splitlines()
    numbers = (line.partition("\t") for line in lines)
    known = {feature: counted for feature, _, counted in numbers}
    return dict(zip(sizes.split()[::2], map(int, sizes.split()[1::2]), strict=True)), known


@lru_cache(maxsize=64)
def odds(question: str) -> Mapping[str, float]:
    """The probability of each topic for a question, together 1."""
    sizes, known = _counts()
    weights = weighed(question)
    features = [feature for feature in (*weights, *forms(question)) if feature in known]
    heard = [
        (weights.get(feature, FORM), [*map(int, known[feature].split())]) for feature in features
    ]
    by_topic = {
        name: sum(weight * log((counts[at] + ADDED) / (size + ABSENT)) for weight, counts in heard)
        for at, (name, size) in enumerate(sizes.items())
    }
    most = max(by_topic.values())
    shares = {name: exp(value - most) for name, value in by_topic.items()}
    whole = sum(shares.values())
    return {name: share / whole for name, share in shares.items()}
