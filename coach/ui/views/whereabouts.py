"""Which row of a board's view is about a line of its text, so that the view follows the typing."""

import re
from collections.abc import Sequence

from coach.boards.board import Row

_WORD = re.compile(r"\w{2,}")
ENOUGH = 2
"""Words that a row must share with the line: one alone, a table's name, stands everywhere."""


def row_about(line: str, rows: Sequence[Row]) -> int | None:
    """The first of the rows that are most alike to a line, by the words of both that are common
    (Dice, 1945); None where none is about it."""
    words = frozenset(_WORD.findall(line.lower()))
    best, place = 0.0, None
    for index, row in enumerate(rows):
        said = frozenset(_WORD.findall("".join(text for text, _ in row).lower()))
        common = len(words & said)
        if common >= ENOUGH and 2 * common / (len(words) + len(said)) > best:
            best, place = 2 * common / (len(words) + len(said)), index
    return place
