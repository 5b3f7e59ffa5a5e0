"""Whether a sentence says one of several terms: the one ear of the interviewer and the debrief."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from coach.language.kin import parts, widened
from coach.language.normal import normal_stems
from coach.language.smallwords import NEGATIONS, denied
from coach.language.words import Stems


@lru_cache(maxsize=4096)
def listened(terms: tuple[str, ...]) -> tuple[frozenset[str], tuple[Stems, ...]]:
    """The stems that show one of the terms: single words, and runs of several."""
    every = widened(terms) | {run for run in map(normal_stems, terms) if run}
    single = frozenset(run[0] for run in every if len(run) == 1)
    return single, tuple(sorted(run for run in every if len(run) > 1))


def hears(sentence: str | Stems, terms: Sequence[str]) -> bool:
    """Whether a sentence (its text or its stems) holds one of the terms, or what means the same.

    A part of a design that is denied in it ("no queue") is not heard. Stems are those of the
    normal text.
    """
    words = normal_stems(sentence) if isinstance(sentence, str) else sentence
    runs = _by_first(tuple(terms))
    if NEGATIONS.isdisjoint(words):
        return any(
            len(run) == 1 or words[at : at + len(run)] == run
            for at, word in enumerate(words)
            if word in runs
            for run in runs[word]
        )
    return bool(places(words, terms))


def places(words: Stems, terms: Sequence[str]) -> list[frozenset[int]]:
    """Where the terms stand in a sentence's stems: the places of the words of each find."""
    runs = _by_first(tuple(terms))
    denying = not NEGATIONS.isdisjoint(words)
    return [
        frozenset(range(at, at + len(run)))
        for at, word in enumerate(words)
        if word in runs
        for run in runs[word]
        if words[at : at + len(run)] == run
        and not (denying and run in parts() and denied(words, at))
    ]


@lru_cache(maxsize=4096)
def _by_first(terms: tuple[str, ...]) -> Mapping[str, tuple[Stems, ...]]:
    """The runs of stems that show one of the terms, by their first stem, short ones first."""
    single, runs = listened(terms)
    by_first: dict[str, tuple[Stems, ...]] = {word: ((word,),) for word in single}
    for run in runs:
        by_first[run[0]] = (*by_first.get(run[0], ()), run)
    return by_first


def shows_all(words: Stems, said: Sequence[Sequence[str]]) -> bool:
    """Whether a term of each list stands in a sentence's stems, no word of it serving two lists."""
    if not all(hears(words, terms) for terms in said):
        return False
    return len(said) == 1 or apart([places(words, terms) for terms in said])


def apart(groups: Sequence[Sequence[frozenset[int]]], taken: frozenset[int] = frozenset()) -> bool:
    """Whether one set of places can be chosen from each group so that none overlap."""
    if not groups:
        return True
    first, *rest = groups
    return any(not (place & taken) and apart(rest, taken | place) for place in first)
