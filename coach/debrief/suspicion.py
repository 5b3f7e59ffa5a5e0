"""How likely a sentence says a mechanism that fails, by all that is known of the prompt.

A logistic of what the bare words lean to, the likeness to the prompt's nearest error, right
sentence, sentence that shows nothing and told one, praise of the outcome, length, and closeness to
any point. From `NAMED` on it is called wrong where a written error is near that says why; between
`ASKED` and that it earns nothing before a person has said so. Both lie where nobody was called
wrong, and few were asked, among those who are right: the sentences that are right in every system
held against every prompt, what the prompts give as right and what strangers said rightly.
"""

from collections.abc import Mapping
from functools import lru_cache
from math import exp, log

from coach.catalog.prompt import Prompt
from coach.debrief.leaning import leaning
from coach.debrief.neighbours import Kind, Likenesses, Near, likenesses, well_stocked
from coach.frozen import dataclass
from coach.language.denial import boasts, deed, overclaims
from coach.language.normal import normal_stems

BIAS = -0.487
SLOPES: Mapping[str, float] = {
    "leaning": 1.022, "wrong": 4.223, "right": -6.091, "near": 0.795, "told": -5.079,
    "boasts": 0.742, "overclaims": 1.401, "length": 0.542, "close": -0.181,
}  # fmt: skip
NAMED, ASKED = 0.93, 0.6
"""From which chance on a sentence is called wrong, and asked about before it earns."""
BARELY = 0.75
"""From which chance on it earns nothing where only what it does is suspect, and not all it says: of
274 right sentences of strangers that say what follows one has it, of 95 wrong ones four more."""
TRUSTED = 0.2
"""Under this chance a sentence is not wrong, however alike it is to an error: of four right ones of
strangers that were like errors on the same topic the chances were .00 to .13, of like ones that
were wrong .43 and more."""
LIKELIER = 0.53
"""Under this chance a sentence is likelier right than wrong, and is not called wrong for being like
an error: of sixty right ones that strangers said on the topics of errors four were alike, at
chances of .22 to .51, and of 115 wrong ones none that was had less."""
SURELY = 0.1
"""Under this chance a sentence claims no mechanism that fails anywhere, whatever its words: of 43
that did the least had .17, of four that did not the most had .06."""
ALIKE = 0.2
"""How alike the nearest error must be for its reason to be given."""
LEAST_WORDS = 5
"""Words of a sentence that can be suspected: less is a fragment of a thought."""
_LONGEST = 40
_KINDS: tuple[Kind, ...] = ("wrong", "right", "near", "told")


@dataclass(frozen=True, slots=True, eq=False)
class Suspicion:
    """How likely a sentence is wrong (0 to 1), and by point the errors that are near to it."""

    chance: float
    errors: Mapping[str, Near]


@lru_cache(maxsize=2048)
def suspicion(prompt: Prompt, text: str) -> Suspicion:
    """The suspicion against one sentence of a candidate's."""
    words = normal_stems(text)
    if len(words) < LEAST_WORDS or not well_stocked(prompt):
        return Suspicion(0.0, {})
    like = likenesses(prompt, text)
    measured = measures(like, text)
    measured["leaning"] = leaning(words)
    worth = BIAS + sum(SLOPES[name] * value for name, value in measured.items())
    return Suspicion(1 / (1 + exp(-max(-30.0, min(30.0, worth)))), like.near["wrong"])


def held(prompt: Prompt, text: str) -> bool:
    """Whether a sentence earns nothing before a person has said what was meant."""
    return suspicion(prompt, text).chance >= ASKED or done_wrongly(prompt, text) >= BARELY


def done_wrongly(prompt: Prompt, text: str) -> float:
    """How likely a sentence is wrong, or what it does without what it promises where that alone is
    likelier so: the promise may be in the words of who is right. It is no reason to call a sentence
    wrong, for what follows may tell the mechanism ("so versions decide")."""
    return max(suspicion(prompt, each).chance for each in (text, deed(text)))


def trusted(prompt: Prompt, text: str, bound: float = TRUSTED) -> bool:
    """Whether a prompt knows enough to say that a sentence is not wrong: its chance of being so is
    under a bound."""
    known = well_stocked(prompt) and len(normal_stems(text)) >= LEAST_WORDS
    return known and suspicion(prompt, text).chance < bound


def measures(like: Likenesses, text: str) -> dict[str, float]:
    """What speaks for and against a sentence by name, all but its leaning."""
    measured: dict[str, float] = {
        kind: max((near.likeness for near in like.near[kind].values()), default=0.0)
        for kind in _KINDS
    }
    measured["boasts"] = float(boasts(text))
    measured["overclaims"] = float(overclaims(text))
    measured["length"] = log(3 + min(_LONGEST, len(like.words)))
    measured["close"] = max(like.close.values(), default=0.0)
    return measured
