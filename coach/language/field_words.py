"""Circumlocutions: what people say who do not have the field's word ("the thing that sends traffic
to different servers"), and the word.

A description is a few groups of words, each of which must occur within one short stretch of a
sentence, each by another word; a star stands for any ending. Somebody who uses the word itself, or
another name of the same thing, anywhere in a session has it, and is told nothing.
"""

import pkgutil
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from coach.frozen import dataclass

STRETCH = 14
"""Words within which a description must be complete."""
_BEGINNING = re.compile(r"[*_ ]")


class AnyOf:
    """A pattern of any of some words: a star is any ending, _ and blanks part several words. It is
    compiled where one of them begins in a text; of the hundreds few do."""

    __slots__ = ("_beginnings", "_pattern", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._beginnings = tuple(_BEGINNING.split(word, maxsplit=1)[0] for word in self._words)
        self._pattern: re.Pattern[str] | None = None

    def search(self, text: str) -> re.Match[str] | None:
        """The first of the words in a text."""
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All of the words in a text."""
        if not any(beginning in text for beginning in self._beginnings):
            return iter(())
        if self._pattern is None:
            each = (
                re.escape(word).replace(r"\*", r"\w*").replace("_", r"\W+").replace(r"\ ", r"\W+")
                for word in self._words
            )
            self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)")
        return self._pattern.finditer(text)


Groups = tuple[AnyOf, ...]
"""A description: for each of its groups, a pattern of any of its words."""


@dataclass(frozen=True, slots=True)
class FieldWord:
    """A word of the field, a pattern of the names by which one shows that one has it, and its
    descriptions."""

    word: str
    names: AnyOf
    descriptions: tuple[Groups, ...]


@dataclass(frozen=True, slots=True)
class Circumlocution:
    """What stood for a word of the field: the word, the number of the text, the stretch of it."""

    word: str
    at: int
    said: str


def _table() -> list[str]:
    data = pkgutil.get_data("coach.language", "data/field_words.txt")
    assert data is not None, "the package's loader gives no data"
    return [line for line in data.decode("utf-8").splitlines() if line and line[0] != "#"]


@cache
def field_words() -> tuple[FieldWord, ...]:
    """The table, read."""
    told: list[FieldWord] = []
    for line in _table():
        if line.startswith(" "):
            groups = tuple(AnyOf(group.split()) for group in line.split("|"))
            last = told.pop()
            told.append(FieldWord(last.word, last.names, (*last.descriptions, groups)))
        else:
            word, _, names = line.partition("=")
            known = [name.strip().replace(" ", "_") for name in names.split(",")]
            told.append(FieldWord(word.strip(), AnyOf([*known, word.strip().lower()]), ()))
    return tuple(told)


def circumlocutions(texts: Sequence[str], beside: Iterable[str] = ()) -> tuple[Circumlocution, ...]:
    """What in the texts (a sentence or an utterance each) describes a thing whose word stands in
    none of them, nor in those `beside` (what was drawn and written); a word once, where it is
    described first."""
    spoken = [text.lower() for text in texts]
    had = used((*spoken, *beside))
    spotted = []
    for field_word in field_words():
        if field_word.word not in had:
            told = next(_described(field_word, spoken), None)
            if told is not None:
                at, first, last = told
                spotted.append(Circumlocution(field_word.word, at, texts[at][first:last]))
    return tuple(spotted)


def used(texts: Iterable[str]) -> frozenset[str]:
    """The words of the field that stand in the texts, under any of their names."""
    whole = "\n".join(texts).lower()
    return frozenset(
        field_word.word for field_word in field_words() if field_word.names.search(whole)
    )


def names_it(word: str, answer: str) -> bool:
    """Whether an answer is a word of the field, or another name of it."""
    return word in used([answer])


def _described(field_word: FieldWord, spoken: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where a thing is described: the text's number, and the characters from and to."""
    for at, text in enumerate(spoken):
        for groups in field_word.descriptions:
            if all(group.search(text) for group in groups):
                stretch = _stretch(text, groups)
                if stretch is not None:
                    yield (at, *stretch)


def _stretch(text: str, groups: Groups) -> tuple[int, int] | None:
    """The characters from and to of the shortest stretch that has a word of every group, each
    another one; None where none is short enough."""
    places = [[spot.span() for spot in group.finditer(text)] for group in groups]
    best: tuple[int, int] | None = None
    for start in sorted({first for group in places for first, _ in group}):
        taken: list[tuple[int, int]] = []
        for group in places:
            spot = next((span for span in group if _free(span, start, taken)), None)
            if spot is None:
                return best
            taken.append(spot)
        last = max(end for _, end in taken)
        short = len(text[start:last].split()) <= STRETCH
        if short and (best is None or last - start < best[1] - best[0]):
            best = (start, last)
    return best


def _free(spot: tuple[int, int], start: int, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a place begins at `start` or later and shares no letter with those taken."""
    return spot[0] >= start and all(spot[1] <= a or spot[0] >= b for a, b in taken)
