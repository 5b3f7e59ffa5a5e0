"""Sentences that their author says should have counted, each a way of showing a point from then on.

A debrief writes them into a prompt of one's own. What is listened for is the sentence's most
telling words: those that the prompt itself says least, of equal ones the longest.
"""

from collections import Counter
from collections.abc import Iterable

from coach.catalog.observable import Counted, Observable, Shows
from coach.catalog.prompt import Prompt
from coach.language.sentences import telling
from coach.language.words import stem, tokens

MOST_WORDS = 3
"""So many of a sentence's most telling words another one must have too."""
LEAST_WORDS = 2
"""With fewer, nearly anything would count."""


def with_counted(prompt: Prompt) -> Prompt:
    """The prompt with its counted sentences among the ways of its observables; a sentence whose
    point it has not, or that tells too little, changes nothing."""
    if not prompt.counted:
        return prompt
    observables = tuple(_with(prompt, observable) for observable in prompt.observables)
    return prompt.but(observables=observables)


def words_of(prompt: Prompt, says: str) -> tuple[str, ...]:
    """The most telling words of a sentence in a prompt, in its order; () where it has too few."""
    known = Counter(stem(word) for text in _texts(prompt) for word in set(tokens(text)))
    own = dict.fromkeys(word for word in tokens(says) if telling(word))
    best = sorted(own, key=lambda word: (known[stem(word)], -len(word)))[:MOST_WORDS]
    return tuple(word for word in own if word in best) if len(best) >= LEAST_WORDS else ()


def _with(prompt: Prompt, observable: Observable) -> Observable:
    ways = (_way(prompt, observable, quantity) for quantity in _of(prompt.counted, observable.id))
    return observable.but(shows=(*observable.shows, *(way for way in ways if way)))


def _of(counted: Iterable[Counted], point: str) -> list[Counted]:
    return [quantity for quantity in counted if quantity.point == point]


def _way(prompt: Prompt, observable: Observable, counted: Counted) -> Shows | None:
    words = words_of(prompt, counted.says)
    if not words:
        return None
    phases = (observable.phase, *(name for show in observable.shows for name in show.phases))
    said = tuple((word,) for word in words)
    return Shows(said=said, phases=tuple(dict.fromkeys(phases)))


def _texts(prompt: Prompt) -> Iterable[str]:
    yield from (prompt.title, prompt.statement)
    for fact in prompt.facts:
        yield from (fact.answer, fact.matters)
    for observable in prompt.observables:
        yield from (observable.text, observable.missed)
    for part in prompt.components:
        yield from (part.name, part.why)
