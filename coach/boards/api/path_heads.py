"""Paths that stand alone, with methods on deeper lines below them."""

import re

from coach.boards.api.address import parameterised
from coach.boards.api.calls import METHOD_LIST, methods_in
from coach.boards.api.draft import Draft, ReadingNotes
from coach.boards.api.manuscript import Manuscript, ManuscriptLine
from coach.boards.api.tail import tail
from coach.boards.board import Span

HEAD = re.compile(r"(/[\w.\-{}:<>$/\[\]]*)\s*(?::|-|–|—|\||\()?\s*")
_NAMED_HEAD = re.compile(r"([a-z][\w-]*(?:/[\w\-{}:]+)*)\s*:?\s*\Z")
METHOD = re.compile(r"(?:GET|POST|PUT|PATCH|DELETE)\b(?!\s*[:\]]?\s*\S*/)")
"""A method without a path behind it."""


def named_head(source: Manuscript, index: int, line: ManuscriptLine) -> re.Match[str] | None:
    """`orders` or `orders/{id}` alone, where a method stands on the deeper line below it, which
    is source.lines[index]."""
    if index >= len(source.lines):
        return None
    below = source.lines[index]
    if below.indent <= line.indent or not METHOD.match(source.text, below.begin, below.end):
        return None
    return _NAMED_HEAD.match(source.text, line.begin, line.end)


def under_path(
    notes: ReadingNotes, line: ManuscriptLine, at: int, path: str, span: Span
) -> Draft | None:
    """The call of the methods that begin at a place of a line below a path; None without one."""
    match = METHOD_LIST.match(notes.text, at, line.end)
    if match is None:
        return None
    first, *others = methods_in(match[0])
    whole = Span(line.begin, line.end)
    draft = Draft(first, parameterised(path), whole, span, twins=tuple(others))
    tail(notes, match.end(), line.end, draft)
    draft.say(line.comment)
    return draft
