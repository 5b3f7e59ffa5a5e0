"""The language of system-design interviews: words and phrases that ask for the same thing.

The lines of `meanings` and `subjects` are one meaning each. A word may stand in several. Phrases
are found before single words, the longest first.
"""

import re
from functools import lru_cache

from coach.interviewer.meanings import QUALITIES
from coach.interviewer.subjects import SUBJECTS
from coach.interviewer.words import FORMS, ORDINARY, PLAIN, stem, stems, tokens

_PHRASE_LIMIT = 6
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


def _parsed() -> tuple[dict[tuple[str, ...], frozenset[str]], frozenset[str]]:
    """The meanings of phrases, and the names of the weak meanings.

    A word that only looks plain once it is stemmed ("evening") stands under itself, so that the
    plain word ("even") does not mean it. "How quickly must" also means what "how quickly" does.
    """
    meanings: dict[tuple[str, ...], set[str]] = {}
    weak = set()
    for line in " ".join(
        "\n" + line if ":" in line else line.strip() for line in (QUALITIES + SUBJECTS).splitlines()
    ).splitlines():
        name, _, rest = line.partition(":")
        name = name.strip()
        if not rest:
            continue
        if name.startswith("-"):
            name = name[1:]
            weak.add(name)
        for words in rest.split(","):
            phrase = tuple(stems(words))
            if len(phrase) == 1 and phrase[0] in PLAIN and words.strip() not in ORDINARY:
                phrase = (words.strip(),)
            if phrase and len(phrase) <= _PHRASE_LIMIT:
                meanings.setdefault(phrase, set()).add(name)
    for phrase, found in meanings.items():
        begins = (phrase[:size] for size in (3, 2) if size < len(phrase))
        shorter = next((begin for begin in begins if begin in meanings), ())
        if phrase[0] == "how" and shorter and not found & weak:
            found.update(meanings[shorter])
    return {phrase: frozenset(found) for phrase, found in meanings.items()}, frozenset(weak)


_MEANINGS, WEAK = _parsed()


@lru_cache(maxsize=8192)
def heard(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The parts of a text that carry meaning: a stem or phrase, and the meanings it may have.

    Plain words that stand in no known phrase are left out.
    """
    words = tokens(topical(text))
    found = [stem(word) for word in words]
    parts: list[tuple[str, frozenset[str]]] = []
    at = 0
    while at < len(found):
        for size in range(min(_PHRASE_LIMIT, len(found) - at), 0, -1):
            phrase = tuple(found[at : at + size])
            if phrase in _MEANINGS:
                parts.append((" ".join(phrase), _MEANINGS[phrase]))
                at += size
                break
        else:
            own = _MEANINGS.get((words[at],)) if found[at] in PLAIN else None
            if own or found[at] not in PLAIN:
                parts.append((words[at] if own else found[at], own or frozenset()))
            at += 1
    return tuple(parts)


def topical(text: str) -> str:
    """The text without the people who do what it asks about, with "how long" read as a length
    where a thing is long and not a doing."""
    return _LENGTH.sub("length of ", _SUBJECT.sub(r"\1", text))


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """All words of the lexicon and the plain ones, as they are written."""
    lines = (QUALITIES + SUBJECTS).splitlines()
    return frozenset(word for line in lines for word in tokens(line)) | ORDINARY | FORMS


def known(word: str) -> bool:
    """Whether a single stem stands in the lexicon."""
    return (word,) in _MEANINGS


def meanings_of(word: str) -> frozenset[str]:
    """The meanings of a single stem."""
    return _MEANINGS.get((word,), frozenset())
