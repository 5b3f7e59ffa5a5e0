"""Words in any inflection: tokens, stems, and terms found in a run of them.

The stemmer takes English inflections away, and the -ate/-ation pair, in the manner of the first
steps of Porter's algorithm (1980), but shorter: two words are the same when their stems are. Only
sameness matters, so a stem need not be a word. Letters and digits are parted ("base62" is "base
62"), as are the halves of a hyphenated word.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

Stems: TypeAlias = tuple[str, ...]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_POINTING = frozenset(("that", "it", "there", "here", "what", "who", "he", "she", "this"))
_SHORTENED = re.compile(r"['’](?:s|re|ve|ll|d|m|t)$")
_IRREGULAR = {
    "indices": "index",
    "used": "use",
    "using": "use",
    "uses": "use",
    "ids": "id",
    "dbs": "db",
    "lbs": "lb",
    "apis": "api",
    "seen": "see",
    "freed": "free",
    "agreed": "agree",
    "expiry": "expire",
    "replica": "replicate",
    "replicas": "replicate",
    "lost": "lose",
    "losing": "lose",
    "collision": "collide",
    "collisions": "collide",
    "written": "write",
    "wrote": "write",
    "sent": "send",
    "kept": "keep",
    "went": "go",
    "goes": "go",
    "gone": "go",
    "chosen": "choose",
    "chose": "choose",
    "held": "hold",
    "built": "build",
    "broken": "break",
    "broke": "break",
    "paid": "pay",
    "people": "person",
    "data": "data",
    "bytes": "byte",
    "series": "series",
    "always": "always",
    "fastly": "fastly",
    "gave": "give",
    "given": "give",
    "took": "take",
    "taken": "take",
    "ran": "run",
    "made": "make",
    "got": "get",
    "fell": "fall",
    "came": "come",
    "grew": "grow",
    "read": "read",
    "led": "lead",
    "stood": "stand",
    "spun": "spin",
    "shown": "show",
    "drew": "draw",
    "drawn": "draw",
    "became": "become",
    "knew": "know",
    "known": "know",
    "dns": "dns",
    "this": "this",
    "has": "have",
    "had": "have",
    "does": "do",
    "is": "be",
    "are": "be",
    "was": "be",
    "were": "be",
    "been": "be",
}
_KIN = (
    ("ation", ""),
    ("ator", ""),
    ("ate", ""),
    ("at", ""),
    ("ability", "abl"),
    ("ency", "ent"),
    ("ence", "ent"),
    ("enc", "ent"),
    ("tion", "t"),
    ("sion", "s"),
)


def tokens(text: str) -> list[str]:
    """The words and numbers of a text in lower case, in order."""
    return [part for word in _WORD.findall(text.casefold()) for part in _bare(word)]


def _bare(word: str) -> tuple[str, ...]:
    """A word without what was shortened; "that's" is two words, the second of them a verb."""
    if word[0].isdigit():
        return (word.replace(",", ""),)
    if word.endswith(("n't", "n’t")):
        return (word[:-3] + "n",)
    bare = _SHORTENED.sub("", word)
    if bare != word and bare in _POINTING:
        return bare, "is"
    return (bare,)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """What is left of a lower-case word without its inflection."""
    if word in _IRREGULAR:
        return _last(_IRREGULAR[word])
    if len(word) <= 3 or not word.isalpha():
        return word
    return _last(_tense(_plural(word)))


def _plural(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _tense(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ingly", "edly", "ing", "ed"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 3 and re.search(r"[aeiouy]", base):
            if base[-1] == base[-2] and base[-1] not in "lsze":
                return base[:-1]
            return base
    return word[:-2] if word.endswith("ly") and len(word) > 5 else word


def _last(word: str) -> str:
    """The endings that differ between kin: replicate and replication, available and availability,
    consistent and consistency, delete and deletion, expire and expiry."""
    for ending, instead in _KIN:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)] + instead
    if word.endswith("e") and len(word) > 3:
        return word[:-1]
    return word


def stems(text: str) -> Stems:
    """The stems of a text's words."""
    return tuple(stem(word) for word in tokens(text))


def find(term: Stems, words: Sequence[str]) -> tuple[int, int] | None:
    """Where a term's stems stand side by side among stems: start and end, None where not."""
    if not term:
        return None
    for start in range(len(words) - len(term) + 1):
        if all(words[start + i] == part for i, part in enumerate(term)):
            return start, start + len(term)
    return None


def within(term: Stems, words: Sequence[str]) -> bool:
    """Whether the term stands among the words, its own words side by side."""
    return find(term, words) is not None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms of a prompt, to see how much of a text is made of them."""

    terms: frozenset[Stems]
    longest: int

    def covered(self, words: Sequence[str]) -> tuple[frozenset[Stems], frozenset[int]]:
        """The terms found among stems, and the positions they take."""
        found: set[Stems] = set()
        places: set[int] = set()
        for start in range(len(words)):
            for length in range(1, min(self.longest, len(words) - start) + 1):
                part = tuple(words[start : start + length])
                if part in self.terms:
                    found.add(part)
                    places.update(range(start, start + length))
        return frozenset(found), frozenset(places)


def vocabulary(terms: Iterable[str]) -> Vocabulary:
    """The vocabulary of these terms."""
    found = frozenset(part for part in (stems(term) for term in terms) if part)
    return Vocabulary(found, max((len(part) for part in found), default=0))
