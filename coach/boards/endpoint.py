"""Endpoints as the api board's notation says them, and the reading of one line.

METHOD /path {field, field?, field: type} -> status {field} | status {field}
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from coach.boards.board import Finding, Severity, Span
from coach.boards.fields import closing, parts, piece

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "WS", "SSE")
BODILESS = frozenset({"GET", "HEAD", "DELETE", "OPTIONS", "WS", "SSE"})
"""Methods whose fields travel in the query, not in a body."""

_BULLET = re.compile(r"[ \t]*(?:[-*+•][ \t]+)?")
_FIELD = re.compile(
    r"([A-Za-z_@$][\w.@$-]*)(\[\])?(\?)?(?:[ \t]*:[ \t]*(.+?)(\?)?|[ \t]*([{\[].*))?$"
)
_PARAMETER = re.compile(r"\{([^{}/]*)\}|:([A-Za-z_]\w*)")
_STATUS = re.compile(r"[1-5]\d\d(?!\d)")
_ARROW = re.compile(r"->|→|=>")


@dataclass(frozen=True, slots=True)
class ApiField:
    """A field of a request or an answer; `type` is what was written after the colon, or ""."""

    name: str
    optional: bool = False
    many: bool = False
    type: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: its status ("" where none was given), its fields, and words beside it."""

    status: str
    fields: tuple[ApiField, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A line of the board: a method on a path, what it takes and what it answers."""

    method: str
    path: str
    request: tuple[ApiField, ...]
    responses: tuple[Response, ...]
    span: Span
    method_span: Span
    path_span: Span

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the path's parameters, in order."""
        return tuple(m[1] or m[2] or "" for m in _PARAMETER.finditer(self.path))

    @property
    def shape(self) -> tuple[str, str]:
        """What makes two endpoints alike: the method, and the path with nameless parameters."""
        return self.method, _PARAMETER.sub("{}", self.path.split("?")[0]).rstrip("/") or "/"

    @property
    def segments(self) -> tuple[tuple[str, Span], ...]:
        """The path's fixed words with their places."""
        found = []
        start = self.path_span.start
        for match in re.finditer(r"[^/]+", self.path.split("?")[0]):
            if not _PARAMETER.search(match[0]):
                found.append((match[0], Span(start + match.start(), start + match.end())))
        return tuple(found)


Report = Callable[[str, Severity, str, Span], None]


def read_line(text: str, start: int, end: int, findings: list[Finding]) -> Endpoint | None:
    """The endpoint of text[start:end]; None, with a finding, where the line is none."""

    def report(code: str, severity: Severity, message: str, span: Span) -> None:
        findings.append(Finding(code, severity, message, span))

    bullet = _BULLET.match(text, start, end)
    begin = bullet.end() if bullet else start
    method = piece(text, begin, _word_end(text, begin, end))
    after = method.span.end
    path_start = after + (len(text[after:end]) - len(text[after:end].lstrip()))
    path_end = _path_end(text, path_start, end)
    path = piece(text, path_start, path_end)
    if not path.text.startswith("/") or not method.text.isalpha():
        message = "This is not read. An endpoint is METHOD /path {fields} -> status {fields}."
        report("unreadable", Severity.ERROR, message, Span(begin, end))
        return None
    arrow = _ARROW.search(text, path_end, end)
    request_end = arrow.start() if arrow else end
    request = _fields_in(text, path_end, request_end, report)
    responses: tuple[Response, ...] = ()
    if arrow:
        responses = tuple(
            _response(text, one.span, report) for one in parts(text, arrow.end(), end, "|")
        )
    return Endpoint(
        method.text.upper(), path.text, request, responses, Span(begin, end), method.span, path.span
    )


def _word_end(text: str, start: int, end: int) -> int:
    at = start
    while at < end and not text[at].isspace():
        at += 1
    return at


def _path_end(text: str, start: int, end: int) -> int:
    """A path ends at white space or at an arrow; a brace belongs to it only after a slash."""
    at = start
    while at < end and not text[at].isspace():
        if text[at] == "{":
            close = closing(text, at, end)
            if text[at - 1] not in "/.:-_@=," or close < 0:
                break
            at = close
        if _ARROW.match(text, at, end):
            break
        at += 1
    return at


def _fields_in(text: str, start: int, end: int, report: Report) -> tuple[ApiField, ...]:
    """The fields of the braces in text[start:end]; words outside of them are a finding."""
    found = piece(text, start, end)
    if not found.text:
        return ()
    if not found.text.startswith("{"):
        message = "Fields stand in braces: {name, other?}."
        report("stray-words", Severity.WARNING, message, found.span)
        return ()
    return _braced(text, found.span, report)[0]


def _braced(text: str, span: Span, report: Report) -> tuple[tuple[ApiField, ...], int]:
    """The fields of a brace at the span's start, and where the brace ends."""
    close = closing(text, span.start, span.end)
    if close < 0:
        report("unclosed", Severity.ERROR, "The brace is not closed.", span)
        close = span.end
    fields = []
    for one in parts(text, span.start + 1, close):
        match = _FIELD.match(one.text)
        if match is None:
            report("unreadable-field", Severity.WARNING, "This is no field's name.", one.span)
            continue
        optional = bool(match[3] or match[5])
        fields.append(ApiField(match[1], optional, bool(match[2]), match[4] or match[6] or ""))
    names = [field.name for field in fields]
    for name in sorted({name for name in names if names.count(name) > 1}):
        report("field-twice", Severity.WARNING, f"The field {name} stands twice.", span)
    return tuple(fields), min(close + 1, span.end)


def _response(text: str, span: Span, report: Report) -> Response:
    status = _STATUS.match(text, span.start, span.end)
    rest = piece(text, status.end() if status else span.start, span.end)
    if status is None:
        message = "An answer begins with its status, such as 201."
        report("no-status", Severity.HINT, message, span)
    brace = text.find("{", rest.span.start, rest.span.end)
    if brace < 0:
        return Response(status[0] if status else "", (), rest.text)
    fields, end = _braced(text, Span(brace, rest.span.end), report)
    note = f"{text[rest.span.start : brace]} {text[end : rest.span.end]}".strip()
    return Response(status[0] if status else "", fields, note)
