"""The terms of a prompt, to see how much of a text is made of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.language.words import Stems, stems


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms by their stems, and how many words the longest has."""

    terms: frozenset[Stems]
    longest: int

    def covered(self, words: Sequence[str]) -> tuple[frozenset[Stems], frozenset[int]]:
        """The terms found among stems, and the positions they take."""
        terms: set[Stems] = set()
        places: set[int] = set()
        for start in range(len(words)):
            for length in range(1, min(self.longest, len(words) - start) + 1):
                part = tuple(words[start : start + length])
                if part in self.terms:
                    terms.add(part)
                    places.update(range(start, start + length))
        return frozenset(terms), frozenset(places)


def vocabulary(terms: Iterable[str | Stems]) -> Vocabulary:
    """The vocabulary of terms, as they are written or as stems."""
    every = (stems(term) if isinstance(term, str) else term for term in terms)
    known = frozenset(part for part in every if part)
    return Vocabulary(known, max((len(part) for part in known), default=0))
