"""Whether the debrief followed what was said: the share of sentences that touch anything it knows.

A sentence touches something when it comes near to a point, an option or a known error by the
prompt's own sentences; by the lists of terms the share rose with every list that grew, until
strange words looked familiar. Of who speaks in other words few sentences touch anything, and fewer
show a point: the two shares together are .36 to .73 for ten rehearsed candidates with words of
their own, and .77 and more for 26 decent, strong, terse and plain ones. Who says what is wrong
or claims too much lies under the bound, too, but little of what was not heard of them was likely
said: they are not followed only where much was.
"""

from collections.abc import Iterable

from coach.debrief.case import Case
from coach.debrief.closeness import told_alone
from coach.debrief.evidence import Evidence, quoted
from coach.debrief.likely import Manner, single
from coach.frozen import dataclass
from coach.language.sentences import telling
from coach.language.words import tokens

KNOWN = 0.75
"""The share of sentences that touch something and the share that show a point, added, under which
a candidate was not followed."""
KNOWN_OF_MANY, ASKABLE = 0.9, 8
"""The same where more points than so many would have to be asked about: one in words of his own
had .81 and ten such points, and terse ones with eight or nine have 1.04 and more."""
RICH = 0.4
"""How much must have been said, in words and numbers, before that can be told."""
SPOILT = 0.03
"""The share of sentences that claim too much from which on one speaks like the confidently wrong:
of 32 others one has it, and of eight of those seven."""
MANY = 6
"""How many points of such a one must have been likely made and not heard."""
FAMILIAR = 0.6
"""The share of sentences that touch something from which on words are not strange as such."""
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
        if self.share >= FAMILIAR:
            return "Too much of what you said comes near to a point and is not surely it"
        return f"I followed about {round(self.share * 20) * 5} % of what you said"


def following(case: Case, evidence: Iterable[Evidence], before: Manner, likely: int) -> Following:
    """How much of a session was followed, whose heard points rest on this evidence; `likely` are
    the points that were not heard and likely made all the same."""
    proof = {(shown.entry, shown.text) for shown in evidence}
    cited = {entry for entry, _ in proof}
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
    proving = sum((sentence.entry, quoted(sentence.text)) in proof for sentence in said)
    known = (touched + proving) / len(said)
    enough = is_enough(known, before.rich, likely, is_spoilt(before))
    return Following(touched / len(said), enough)


def is_enough(known: float, rich: float, likely: int, spoilt: bool) -> bool:
    """Whether this much known is enough to judge by. rich: how much was said (see `Manner`);
    likely: how many points were likely made in words that were not heard; spoilt: see
    `is_spoilt`."""
    bound = KNOWN if likely <= ASKABLE else KNOWN_OF_MANY
    return known >= bound or rich < RICH or (spoilt and likely < MANY)


def is_spoilt(before: Manner) -> bool:
    """Whether somebody said what is wrong, or claims too much: then what is strange to the debrief
    need not be right."""
    return bool(before.wrong) or before.too_much >= SPOILT
