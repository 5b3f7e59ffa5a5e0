"""Columns of an index, orders of a query: `created_at desc`, `lower(email)`, `a gin_trgm_ops`."""

import re

from coach.boards.patterns import lazy
from coach.boards.schema.list_pieces import bare, cut, unwrapped
from coach.boards.schema.schema_parts import SortPart

_PLAIN = lazy(r"([^\W\d]\w*)( desc)?")
_PART = lazy(
    r"(?P<text>.+?)(?:\s+(?P<opclass>\w+_ops))?(?:\s+(?P<way>asc|desc|ascending|descending|↓|↑))?"
    r"(?:\s+nulls\s+(?:first|last))?\Z",
    re.I | re.S,
)


def sort_parts(text: str) -> tuple[SortPart, ...]:
    """The parts of a list; expressions are kept as they stand, names lose their quotes."""
    if not text:
        return ()
    plain = _PLAIN.fullmatch(text)
    if plain:
        return (SortPart(plain[1], bool(plain[2])),)
    inner = unwrapped(text)
    parts = []
    for start, end in cut(inner, 0, len(inner)):
        part = inner[start:end]
        simple = _PLAIN.fullmatch(part)
        if simple:
            parts.append(SortPart(simple[1], bool(simple[2])))
            continue
        down = part.startswith("-") and part[1:2].isalpha()
        match = _PART.match(part.lstrip("-+") if down or part.startswith("+") else part)
        if match is None:
            continue
        way = (match["way"] or "").lower()
        column = " ".join(bare(unwrapped(match["text"])).split())
        down = down or way in ("desc", "descending", "↓")
        parts.append(SortPart(column, down, match["opclass"] or ""))
    return tuple(parts)
