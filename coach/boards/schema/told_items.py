"""What reads like a sentence and not like the name of a table or of a column."""

import re

from coach.boards.patterns import lazy
from coach.boards.schema.sketch_words import bag

_SMALL = bag("we the is are in to and for a an of with on will has have that this it")
_FIRST = bag(
    """the a an not so for with when then because if its their we others and or by never always only
    no must"""
)
_TELLS = bag("is are was were the does do per than into when its their without others at by")
"""Words of sentences, at the beginning of an item and anywhere in it."""

_KEPT_FOR = lazy(
    r"(?:keep|kept|retain(?:ed)?|drop(?:ped)?|deleted?|expires?|archived?)\s+(?:for\s+|after\s+|in\s+)?~?\d",
    re.I,
)
"""How long rows are kept, as a list says it last."""


def like_prose(text: str) -> bool:
    """Whether words look like a sentence."""
    return any(word in _SMALL for word in text.lower().split())


def told(text: str) -> bool:
    """Whether an item tells something, as a sentence does, and is no column."""
    words = text.casefold().split()
    if _KEPT_FOR.match(text):
        return True
    if len(words) > 1 and words[1][0] in "([":
        return False
    return len(words) > 1 and (words[0] in _FIRST or (len(words) > 2 and bool(_TELLS & {*words})))
