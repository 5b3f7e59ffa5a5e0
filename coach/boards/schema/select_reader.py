"""SELECT as a query of the table it reads: WHERE, ORDER BY, LIMIT, OFFSET, what it returns."""

import re

from coach.boards.board import Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly
from coach.boards.schema.conditions import conditions
from coach.boards.schema.list_pieces import bare, cut
from coach.boards.schema.schema_parts import Query
from coach.boards.schema.sketch_words import amount
from coach.boards.schema.sorting import sort_parts

_FROM = lazy(
    r"\s*select\s+(?P<what>.*?)\s+from\s+(?:only\s+)?(?:[\w\"`]+\.)?(?P<table>[\w\"`$]+)(?:\s+(?:as\s+)?(?P<alias>(?!where\b|order\b|limit\b|group\b|join\b|left\b|inner\b|right\b|cross\b|for\b|offset\b|allow\b|having\b|union\b|full\b|using\b|on\b)[\w\"`]+))?",
    re.I | re.S,
)
_CLAUSE = lazy(
    r"\b(where|group\s+by|having|order\s+by|limit|offset|for\s+(?:update|share|no)|allow\s+filtering|union|fetch\s+first|join|left|inner|right|cross)\b",
    re.I,
)
_COUNT = lazy(r"count\s*\([^)]*\)\s*(?:as\s+\w+)?\Z", re.I)


def select(assembly: Assembly, text: str, start: int, end: int) -> bool:
    """Takes the SELECT in text[start:end]; False where it cannot be read as a query of a table."""
    statement = text[start:end].strip().rstrip(";")
    match = _FROM.match(statement)
    if match is None:
        return False
    table = bare(match["table"])
    prefix = bare(match["alias"] or "") or table
    said: dict[str, str] = {}
    places = [
        place
        for place in _CLAUSE.finditer(statement, match.end())
        if statement.count("(", match.end(), place.start())
        == statement.count(")", match.end(), place.start())
    ]
    for number, place in enumerate(places):
        stop = places[number + 1].start() if number + 1 < len(places) else len(statement)
        word = place[1].lower().split()[0]
        said.setdefault(word, statement[place.end() : stop].strip())
    joined = any(word in said for word in ("join", "left", "inner", "right", "cross"))
    where = said.get("where", "")
    if joined:
        where = ", ".join(_own(where, prefix, table))
    stripped = re.sub(rf"\b(?:{re.escape(prefix)}|{re.escape(table)})\.", "", where)
    known = conditions(stripped) if stripped else ((), ())
    if known is None:
        return False
    what = match["what"].strip()
    order = re.sub(rf"\b(?:{re.escape(prefix)}|{re.escape(table)})\.", "", said.get("order", ""))
    limit = amount(said.get("limit", "")) if "limit" in said or "fetch" in said else None
    if limit is None and ("limit" in said or "fetch" in said):
        limit = 1.0
    counting = bool(_COUNT.match(what))
    assembly.queries.append(
        Query(
            table,
            Span(start, start + len(statement)),
            known[0],
            known[1],
            () if counting or "group" in said else sort_parts(order),
            int(limit) if limit is not None else None,
            int(amount(said.get("offset", "")) or 0),
            () if what == "*" or counting or joined else _returned(what, prefix),
            counting,
        )
    )
    return True


def _own(where: str, prefix: str, table: str) -> list[str]:
    """The conditions that are about the table itself, where several are joined."""
    parts = re.split(r"\s+and\s+", where, flags=re.I)
    return [
        p for p in parts if re.match(rf"(?:{re.escape(prefix)}|{re.escape(table)})\.", p.strip())
    ]


def _returned(what: str, prefix: str) -> tuple[str, ...]:
    """Plain columns that are returned; none where there is an expression among them."""
    listed = [what[a:b].removeprefix(f"{prefix}.") for a, b in cut(what, 0, len(what))]
    plain = all(re.fullmatch(r"[\w$\"`]+", part) for part in listed)
    return tuple(bare(part) for part in listed) if plain else ()
