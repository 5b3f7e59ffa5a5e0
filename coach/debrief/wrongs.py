"""What is said by a mechanism that fails, found by the errors that a prompt's author wrote down.

A sentence is held against the written errors of every observable: their stems in the same order
with gaps between (weighted longest common subsequence) or, for a little less, in any order, as the
passive turns them round; families of words folded, the sentence whole and clause by clause. It must
cover most of the error, deny as often as it, and have all its words of order and comparison; it
must come nearer to the error than to any right sentence of the prompt, or to what the prompt itself
says of the problem and of why the error fails, and be likelier wrong than right by all that is
known (`suspicion`). Whoever asks, or weighs what is not taken, claims nothing. A sentence that is
no such error and very likely wrong is the nearest error that claims as it does. Not complete.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain

from coach.catalog.prompt import Prompt
from coach.debrief.case import Case
from coach.debrief.claim_parts import LEAST_WORDS, Part, denying, parts_of
from coach.debrief.closeness import Closeness, closeness, given
from coach.debrief.evidence import Sentence
from coach.debrief.fallacies import failing, fallacies, questioned
from coach.debrief.likely import single
from coach.debrief.neighbours import NOTHING, likenesses
from coach.debrief.resemblance import COVERED, MARGIN, likeness_of, nearest_of
from coach.debrief.sequence import reverses
from coach.debrief.suspicion import ALIKE, LIKELIER, NAMED, SURELY, done_wrongly, suspicion, trusted
from coach.frozen import dataclass
from coach.language.alike import KEPT, ORDERING, folded
from coach.language.denial import claimed, negative
from coach.language.sentences import split
from coach.language.wordlists import stemmed
from coach.language.words import Stems, stem

ANYWHERE = 0.7
"""The least that must be alike for what fails in every system."""
LEAST_SHARE = 0.55
"""The share of an error's words that must stand in the sentence, `LEAST_WORDS` at least."""
FEW, FEW_SHARE = 4, 0.7
"""Fewer words than these must be a greater share: they alone are the topic and not the claim."""
SUSPECTED, CLAIMED = 0.6, 0.75
"""How alike one counts that is wrong by suspicion: it stands against words that show the point
elsewhere; and one that claims a mechanism that fails anywhere and is likelier wrong than right: it
stands against words of its own that show the point."""
_LIGHTEST, _HEAVIEST, _UNKNOWN, _ORDER = 0.3, 3.5, 3.0, 1.2
NEAR = 1.5
"""How near to an observable of the design a sentence must come to be wrong about it, where it is
wrong anywhere."""
_WEIGHING = stemmed("weighing")
_SEQUENCE = frozenset(map(stem, ("then", "after", "afterwards", "first", "next")))
"""Stems that say that one thing follows another: "after A, B" is "A, then B"."""
_LIMITING, _LOSING = "onli", "los"
"""Stems of what limits a claim, and of what one says who tells why something fails."""
_FAILING, _LASTING = "~fail", frozenset(("work", "continu", "unaffect", "surviv"))
"""Folded words by which something fails or goes on; who lets it go on claims no failure."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A sentence that is one of an observable's written errors: why it fails, and how alike.

    `anywhere` says that it fails in every system and is about this observable by its words alone;
    `doubtful` that it is alike by its words, and likelier right by all that is known: such a one is
    not called wrong, and earns nothing before a person has said so.
    """

    observable: str
    sentence: Sentence
    why: str
    likeness: float
    anywhere: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Written:
    observable: str
    words: tuple[str, ...]
    why: str
    denies: bool
    needed: frozenset[str]
    ordering: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """A prompt's errors, its right sentences by observable (under "" what is true of the problem),
    folded, what its words weigh, how close words come to a point, which observables somebody
    can be wrong about, and their phases."""

    close: Closeness
    designed: frozenset[str]
    phases: frozenset[str]
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
    best: dict[str, Wrong] = {}
    for sentence in single(case):
        if case.workflow.listens(sentence.phase) and sentence.phase not in known.phases:
            continue
        wrong = _wrong(case.prompt, sentence)
        if wrong and _rank(wrong) > _rank(best.get(wrong.observable)):
            best[wrong.observable] = wrong
    return tuple(sorted(best.values(), key=lambda wrong: wrong.sentence.entry))


def _rank(wrong: Wrong | None) -> tuple[bool, float]:
    return (not wrong.doubtful, wrong.likeness) if wrong else (False, 0.0)


def wrong_in(prompt: Prompt, sentence: Sentence) -> Wrong | None:
    """The error of a prompt, or of all systems, that one sentence is; None where it is none, or
    that is doubtful."""
    wrong = _wrong(prompt, sentence)
    return None if wrong is None or wrong.doubtful else wrong


def _wrong(prompt: Prompt, sentence: Sentence) -> Wrong | None:
    """The error that a sentence is, if any: the prompt's own before what fails anywhere, and
    before the one that a sentence is near to which is very likely wrong."""
    if questioned(sentence.text):
        return None
    known = _known(prompt)
    for errors, least in ((known.errors, COVERED), (_anywhere(), ANYWHERE)):
        wrong = _closest(known, sentence, errors)
        if wrong and wrong.likeness >= least:
            if trusted(prompt, sentence.text):
                return None
            if not trusted(prompt, sentence.text, LIKELIER):
                return wrong
            return _failing(prompt, known, sentence) or replace(wrong, doubtful=True)
        if errors is known.errors and (wrong := _failing(prompt, known, sentence)):
            return wrong
    return _suspected(prompt, sentence)


def _failing(prompt: Prompt, known: _Known, sentence: Sentence) -> Wrong | None:
    """The mechanism of a kind that fails anywhere and that a sentence claims, about the point
    whose error it is most like, else to which it is nearest."""
    kind = failing(sentence.text)
    if kind is None:
        return None
    chance = done_wrongly(prompt, sentence.text)
    if chance < SURELY and trusted(prompt, sentence.text, SURELY):
        return None
    near = likenesses(prompt, sentence.text).near["wrong"]
    alike = [name for name in near if name in known.designed and near[name].likeness >= ALIKE]
    about = max(alike, key=lambda name: near[name].likeness, default="")
    about = about or _about(known, sentence)
    likeness = CLAIMED if chance >= LIKELIER else SUSPECTED
    return Wrong(about, sentence, kind.why, likeness, True) if about else None


def _suspected(prompt: Prompt, sentence: Sentence) -> Wrong | None:
    """The nearest error that denies, limits and orders as a sentence does which is very likely
    wrong; None where the sentence is not, or the errors say other things."""
    if (hunch := suspicion(prompt, sentence.text)).chance < NAMED:
        return None
    parts = parts_of(sentence.text)
    plain = likenesses(prompt, claimed(sentence.text)).near["wrong"]
    for near in sorted(hunch.errors.values(), key=lambda near: -near.likeness):
        written = near.written
        if written is None or near.likeness < ALIKE:
            break
        if plain.get(written.observable, NOTHING).likeness < ALIKE:
            continue  # alike in what it promises, and not in what it does
        error = _error(written.observable, written.text, written.why)
        if _topic(error.words).isdisjoint(folded(sentence.text)):
            continue  # alike by words that may be about anything ("good")
        if parts and _claims_as(error, *_nearest_part(error, parts)):
            return Wrong(error.observable, sentence, error.why, SUSPECTED)
    return None


def _topic(words: Stems) -> frozenset[str]:
    """The folded words that are about something: not those that order, deny or go with all."""
    return frozenset(words) - KEPT - stemmed("plain")


def _nearest_part(error: _Written, parts: Sequence[Part]) -> Part:
    """The part of a sentence that has most of an error's words, the shortest of several."""
    words = frozenset(error.words)
    return max(parts, key=lambda part: (len(words.intersection(part[0])), -len(part[0])))


def _claims_as(error: _Written, words: Stems, denies: bool) -> bool:
    """Whether words deny and limit as an error does, and have its words of order."""
    said = frozenset(words)
    return (
        denies == error.denies
        and (_LIMITING in said) == (_LIMITING in error.words)
        and not _outlasts(words, error)
        and not reverses(words, error.words)
        and error.ordering <= said
    )


def _outlasts(words: Stems, error: _Written) -> bool:
    """Whether words say that something goes on which fails by the error."""
    lasts = _FAILING not in words and not _LASTING.isdisjoint(words)
    return lasts and _FAILING in error.words and _LASTING.isdisjoint(error.words)


def _closest(known: _Known, sentence: Sentence, errors: Sequence[_Written]) -> Wrong | None:
    """The error that a sentence is most like, where no right sentence is as near."""
    best: tuple[float, tuple[str, ...], _Written] | None = None
    weighs = not _WEIGHING.isdisjoint(sentence.words) or (
        _LOSING in sentence.words and not negative(sentence.words)
    )
    for words, denies in parts_of(sentence.text):
        limits, said = _LIMITING in words, frozenset(words)
        for error in errors:
            if denies != error.denies or limits != (_LIMITING in error.words):
                continue
            if not _covers(error, said, _SEQUENCE if error.observable else frozenset()):
                continue
            if reverses(words, error.words) or _outlasts(words, error):
                continue
            if weighs and _WEIGHING.isdisjoint(error.words):
                continue
            value = likeness_of(error.words, words, known.weigh)
            if best is None or value > best[0]:
                best = value, words, error
    if best is None:
        return None
    value, words, error = best
    about = error.observable or _about(known, sentence)
    if not about:
        return None
    both = (words, folded(sentence.text))
    own = max(nearest_of(known.right[about], part, known.weigh) for part in both)
    every = chain.from_iterable(known.right.values())
    others = nearest_of(tuple(every), words, known.weigh)
    if value < own + MARGIN or value < others + MARGIN / 2:
        return None
    return Wrong(about, sentence, error.why, value, not error.observable)


def _about(known: _Known, sentence: Sentence) -> str:
    """The observable of the design that a sentence is nearest to; "" where it is near to none."""
    scores = known.close.scores(sentence.words)
    near = [name for name in scores if name in known.designed and scores[name] >= NEAR]
    return max(near, key=lambda name: scores[name], default="")


def _covers(error: _Written, said: frozenset[str], alike: frozenset[str]) -> bool:
    """Whether enough of the error's words stand in the sentence, and all of those that say an
    order or a comparison; of those that are `alike` any will do."""
    count = len(error.needed & said)
    share = FEW_SHARE if count < FEW else LEAST_SHARE
    order = said if alike.isdisjoint(said) else said | alike
    return count >= max(LEAST_WORDS, share * len(error.needed)) and error.ordering <= order


@lru_cache(maxsize=4)
def _known(prompt: Prompt) -> _Known:
    close: Closeness = closeness(prompt)
    weights: dict[str, float] = {}
    for word, weight in close.weights.items():
        for name in folded(word):
            weights[name] = min(weight, weights.get(name, 9.0))
    right = {
        observable.id: tuple(
            folded(text)
            for text in (observable.text, *split(observable.missed), *given(prompt, observable))
            if folded(text)
        )
        for observable in prompt.observables
    }
    right[""] = tuple(words for text in _true(prompt) if (words := folded(text)))
    designed = frozenset(
        observable.id
        for observable in prompt.observables
        if observable.errors or observable.load_bearing
    )
    phases = frozenset(
        observable.phase for observable in prompt.observables if observable.id in designed
    )
    return _Known(close, designed, phases, tuple(_written(prompt)), right, weights)


@cache
def _anywhere() -> tuple[_Written, ...]:
    """What fails in every system, as errors of no observable."""
    every = (_error("", fallacy.claim, fallacy.why) for fallacy in fallacies())
    return tuple(written for written in every if len(written.words) >= LEAST_WORDS)


def _error(name: str, text: str, why: str) -> _Written:
    words = folded(text)
    return _Written(name, words, why, denying(text), frozenset(words), ORDERING & {*words})


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
    for observable in prompt.observables:
        for error in observable.errors:
            yield from split(error.why)
    for bottleneck in prompt.bottlenecks:
        yield from (*split(bottleneck.what), *split(bottleneck.why))


def _written(prompt: Prompt) -> list[_Written]:
    """All written errors: the observables' own, and for the load-bearing ones what is said by
    whom the decision's naive options convince."""
    errors_written = [
        _error(observable.id, text, error.why)
        for observable in prompt.observables
        for error in observable.errors
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
    carrying = [observable.id for observable in prompt.observables if observable.load_bearing]
    errors_written += [_error(name, text, why) for name in carrying[:1] for text, why in naive]
    return [written for written in errors_written if len(written.words) >= LEAST_WORDS]
