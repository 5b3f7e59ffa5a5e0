"""The sentences that a prompt holds and that a sentence is most like, of four kinds: right ones,
errors, near ones that show nothing, and what is told of the problem.

Likeness is the cosine of two sentences' stems and pairs of stems, small words among them, since
they tell before from after; a stem or pair weighs by how few of the prompt's sentences have it
(inverse document frequency, Spärck Jones 1972), a pair less than a stem.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from math import log, sqrt
from typing import Literal, TypeAlias

from coach.catalog.observable import Observable
from coach.catalog.prompt import Prompt
from coach.debrief.closeness import closeness, given
from coach.frozen import dataclass
from coach.language.normal import normal_stems
from coach.language.sentences import split
from coach.language.words import Stems

Kind: TypeAlias = Literal["right", "wrong", "near", "told"]
PAIR = 0.7
"""What a pair of stems counts against one stem."""
MANY = 100
"""Sentences of a prompt from which on its likenesses say something: of few no word is rare. The
shipped prompts hold 300, and by them was fitted whatever is made of likenesses."""
UNKNOWN = 0.5
"""What is left of the weight of what no sentence of the prompt has."""


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence of a prompt: its kind, the point it is about ("" where none is named), why it
    fails where it is an error, and the place it comes from (`way 2` of a point, `error 0`, ...)."""

    kind: Kind
    observable: str
    text: str
    why: str
    place: str


@dataclass(frozen=True, slots=True)
class Near:
    """How alike a sentence is to the nearest of a kind (0 to 1), and to which."""

    likeness: float
    written: Written | None


NOTHING = Near(0.0, None)


class Neighbours:
    """All sentences of one prompt, prepared for comparing."""

    def __init__(self, every: Sequence[Written]) -> None:
        self.every = tuple(every)
        counted = [_features(normal_stems(written.text)) for written in every]
        spread = Counter(chain.from_iterable(counted))
        total = len(counted) + 1
        self._rarity = {name: log(total / (times + 0.5)) for name, times in spread.items()}
        self._strange = log(total / 0.5) * UNKNOWN
        self._holding: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, names in enumerate(counted):
            weights = self._weights(names)
            length = _length(weights)
            for name, weight in weights.items():
                self._holding[name].append((at, weight / length))

    def _weights(self, names: Mapping[str, float]) -> dict[str, float]:
        rarity, strange = self._rarity, self._strange
        return {name: weight * rarity.get(name, strange) for name, weight in names.items()}

    def likenesses(self, words: Sequence[str]) -> Mapping[int, float]:
        """By place in `every` how alike it is to a sentence's stems, where it is at all."""
        weights = self._weights(_features(words))
        sums: defaultdict[int, float] = defaultdict(float)
        for name, weight in weights.items():
            for at, share in self._holding.get(name, ()):
                sums[at] += weight * share
        length = _length(weights)
        return {at: value / length for at, value in sums.items()}

    def nearest(
        self, words: Sequence[str], left_out: Container[str] = ()
    ) -> Mapping[Kind, Mapping[str, Near]]:
        """By kind and point the sentence that is most alike; `left_out` holds places and
        texts that do not count."""
        best: dict[Kind, dict[str, Near]] = {"right": {}, "wrong": {}, "near": {}, "told": {}}
        for at, value in self.likenesses(words).items():
            written = self.every[at]
            kind = best[written.kind]
            if value <= kind.get(written.observable, NOTHING).likeness:
                continue
            if written.place not in left_out and written.text not in left_out:
                kind[written.observable] = Near(value, written)
        return best


def well_stocked(prompt: Prompt) -> bool:
    """Whether a prompt holds so many sentences that being like one of them tells something."""
    return len(neighbours(prompt).every) >= MANY


def _features(words: Sequence[str]) -> dict[str, float]:
    """The stems of a sentence and their pairs, with what each kind counts."""
    features = dict.fromkeys(words, 1.0)
    features |= {f"{first} {second}": PAIR for first, second in pairwise(words)}
    return features


def _length(weights: Mapping[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in weights.values())) or 1e-9


@lru_cache(maxsize=4)
def neighbours(prompt: Prompt) -> Neighbours:
    """A prompt's sentences, prepared for comparing."""
    return Neighbours(tuple(_written(prompt)))


@dataclass(frozen=True, slots=True, eq=False)
class Likenesses:
    """What one sentence is like: its stems, the nearest sentences by kind and point, and its
    closeness to each point."""

    words: Stems
    near: Mapping[Kind, Mapping[str, Near]]
    close: Mapping[str, float]

    def like(self, kind: Kind, name: str) -> float:
        """How alike the nearest of a kind about a point is."""
        return self.near[kind].get(name, NOTHING).likeness


@lru_cache(maxsize=2048)
def likenesses(prompt: Prompt, text: str, left_out: frozenset[str] = frozenset()) -> Likenesses:
    """What a sentence is like; `left_out` holds places and texts that do not count."""
    words = normal_stems(text)
    near = neighbours(prompt).nearest(words, left_out)
    return Likenesses(words, near, closeness(prompt).scores(words))


def _written(prompt: Prompt) -> Iterator[Written]:
    for observable in prompt.observables:
        yield from _of_point(prompt, observable)
    for saying in prompt.answer.says:
        for text in split(saying.text):
            yield Written("right", "", text, "", "answer")
    for fact in prompt.facts:
        for text in (*split(fact.answer), *split(fact.matters)):
            yield Written("told", "", text, "", f"fact {fact.id}")
    for bottleneck in prompt.bottlenecks:
        for text in (*split(bottleneck.what), *split(bottleneck.why)):
            yield Written("told", "", text, "", "what breaks")
    yield from _of_decisions(prompt)


def _of_point(prompt: Prompt, observable: Observable) -> Iterator[Written]:
    name = observable.id
    for text in (observable.text, *split(observable.missed)):
        yield Written("told", name, text, "", f"{name} itself")
    ways = (*observable.shows, *observable.how)
    for number, show in enumerate(ways):
        for text in show.examples:
            yield Written("right", name, text, "", f"{name} way {number}")
        for text in show.counterexamples:
            yield Written("near", name, text, "", f"{name} way {number}")
    examples = {text for show in ways for text in show.examples}
    for text in given(prompt, observable):
        if text not in examples:
            yield Written("right", name, text, "", "answer")
    for number, error in enumerate(observable.errors):
        for text in error.says:
            yield Written("wrong", name, text, error.why, f"{name} error {number}")
        for text in split(error.why):
            yield Written("told", name, text, "", f"{name} error {number}")


def _of_decisions(prompt: Prompt) -> Iterator[Written]:
    """What the options of decisions say. A naive one of what carries the design is an error about
    the first point that carries it."""
    carrying = next(
        (observable.id for observable in prompt.observables if observable.load_bearing), ""
    )
    for decision in prompt.decisions:
        for option in decision.options:
            place = f"{decision.id} {option.name}"
            for text in split(option.fails):
                yield Written("told", "", text, "", place)
            if option.grade != "naive":
                for text in (*split(option.holds), *split(option.says)):
                    yield Written("right", "", text, "", place)
            elif decision.load_bearing and carrying:
                for text in split(option.says):
                    yield Written("wrong", carrying, text, option.fails, place)
