"""The small words and verbs of English that hold a sentence together, as told apart from terms."""

from coach.language.wordlists import LISTS, stemmed
from coach.language.words import Stems

JOINING = LISTS["joining"]
"""Words that string terms together without saying anything of them."""
BACK = LISTS["back"]
"""Words that, early in a sentence, refer to the one before."""
HELPING = LISTS["helping"]
"""Helping verbs, each enough to make a sentence."""
LACKING = stemmed("lacking")
"""Stems that deny the thing that comes next."""
NEGATIONS = LACKING | stemmed("denying")
"""Stems that deny, these and those that need a verb to deny a thing."""
VERBS = stemmed("verbs")
"""Stems of the verbs people design systems with."""
EMPTY_VERBS = stemmed("empty")
"""Stems of verbs that say nothing of the thing they stand with."""
AMOUNTS = stemmed("amounts")
"""Stems of the words that say how much; digits do so too."""
_TAKING = stemmed("taking")
_BEYOND = stemmed("beyond")
_DENIED_WITHIN = 3
"""Words before a thing in which it may be denied."""


def denied(words: Stems, at: int) -> bool:
    """Whether the thing at a place is denied in the words before it.

    "no queue", "without a single queue" and "do not need a queue" deny it; "does not wait for the
    queue" does not.
    """
    taken = False
    for word in reversed(words[max(0, at - _DENIED_WITHIN) : at]):
        if word in _BEYOND:
            return False
        if word in LACKING or (taken and word in NEGATIONS):
            return True
        taken = taken or word in _TAKING
    return False
