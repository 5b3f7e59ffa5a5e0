"""Which point of the debrief a hint of a phase that probes leads to, and whether it was made.

A ladder names no point; it is about the one whose words are most like its own. Where two are about
as like, nothing is said.
"""

from functools import lru_cache
from itertools import pairwise
from math import log

from coach.catalog.observable import Observable
from coach.catalog.prompt import HintLadder, Prompt
from coach.language.hearing import shows_all
from coach.language.normal import normal_stems
from coach.language.sentences import split
from coach.language.words import Stems, topics
from coach.match.boards_seen import spoken
from coach.session.state import State

CLEARLY = 1.5
"""How many times as like as the next one a point must be. Of 106 ladders 88 have such a point; of
36 of all, read by eye, each was about its likest."""


def made(state: State, prompt: Prompt, ladder: HintLadder) -> bool | None:
    """Whether the candidate has said what a ladder leads to; None where that is not known, and
    where it was not said and a drawing would show it as well."""
    goal = goal_of(prompt, ladder)
    ways = [show.said for show in goal.shows if show.said] if goal else []
    if not ways:
        return None
    told = [part for uttered in spoken(state) for part in _parts(uttered.text)]
    if any(shows_all(words, said) for words in told for said in ways):
        return True
    return False if needs_words(prompt, ladder) else None


def needs_words(prompt: Prompt, ladder: HintLadder) -> bool:
    """Whether what a ladder leads to can be said, and is not shown by a drawing alone."""
    goal = goal_of(prompt, ladder)
    shows = goal.shows if goal else ()
    drawn = any((show.components or show.path) and not show.said for show in shows)
    return not drawn and any(show.said for show in shows)


def _parts(text: str) -> list[Stems]:
    """The stems of each sentence of what was said, and of each two in a row."""
    each = [normal_stems(part) for part in split(text)]
    return each + [first + second for first, second in pairwise(each)]


@lru_cache(maxsize=64)
def goal_of(prompt: Prompt, ladder: HintLadder) -> Observable | None:
    """The point that a ladder leads to; None where none is clearly the likest."""
    about = {point.id: _words(point) for point in prompt.observables}
    held: dict[str, int] = {}
    for words in about.values():
        for word in words:
            held[word] = held.get(word, 0) + 1
    wanted = topics(f"{ladder.about} {ladder.nudge} {ladder.prescribe}")
    likeness = {
        id_: sum(log(len(about) / held[word]) for word in wanted & words)
        for id_, words in about.items()
    }
    first, second = sorted(prompt.observables, key=lambda point: -likeness[point.id])[:2]
    clear = likeness[first.id] > CLEARLY * likeness[second.id]
    return first if clear else None


def _words(point: Observable) -> frozenset[str]:
    examples = (example for show in point.shows for example in show.examples)
    return frozenset(topics(" ".join((point.text, point.missed, *examples))))
