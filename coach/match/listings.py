"""What stands on the api and schema boards: endpoints by method and shape, tables by name.

A path parameter is a parameter whatever it is called, plural and singular are one, and a leading
/api or /v1 does not matter.
"""

import re
from functools import lru_cache

from coach.boards.api.board import BOARD as API
from coach.boards.api.model import Endpoint
from coach.boards.schema import BOARD as SCHEMA
from coach.boards.table import Table
from coach.language.words import stem, stems, term

_PREFIX = re.compile(r"api|v\d+", re.I)


@lru_cache(maxsize=64)
def endpoints(text: str) -> tuple[Endpoint, ...]:
    """The endpoints on an api board's text, in order."""
    return API.parse(text).endpoints


@lru_cache(maxsize=64)
def tables(text: str) -> tuple[Table, ...]:
    """The tables on a schema board's text, in order."""
    return SCHEMA.parse(text).tables


def endpoint(text: str, wanted: str) -> Endpoint | None:
    """The endpoint ("POST /links") on the api board's text; None where it is not there."""
    shape = _wanted(wanted)
    return (
        next((known for known in endpoints(text) if _shape(known) == shape), None)
        if shape
        else None
    )


def table(text: str, wanted: str) -> Table | None:
    """The table on the schema board's text; "short_links" is a table of links."""
    name = term(wanted)
    return next((known for known in tables(text) if stems(known.name)[-len(name) :] == name), None)


def line(text: str, listed: Endpoint | Table | None) -> str:
    """The first line of what stands on a board's text, for quoting; "" for None."""
    if listed is None:
        return ""
    end = text.find("\n", listed.span.start)
    return text[text.rfind("\n", 0, listed.span.start) + 1 : end if end >= 0 else None].strip()


@lru_cache(maxsize=256)
def _wanted(wanted: str) -> tuple[str, ...]:
    parsed = API.parse(wanted).endpoints
    return _shape(parsed[0]) if parsed else ()


def _shape(endpoint: Endpoint) -> tuple[str, ...]:
    """Method and path segments, each fixed one by its stem."""
    method, path = endpoint.shape
    parts = [part for part in path.split("/") if part]
    while parts and _PREFIX.fullmatch(parts[0]):
        parts.pop(0)
    return method, *(part if "{}" in part else stem(part.casefold()) for part in parts)
