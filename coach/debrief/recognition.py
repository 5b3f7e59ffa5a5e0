"""How likely one sentence makes one point, by the prompt's own sentences beside its terms.

A logistic of whether the terms are held, and of how many lists; of the likeness to the point's
right sentences, to what is told of it, to sentences that show nothing and to its errors; and of its
closeness by weighted stems, each against the other points'; and of what the bare words lean to, to
tell a mechanism or to touch a topic. Terms alone are held by many a sentence
about something beside the point, and words of one's own hold none: of 491 points that strangers
made in four rounds, each measured by a fit that had not seen it, 257 were heard by terms, and 161
that were not made; by this, at the bounds below, 334 and 62.

The constants are those that `tests/debrief/fit_recognition.py` prints.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import exp, log

from coach.catalog.observable import Observable
from coach.catalog.prompt import Prompt
from coach.debrief.closeness import given
from coach.debrief.leaning import TELLS, leaning
from coach.debrief.neighbours import NOTHING, Likenesses, likenesses, neighbours, well_stocked
from coach.language.denial import negative
from coach.language.hearing import hears
from coach.language.normal import normal_stems
from coach.language.sentences import split

BIAS = -1.244
SLOPES: Mapping[str, float] = {
    "held": 1.51, "lists": 0.538, "right": 3.391, "right and held": -2.934, "margin": 1.772,
    "foremost": 0.347, "near": -0.762, "told": 6.602, "wrong": 0.598, "close": -0.261,
    "ahead": 0.809, "closest": 0.534, "share": 0.535, "length": -0.83, "number": 0.313,
    "estimate": -1.671, "telling": 0.444,
}  # fmt: skip
DOUBTED = 0.6
"""Under which chance terms alone are not enough, and one has to ask: of strangers' sentences in
rounds that the fit had not seen it takes away 113 of 153 that did not make the point, and 21 of 193
that did."""
CARRIED_DOUBTED = 0.2
"""The same for a point that carries the design, whose terms are chosen with more care: of 503
sentences of prompts and strangers that make one and hold its terms none has less, of 61 that do
not make it eleven have."""
LIKELY = 0.75
"""From which chance on a sentence that holds the terms is as good as the likeliest: of those the
one that says how is quoted."""
UNTOLD = 0.55
"""From which chance on a sentence makes a point of whose terms some are missing."""
CARRIED = 0.6
"""The same for a point that carries the design: half of the verdict hangs on it."""
BESIDE_LIKE, BESIDE_CLOSE = 0.12, 2.2
"""Under which likeness to the nearest right sentence and under which closeness by weighted stems
a sentence is about something else, whatever terms it holds: everyday words ("open", "later") are
among the terms of many points. Of what strangers said these bounds take away 7 of 79 points that
were not made, and none of 252 that were; of those that carry a design 2 of 56, and none of 474."""
LEAST_WORDS = 5
"""Words of a sentence that can make a point without its terms."""
LIKE = 0.12
"""How alike the nearest right sentence must be at least."""
ENOUGH = 2
"""Sentences of a prompt that make a point, from which on it is judged by them."""
_LONGEST, _MOST_LISTS = 40, 4


def chance(prompt: Prompt, text: str, observable: Observable, held: bool) -> float:
    """How likely (0 to 1) a sentence makes a point; `held` where it holds all its terms, and
    nothing speaks against that."""
    like = likenesses(prompt, text)
    measured = measures(like, observable, held)
    measured["telling"] = leaning(like.words, TELLS)
    worth = BIAS + sum(SLOPES[name] * value for name, value in measured.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, worth))))


def in_passing(prompt: Prompt, texts: Iterable[str], observable: Observable) -> bool:
    """Whether sentences that hold a point's terms are about something else; what the prompt itself
    gives as making the point is not."""
    known = _given(prompt, observable.id)
    return not any(text in known or _about(prompt, text, observable) for text in texts)


def _about(prompt: Prompt, text: str, observable: Observable) -> bool:
    """Whether a sentence that holds a point's terms is likely about the point."""
    like = likenesses(prompt, text)
    remote = like.like("right", observable.id) < BESIDE_LIKE
    if remote and like.close[observable.id] < BESIDE_CLOSE:
        return False
    least = CARRIED_DOUBTED if observable.load_bearing else DOUBTED
    return chance(prompt, text, observable, True) >= least


@lru_cache(maxsize=256)
def _given(prompt: Prompt, name: str) -> frozenset[str]:
    """The sentences that a prompt gives as making a point, those of its answer, and what the
    options that hold say: each of them is held to what it shows by the prompt's own check."""
    observable = next(known for known in prompt.observables if known.id == name)
    answer = (text for saying in prompt.answer.says for text in split(saying.text))
    options = (option for decision in prompt.decisions for option in decision.options)
    says = (text for option in options if option.grade != "naive" for text in split(option.says))
    return frozenset((*given(prompt, observable), *answer, *says))


def untold(prompt: Prompt, text: str, observable: Observable) -> float:
    """How likely a sentence makes a point whose terms it does not hold; 0 where it asks, is a
    fragment, or denies what the nearest right sentence does not."""
    like = likenesses(prompt, text)
    nearest = like.near["right"].get(observable.id, NOTHING)
    if nearest.written is None or nearest.likeness < LIKE or len(like.words) < LEAST_WORDS:
        return 0.0
    right = normal_stems(nearest.written.text)
    if "?" in text or negative(right) != negative(like.words):
        return 0.0
    return chance(prompt, text, observable, False)


@lru_cache(maxsize=256)
def taught(prompt: Prompt, name: str) -> bool:
    """Whether a prompt gives enough sentences that make a point for others to be held against."""
    every = neighbours(prompt).every
    return (
        well_stocked(prompt)
        and sum(written.kind == "right" and written.observable == name for written in every)
        >= ENOUGH
    )


def measures(like: Likenesses, observable: Observable, held: bool) -> dict[str, float]:
    """What speaks for a point by name, all but what the bare words lean to. One sentence of the
    answer may make several points: none of them stands against another."""
    name = observable.id
    right, close = like.like("right", name), like.close[name]
    mine = like.near["right"].get(name, NOTHING).written
    others = (
        near.likeness
        for other, near in like.near["right"].items()
        if other != name and not (mine and near.written and near.written.text == mine.text)
    )
    margin = right - max(others, default=0.0)
    ahead = close - max((v for other, v in like.close.items() if other != name), default=0.0)
    ways = [show.said for show in (*observable.shows, *observable.how) if show.said]
    shares = (sum(hears(like.words, terms) for terms in said) / len(said) for said in ways)
    lists = min(_MOST_LISTS, min(map(len, ways), default=0))
    return {
        "held": float(held),
        "lists": float(held * lists),
        "right": right,
        "right and held": right * held,
        "margin": margin,
        "foremost": float(margin > 0),
        "near": like.like("near", name),
        "told": like.like("told", name),
        "wrong": like.like("wrong", name),
        "close": close,
        "ahead": ahead,
        "closest": float(ahead > 0 or ahead == 0 < close),
        "share": max(shares, default=0.0),
        "length": log(3 + min(_LONGEST, len(like.words))),
        "number": float(any(word.isdigit() for word in like.words)),
        "estimate": float(any(show.estimate for show in observable.shows)),
    }
