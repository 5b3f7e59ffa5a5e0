"""Words folded to families, for comparing two sentences in the order of their words."""

from collections.abc import Mapping
from functools import cache, lru_cache

from coach.language.kin import families, products
from coach.language.normal import normal_stems
from coach.language.smallwords import NEGATIONS
from coach.language.wordlists import SMALL, entries, stemmed
from coach.language.words import Stems, stem

KEPT = stemmed("keeping")
"""Stems of small words that carry an order or a denial, and stay where small words go."""
ORDERING = stemmed("ordering")
"""Stems of the words without which a sentence of order or comparison says something else."""
_SMALL = frozenset(map(stem, SMALL))


@lru_cache(maxsize=16_384)
def folded(text: str) -> Stems:
    """The stems of a text that say something, each by the name of its family; no numbers. Whatever
    denies is "not", "no" or "never", also where somebody leaves an apostrophe out."""
    names = _names()
    words = (
        "not" if word in NEGATIONS and word not in KEPT else word
        for word in normal_stems(text)
        if not word.isdigit()
    )
    return tuple(names.get(word, word) for word in words if word in KEPT or word not in _SMALL)


@cache
def _names() -> Mapping[str, str]:
    """The name of each word's family. Words of order keep their own."""
    names: dict[str, str] = {}
    for family, words in entries("alike"):
        names |= {stem(word): f"~{family}" for word in words.split()}
    for plain, makes in products().items():
        for run in (plain, *makes):
            if len(run) == 1:
                names.setdefault(run[0], f"={' '.join(plain)}")
    for run, same in families().items():
        if len(run) == 1:
            names.setdefault(run[0], f"@{min(' '.join(other) for other in same)}")
    return {word: name for word, name in names.items() if word not in KEPT | ORDERING}
