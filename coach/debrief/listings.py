"""What stands on the api and schema boards: endpoints by method and shape, tables by name.

A path parameter is a parameter whatever it is called, plural and singular are one, and a leading
/api or /v1 does not matter.
"""

import re
from collections.abc import Iterator

from coach.language.words import stem, stems

_ENDPOINT = re.compile(
    r"^\s*(?:[-*•]\s+)?(GET|POST|PUT|PATCH|DELETE|HEAD|WS)\s+(/[^\s{]*(?:\{[^}\s]*\}[^\s{]*)*)",
    re.I | re.M,
)
_TABLE = re.compile(r"^\s*(?:[-*•]\s+)?(?:table\s+)?([a-z_][\w-]*)\s*\(", re.I | re.M)
_PARAMETER = re.compile(r"^(?:\{.*\}|:.+|<.+>|\[.+\]|\$.+)$")
_PREFIX = re.compile(r"^(?:api|v\d+)$", re.I)
_NOT_TABLES = frozenset(("index", "unique", "pk", "primary", "check", "shard", "partition"))


def has_endpoint(text: str, wanted: str) -> bool:
    """Whether an endpoint ("POST /links") stands on the api board's text."""
    shape = _shape(wanted)
    return shape is not None and shape in set(_shapes(text))


def endpoints(text: str) -> tuple[str, ...]:
    """The endpoints on an api board's text, as written."""
    return tuple(f"{m[1].upper()} {m[2]}" for m in _ENDPOINT.finditer(text))


def has_table(text: str, wanted: str) -> bool:
    """Whether a table stands on the schema board's text; "short_links" is a table of links."""
    name = stems(wanted)
    return any(stems(table)[-len(name) :] == name for table in tables(text))


def tables(text: str) -> tuple[str, ...]:
    """The names of the tables on a schema board's text, as written."""
    names = (m[1] for m in _TABLE.finditer(text))
    return tuple(name for name in names if name.casefold() not in _NOT_TABLES)


def line_of(text: str, wanted: str) -> str:
    """The line of a board that holds an endpoint or a table, for quoting; "" where none does."""
    for line in text.split("\n"):
        if has_endpoint(line, wanted) or has_table(line, wanted):
            return line.strip()
    return ""


def _shapes(text: str) -> Iterator[tuple[str, ...]]:
    for endpoint in endpoints(text):
        shape = _shape(endpoint)
        if shape:
            yield shape


def _shape(endpoint: str) -> tuple[str, ...] | None:
    """Method and path segments, parameters as {}; None for what is no endpoint."""
    method, _, path = endpoint.strip().partition(" ")
    if not path.strip().startswith("/"):
        return None
    parts = [part for part in path.strip().split("?")[0].split("/") if part]
    while parts and _PREFIX.match(parts[0]):
        parts.pop(0)
    shaped = ("{}" if _PARAMETER.match(part) else stem(part.casefold()) for part in parts)
    return method.upper(), *shaped
