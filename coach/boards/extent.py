"""How far an endpoint goes: over the lines of its body in braces and of its answers below."""

import re
from collections.abc import Sequence

from coach.boards.fields import depth

_BEGINS = re.compile(r"[ \t]*(?:[-*+•][ \t]+)?[A-Za-z]+[ \t]+/")
_GOES_ON = re.compile(r"[ \t]*(?:->|→|=>|\|)")
_BODY = re.compile(r"[ \t]*\{")
_MOST_LINES = 200


def last_line(text: str, places: Sequence[tuple[int, int]], first: int) -> int:
    """The number of the line on which the endpoint that begins on line `first` ends.

    places has the start and end of each line. A brace that is not closed before an empty line or
    the next endpoint closes nothing: the endpoint is then its first line alone.
    """
    start, end = places[first]
    if not _BEGINS.match(text, start, end):
        return first
    last = whole = first
    opened = depth(text, start, end)
    bare = "{" not in text[start:end]
    for at in range(first + 1, min(len(places), first + _MOST_LINES)):
        start, end = places[at]
        if not text[start:end].strip() or _BEGINS.match(text, start, end):
            break
        more = _GOES_ON.match(text, start, end) or (bare and _BODY.match(text, start, end))
        if opened <= 0 and not more:
            break
        bare = opened <= 0 and "{" not in text[start:end]
        opened += depth(text, start, end)
        last = at
        if opened <= 0:
            whole = last
    return whole
