"""Conditions that every row keeps, and defaults, as SQL: what was said as `check (qty > 0)`,
`balance >= 0`, `default 0`. What a database might refuse is not written.
"""

import re
from collections.abc import Callable, Mapping

from coach.boards.patterns import lazy
from coach.boards.schema.identifiers import quoted
from coach.boards.schema.schema_parts import Column
from coach.boards.schema.sql_types import family

_CHECK = lazy(r"\bcheck\s*\(((?:[^()]|\([^()]*\))*)\)", re.I)
_BARE = lazy(r"(<=|>=|≤|≥|<|>)\s*(-?\d+(?:\.\d+)?)\Z")
_DEFAULT = lazy(
    r"\bdefault\s*[:=(]*\s*(-?\d+(?:\.\d+)?|'[^'\n]*'|\"[^\"\n]*\"|true|false"
    r"|now\(\)|current_timestamp)\W*",
    re.I,
)
_NAME = r"[\"`]?([^\W\d][\w$]*)[\"`]?"
_NUMBER, _TEXT = r"-?\d+(?:\.\d+)?", r"'[^'\n]*'"
_SHAPES = (
    lazy(rf"{_NAME}\s*(<=|>=|<>|!=|≤|≥|==?|<|>)\s*({_NUMBER}|{_TEXT}|{_NAME})\Z", re.I),
    lazy(rf"{_NAME}\s+(between)\s+({_NUMBER}\s+and\s+{_NUMBER})\Z", re.I),
    lazy(rf"{_NAME}\s+(in)\s*\(((?:\s*(?:{_NUMBER}|{_TEXT})\s*,?)+)\)\Z", re.I),
)
_AND = lazy(r"\s+and\s+(?!\s*[\d.-]+\s*(?:and\b|\Z))", re.I)
_SIGNS = {"≤": "<=", "≥": ">=", "!=": "<>", "==": "="}
_NUMBERS = ("integer", "numeric", "double precision", "double", "bigint", "smallint")
TypeOf = Callable[[Column], str]


def check_of(said: str, columns: Mapping[str, Column], kind: TypeOf) -> str:
    """A condition as it stands in CHECK (...), "" where a database might not take it."""
    parts = [_part(part.strip(), columns, kind) for part in _AND.split(said)] if said else [""]
    return " AND ".join(parts) if all(parts) else ""


def _part(said: str, columns: Mapping[str, Column], kind: TypeOf) -> str:
    for shape in _SHAPES:
        match = shape.match(said)
        column = columns.get(match[1].casefold()) if match else None
        if match is None or column is None:
            continue
        own = family(kind(column))
        there = columns.get((match[4] or "").casefold()) if match.re.groups > 3 else None
        if there is not None:
            value = quoted(there.name) if family(kind(there)) == own else ""
        elif match.re.groups > 3 and match[4]:
            value = ""
        else:
            value = match[3].strip() if _fits(match[3], own) else ""
        if value:
            value = f"({value})" if match[2].lower() == "in" else value
            return f"{quoted(column.name)} {_SIGNS.get(match[2], match[2].upper())} {value}"
    return ""


def _fits(value: str, own: str) -> bool:
    """Whether a value is of a column's kind."""
    text = "'" in value
    return own == "text" if text else own in _NUMBERS


def said_beside(column: Column, kind: TypeOf, postgres: bool) -> tuple[str, list[str], str]:
    """A column's default, its conditions, and what of its note is neither."""
    own = family(kind(column))
    left = column.note
    default = ""
    match = _DEFAULT.search(left)
    if match is not None and (value := _value(match[1], own, postgres)):
        default = value
        left = left[: match.start()] + left[match.end() :]
    checks = []
    columns = {column.name.casefold(): column}
    for check in _CHECK.finditer(left):
        if written := check_of(check[1].strip(), columns, kind):
            checks.append(written)
            left = left.replace(check[0], "")
    bare = _BARE.match(left.strip())
    if bare is not None and own in _NUMBERS:
        checks.append(f"{quoted(column.name)} {_SIGNS.get(bare[1], bare[1])} {bare[2]}")
        left = ""
    return default, checks, left.strip(" ,")


def _value(said: str, own: str, postgres: bool) -> str:
    low = said.lower()
    if low in ("now()", "current_timestamp"):
        return "CURRENT_TIMESTAMP" if own.startswith("timestamp") else ""
    if low in ("true", "false"):
        return (low if postgres else str(int(low == "true"))) if own == "boolean" else ""
    if said[0] in "'\"":
        return f"'{said[1:-1]}'" if own == "text" and "'" not in said[1:-1] else ""
    return said if own in _NUMBERS else ""
