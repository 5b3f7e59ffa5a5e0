"""What words and phrases mean in an interview: each meaning is something that can be asked for.

A word may have several meanings. Phrases are found before single words, the longest first.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from coach.language.wordlists import compiled
from coach.language.words import PLAIN, stem, tokens

LONGEST_PHRASE = 6
"""The most words of a phrase that has a meaning of its own."""
_SUBJECT = re.compile(
    r"\b(do|does|did|can|could|should|may|might|will|would|must)\s+"
    r"(?:(?:a|an|the|each|every|all|most|some|any|our|normal|typical|different|other)\s+)?"
    r"(?:users?|people|persons?|customers?|folks|visitors|clients?|anyone|anybody|someone|"
    r"somebody|everyone|everybody|we|i|you|they)\b",
    re.IGNORECASE,
)
"""Who does it in a question: "do people ..." asks about the doing, not about the people."""
_LENGTH = re.compile(
    r"\bhow (?:long|short) (?=(?:should|must|may|can|could|will|would|shall)\b[\w\s|/()-]{1,40}"
    r"\bbe\W*$|(?:is|are) (?:the|a|an|our|each|one|most) (?:(?:short|typical|usual|normal|average|"
    r"single) )?\w+(?: (?:usually|typically|normally|mostly|on average))?\W*$)",
    re.IGNORECASE,
)
"""How long a thing is rather than how long something takes or lasts."""

WEAK = frozenset(compiled()["weak"][0].split())
"""Meanings that many questions share and that say little by themselves."""


@cache
def phrases() -> Mapping[tuple[str, ...], frozenset[str]]:
    """The meanings of each word and phrase, by its stems."""
    names = {line: frozenset(line.split(",")) for line in compiled()["meanings"][::2]}
    lines = iter(compiled()["meanings"])
    return {
        tuple(phrase.split()): names[line]
        for line, every in zip(lines, lines, strict=True)
        for phrase in every.split(",")
    }


@lru_cache(maxsize=8192)
def heard(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The parts of a text that carry meaning: a stem or phrase, and the meanings it may have.

    Plain words that stand in no known phrase are left out.
    """
    meanings = phrases()
    words = tokens(topical(text))
    stemmed = [stem(word) for word in words]
    parts: list[tuple[str, frozenset[str]]] = []
    at = 0
    while at < len(stemmed):
        for size in range(min(LONGEST_PHRASE, len(stemmed) - at), 0, -1):
            phrase = tuple(stemmed[at : at + size])
            if phrase in meanings:
                parts.append((" ".join(phrase), meanings[phrase]))
                at += size
                break
        else:
            own = meanings.get((words[at],)) if stemmed[at] in PLAIN else None
            if own or stemmed[at] not in PLAIN:
                parts.append((words[at] if own else stemmed[at], own or frozenset()))
            at += 1
    return tuple(parts)


def topical(text: str) -> str:
    """The text without the people who do what it asks about, with "how long" read as a length
    where a thing is long and not a doing."""
    return _LENGTH.sub("length of ", _SUBJECT.sub(r"\1", text))


@cache
def written() -> frozenset[str]:
    """All words of the lexicon and the plain ones, as they are written."""
    return frozenset(compiled()["written"][0].split())


def known(word: str) -> bool:
    """Whether a single stem stands in the lexicon."""
    return (word,) in phrases()


def meanings_of(word: str) -> frozenset[str]:
    """The meanings of a single stem."""
    return phrases().get((word,), frozenset())
