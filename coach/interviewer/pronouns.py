"""What "it", "they" and "of these" stand for in the second of two questions asked in one breath."""

import re

from coach.language.lexicon import WEAK, heard, meanings_of
from coach.language.words import PLAIN, stem, tokens

_STANDING_IN = re.compile(
    r"\b(?:(?:each |all |some )?(?:of )?(?:them|these|those)|they|it|its|their)\b", re.IGNORECASE
)
_LEANING = re.compile(
    r"\b(?:it|its|they|them|their|these|those|he|him|his|she|her|that|this|then)\b", re.IGNORECASE
)
OWN = 1
"""The most things a question may name itself for its pronoun to be read as what came before."""


def resolved(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The questions, each pronoun in one that names hardly a thing read as the things before it.

    "How many files are there and how large are they?" becomes "how large are files?".
    """
    resolved_questions: list[str] = []
    for part in parts:
        leans = resolved_questions and _STANDING_IN.search(part) and len(_named(part)) <= OWN
        things = " ".join(_things(resolved_questions[-1])) if leans else ""
        resolved_questions.append(_STANDING_IN.sub(things, part, count=1) if things else part)
    return tuple(resolved_questions)


def _named(part: str) -> list[str]:
    return [word for word, meanings in heard(part) if not meanings or not meanings <= WEAK]


def _things(part: str) -> list[str]:
    """The words of a question that name things, not amounts."""
    things = []
    for word in tokens(part):
        meanings = meanings_of(stem(word))
        if stem(word) not in PLAIN and not (meanings and meanings <= WEAK):
            things.append(word)
    return things


def leans(question: str) -> bool:
    """Whether a question has a word that stands for something said before it."""
    return _LEANING.search(question) is not None
