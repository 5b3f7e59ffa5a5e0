"""Whether a sentence says one of several terms: the one ear of the interviewer and the debrief."""

from collections.abc import Sequence
from functools import lru_cache

from coach.language.kin import parts, widened
from coach.language.smallwords import NEGATIONS, denied
from coach.language.words import Stems, stems, within


@lru_cache(maxsize=4096)
def listened(terms: tuple[str, ...]) -> tuple[frozenset[str], tuple[Stems, ...]]:
    """The stems that show one of the terms: single words, and runs of several."""
    every = widened(terms)
    single = frozenset(run[0] for run in every if len(run) == 1)
    return single, tuple(sorted(run for run in every if len(run) > 1))


def hears(sentence: str | Stems, terms: Sequence[str]) -> bool:
    """Whether a sentence (its text or its stems) holds one of the terms, or what means the same.

    A part of a design that is denied in it ("no queue") is not heard.
    """
    words = stems(sentence) if isinstance(sentence, str) else sentence
    single, runs = listened(tuple(terms))
    if NEGATIONS.isdisjoint(words):
        return not single.isdisjoint(words) or any(within(run, words) for run in runs)
    return bool(places(words, terms))


def places(words: Stems, terms: Sequence[str]) -> list[frozenset[int]]:
    """Where the terms stand in a sentence's stems: the places of the words of each find."""
    single, runs = listened(tuple(terms))
    denying = not NEGATIONS.isdisjoint(words)
    return [
        frozenset(range(at, at + len(run)))
        for at, word in enumerate(words)
        for run in (*(((word,),) if word in single else ()), *runs)
        if words[at : at + len(run)] == run
        and not (denying and run in parts() and denied(words, at))
    ]
