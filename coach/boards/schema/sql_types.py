"""Types of columns in PostgreSQL and SQLite, as written or, where none was, as the name tells."""

import re

from coach.boards.patterns import lazy
from coach.boards.schema.column_names import is_time, words
from coach.boards.schema.schema_parts import Column, Schema, Table
from coach.boards.schema.sketch_words import bag

_ARRAY = lazy(r"\[\s*\]\Z|\A(?:array|list|set)\b", re.I)
_SIZED = lazy(
    r"(?:var)?char(?:acter)?(?:\s+varying)?\s*\(\s*(\d{1,5})\s*\)|n(?:var)?char\s*\(\s*(\d{1,5})\s*\)|string\s*\(\s*(\d{1,5})\s*\)",
    re.I,
)
_NUMERIC = lazy(
    r"(?:numeric|decimal|number|money|bigdecimal|dec)\b\s*(?:\(\s*(\d{1,3})\s*(?:,\s*(\d{1,3})\s*)?\))?",
    re.I,
)
_PLAIN = (
    (
        r"bigserial|serial8|bigint|int8|int64|uint64|uint32"
        r"|long\b|snowflake|counter|varint|biginteger",
        "bigint",
    ),
    (r"smallserial|smallint|int2|tinyint|short\b|int16|byte\b", "smallint"),
    (r"serial|autoincrement|int\b|integer|int4|int32|mediumint|uint|identity", "integer"),
    (r"float8|double|float64|real\b|float", "double precision"),
    (r"bool", "boolean"),
    (r"uuid|guid", "uuid"),
    (r"timestamptz|timestamp with time|datetimeoffset|instant", "timestamptz"),
    (r"timestamp|datetime|smalldatetime|localdatetime", "timestamp"),
    (r"timetz", "time with time zone"),
    (r"interval", "interval"),
    (r"date\b", "date"),
    (r"time\b", "time"),
    (r"jsonb?\b|object\b|map\b|hstore|dict\b|document", "jsonb"),
    (r"bytea|blob|binary|varbinary|bytes|longblob|mediumblob|tinyblob", "bytea"),
    (r"inet\b|cidr\b", "inet"),
    (r"point\b|geo\w*", "point"),
    (r"tstzrange|tsrange", "tstzrange"),
    (r"daterange", "daterange"),
    (r"int4range|int8range|numrange", "int8range"),
    (r"tsvector", "tsvector"),
    (r"ulid|ksuid", "char(26)"),
    (r"year\b", "smallint"),
)
_RULES = tuple((lazy(pattern, re.I), name) for pattern, name in _PLAIN)
_LITE = (
    (r"(?:big|small)?int|integer|boolean", "INTEGER"),
    (r"double", "REAL"),
    (r"numeric", "NUMERIC"),
    (r"bytea", "BLOB"),
)
_COUNTS = bag(
    """count counts quantity qty number stock views likes clicks size bytes version seq
    sequence position revision year"""
)
_MONEY = bag("price total amount balance cost fee")
_DEEPEST = 8


def postgres_type(schema: Schema, table: Table, column: Column, depth: int = 0) -> str:
    """A column's type in PostgreSQL 15."""
    kind = column.type.strip()
    if kind:
        return _written(kind)
    reference = column.reference
    target = schema.table(reference.table) if reference else None
    if reference and target and depth < _DEEPEST:
        there = target.column(reference.column or (target.key[0] if len(target.key) == 1 else ""))
        if there is not None and not (target is table and there is column):
            return postgres_type(schema, target, there, depth + 1)
    return named_type(column)


def named_type(column: Column) -> str:
    """The type that a name without one suggests."""
    said = words(column.name)
    last = said[-1]
    if last in ("id", "sender", "author") and column.name.lower() not in (
        "external_id",
        "client_id",
    ):
        return "bigint"
    if last in ("at", "until", "timestamp", "ts") or (last == "time" and len(said) > 1):
        return "timestamptz"
    if last in ("date", "day", "night") or (last == "on" and len(said) > 1):
        return "date"
    if last in ("cents", "minor"):
        return "bigint"
    if _MONEY.intersection(said):
        return "numeric(12,2)"
    if said[0] in ("is", "has", "can"):
        return "boolean"
    if last in _COUNTS:
        return "bigint"
    return "timestamptz" if is_time(column) and last in ("at", "time") else "text"


def _written(kind: str) -> str:
    low = " ".join(kind.casefold().split())
    if low.startswith(("frozen<", "tuple<")):
        return "jsonb"
    if _ARRAY.search(low):
        inner = re.sub(r"\[\s*\]\Z", "", low) if low.endswith("]") else "text"
        plain = (
            _written(inner) if inner and not inner.startswith(("array", "list", "set")) else "text"
        )
        return f"{plain}[]"
    sized = _SIZED.match(low)
    if sized:
        size = int(sized[1] or sized[2] or sized[3])
        word = "char" if low.startswith("char(") or low.startswith("character(") else "varchar"
        return f"{word}({max(1, min(size, 10_485_760))})"
    numeric = _NUMERIC.match(low)
    if numeric:
        if not numeric[1]:
            return "numeric(12,2)" if low.startswith("money") else "numeric"
        precision = max(1, min(int(numeric[1]), 1000))
        return f"numeric({precision},{min(int(numeric[2] or 0), precision)})"
    for pattern, name in _RULES:
        if pattern.match(low):
            return name
    return "text"


def lite_type(kind: str) -> str:
    """What SQLite calls a type of PostgreSQL's; its affinity is what counts there."""
    for pattern, name in _LITE:
        if re.match(pattern, kind):
            return name
    return "TEXT"


def family(kind: str) -> str:
    """Types that may refer to one another are of one family."""
    if re.match(r"(?:big|small)?int|integer", kind):
        return "integer"
    if re.match(r"text|varchar|char", kind):
        return "text"
    return kind.split("(", maxsplit=1)[0]
