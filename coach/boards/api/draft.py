"""Interfaces while they are being read: what later lines add to, made final at the end."""

from dataclasses import field, replace

from coach.boards.api.api_model import ApiField, Endpoint, Response
from coach.boards.api.field_list import Listed, listed
from coach.boards.api.worked_examples import exampled
from coach.boards.board import Finding, Severity, Span
from coach.frozen import dataclass

NO_HEADERS = frozenset({"authorization", "content-type", "host", "accept", "content-length"})
"""Headers that say nothing of an interface's own; Authorization says that a caller is known."""


@dataclass(slots=True)
class DraftResponse:
    """An answer that grows; see `model.Response`."""

    status: str = ""
    type: str = ""
    many: bool = False
    fields: dict[str, ApiField] = field(default_factory=dict)
    note: str = ""

    def says(self, header: str, told: str) -> None:
        """Takes a header of the answer with its value, where it says something of it."""
        if header.lower() not in NO_HEADERS:
            self.note = f"{self.note} {told}".strip()

    def final(self) -> Response:
        """The answer as it is kept."""
        return Response(self.status, self.type, self.many, tuple(self.fields.values()), self.note)


@dataclass(slots=True)
class Draft:
    """An interface that grows; see `model.Endpoint`. `twins` are further methods of
    the same line; `takes` is a message's name, looked up at the end."""

    method: str
    path: str
    span: Span
    path_span: Span
    query: dict[str, ApiField] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    fields: dict[str, ApiField] = field(default_factory=dict)
    answers: list[DraftResponse] = field(default_factory=list)
    auth: str = ""
    summary: str = ""
    many: bool = False
    bodied: bool = False
    made: bool = False
    twins: tuple[str, ...] = ()
    takes: str = ""

    def copied(self, by: int) -> "Draft":
        """The same for a line that begins `by` characters further on, free to grow."""
        return replace(
            self,
            span=Span(self.span.start + by, self.span.end + by),
            path_span=Span(self.path_span.start + by, self.path_span.end + by),
            query=dict(self.query),
            headers=dict(self.headers),
            fields=dict(self.fields),
            answers=[replace(answer, fields=dict(answer.fields)) for answer in self.answers],
        )

    def header(self, name: str, value: str = "") -> None:
        """Takes a request header; those of every request are none."""
        low = name.lower()
        if low == "authorization":
            self.auth = self.auth or scheme(value)
        elif low not in NO_HEADERS:
            self.headers.setdefault(low, name)

    def say(self, words: str) -> None:
        """Adds words about what it is for."""
        words = " ".join(words.split()).strip(" ,;:-–—")
        if words and words not in self.summary:
            self.summary = f"{self.summary}, {words}" if self.summary else words

    def answer(self) -> DraftResponse:
        """The answer that what follows belongs to; a new one where there is none."""
        if not self.answers:
            self.answers.append(DraftResponse())
        return self.answers[-1]

    def final(self) -> tuple[Endpoint, ...]:
        """The interface as it is kept, and one more for each further method it was written with."""
        responses = tuple(answer.final() for answer in self.answers)
        return tuple(
            Endpoint(
                method,
                self.path,
                self.span,
                self.path_span,
                tuple(self.query.values()),
                tuple(self.headers.values()),
                tuple(self.fields.values()),
                responses,
                self.auth,
                self.summary,
                self.many,
                self.bodied,
                self.made,
            )
            for method in (self.method, *self.twins)
        )


@dataclass(slots=True)
class ReadingNotes:
    """What the reading notices on its way."""

    text: str
    findings: list[Finding] = field(default_factory=list)
    whole: list[Span] = field(default_factory=list)
    """Stretches of which every word was taken."""
    titles: list[tuple[int, str]] = field(default_factory=list)
    """Titles of what stands below them, with the numbers of their lines."""
    nested: list[tuple[int, str]] = field(default_factory=list)
    """The paths of the blocks that are open in a router's code, with their indentation."""

    def unread(self, start: int, end: int, message: str = "", grave: bool = False) -> None:
        """A passage that was not read: a hint, or an error where it begins like an interface."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        severity = Severity.ERROR if grave else Severity.HINT
        told = message or "This is not read. An endpoint is METHOD /path {fields} -> status Type."
        self.findings.append(Finding("unread", severity, told, Span(start, max(start, end))))

    def limited(self, cut: int) -> None:
        """Says that the reading ended at a place; nothing where that is the beginning."""
        if cut:
            count = self.text.count("\n", 0, cut)
            message = f"Only {count:,} lines are read: split the text."
            self.fault("limit", message, cut, cut)

    def fault(self, code: str, message: str, start: int, end: int) -> None:
        """Something of text[start:end] that keeps it from being read."""
        self.findings.append(Finding(code, Severity.ERROR, message, Span(start, end)))

    def stray(self, start: int, end: int) -> None:
        """Words on a line that was read, left over."""
        left = " ".join(self.text[start:end].split())
        message = f"Of this line “{left[:60]}” is taken as words only; fields stand in braces."
        self.findings.append(Finding("stray-words", Severity.HINT, message, Span(start, end)))

    def fields(self, start: int, end: int, into: dict[str, ApiField]) -> Listed:
        """Takes the fields of text[start:end]; pieces that are none are told."""
        listed_fields = listed(self.text, start, end)
        for known in listed_fields.fields:
            into.setdefault(known.name, known)
        for begin, stop in listed_fields.unread:
            message = f"“{' '.join(self.text[begin:stop].split())[:40]}” is no field's name."
            self.findings.append(
                Finding("unreadable-field", Severity.WARNING, message, Span(begin, stop))
            )
        return listed_fields


_OPEN = frozenset(
    {"public", "none", "no", "open", "anonymous", "guest", "unauthenticated", "✗", "❌"}
)


def scheme(words: str) -> str:
    """What words about authentication say: "none", a scheme's name, or "yes"."""
    low = " ".join(words.lower().split()).strip(" .:()")
    first = low.split(" ")[0].strip(",;") if low else ""
    if first in _OPEN or low.startswith("not ") or "no auth" in low or "without" in low:
        return "none"
    for name in ("bearer", "jwt", "oauth", "cookie", "session", "basic", "mtls"):
        if name in low:
            return {"jwt": "bearer", "oauth": "oauth2", "session": "cookie"}.get(name, name)
    if "key" in low:
        return "api key"
    if "token" in low:
        return "bearer"
    return "yes"


def endpoints(drafts: list[Draft]) -> tuple[Endpoint, ...]:
    """All interfaces in order; what crud made gives way to a line of one's own, and a line of
    method and path alone to the same one written again in full."""
    every = [endpoint for draft in drafts for endpoint in draft.final()]
    own = {endpoint.shape for endpoint in every if not endpoint.made}
    every = [endpoint for endpoint in every if not (endpoint.made and endpoint.shape in own)]
    every = exampled(every)
    outlines: dict[tuple[str, str], int] = {}
    gone: set[int] = set()
    for at, endpoint in enumerate(every):
        before = outlines.get(endpoint.shape)
        if endpoint.outline and before is None:
            outlines[endpoint.shape] = at
        elif not endpoint.outline and before is not None:
            every[at] = endpoint.beside(every[before])
            gone.add(outlines.pop(endpoint.shape))
    return tuple(endpoint for at, endpoint in enumerate(every) if at not in gone)
