"""Exclusion constraints: rows of which no two may agree in some columns and overlap in a range.

As PostgreSQL writes them (docs 5.4.6), in a table or alone, and as one says it: `Booking must not
overlap during per room_id`, `no overlap Booking(room_id, during)`.
"""

import re
from typing import TYPE_CHECKING

from coach.boards.patterns import lazy
from coach.boards.schema.schema_parts import Exclusion

if TYPE_CHECKING:
    from coach.boards.schema.assembly import Assembly, GrowingTable

_NAMED = r'(?:"[^"\n]+"|[^\W\d][\w$]*)'
_WRITTEN = lazy(
    rf"(?:constraint\s+{_NAMED}\s+)?exclude\s*(?:using\s+(?P<method>\w+)\s*)?"
    r"\((?P<parts>[^()]*)\)",
    re.I,
)
_PART = lazy(rf"({_NAMED})\s+with\s+(=|&&|<>|-\|-)\s*", re.I)
_SAID = lazy(
    rf"(?P<table>{_NAMED})\s+(?:must|may|can)\s*n[o']t\s+overlap(?:\s+(?:on|in|by))?\s+"
    rf"(?P<range>{_NAMED})(?:\s+(?:per|for\s+each|for\s+one|within|with\s+the\s+same)\s+"
    rf"(?P<same>{_NAMED}(?:\s*(?:,|and)\s*{_NAMED})*))?\s*[.;]?\Z",
    re.I,
)
_NO_TWO = lazy(
    rf"(?:(?P<table>{_NAMED})\s*:\s*)?no\s+two\s+(?:(?!with|of|for|in)(?P<rows>{_NAMED})\s+)?(?:rows\s+)?"
    rf"(?:with|of|for|in)\s+the\s+same\s+(?P<same>{_NAMED}(?:\s*(?:,|and)\s*{_NAMED})*)\s+"
    rf"(?:may|can|must|should|ever)\s+(?:ever\s+)?overlap\w*\s+(?:in|on|by)\s+"
    rf"(?P<range>{_NAMED})\s*[.;]?\Z",
    re.I,
)
_LISTED = lazy(
    rf"no\s+overlaps?\s+(?:in\s+|of\s+)?(?P<table>{_NAMED})\s*\((?P<parts>[^()]*)\)\s*[.;]?\Z",
    re.I,
)
_SENTENCE = lazy(
    r"[\w ]{0,40}?\b(?:of|for|per|in|with)\s+(?:(?:a|an|the|each|one|any|same)\s+)*(?P<noun>\w+)\s+"
    r"(?:must|may|can|should|shall|do|never)(?:\s*n[o']t|\s+never)?\s*(?:ever\s+)?overlap\w*\s*[.;]?\Z"
    r"|no\s+(?:two\s+)?overlap\w*(?:\s+\w+)?\s+(?:per|for|of|in)\s+(?:(?:a|an|the|each|one|any|same)\s+)*"
    r"(?P<other>\w+)\s*[.;]?\Z",
    re.I,
)
_DENIED = lazy(r"\b(?:no|not|never|cannot)\b|n't\b", re.I)
_RANGE = lazy(r"(?:ts|tstz|date|int4|int8|num)range", re.I)
_SAME, _OVER = "=", "&&"


def written(text: str) -> Exclusion | None:
    """The constraint that an item of a table is; None where it is none."""
    match = _WRITTEN.match(text)
    if match is None:
        return None
    parts = [_PART.fullmatch(part.strip()) for part in match["parts"].split(",")]
    told = tuple((_bare(part[1]), part[2]) for part in parts if part)
    whole = len(told) == len(parts)
    return Exclusion(told, (match["method"] or "gist").lower()) if whole else None


def said(text: str) -> tuple[str, Exclusion] | None:
    """The table and the constraint that a line of its own says; None where it is none."""
    if match := _NO_TWO.match(text) or _SAID.match(text):
        same = _names(match["same"] or "")
        over = ((_bare(match["range"]), _OVER),)
        table = match["table"] or match.groupdict().get("rows") or ""
        return _bare(table), Exclusion((*((name, _SAME) for name in same), *over))
    if match := _LISTED.match(text):
        *same, last = _names(match["parts"]) or [""]
        if last:
            parts = (*((name, _SAME) for name in same), (last, _OVER))
            return _bare(match["table"]), Exclusion(parts)
    return None


def exclusion_line(assembly: "Assembly", text: str, at: int) -> bool:
    """Takes a line of its own about a table that is there; False where it is none."""
    told = said(text)
    table = assembly.named(told[0]) if told else None
    if told is None or table is None:
        return _below(assembly.above(at), text)
    table.exclusions.append(told[1])
    return True


def _below(table: "GrowingTable | None", text: str) -> bool:
    """Takes a line about the table above it: `no two visits of a room may overlap`, where the table
    has a column room_id and one range."""
    match = _SENTENCE.match(text) if table is not None else None
    if table is None or match is None or not _DENIED.search(text):
        return False
    kinds = [(words.name, words.type) for words, _, _ in table.items]
    kinds += [(column.name, column.type) for column in table.columns]
    ranges = [name for name, kind in kinds if _RANGE.match(kind)]
    noun = (match["noun"] or match["other"]).lower()
    same = [name for name, _ in kinds if name.lower() in (noun, f"{noun}_id", f"{noun}id")]
    if len(ranges) != 1 or len(same) != 1:
        return False
    table.exclusions.append(Exclusion(((same[0], _SAME), (ranges[0], _OVER))))
    return True


def _names(text: str) -> list[str]:
    pieces = text.replace(" and ", ",").split(",")
    return [_bare(piece.strip()) for piece in pieces if piece.strip()]


def _bare(name: str) -> str:
    return name.strip('"')
