"""Whether words say how something works, or only name it."""

from functools import lru_cache

from coach.language.normal import normal_stems
from coach.language.sentences import whole_thought
from coach.language.wordlists import stemmed
from coach.language.words import tokens
from coach.match.amounts import counted

_CONDITIONS = stemmed("conditions")


@lru_cache(maxsize=4096)
def says_how(text: str) -> bool:
    """Whether words say how: a condition, a cause, a cost, or a number in a whole sentence."""
    if not _CONDITIONS.isdisjoint(normal_stems(text)):
        return True
    return counted(text) and whole_thought(tokens(text))
