"""Lines that hold for the whole API: base, auth, rate, errors; and the resources it is about."""

import re

from coach.boards.api.api_model import METHODS, ApiField, Conventions, Resource
from coach.boards.api.brackets import closing
from coach.boards.api.draft import Draft, ReadingNotes, scheme
from coach.boards.api.manuscript import ManuscriptLine
from coach.boards.api.marks import header_name
from coach.boards.board import Finding, Severity, Span

_SETTING = re.compile(
    r"(base(?:\s+(?:ur[li]|path))?|server|host|auth(?:entication|orization|n|z)?|rate(?:\s*-?limit(?:s|ing)?)?|"
    r"errors?(?:\s+(?:format|shape|body))?|version(?:ing)?|pagination|paging)"
    r"(?:\s*[:=]\s*|\s+)(\S.*)\Z",
    re.I,
)
_SCHEME = re.compile(
    r"(?:bearer|jwt|oauth2?|basic|api[ -]keys?|cookies?|sessions?|mtls|none)\b(?!\s+is)", re.I
)
_OF_ALL = re.compile(
    r"(?:all|every|each|everything)\b(?!.*\b(?:not?|without|except|but|unless)\b)[^:{}]*?\b(?:needs?|requires?|"
    r"must|wants?|is|are|with|send|carry|carries|use[sd]?|behind)\b[^:{}]*?"
    r"\b(auth\w*|bearer|jwt|oauth2?|api[ -]keys?|(?:session\s+)?cookies?|tokens?)\b\s*:?\s*(.*)\Z",
    re.I,
)
"""A sentence that says how every caller is known."""
_HEADER_OF_ALL = re.compile(
    r"(?:all|every|each)\s+(get|post|put|patch|delete|write|mutation|mutating\s+call|change)s?\s+"
    r"(?:calls?\s+|requests?\s+)?(?:needs?|requires?|carr(?:y|ies)|takes?|has|have|sends?|wants?"
    r"|must\s+(?:send|have|carry)|with)\s+(?:(?:an?|the)\s+)?([\w -]+?)(?:\s+headers?)?\.?\Z",
    re.I,
)
"""A header that all calls of a kind need."""
_TOO_MANY = re.compile(
    r"429\b(?=.*\b(?:over|more\s+than|per|above|beyond)\b|.*\d\s*/)(?=.*\d).*"
    r"(?:per|an?|each|every|/)\s*(?:s|m|h|d|sec|second|min|minute|hour|day)\b.*\Z",
    re.I,
)
"""When anybody is answered 429, on a line about all calls."""
_BASE = re.compile(r"(?:[a-z]+://|/|v\d)\S*", re.I)
_NOT_SETTING = re.compile(
    r"(?:limiter|limit(?:s|ing)?\s+(?:is|are)|is|are|was|we|the|should|may|can)\b", re.I
)
_FORMAT = re.compile(r"(?:problem(?:\+json| details| json)?|rfc\s?\d+|envelope|\{)", re.I)
_RESOURCE = re.compile(
    r"resources?\s+([^\W\d][\w-]*)\s*(?:[:(=]|(?=\{)|-\s|\Z)\s*(.*)\Z", re.I | re.S
)
_MANY = re.compile(r"resources?\s*:\s*([^\W\d][\w -]*(?:\s*,\s*[^\W\d][\w -]*)*)\s*\Z", re.I)
CRUD = re.compile(
    r"crud\s+(?:for\s+|on\s+)?/?([^\W\d][\w/{}-]*)(?:\s+(?:only\s+|:\s*)?(.*))?\Z", re.I
)
_OPERATIONS = {
    "list": "list", "index": "list", "get": "get", "show": "get", "read": "get", "create": "create",
    "post": "create", "update": "update", "patch": "update", "put": "put", "replace": "put",
    "delete": "delete", "destroy": "delete", "remove": "delete",
}  # fmt: skip


_NAMED_HEADER = re.compile(r"\b([A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)+|x(?:-[a-z]+)+)\b")
"""The header in which a caller says who they are."""
_WITHOUT = re.compile(r"\b(?:except|without|but\s+not|not|minus|no)\b")
_BUT = re.compile(
    r"\b(?:except|but(?:\s+not)?|other\s+than|apart\s+from|besides)\s+(?:for\s+)?([^.;()]+)", re.I
)
"""The calls for which a caller need not be known, behind how all others are."""


class ConventionsRead:
    """The conventions read so far, each once; a second one is told."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.spans: dict[str, Span] = {}
        self.headers: list[tuple[tuple[str, ...], str]] = []
        self.open: set[str] = set()
        """Words of the paths that anybody may call."""

    def take(self, notes: ReadingNotes, line: ManuscriptLine, told: str) -> bool:
        """Takes a line if it is a setting."""
        over = _TOO_MANY.match(told)
        if over is not None and "rate" not in self.values:
            self.values["rate"], self.spans["rate"] = told, Span(line.begin, line.end)
        if over is not None:
            notes.whole.append(Span(line.begin, line.end))
            notes.titles.append((line.number, told))
            return True
        match = _SETTING.match(told)
        every = _OF_ALL.match(told) if match is None else None
        if match is None and every is None:
            return self._everywhere(notes, line, told)
        if every is not None:
            name, value = "auth", f"{every[1]} {every[2]}".strip()
        else:
            name, value = _setting(match)
        if every is None and _NOT_SETTING.match(value):
            return False
        key = next(
            (k for k in ("base", "auth", "rate", "error", "version", "pag") if name.startswith(k)),
            "base",
        )
        key = {"error": "errors", "pag": "pagination"}.get(key, key)
        if every is None and not _plausible(key, value, told):
            return False
        span = Span(line.begin, line.end)
        if key in self.values and self.values[key] != value:
            message = f"{key} is said twice; {self.values[key]} stands."
            notes.findings.append(Finding("setting-twice", Severity.WARNING, message, span))
            return True
        if key == "auth" and (but := _BUT.search(value)):
            said = re.findall(r"[/\w{}:-]+", but[1].lower())
            self.open.update(path.rstrip("/").rpartition("/")[2] for path in said)
            self.values["open"] = ", ".join(sorted(name for name in self.open if name))
        self.values[key] = value
        self.spans[key] = span
        if key == "auth" and (named := _NAMED_HEADER.search(value)) is not None:
            self.values["header"] = named[1]
        return True

    def _everywhere(self, notes: ReadingNotes, line: ManuscriptLine, told: str) -> bool:
        """A header that all calls of a method need, or all that change something."""
        match = _HEADER_OF_ALL.match(told)
        name = header_name(match[2]) if match else ""
        if match is None or not name:
            return False
        notes.whole.append(Span(line.begin, line.end))
        word = match[1].upper().rstrip("S")
        self.headers.append(((word,) if word in METHODS else ("POST", "PUT", "PATCH"), name))
        return True

    def spread(self, drafts: list[Draft]) -> None:
        """Gives the headers that all of a method need to each of them, and leaves those open that
        the rule for all callers excepts."""
        for draft in drafts:
            last = draft.path.lower().rstrip("/").rpartition("/")[2]
            if not draft.auth and last in self.open and last[-1:].isalpha():
                draft.auth = "none"
        for methods, name in self.headers:
            for draft in drafts:
                if draft.method in methods:
                    draft.header(name)

    def at(self, hosts: set[str]) -> None:
        """Takes the host that all calls with one have, where no base is said."""
        hosts.discard("")
        if "base" not in self.values and len(hosts) == 1:
            self.values["host"] = hosts.pop()

    def final(self) -> Conventions:
        """The conventions as they are kept."""
        values = self.values
        base = values.get("base", "")
        if len(values.get("auth", "").split()) > 1:
            values["callers"] = values["auth"]
        match = _BASE.search(base)
        return Conventions(
            match[0].rstrip(",;") if match else base,
            scheme(values["auth"]) if "auth" in values else "",
            values.get("rate", ""),
            values.get("errors", ""),
            tuple(
                (name, values[name])
                for name in ("version", "pagination", "host", "open", "header", "callers")
                if name in values
            ),
            tuple(self.spans.items()),
        )


def _setting(match: re.Match[str] | None) -> tuple[str, str]:
    """A setting's name in small letters and its value."""
    return (match[1].lower(), match[2].strip()) if match else ("", "")


def _plausible(key: str, value: str, told: str) -> bool:
    """Whether a value is one of that setting, so that a sentence is not taken for it."""
    marked = re.match(r"[a-z -]+[:=]", told, re.I) is not None
    if key == "base":
        return _BASE.match(value) is not None
    if key == "errors":
        return _FORMAT.match(value) is not None
    if key in ("version", "pagination"):
        return marked
    if key == "rate":
        return any(char.isdigit() for char in value)
    return marked or len(value.split()) <= 4 or _SCHEME.match(value) is not None


def resource(notes: ReadingNotes, line: ManuscriptLine, told: str) -> list[Resource]:
    """The resources a line declares; empty where it is none."""
    many = _MANY.match(told)
    if many:
        names = [name.strip() for name in many[1].split(",")]
        return [Resource(name, (), Span(line.begin, line.end)) for name in names]
    match = _RESOURCE.match(told)
    if match is None:
        return []
    fields: dict[str, ApiField] = {}
    start = line.begin + match.start(2)
    end = line.begin + match.end(2)
    if told[match.start(2) - 1 : match.start(2)] == "(" and notes.text[end - 1] == ")":
        end -= 1
    if notes.text[start : start + 1] in ("{", "("):
        close = closing(notes.text, start, end)
        start, end = start + 1, close if close >= 0 else end
    notes.fields(start, end, fields)
    return [Resource(match[1], tuple(fields.values()), Span(line.begin, line.end))]


def crud(
    notes: ReadingNotes, line: ManuscriptLine, told: str, known: list[Resource]
) -> list[Draft]:
    """The endpoints of `crud orders`, `crud orders only list, get`, `crud orders put`."""
    match = CRUD.match(told)
    if match is None:
        return []
    with_these, *without = _WITHOUT.split((match[2] or "").lower(), maxsplit=1)
    gone = [
        _OPERATIONS[word] for word in re.findall(r"[a-z]+", "".join(without)) if word in _OPERATIONS
    ]
    words = re.findall(r"[a-z]+", with_these)
    asked = [_OPERATIONS[word] for word in words if word in _OPERATIONS]
    left = [w for w in words if w not in _OPERATIONS and w not in ("only", "and", "no", "with")]
    if left:
        notes.stray(line.begin + match.start(2), line.end)
    only = "only" in told.lower().split() or bool(asked and set(asked) != {"put"})
    operations = ["list", "get", "create", "update", "delete"]
    if only:
        operations = [name for name in (*operations, "put") if name in asked]
    elif "put" in asked:
        operations[3] = "put"
    operations = [name for name in operations if name not in gone]
    from coach.boards.api.crud import made

    span = Span(line.begin, line.end)
    at = line.begin + match.start(1)
    return made(match[1], operations, known, span, Span(at, at + len(match[1])))
