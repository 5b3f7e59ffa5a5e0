"""What is said by a mechanism that fails, found by the errors that a prompt's author wrote down.

A sentence is held against the written errors of every observable: their stems in the same order
with gaps between (weighted longest common subsequence), families of words folded, the sentence
whole and clause by clause. It must cover most of the error, deny as often as it, and have all its
words of order and comparison; it must come nearer to the error than to any right sentence of the
prompt, or to what the prompt itself says of the problem and of why the error fails. Precise and
not complete: of ten wrong mechanisms that somebody wrote without sight of the lists it named four,
of thirty single wrong sentences two, and on eight whole sessions none that was right.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.catalog.prompt import Prompt
from coach.debrief.case import Case
from coach.debrief.closeness import Closeness, closeness, given
from coach.debrief.evidence import Sentence
from coach.debrief.likely import single
from coach.language.alike import KEPT, ORDERING, folded
from coach.language.denial import negative
from coach.language.sentences import split

COVERED = 0.5
"""The least of the error and the sentence together that must be alike."""
MARGIN = 0.1
"""How much nearer to the error than to the best right sentence of its point; half of it for the
right sentences of other points."""
LEAST_WORDS, LEAST_SHARE = 3, 0.6
"""Words of the error, and the share of them, that must stand in the sentence in order."""
_OF_ERROR, _OF_SENTENCE = 0.7, 0.3
_LIGHTEST, _HEAVIEST, _UNKNOWN, _ORDER = 0.3, 3.5, 3.0, 1.2
_CLAUSE = re.compile(r"[,;:]|\bbecause\b|\bsince\b|\bso\b")
_CLAUSE_WORDS = 4

Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A sentence that is one of an observable's written errors: why it fails, and how alike."""

    observable: str
    sentence: Sentence
    why: str
    likeness: float


@dataclass(frozen=True, slots=True, eq=False)
class _Written:
    observable: str
    words: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """A prompt's errors, its right sentences by observable (under "" what is true of the problem),
    folded, and what its words weigh."""

    errors: tuple[_Written, ...]
    right: Mapping[str, tuple[tuple[str, ...], ...]]
    weights: Mapping[str, float]

    def weigh(self, word: str) -> float:
        """What a folded word counts: rare ones more, words of order alike."""
        if word in KEPT:
            return _ORDER
        return min(_HEAVIEST, max(_LIGHTEST, self.weights.get(word, _UNKNOWN)))


def wrongs(case: Case) -> tuple[Wrong, ...]:
    """The candidate's sentences that are written errors, the most alike of each observable."""
    known = _known(case.prompt)
    if not known.errors:
        return ()
    best: dict[str, Wrong] = {}
    for sentence in single(case):
        if case.workflow.listens(sentence.phase):
            continue
        wrong = _wrong(known, sentence)
        if wrong and wrong.likeness > getattr(best.get(wrong.observable), "likeness", 0.0):
            best[wrong.observable] = wrong
    return tuple(sorted(best.values(), key=lambda one: one.sentence.entry))


def _wrong(known: _Known, sentence: Sentence) -> Wrong | None:
    """The error that a sentence is, where it is one."""
    best: tuple[float, tuple[str, ...], _Written] | None = None
    for words in _parts(sentence.text):
        denies = negative(words)
        for error in known.errors:
            if denies == negative(error.words) and _covers(error.words, words):
                value = _likeness(error.words, words, known.weigh)
                if best is None or value > best[0]:
                    best = value, words, error
    if best is None or best[0] < COVERED:
        return None
    value, words, error = best
    own = _nearest(known.right[error.observable], words, known.weigh)
    others = max(_nearest(every, words, known.weigh) for every in known.right.values())
    if value < own + MARGIN or value < others + MARGIN / 2:
        return None
    return Wrong(error.observable, sentence, error.why, value)


def _parts(text: str) -> tuple[tuple[str, ...], ...]:
    """A sentence, and each clause that can stand alone, folded."""
    clauses = (part for part in _CLAUSE.split(text) if len(part.split()) >= _CLAUSE_WORDS)
    every = (folded(part) for part in dict.fromkeys((text, *clauses)))
    return tuple(words for words in every if len(words) >= LEAST_WORDS)


def _covers(error: Sequence[str], words: Sequence[str]) -> bool:
    """Whether enough of the error's words stand in the sentence in order, and all of those that
    say an order or a comparison."""
    if any(word in ORDERING and word not in words for word in error):
        return False
    count = in_order(error, words, lambda word: 1.0)
    return count >= LEAST_WORDS and count >= LEAST_SHARE * len(error)


def _likeness(error: Sequence[str], words: Sequence[str], weigh: Weigh) -> float:
    common = in_order(error, words, weigh)
    return _OF_ERROR * common / (sum(map(weigh, error)) or 1.0) + _OF_SENTENCE * common / (
        sum(map(weigh, words)) or 1.0
    )


def _nearest(right: Sequence[Sequence[str]], words: Sequence[str], weigh: Weigh) -> float:
    return max((_likeness(one, words, weigh) for one in right), default=0.0)


def in_order(first: Sequence[str], second: Sequence[str], weigh: Weigh) -> float:
    """The weight of the longest common subsequence of two runs of words."""
    before = [0.0] * (len(second) + 1)
    for word in first:
        weight = weigh(word)
        here = [0.0]
        for at, other in enumerate(second):
            taken = before[at] + weight if word == other else 0.0
            here.append(max(before[at + 1], here[at], taken))
        before = here
    return before[-1]


@lru_cache(maxsize=4)
def _known(prompt: Prompt) -> _Known:
    close: Closeness = closeness(prompt)
    weights: dict[str, float] = {}
    for word, weight in close.weights.items():
        for name in folded(word):
            weights[name] = min(weight, weights.get(name, 9.0))
    right = {
        one.id: tuple(
            folded(text)
            for text in (one.text, *split(one.missed), *given(prompt, one))
            if folded(text)
        )
        for one in prompt.observables
    }
    right[""] = tuple(words for text in _true(prompt) if (words := folded(text)))
    return _Known(tuple(_written(prompt)), right, weights)


def _true(prompt: Prompt) -> Iterator[str]:
    """What a prompt itself says of its problem: the facts, what its numbers decide, and why what
    fails does. Who says so has seen the trouble and not fallen into it."""
    for fact in prompt.facts:
        yield from (*split(fact.answer), *split(fact.matters))
    for quantity in prompt.estimates.quantities if prompt.estimates else ():
        yield from split(quantity.decides)
    for decision in prompt.decisions:
        for option in decision.options:
            yield from split(option.fails)
            if option.grade != "naive":
                yield from split(option.holds)
    for one in prompt.observables:
        for error in one.errors:
            yield from split(error.why)
    for bottleneck in prompt.bottlenecks:
        yield from (*split(bottleneck.what), *split(bottleneck.why))


def _written(prompt: Prompt) -> list[_Written]:
    """All written errors: the observables' own, and for the load-bearing ones what is said by
    whom the decision's naive options convince."""
    found = [
        _Written(one.id, folded(text), error.why)
        for one in prompt.observables
        for error in one.errors
        for text in error.says
    ]
    naive = [
        (text, option.fails)
        for decision in prompt.decisions
        if decision.load_bearing
        for option in decision.options
        if option.grade == "naive"
        for text in split(option.says)
    ]
    carrying = [one.id for one in prompt.observables if one.load_bearing]
    found += [_Written(name, folded(text), why) for name in carrying[:1] for text, why in naive]
    return [one for one in found if len(one.words) >= LEAST_WORDS]
