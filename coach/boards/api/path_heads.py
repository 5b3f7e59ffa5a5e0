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

_TITLE = re.compile(r"[^\W\d][\w'&-]*(?:[ /][\w'&-]+){0,4}\s*:?\s*")
"""A line that may be the title of what stands below it."""
_RULE = re.compile(r"\s*(?:-{3,}|={3,}|~{3,})\s*")


def titled(source: Manuscript, index: int, line: ManuscriptLine) -> int:
    """How many lines a title takes: words above deeper lines, or underlined; 0 for none. `index`
    is that of the line below."""
    below = source.lines[index] if index < len(source.lines) else None
    if below is None or not _TITLE.fullmatch(source.text, line.begin, line.end):
        return 0
    if below.begin >= below.end:
        return 0
    if _RULE.fullmatch(source.text, below.begin, below.end):
        return 2
    return int(not line.bullet and below.indent > line.indent)


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


class PathHeads:
    """The paths that lines below may have their methods on: indentation, path, place of each."""

    def __init__(self, notes: ReadingNotes) -> None:
        self.notes = notes
        self.paths: list[tuple[int, str, int]] = []

    def deeper(self, line: ManuscriptLine) -> bool:
        """Whether a line stands deeper than the last of them."""
        return bool(self.paths) and line.indent > self.paths[-1][0]

    def head(
        self, source: Manuscript, index: int, line: ManuscriptLine
    ) -> tuple[bool, Draft | None]:
        """Whether a line is a path alone, and the call where methods stand behind it."""
        text = self.notes.text
        match = HEAD.match(text, line.begin, line.end) or named_head(source, index, line)
        if match is None or len(match[1]) < 2:
            return False, None
        while self.paths and self.paths[-1][0] >= line.indent:
            self.paths.pop()
        prefix = self.paths[-1][1] if self.paths else ""
        path = prefix + "/" * (match[1][0] != "/") + match[1].rstrip(":-")
        if match.end() >= line.end or not text[match.end() : line.end].strip():
            self.paths.append((line.indent, path, match.start(1)))
            return True, None
        draft = under_path(self.notes, line, match.end(), path, Span(*match.span(1)))
        return draft is not None, draft

    def under(self, line: ManuscriptLine) -> Draft | None:
        """The call of a line of methods below a path."""
        if line.indent <= self.paths[-1][0] and not line.bullet:
            while len(self.paths) > 1 and self.paths[-1][0] >= line.indent:
                self.paths.pop()
        _, path, start = self.paths[-1]
        return under_path(self.notes, line, line.begin, path, Span(start, start + len(path)))
