"""A candidate's shorthand written out: "#users", "msgs/day", "e.g.", "hey, ...".

Questions are typed under pressure; what is understood of them should not hang on how they are
abbreviated. The askings of facts are written out in the same way, so that the two meet.
"""

import re
from functools import lru_cache

from coach.language.normal import written_out
from coach.language.words import topics

_NUMBER_OF = re.compile(r"(?:^|(?<=\s))#\s?(?:of\s+)?(?=[a-z])", re.IGNORECASE)
_ABBREVIATED = re.compile(
    r"\b(?:e\.\s?g|i\.\s?e|etc|approx|avg|max|min|incl|excl|resp|nr|vs)\.(?=[\s,;:)]|$)(?!\s*$)",
    re.IGNORECASE,
)
"""Short forms whose dot ends no sentence."""
_NUMBER = re.compile(r"(?<=[a-z] )(?:no|nr|num)\.(?=\s+[a-z])")
_RATES = {
    "s": "second", "sec": "second", "second": "second", "min": "minute", "minute": "minute",
    "h": "hour", "hr": "hour", "hour": "hour", "d": "day", "day": "day", "week": "week",
    "wk": "week", "month": "month", "mo": "month", "y": "year", "yr": "year", "year": "year",
    "user": "user", "person": "person",
}  # fmt: skip
_RATE = re.compile(rf"(?<=[a-z)])\s?/\s?({'|'.join(_RATES)})\b(?!/)", re.IGNORECASE)
_MINUTES = re.compile(r"((?:\d|\bmany|\bper|\ba)\s?)mins?\b", re.IGNORECASE)
_GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|yo|good (?:morning|afternoon|evening))"
    r"(?:[\s,]+(?:there|again|everyone|all|mate))?\b[\s,!.:\u2013\u2014-]*",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def expanded(text: str) -> str:
    """The text with its short forms written out: "avg msgs/day" is "average messages per day"."""
    text = _NUMBER_OF.sub("number of ", text)
    text = _NUMBER.sub("number", text)
    text = _ABBREVIATED.sub(lambda match: match[0].replace(".", ""), text)
    text = _RATE.sub(lambda match: f" per {_RATES[match[1].lower()]}", text)
    text = _MINUTES.sub(r"\1minutes", text)
    return "\n".join(
        " ".join(written_out(word) for word in line.split(" ")) for line in text.split("\n")
    )


def ungreeted(text: str) -> str:
    """The text without the greeting before what it says; a mere greeting stays."""
    rest = _GREETING.sub("", text, count=1)
    return rest if topics(rest) else text
