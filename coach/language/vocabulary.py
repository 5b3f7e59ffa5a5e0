"""The terms of a prompt, to see how much of a text is made of them."""

from collections.abc import Iterable, Mapping, Sequence

from coach.frozen import dataclass
from coach.language.words import Stems, stems


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Terms as stems, by the first stem of each."""

    terms: Mapping[str, tuple[Stems, ...]]

    def covered(self, words: Sequence[str]) -> tuple[frozenset[Stems], frozenset[int]]:
        """The terms found among stems, and the positions they take."""
        terms: set[Stems] = set()
        places: set[int] = set()
        for start, word in enumerate(words):
            for term in self.terms.get(word, ()):
                if tuple(words[start : start + len(term)]) == term:
                    terms.add(term)
                    places.update(range(start, start + len(term)))
        return frozenset(terms), frozenset(places)


def vocabulary(terms: Iterable[str | Stems]) -> Vocabulary:
    """The vocabulary of terms, as they are written or as stems."""
    every = (stems(term) if isinstance(term, str) else term for term in terms)
    known: dict[str, tuple[Stems, ...]] = {}
    for term in sorted({part for part in every if part}):
        known[term[0]] = (*known.get(term[0], ()), term)
    return Vocabulary(known)
