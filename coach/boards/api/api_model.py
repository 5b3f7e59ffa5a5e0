"""What an api board holds: interfaces, resources and what is said of all of them."""

import re
from bisect import bisect_right
from dataclasses import field, replace
from functools import cached_property

from coach.boards.board import Finding, Span
from coach.frozen import dataclass

WRITES = frozenset({"POST", "PUT", "PATCH"})
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "QUERY")
"""Methods of HTTP that the board reads; TRACE and CONNECT are nothing to design."""
OTHERS = ("WS", "SSE", "CALL", "SEND", "RECV")
"""What else is an interface: a socket, a stream, a function, a message to the server, one from
it (a webhook too)."""

_RAW = frozenset(("bytes", "binary", "blob", "chunk", "raw"))
VERSION = re.compile(r"v\d+(?:\.\d+)*(?:(?:alpha|beta)\d*)?\Z", re.I)
PREFIXES = frozenset({"api", "rest", "public", "internal", "admin"})
PARAMETER = re.compile(r"\{([^{}/]*)\}")
"""A parameter in a path as the model keeps it, whatever it was written like."""


@dataclass(frozen=True, slots=True)
class ApiField:
    """A field of a request or an answer; `type` is what was written of it, or "", `example` the
    value that stood in its place, or its parts in brackets, `default` what it is if left out."""

    name: str
    optional: bool = False
    many: bool = False
    type: str = ""
    example: str = field(default="", compare=False)
    default: str = field(default="", compare=False)
    note: str = field(default="", compare=False)
    """What is said of it besides."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: status and type as written ("" where none), fields, and words beside them."""

    status: str = ""
    type: str = ""
    many: bool = False
    fields: tuple[ApiField, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Endpoint:
    """One interface. `path` has its parameters in braces and no query; for CALL, SEND and RECV it
    is the name. `auth` is "none" where it is open, a scheme or "yes" where one must be known, ""
    where nothing is said. `bodied`: the fields were said to be a body. `made`: by `crud`."""

    method: str
    path: str
    span: Span
    path_span: Span
    query: tuple[ApiField, ...] = ()
    headers: tuple[str, ...] = ()
    fields: tuple[ApiField, ...] = ()
    responses: tuple[Response, ...] = ()
    auth: str = ""
    summary: str = ""
    many: bool = False
    bodied: bool = False
    made: bool = False

    @property
    def http(self) -> bool:
        """Whether this is a request of HTTP; the other kinds are OTHERS."""
        return self.method in METHODS

    @property
    def raw(self) -> bool:
        """Whether its body is bytes as they are, and no JSON."""
        return not self.many and len(self.fields) == 1 and self.fields[0].name.lower() in _RAW

    @property
    def outline(self) -> bool:
        """Whether a line says no more than the method, the path and its query, as a list does."""
        return self.http and not (self.fields or self.responses or self.headers or self.bodied)

    def beside(self, outline: "Endpoint") -> "Endpoint":
        """This with what only the outline of it says: query parameters, access, a summary."""
        known = {api_field.name for api_field in self.query}
        more = tuple(api_field for api_field in outline.query if api_field.name not in known)
        return replace(
            self,
            query=self.query + more,
            auth=self.auth or outline.auth,
            summary=self.summary or outline.summary,
        )

    @cached_property
    def segments(self) -> tuple[str, ...]:
        """The path's parts, empty ones left out; parameters keep their braces."""
        return tuple(part for part in self.path.split("/") if part)

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The path's segments behind prefixes such as /api/v1."""
        segments = self.segments
        at = 0
        while at < len(segments) and (
            segments[at].lower() in PREFIXES or VERSION.match(segments[at])
        ):
            at += 1
        return segments[at:]

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the path's parameters, in order."""
        return tuple(PARAMETER.findall(self.path)) if "{" in self.path else ()

    @cached_property
    def shape(self) -> tuple[str, str]:
        """What makes two endpoints alike: the method, and the path with nameless parameters."""
        return self.method, PARAMETER.sub("{}", self.path).rstrip("/") or "/"

    def names(self) -> frozenset[str]:
        """The names of all that can be sent: fields, query and headers, in lower case."""
        sent = (*self.fields, *self.query)
        return frozenset(part.name.lower() for part in sent) | {h.lower() for h in self.headers}


@dataclass(frozen=True, slots=True)
class Resource:
    """A noun of the domain with its fields; `stated` where the word resource stood before it."""

    name: str
    fields: tuple[ApiField, ...]
    span: Span
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Conventions:
    """What holds for all endpoints, as written, "" where nothing was said; spans by name."""

    base: str = ""
    auth: str = ""
    rate: str = ""
    errors: str = ""
    others: tuple[tuple[str, str], ...] = ()
    """What else is said of all, by name: the version, pages."""
    spans: tuple[tuple[str, Span], ...] = ()

    def span(self, name: str) -> Span | None:
        """Where a convention stands."""
        return next((span for known, span in self.spans if known == name), None)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Findings that the author wants silenced: codes by line (from 1), and for the whole board."""

    lines: tuple[tuple[int, str], ...] = ()
    board: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Api:
    """All that was read of a text, and what could not be; equal only to itself."""

    endpoints: tuple[Endpoint, ...] = ()
    resources: tuple[Resource, ...] = ()
    conventions: Conventions = Conventions()
    findings: tuple[Finding, ...] = ()
    quiet: Quiet = Quiet()
    starts: tuple[int, ...] = (0,)
    """Where each line of the text begins."""
    remarks: tuple[tuple[int, str], ...] = ()
    """What its comments say, each with the number of its line."""
    asides: tuple[tuple[int, str], ...] = ()
    """What says no more than that it is a request: values of headers, types of parameters."""

    def line(self, at: int) -> int:
        """The number of the line a place of the text stands on, from 1."""
        return bisect_right(self.starts, at)
