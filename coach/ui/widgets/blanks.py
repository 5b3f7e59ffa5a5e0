"""What a form leaves open: where one begins to write in a text, and where one goes on."""

import re
from collections.abc import Iterator

from textual.widgets import TextArea
from textual.widgets.text_area import Selection

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


def go_on(area: TextArea, back: bool = False) -> bool:
    """To the next blank of the form that is filled in at the cursor, or to the last one, which what
    is typed then replaces; False where there is none near."""
    row, column = area.cursor_location
    line = area.document.get_line(row)
    in_cell = line.lstrip()[:1] == "|" == line[column : column + 1]
    if in_cell and line[column - 1 : column] not in ("|", " ") and not area.read_only:
        area.insert(" ")
    lines = area.text.split("\n")
    row, column = area.cursor_location
    blank = next_blank(area.text, sum(len(line) + 1 for line in lines[:row]) + column, back)
    if blank is None:
        return False
    start, end = (_place(area.text, offset) for offset in blank)
    area.selection = Selection(start, end)
    return True


def _place(text: str, offset: int) -> tuple[int, int]:
    """The row and column of so many characters from the start."""
    before = text[:offset]
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)
