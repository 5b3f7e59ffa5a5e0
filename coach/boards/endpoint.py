"""Endpoints as the api board's notation says them, and the reading of one line.

METHOD /path {field, field?, field: type} -> status {field} | status {field}
METHOD /path: what it is for {field} -> status
A body may be JSON, and stand with the answers on lines of its own below.
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
_KEY = re.compile(r'"([^"\\\n]+)"\s*:\s*(.*)\Z', re.S)
_VALUES = (
    (re.compile(r'"'), "string"),
    (re.compile(r"-?\d+\Z"), "integer"),
    (re.compile(r"-?[\d.]+(?:[eE][+-]?\d+)?\Z"), "number"),
    (re.compile(r"(?:true|false)\Z"), "boolean"),
    (re.compile(r"\{"), "object"),
)
_PARAMETER = re.compile(r"\{([^{}/]*)\}|:([A-Za-z_]\w*)")
_VARIABLE = re.compile(r"\{[^{}/]*\}|:[A-Za-z_]\w*|<[^<>/]+>|\[[^\[\]/]+\]|\$[A-Za-z_]\w*")
"""A path's parameter however it is marked: {id}, :id, <id>, [id], $id."""
_STATUS = re.compile(r"[1-5]\d\d(?!\d)")
_ARROW = re.compile(r"->|→|=>")
_SAID = re.compile(r"(?::|[-–—](?=\s)|#|//)\s*")


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
    summary: str = ""

    @property
    def query(self) -> tuple[ApiField, ...]:
        """The parameters after the path's question mark; a word that is no value is their type."""
        written = self.path.partition("?")[2]
        pairs = (part.partition("=") for part in written.split("&") if part)
        return tuple(
            ApiField(name, True, name.endswith("[]"), value.strip("<>{}"))
            for name, _, value in pairs
            if name
        )

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the path's parameters, in order."""
        return tuple(m[1] or m[2] or "" for m in _PARAMETER.finditer(self.path.split("?")[0]))

    @property
    def shape(self) -> tuple[str, str]:
        """What makes two endpoints alike: the method, and the path with nameless parameters."""
        return self.method, _VARIABLE.sub("{}", self.path.split("?")[0]).rstrip("/") or "/"

    @property
    def segments(self) -> tuple[tuple[str, Span], ...]:
        """The path's fixed words with their places."""
        found = []
        start = self.path_span.start
        for match in re.finditer(r"[^/]+", self.path.split("?")[0]):
            if not _VARIABLE.search(match[0]):
                found.append((match[0], Span(start + match.start(), start + match.end())))
        return tuple(found)


Report = Callable[[str, Severity, str, Span], None]


def read_line(text: str, start: int, end: int, findings: list[Finding]) -> Endpoint | None:
    """The endpoint of text[start:end], a line or more; None, with a finding, where it is none."""

    def report(code: str, severity: Severity, message: str, span: Span) -> None:
        findings.append(Finding(code, severity, message, span))

    bullet = _BULLET.match(text, start, end)
    begin = bullet.end() if bullet else start
    method = piece(text, begin, _word_end(text, begin, end))
    after = method.span.end
    path_start = after + (len(text[after:end]) - len(text[after:end].lstrip()))
    path_end = _path_end(text, path_start, end)
    path = piece(text, path_start, _without_colon(text, path_start, path_end))
    if not path.text.startswith("/") or not method.text.isalpha():
        message = "This is not read. An endpoint is METHOD /path {fields} -> status {fields}."
        report("unreadable", Severity.ERROR, message, Span(begin, end))
        return None
    told = path.span.end
    body = text.find("{", told, end)
    first = _ARROW.search(text, told, end)
    inside = body >= 0 and (first is None or body < first.start())
    close = closing(text, body, end) if inside else -1
    arrow = _ARROW.search(text, close, end) if close >= 0 else first
    request_end = arrow.start() if arrow else end
    summary, told = _summary(text, told, body if inside else request_end)
    request = _fields_in(text, told, request_end, report)
    responses: tuple[Response, ...] = ()
    if arrow:
        responses = tuple(
            _response(text, one.span, report) for one in parts(text, arrow.end(), end, "|")
        )
    whole = Span(begin, end)
    return Endpoint(
        method.text.upper(), path.text, request, responses, whole, method.span, path.span, summary
    )


def _without_colon(text: str, start: int, end: int) -> int:
    """Where a path ends that a colon and words follow: `/orders: place an order`."""
    return end - 1 if end - start > 1 and text[end - 1] == ":" else end


def _summary(text: str, start: int, end: int) -> tuple[str, int]:
    """The words after a colon or a dash behind the path, and where they end."""
    found = piece(text, start, end)
    mark = _SAID.match(found.text)
    if mark is None:
        return "", start
    return " ".join(found.text[mark.end() :].split()), found.span.end


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
        quoted = _KEY.match(one.text)
        if quoted:
            fields.append(_of_json(quoted[1], quoted[2].strip()))
            continue
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


def _of_json(name: str, value: str) -> ApiField:
    """A member of a JSON object given as an example: its name and what its value is."""
    many = value.startswith("[")
    shown = value[1:].strip().removesuffix("]").partition(",")[0].strip() if many else value
    kind = next((kind for pattern, kind in _VALUES if pattern.match(shown)), "")
    return ApiField(name, False, many, kind)


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
