"""Whether the debrief followed what was said: the share of sentences that touch anything it knows.

A sentence touches something when it comes near to a point, an option or a known error by the
prompt's own sentences; by the lists of terms the share rose with every list that grew, until
strange words looked familiar. The bounds were set on sixteen rehearsed candidates at hand: of the
two with a design and words of their own one has .34 and is told, the other .53 and is not; the
others that say enough have .56 and more, and weak ones that say little lie under it, too. On eight
fresh sessions both such candidates were told, and nobody else. Of whom too many points would have
to be asked was not followed either (`ear.MOST`): that tells the other one as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from coach.debrief.case import Case
from coach.debrief.closeness import told_alone
from coach.debrief.evidence import Evidence
from coach.debrief.likely import Manner, single
from coach.language.sentences import telling
from coach.language.words import tokens

SHARE, UNSPOILT = 0.5, 0.6
"""The share of sentences under which a candidate was not followed; and of one who said nothing that
is wrong, whose missing points may all stand in the rest. Set on a rehearsal typed in words of one's
own: half of it was followed, and it was no hire at 43 points."""
RICH, RICH_UNSPOILT = 0.5, 0.4
"""How much must have been said, in words and numbers, before either can be told."""
_TELLING = 3
"""Words that carry meaning in a sentence that counts."""
NEAR = 2.4
"""How near a sentence must come, by closeness, to touch something."""


@dataclass(frozen=True, slots=True)
class Following:
    """The share of sentences understood (0 to 1), and whether that is enough."""

    share: float
    enough: bool

    @property
    def told(self) -> str:
        """What is said of a session that was not followed, without a full stop."""
        if self.share >= UNSPOILT:
            return "Too much of what you said comes near to a point and is not surely it"
        return f"I followed about {round(self.share * 20) * 5} % of what you said"


def following(case: Case, evidence: Iterable[Evidence], before: Manner) -> Following:
    """How much of a session was followed, whose heard points rest on this evidence."""
    cited = {evidence.entry for evidence in evidence}
    said = [
        sentence
        for sentence in single(case)
        if sentence.phase in case.designing
        and sum(telling(word) for word in tokens(sentence.text)) >= _TELLING
    ]
    if not said:
        return Following(1.0, True)
    close = told_alone(case.prompt)
    touched = sum(
        sentence.entry in cited or max(close.scores(sentence.words).values(), default=0.0) >= NEAR
        for sentence in said
    )
    share = touched / len(said)
    return Following(share, is_enough(share, before.rich, bool(before.wrong)))


def is_enough(share: float, rich: float, spoilt: bool) -> bool:
    """Whether this share followed is enough to judge by. rich: how much was said (see `Manner`);
    spoilt: something that was said is wrong."""
    least, said = (SHARE, RICH) if spoilt else (UNSPOILT, RICH_UNSPOILT)
    return share >= least or rich < said
