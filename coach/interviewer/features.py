"""The features of a text by which questions and facts are compared: stems, phrases, meanings."""

from collections.abc import Mapping
from functools import lru_cache

from coach.interviewer.shorthand import expanded
from coach.language.lexicon import heard, known, topical
from coach.language.spelling import slip
from coach.language.words import PLAIN, stems

Features = Mapping[str, int]
"""Features with the number of meanings that the word behind them may have."""

ASIDE = frozenset({"offtopic"})
"""Meanings that no fact is about: words of theirs are strange unless a fact uses the very word."""


@lru_cache(maxsize=8192)
def features(text: str, words: frozenset[str] = frozenset()) -> Features:
    """The features of a text: "s:" stems, "p:" phrases, "m:" meanings.

    A stem that neither the lexicon nor `words` knows is read as the one of `words` that it is a
    slip of the keys for.
    """
    counts: dict[str, int] = {}
    text = expanded(text)
    parts = list(heard(text))
    for word in stems(topical(text)):
        if word not in PLAIN:
            right = corrected(word, words) if words and word not in words else word
            counts[f"s:{right}"] = 1
            if right != word:
                parts += heard(right)
    for part, meanings in parts:
        if " " in part:
            counts[f"p:{part}"] = 1
        for name in meanings - ASIDE:
            known_as = counts.get(f"m:{name}", len(meanings))
            counts[f"m:{name}"] = min(known_as, len(meanings))
    return counts


def corrected(word: str, words: frozenset[str]) -> str:
    """The one of `words` that an unknown stem is a slip of the keys for, else the stem."""
    if len(word) < 6 or known(word) or word.isdigit():
        return word
    if word.startswith("re") and word[2:] in words:
        return word[2:]
    near = [other for other in words if slip(word, other)]
    return near[0] if len(near) == 1 else word
