"""What a form leaves open: where one begins to write in a text, and where one goes on."""

import re
from collections.abc import Iterator

NEAR = 3
"""Lines between a place and the next blank of the same form; farther ones are another form's."""
_BLANK = re.compile(
    r"(?P<line>_{2,})|(?<=- )(?=\n)|(?<=\|)[ ]*(?=\|)|^[ \t]*-[ ][^\n:]{1,60}:(?=[ ]?$)", re.M
)
"""A line to write on, an empty bullet or cell, `- data volumes:`."""


def first_blank(text: str) -> tuple[int, int]:
    """Where one begins to write in a text: the first blank's start and end, or the text's end."""
    return next(_blanks(text, 0, len(text)), (len(text), len(text)))


def next_blank(text: str, offset: int, back: bool = False) -> tuple[int, int] | None:
    """The start and end of the blank after this place, or of the last one before it, in the same
    form; None where there is none near."""
    if back:
        start = offset
        for _ in range(NEAR + 1):
            start = text.rfind("\n", 0, max(0, start))
        before = [blank for blank in _blanks(text, start + 1, offset) if blank[1] < offset]
        return before[-1] if before else None
    end = offset
    for _ in range(NEAR + 1):
        end = text.find("\n", end + 1) if end >= 0 else end
    end = len(text) if end < 0 else end
    begin = text.rfind("\n", 0, offset) + 1
    return next((blank for blank in _blanks(text, begin, end) if blank[0] > offset), None)


def _blanks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The blanks between two places; cells are open in the rows of a table alone."""
    for match in _BLANK.finditer(text, start, end):
        cell = text[match.start() - 1 : match.start()] == "|" and text[match.end()] == "|"
        if cell and text[text.rfind("\n", 0, match.start()) + 1 :].lstrip()[:1] != "|":
            continue
        yield (match.start() if match["line"] else match.end(), match.end())
