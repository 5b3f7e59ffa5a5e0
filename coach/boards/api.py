"""The api board: endpoints, checked, drawn in aligned columns, exported.

POST /reports {kind, place, photo?} -> 201 {report_id} | 409
GET /reports/{report_id}/matches: what was found -> 200 {matches}
"""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.boards.board import Cell, Context, Finding, Row, Severity, Span
from coach.boards.columns import aligned
from coach.boards.endpoint import BODILESS, METHODS, ApiField, Endpoint, Response, read_line
from coach.boards.escape import code, inline
from coach.boards.extent import last_line
from coach.boards.fields import lines
from coach.boards.guard import nothing_read, strange
from coach.errors import UsageError

if TYPE_CHECKING:
    from coach.boards.foreign import Foreign

VERBS = frozenset(
    {"create", "get", "fetch", "update", "edit", "modify", "delete", "remove", "add", "insert"}
    | {"save", "retrieve", "make", "submit", "send", "generate"}
)
NOUNS_TOO = frozenset({"read", "list", "set", "post", "put", "store", "change", "do"})
"""Verbs that are often a thing: they count only in front of another word ("listOrders")."""

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_COMMENT = ("#", "//")
_SPLIT = "This is not read, as the brace opened on line {} is not closed before it."
_INSTEAD = (
    "An endpoint is written METHOD /path {fields} -> status {fields}; OpenAPI is read as JSON."
)
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@dataclass(frozen=True, slots=True)
class Api:
    """The endpoints of a text in order, and what the reading noticed."""

    endpoints: tuple[Endpoint, ...]
    findings: tuple[Finding, ...]


class ApiBoard:
    """Endpoints in the notation above."""

    name = "api"
    title = "API"
    formats = ("markdown", "openapi")

    def parse(self, text: str) -> Api:
        """The endpoints of a text; lines that are none are findings, # and // begin comments.

        An OpenAPI document in JSON is read too; a text in another notation is one finding.
        """
        found: list[Finding] = []
        endpoints = []
        unclosed = 0
        other = strange(text)
        if other is not None:
            return _strange(text, other)
        places = list(lines(text))
        done = -1
        for number, (start, end) in enumerate(places, 1):
            line = text[start:end].strip()
            if number - 1 <= done:
                continue
            if not line:
                unclosed = 0
            elif not line.startswith(_COMMENT):
                noticed = len(found)
                done = last_line(text, places, number - 1)
                endpoint = read_line(text, start, places[done][1], found)
                if endpoint is not None:
                    endpoints.append(endpoint)
                    unclosed = number if _unclosed(found[noticed:]) else 0
                elif unclosed:
                    found[-1] = replace(found[-1], message=_SPLIT.format(unclosed))
        told = () if endpoints or not found else nothing_read(text, _INSTEAD)
        return Api(tuple(endpoints), told or tuple(found))

    def findings(self, model: Api, context: Context) -> tuple[Finding, ...]:
        """What is wrong with the endpoints, errors first."""
        found = [*model.findings, *_alike(model)]
        for endpoint in model.endpoints:
            found += _faults(endpoint)
        return tuple(
            sorted(found, key=lambda one: (_ORDER[one.severity], one.span.start if one.span else 0))
        )

    def draw(self, model: Api, width: int, height: int) -> tuple[Row, ...]:
        """One endpoint a row in aligned columns, or over several rows where it is too narrow."""
        return aligned([_columns(endpoint) for endpoint in model.endpoints], width, 2)

    def export(self, model: Api, format: str) -> str:
        """A Markdown table, or an OpenAPI 3.1 document in JSON."""
        if format == "markdown":
            return _markdown(model)
        if format == "openapi":
            from coach.boards.openapi import document

            return document(model.endpoints)
        known = ", ".join(self.formats)
        raise UsageError(f"An API cannot be written as {format}.", f"Formats: {known}.")


BOARD = ApiBoard()


def _strange(text: str, other: "Foreign") -> Api:
    """What is read of another notation: an OpenAPI document, or one finding."""
    from coach.boards.foreign import Notation, refusal

    if other.notation is Notation.OPENAPI:
        from coach.boards.described import read

        endpoints = read(text)
        if endpoints:
            return Api(endpoints, ())
    return Api((), (refusal(other, _INSTEAD),))


def _unclosed(found: list[Finding]) -> bool:
    return any(one.code == "unclosed" for one in found)


def _alike(model: Api) -> list[Finding]:
    seen: dict[tuple[str, str], Endpoint] = {}
    found = []
    for endpoint in model.endpoints:
        first = seen.setdefault(endpoint.shape, endpoint)
        if first is not endpoint:
            message = f"{endpoint.method} {first.path} stands here already, in other words."
            if first.path == endpoint.path:
                message = f"{endpoint.method} {endpoint.path} stands here twice."
            found.append(Finding("endpoint-twice", Severity.ERROR, message, endpoint.path_span))
    return found


def _faults(endpoint: Endpoint) -> list[Finding]:
    found = []

    def add(code: str, severity: Severity, message: str, span: Span) -> None:
        found.append(Finding(code, severity, message, span))

    if endpoint.method not in METHODS:
        message = f"{endpoint.method} is no method; there are {', '.join(METHODS[:5])}."
        add("unknown-method", Severity.ERROR, message, endpoint.method_span)
    for segment, span in endpoint.segments:
        words = _WORDS.findall(segment)
        first = words[0].lower() if words else ""
        if first in VERBS or (first in NOUNS_TOO and len(words) > 1):
            message = (
                f"The path says what to do ({words[0]}); let the method say it: name the thing."
            )
            add("verb-in-path", Severity.WARNING, message, span)
    names = endpoint.parameters
    if len(set(names)) < len(names):
        message = "Two parameters of this path have one name."
        add("parameter-twice", Severity.WARNING, message, endpoint.path_span)
    if any(not name.strip() for name in names):
        add("nameless-parameter", Severity.WARNING, "A parameter needs a name.", endpoint.path_span)
    if not endpoint.responses and endpoint.method in METHODS:
        message = "What does it answer? Add -> and a status."
        add("no-answer", Severity.HINT, message, endpoint.span)
    if endpoint.method == "GET" and any(one.status == "201" for one in endpoint.responses):
        add(
            "get-creates",
            Severity.WARNING,
            "A GET that creates (201) surprises caches.",
            endpoint.span,
        )
    return found


def _columns(endpoint: Endpoint) -> tuple[Row, ...]:
    role = "mark" if endpoint.method in METHODS else "error"
    answers: list[Cell] = []
    for number, response in enumerate(endpoint.responses):
        answers += [(" | ", "dim")] if number else []
        answers += _answer(response)
    arrow: Row = (("→ ", "arrow"), *answers) if answers else ()
    said: Row = ((endpoint.summary, "dim"),) if endpoint.summary else ()
    return (
        ((endpoint.method, role),),
        ((endpoint.path, "label"),),
        tuple(_braces(endpoint.request)),
        arrow,
        said,
    )


def _answer(response: Response) -> list[Cell]:
    cells: list[Cell] = [(response.status or "?", "value")]
    if response.fields:
        cells += [(" ", "dim"), *_braces(response.fields)]
    if response.note:
        cells.append((f" {response.note}", "dim"))
    return cells


def _braces(fields: tuple[ApiField, ...]) -> list[Cell]:
    if not fields:
        return []
    cells: list[Cell] = [("{", "dim")]
    for number, field in enumerate(fields):
        cells += [(", ", "dim")] if number else []
        cells.append((_written(field), "text"))
    return [*cells, ("}", "dim")]


def _written(field: ApiField) -> str:
    many, optional = "[]" if field.many else "", "?" if field.optional else ""
    return f"{field.name}{many}{optional}" + (f": {field.type}" if field.type else "")


def _markdown(model: Api) -> str:
    if not model.endpoints:
        return ""
    says = any(endpoint.summary for endpoint in model.endpoints)
    rows = ["| Method | Path | Takes | Answers |", "|---|---|---|---|"]
    if says:
        rows = [f"{rows[0]} Says |", f"{rows[1]}---|"]
    for endpoint in model.endpoints:
        where = " (query)" if endpoint.request and endpoint.method in BODILESS else ""
        takes = ", ".join(code(_written(field)) for field in endpoint.request) + where
        answers = "; ".join(
            " ".join(
                part
                for part in (
                    one.status,
                    ", ".join(code(_written(field)) for field in one.fields),
                    inline(one.note),
                )
                if part
            )
            for one in endpoint.responses
        )
        cells = [inline(endpoint.method), code(endpoint.path), takes, answers]
        cells += [inline(endpoint.summary)] if says else []
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows) + "\n"
