"""What stands around a handler's route in code: several annotations on its line, headers it takes.

`@PreAuthorize("hasRole('ADMIN')") @DeleteMapping("/{id}") void close(...)` is one line that says a
mark, a route and a handler.
"""

import re
from dataclasses import replace

from coach.boards.api.brackets import closing
from coach.boards.api.draft import Draft
from coach.boards.api.manuscript import ManuscriptLine
from coach.boards.api.status_words import PHRASES

_MARK = re.compile(r"@[A-Za-z]\w*")
_ROUTE = re.compile(r"@(?:Get|Post|Put|Patch|Delete|Request)Mapping\b")
_MOST = 8
_NAMED_STATUS = re.compile(r"HttpStatus\.([A-Z_]+)")
_HEADED = re.compile(
    r"(?:@RequestHeader|\[FromHeader)\(?\s*(?:(?:value|name)\s*=\s*)?[\"']([\w-]+)[\"']"
    r"|(?<![\w.])(\w+)\s*:[^,()]*=\s*Header\((?:[^()]*\balias\s*=\s*[\"']([\w-]+)[\"'])?",
    re.I,
)
_AUTH = re.compile(r"\b\w*auth\w*\b", re.I)
_GUARDED = re.compile(r"\[Authorize|@(?:PreAuthorize|Secured|RolesAllowed|Authenticated)\b")
"""Marks that say that a caller must be known."""


def apart(text: str, line: ManuscriptLine) -> list[ManuscriptLine]:
    """The parts of a line of annotations and a handler as lines of their own, the route first;
    none where the line is no such one."""
    at = line.begin
    parts: list[tuple[int, int]] = []
    while len(parts) < _MOST and (mark := _MARK.match(text, at, line.end)) is not None:
        stop = mark.end()
        if text[stop : stop + 1] == "(":
            close = closing(text, stop, line.end)
            stop = close + 1 if close >= 0 else line.end
        parts.append((at, stop))
        at = stop
        while at < line.end and text[at].isspace():
            at += 1
    if at >= line.end or not any(_ROUTE.match(text, *part) for part in parts):
        return []
    parts.sort(key=lambda part: not _ROUTE.match(text, *part))
    return [replace(line, start=a, begin=a, end=b) for a, b in (*parts, (at, line.end))]


def headers(code: str, draft: Draft) -> None:
    """Gives a call the request headers that its handler's arguments name."""
    for match in _HEADED.finditer(code):
        draft.header(match[1] or match[3] or match[2].replace("_", "-").title())


def guarded(route: str, marks: str) -> bool:
    """Whether the words of a route or the marks at its handler ask for a known caller."""
    return bool(_AUTH.search(route) or _GUARDED.search(marks))


def named_status(marks: str) -> str:
    """The status that annotations above a handler name: `HttpStatus.CREATED`."""
    named = _NAMED_STATUS.search(marks)
    words = named[1].replace("_", " ").lower() if named else ""
    return next((str(n) for n, said in PHRASES.items() if said.lower() == words), "")
