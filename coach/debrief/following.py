"""Whether the debrief followed what was said: the share of sentences that touch anything it knows.

Of 72 rehearsed candidates all ten with a design and words of their own lay under the bounds below,
and none of the other 62: weak ones are under the first, too, but say little.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from coach.debrief.case import Case
from coach.debrief.closeness import Closeness
from coach.debrief.evidence import Evidence, Sentence
from coach.debrief.likely import Manner, single
from coach.language.hearing import hears
from coach.language.sentences import telling
from coach.language.words import tokens

SHARE = 0.45
"""The share of sentences under which a candidate was not followed."""
RICH = 0.5
"""How much must have been said, in words and numbers, before that can be told."""
_TELLING = 3
"""Words that carry meaning in a sentence that counts."""
_LISTS, _NEAR, _CLOSE = 0.6, 2.0, 3.2
"""A sentence touches a point that has this share of its lists and comes near, or comes close."""


@dataclass(frozen=True, slots=True)
class Following:
    """The share of sentences understood (0 to 1), and whether that is enough."""

    share: float
    enough: bool


def following(
    case: Case, close: Closeness, evidence: Iterable[Evidence], before: Manner
) -> Following:
    """How much of a session was followed, whose heard points rest on this evidence."""
    cited = {one.entry for one in evidence}
    said = [
        one
        for one in single(case)
        if one.phase in case.designing
        and sum(telling(word) for word in tokens(one.text)) >= _TELLING
    ]
    if not said:
        return Following(1.0, True)
    touched = sum(one.entry in cited or _touches(case, close, one) for one in said)
    share = touched / len(said)
    return Following(share, share >= SHARE or before.rich < RICH)


def _touches(case: Case, close: Closeness, sentence: Sentence) -> bool:
    top = max(close.scores(sentence.words).values(), default=0.0)
    if top >= _CLOSE or top < _NEAR:
        return top >= _CLOSE
    return any(
        len(show.said) >= 2
        and sum(hears(sentence.words, terms) for terms in show.said) >= _LISTS * len(show.said)
        for one in case.prompt.observables
        for show in one.shows
    )
