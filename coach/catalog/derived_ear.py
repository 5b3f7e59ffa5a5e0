"""What a light prompt listens for: the lists its author gave, else the telling words of an answer.

Without lists a sentence shows a point when it has three different telling words of one sentence of
the answer. That hears little; what comes near becomes a question of the debrief.
"""

from collections.abc import Iterable, Sequence

from coach.catalog.observable import Shows
from coach.language.sentences import split, telling
from coach.language.words import stem, tokens

TOGETHER = 3
"""So many telling words of one sentence must stand in another for it to show the same."""
ENOUGH = 5
"""A sentence with fewer is heard together with the rest of its answer: it would say too little."""


def ways(
    text: str,
    heard: Sequence[Sequence[str]],
    known: frozenset[str],
    phases: tuple[str, ...],
) -> tuple[Shows, ...]:
    """The ways by words in which a text shows a point; `known` are stems that say nothing here,
    those of the statement."""
    if heard:
        return (Shows(said=tuple(map(tuple, heard)), phases=phases),)
    told = [telling_words(sentence, known) for sentence in split(text)]
    rich = [words for words in told if len(words) >= ENOUGH] or [telling_words(text, known)]
    return tuple(
        Shows(said=(words,) * TOGETHER, phases=phases) for words in rich if len(words) >= TOGETHER
    )


def telling_words(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """The words of a text that carry meaning here, the first of each stem."""
    words = {stem(word): word for word in reversed(tokens(text)) if telling(word)}
    return tuple(word for name, word in reversed(words.items()) if name not in known)


def stemmed(texts: Iterable[str]) -> frozenset[str]:
    """The stems of some texts."""
    return frozenset(stem(word) for text in texts for word in tokens(text))
