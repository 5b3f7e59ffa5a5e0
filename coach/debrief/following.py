"""Whether the debrief followed what was said: the share of sentences that touch anything it knows.

Of 72 rehearsed candidates all ten with a design and words of their own lay under the bounds below,
and none of the other 62: weak ones are under the first, too, but say little. A sentence touches
something when it comes near to a point, an option or a known error by the prompt's own sentences;
by the lists of terms the share rose with every list that grew, until strange words looked
familiar. On 18 sessions at hand the two with words of their own have .34 and .39, a naive one .65,
all decent, strong, terse and simple ones .66 and more.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from coach.debrief.case import Case
from coach.debrief.closeness import told_alone
from coach.debrief.evidence import Evidence
from coach.debrief.likely import Manner, single
from coach.language.sentences import telling
from coach.language.words import tokens

SHARE = 0.5
"""The share of sentences under which a candidate was not followed."""
RICH = 0.5
"""How much must have been said, in words and numbers, before that can be told."""
_TELLING = 3
"""Words that carry meaning in a sentence that counts."""
NEAR = 2.4
"""How near a sentence must come, by closeness, to touch something."""


@dataclass(frozen=True, slots=True)
class Following:
    """The share of sentences understood (0 to 1), and whether that is enough."""

    share: float
    enough: bool


def following(case: Case, evidence: Iterable[Evidence], before: Manner) -> Following:
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
    close = told_alone(case.prompt)
    touched = sum(
        one.entry in cited or max(close.scores(one.words).values(), default=0.0) >= NEAR
        for one in said
    )
    share = touched / len(said)
    return Following(share, share >= SHARE or before.rich < RICH)
