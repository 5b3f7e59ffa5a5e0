"""Which names of a sheet could stand in a line, found by the words of the line."""

from collections.abc import Collection, Iterable
from typing import Final

from coach.boards.estimate.names import Name, may_be_left_out

MANY: Final = 500
"""From how many names on a line is offered only those it can mean, and not all that share a word
with it: what all lines are offered would otherwise grow with the square of the names."""
_NO_NAMES: Final[frozenset[Name]] = frozenset()


def sharing(names: Collection[Name], words: frozenset[str]) -> frozenset[Name]:
    """The names of a short list that share a word with a line."""
    return frozenset(name for name in names if not words.isdisjoint(name))


class NameIndex:
    """The names of a sheet by their words; of more than MANY, by those that no reference lacks."""

    def __init__(self, names: Collection[Name]) -> None:
        self._by_word: dict[str, set[Name]] = {}
        for name in names:
            for word in name:
                self._by_word.setdefault(word, set()).add(name)
        if len(names) > MANY:
            self._by_word = self._by_rarest(names)
        self._shared: dict[str, frozenset[Name]] = {}

    def _by_rarest(self, names: Iterable[Name]) -> dict[str, set[Name]]:
        """Names by their rarest word, and by the next where a reference may leave that one out."""
        out: dict[str, set[Name]] = {}
        for name in names:
            for word in sorted(name, key=lambda word: (len(self._by_word[word]), word)):
                out.setdefault(word, set()).add(name)
                if not may_be_left_out(word):
                    break
        return out

    def relevant(self, words: frozenset[str]) -> frozenset[Name]:
        """The names that share a word with a line; lines with the same ones share one set.

        Of more than MANY names the whole numbers of the line are words of it too.
        """
        sets = [(word, self._by_word[word]) for word in words if word in self._by_word]
        if not sets:
            return _NO_NAMES
        most, largest = max(sets, key=lambda item: (len(item[1]), item[0]))
        if any(not names <= largest for _, names in sets):
            return frozenset().union(*(names for _, names in sets))
        shared = self._shared.get(most)
        if shared is None:
            shared = self._shared[most] = frozenset(largest)
        return shared
