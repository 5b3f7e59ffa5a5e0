"""What stands on the api and schema boards: endpoints by method and shape, tables by name.

A path parameter is a parameter whatever it is called, plural and singular are one, and a leading
/api or /v1 does not matter. Where no endpoint has the very shape, one that does the same kind of
thing to the same thing counts: "GET /timeline/{user}" for "GET /timeline", a socket for either.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from coach.boards.api.api_board import BOARD as API
from coach.boards.api.api_model import Endpoint
from coach.boards.board import Context
from coach.boards.schema.schema_board import BOARD as SCHEMA
from coach.boards.schema.schema_parts import Table
from coach.language.words import stem, tokens
from coach.match.tables_seen import Seen, seen

_PREFIX = re.compile(r"api|v\d*|\d+", re.I)
_WORK = {
    **dict.fromkeys(("GET", "HEAD"), "read"),
    **dict.fromkeys(("POST", "PUT", "PATCH"), "write"),
    **dict.fromkeys(("WS", "SSE"), "live"),
    "DELETE": "delete",
}
"""What a method does, as far as a grader cares."""


@lru_cache(maxsize=64)
def endpoints(text: str) -> tuple[Endpoint, ...]:
    """The endpoints on an api board's text, in order."""
    return API.parse(text).endpoints


@lru_cache(maxsize=64)
def tables(text: str) -> tuple[Table, ...]:
    """The tables on a schema board's text, in order."""
    return SCHEMA.parse(text).tables


def endpoint(
    text: str, wanted: str, has: Sequence[str] = (), sound: Sequence[str] = ()
) -> Endpoint | None:
    """The endpoint ("POST /links") on the api board's text, else one on the same thing that does
    the same work; None where neither is there.

    `has` are names it asks for, as a header, a field or in its query, however they are spelled, or
    one of several ("key | request_id");
    `sound` are codes of findings none of which may be about it, or about the board as a whole.
    """
    asked = parsed(wanted)
    if asked is None:
        return None
    shape, nouns = _shape(asked), nouns_of(asked)
    fitting = [
        known for known in endpoints(text) if _asks(known, has) and not _faulty(text, known, sound)
    ]
    return next((known for known in fitting if _shape(known) == shape), None) or next(
        (
            known
            for known in fitting
            if nouns and nouns_of(known)[-1:] == nouns[-1:] and _alike(asked, known)
        ),
        None,
    )


def _alike(wanted: Endpoint, other: Endpoint) -> bool:
    """Whether two endpoints on one thing do one work; only to read, one of it may be all of it."""
    single = {endpoint.shape[1].endswith("{}") for endpoint in (wanted, other)}
    works = {_WORK.get(endpoint.method) for endpoint in (wanted, other)}
    return same_work(wanted, other) and (len(single) == 1 or works <= {"read", "live"})


def same_work(wanted: Endpoint, other: Endpoint) -> bool:
    """Whether two endpoints do one kind of thing (read, write, delete); a live one does any.

    Making (POST) and changing (PATCH) are two things.
    """
    if {wanted.method, other.method} == {"POST", "PATCH"}:
        return False
    works = {_WORK.get(wanted.method, ""), _WORK.get(other.method, "")}
    return len(works) == 1 or "live" in works


def nouns_of(endpoint: Endpoint) -> tuple[str, ...]:
    """The stems of the fixed words of a path, in order."""
    path = "/".join(part for part in endpoint.shape[1].split("/") if "{}" not in part)
    return tuple(stem(word) for word in tokens(path) if not _PREFIX.fullmatch(word))


def settled(text: str, codes: Sequence[str]) -> Endpoint | None:
    """The first endpoint of an api board that holds some and has none of these findings."""
    every = endpoints(text)
    if len(every) < SOME:
        return None
    return None if _found(text) & set(codes) else every[0]


SOME = 2
"""Endpoints that must stand on a board before it can be called sound in anything."""


def _asks(known: Endpoint, has: Sequence[str]) -> bool:
    names = {_plain(name) for name in known.names()}
    return all(any(_plain(name) in names for name in either.split("|")) for either in has)


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum()).removeprefix("x")


def _faulty(text: str, known: Endpoint, codes: Sequence[str]) -> bool:
    """Whether one of these findings is about the endpoint's line, or about no line."""
    if not codes:
        return False
    model = API.parse(text)
    line = model.line(known.span.start)
    return any(
        finding.code in codes and (finding.span is None or model.line(finding.span.start) == line)
        for finding in API.findings(model, Context())
    )


@lru_cache(maxsize=64)
def _found(text: str) -> frozenset[str]:
    return frozenset(finding.code for finding in API.findings(API.parse(text), Context()))


def table(text: str, wanted: str) -> Seen | None:
    """The table, key, index or cut on the schema board's text, as `tables_seen` says it."""
    return seen(text, wanted)


def line(text: str, listed: Endpoint | Seen | None) -> str:
    """The first line of what stands on a board's text, for quoting; "" for None."""
    if listed is None:
        return ""
    end = text.find("\n", listed.span.start)
    return text[text.rfind("\n", 0, listed.span.start) + 1 : end if end >= 0 else None].strip()


@lru_cache(maxsize=256)
def parsed(wanted: str) -> Endpoint | None:
    """The endpoint that a prompt's text ("POST /links") names."""
    listed = API.parse(wanted).endpoints
    return listed[0] if listed else None


def _shape(endpoint: Endpoint) -> tuple[str, ...]:
    """Method and path segments, each fixed one by its stem."""
    method, path = endpoint.shape
    parts = [part for part in path.split("/") if part]
    while parts and _PREFIX.fullmatch(parts[0]):
        parts.pop(0)
    return method, *(part if "{}" in part else stem(part.casefold()) for part in parts)
