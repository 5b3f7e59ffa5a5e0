"""Which of a prompt's points a sentence comes closest to, by weighted stems.

Every observable is a bag of the stems that the prompt says about it: its own sentences, the
sentences of the reference answer that earn it, its terms and what stands in its drawing. A stem
counts by how few of the prompt's sentences have it (inverse document frequency, Spärck Jones
1972). Being close proves nothing: the right sentence stands first in four of five cases, and so
does a wrong one. It chooses what is asked, never what is credited.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from math import log, sqrt

from coach.catalog.observable import Observable
from coach.catalog.prompt import Prompt
from coach.frozen import dataclass
from coach.language.hearing import listened, shows_all
from coach.language.normal import normal_stems
from coach.language.sentences import split
from coach.language.wordlists import SMALL
from coach.language.words import Stems, stem

_SAID, _TERM, _PART = 1.0, 0.8, 0.6
"""What a stem counts that stands in a sentence about the point, in a term, in a part of it."""
_SHORTEST = 4
"""Words that a sentence counts as having at least: two words are not closer for being few."""
_SMALL = frozenset(map(stem, SMALL))


@dataclass(frozen=True, slots=True, eq=False)
class Closeness:
    """A prompt prepared for measuring; `right` holds, by observable, the sentences that show it."""

    weights: Mapping[str, float]
    strange: float
    bags: Mapping[str, Mapping[str, float]]
    right: Mapping[str, tuple[str, ...]]

    def score(self, observable: str, words: Stems) -> float:
        """How close a sentence's stems come to an observable, 0 to about 8."""
        return self.scores(words).get(observable, 0.0)

    def scores(self, words: Stems) -> dict[str, float]:
        """The closeness of a sentence's stems to every observable."""
        return _scores(self, frozenset(word for word in words if not word.isdigit()))


@lru_cache(maxsize=4096)
def _scores(close: Closeness, words: frozenset[str]) -> dict[str, float]:
    length = sqrt(max(_SHORTEST, len(words)))
    weighed = [(word, close.weights.get(word, close.strange)) for word in words]
    return {
        name: sum(bag[word] * weight for word, weight in weighed if word in bag) / length
        for name, bag in close.bags.items()
    }


@lru_cache(maxsize=4)
def closeness(prompt: Prompt) -> Closeness:
    """A prompt's points prepared for measuring sentences against them."""
    told = [frozenset(normal_stems(text)) for text in _sentences(prompt)]
    counts = Counter(chain.from_iterable(told))
    total = len(told) + 1
    right = _right(prompt)
    return Closeness(
        {word: log(total / (times + 0.5)) for word, times in counts.items()},
        log(total / 1.5),
        {
            observable.id: _bag(prompt, observable, right.get(observable.id, ()))
            for observable in prompt.observables
        },
        right,
    )


@lru_cache(maxsize=4)
def told_alone(prompt: Prompt) -> Closeness:
    """Closeness to all that the prompt tells in whole sentences: its points, the options of its
    decisions and what is said wrongly, by some name each. Terms that are listened for and parts
    are left out, so that it stays what it is when a list of terms grows."""
    close = closeness(prompt)
    told: dict[str, tuple[str, ...]] = {
        observable.id: (observable.text, observable.missed, *close.right.get(observable.id, ()))
        for observable in prompt.observables
    }
    for decision in prompt.decisions:
        for option in decision.options:
            named = f"{decision.id} {option.name}"
            told[named] = (option.name, option.says, option.holds, option.fails)
    for observable in prompt.observables:
        for number, error in enumerate(observable.errors):
            told[f"{observable.id} {number}"] = error.says
    bags = {}
    for name, texts in told.items():
        words = frozenset(word for text in texts for word in normal_stems(text))
        bags[name] = dict.fromkeys(words - _SMALL, _SAID)
    return replace(close, bags=bags)


def _sentences(prompt: Prompt) -> Iterator[str]:
    """All sentences of a prompt that say something about its design."""
    for observable in prompt.observables:
        yield observable.text
        yield from split(observable.missed)
    for saying in prompt.answer.says:
        yield from split(saying.text)
    for fact in prompt.facts:
        yield from (*split(fact.answer), *split(fact.matters))
    for decision in prompt.decisions:
        for option in decision.options:
            yield from (option.name, *split(option.holds), *split(option.fails))
    for part in prompt.components:
        yield from (part.why, part.without)
    for dive in prompt.deep_dives:
        yield from (dive.mid, dive.senior, dive.staff, *dive.probes)
    for bottleneck in prompt.bottlenecks:
        yield from (bottleneck.what, bottleneck.why)
    yield from (curveball.good for curveball in prompt.curveballs)
    yield from prompt.pitfalls


def _right(prompt: Prompt) -> Mapping[str, tuple[str, ...]]:
    """By observable the sentences of the reference answer that show it."""
    sentences: defaultdict[str, list[str]] = defaultdict(list)
    for saying in prompt.answer.says:
        for text in split(saying.text):
            words = normal_stems(text)
            for observable in prompt.observables:
                if any(
                    show.said
                    and saying.phase in (show.phases or (observable.phase,))
                    and shows_all(words, show.said)
                    for show in observable.shows
                ):
                    sentences[observable.id].append(text)
    return {name: tuple(texts) for name, texts in sentences.items()}


def given(prompt: Prompt, observable: Observable) -> tuple[str, ...]:
    """All sentences that a prompt itself gives as showing an observable: the reference answer's,
    the examples of its ways, and of what carries the design those of the options that hold."""
    ways = (*observable.shows, *observable.how)
    examples = [text for show in ways for text in show.examples]
    if observable.load_bearing:
        decisive = (decision for decision in prompt.decisions if decision.load_bearing)
        options = (option for decision in decisive for option in decision.options)
        examples += [t for option in options if option.grade != "naive" for t in split(option.says)]
    return (*closeness(prompt).right.get(observable.id, ()), *examples)


def _bag(prompt: Prompt, observable: Observable, right: tuple[str, ...]) -> Mapping[str, float]:
    bag: dict[str, float] = {}

    def put(words: Stems, weight: float) -> None:
        for word in words:
            if word not in _SMALL:
                bag[word] = max(bag.get(word, 0.0), weight)

    for text in (observable.text, observable.missed, *right):
        put(normal_stems(text), _SAID)
    for show in observable.shows:
        for terms in show.said:
            for run in chain(((word,) for word in listened(terms)[0]), listened(terms)[1]):
                put(run, _TERM)
        for id_ in (*show.components, *show.path):
            if part := prompt.component(id_):
                put(normal_stems(f"{part.name} {part.why}"), _PART)
        if quantity := prompt.quantity(show.estimate or ""):
            names = (quantity.name, *quantity.aliases, quantity.decides)
            put(normal_stems(" ".join(names)), _PART)
    return bag
