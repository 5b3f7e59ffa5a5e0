"""Words of sketches: types, marks of columns, titles that name no table.

Types are those of PostgreSQL, MySQL, SQLite, Cassandra, DynamoDB, MongoDB and the usual ORMs.
"""

import re

from coach.boards.patterns import lazy


def bag(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


TYPES = bag(
    """int integer bigint smallint tinyint mediumint int2 int4 int8 int16 int32 int64 uint
    uint32 uint64 long short byte bytes serial bigserial smallserial autoincrement number
    num numeric decimal money float float4 float8 float32 float64 double real string str
    text varchar char character nvarchar nchar citext tinytext mediumtext longtext clob uuid
    uuidv4 uuidv7 guid ulid ksuid snowflake snowflake_id objectid bool boolean bit date time
    datetime timestamp timestamptz timetz interval epoch json jsonb hstore xml blob bytea
    binary varbinary array list set map enum inet cidr point polygon geometry geography geo
    geopoint geohash tsvector tsrange tstzrange daterange int4range int8range numrange
    vector timeuuid counter varint ascii object year mediumblob longblob smalldatetime
    datetime2 datetimeoffset bigdecimal biginteger unsigned localdatetime instant url_text
    longinteger any dict ltree uniqueidentifier ntext varchar2 nvarchar2 rowversion macaddr tsquery
    halfvec int3 variant mediumserial"""
)
TAILS = bag("precision varying unsigned zone with without time local")
"""Words that go on with a type: double precision, timestamp with time zone."""


def recognised(low: str) -> bool:
    """Whether a folded word is a type or a mark of columns."""
    return any(low in words for words in _RECOGNISED)


SCALARS = bag("string int bigint float decimal boolean datetime json bytes")
"""Prisma's types of columns; what has another type there is an enum or a relation."""

KEY_MARKS = frozenset(["pk", "primary", "primarykey", "primary_key", "clustering", "🔑"])
UNIQUE_MARKS = frozenset(["unique", "uniq", "uk", "uq"])
INDEX_MARKS = frozenset(["index", "indexed", "idx"])
NULL_MARKS = frozenset(["null", "nullable", "optional", "opt"])
REQUIRED_MARKS = frozenset(["required", "notnull", "nn", "mandatory"])
POINTING = bag("fk references reference refs ref foreignkey foreign_key 🔗")
PASSED = bag(
    """auto auto_increment autoincrement increment identity generated always as stored
    by_default immutable key sorted asc desc encrypted hashed"""
)
"""Marks that say nothing a model keeps."""

_RECOGNISED = (
    TYPES, TAILS, KEY_MARKS, UNIQUE_MARKS, INDEX_MARKS, NULL_MARKS, POINTING, PASSED,
    REQUIRED_MARKS, frozenset(("not", "default", "foreign", "check", "on")),
)  # fmt: skip

SECTIONS = {
    "entities": "tables", "entity": "tables", "core entities": "tables", "tables": "tables",
    "schema": "tables", "data model": "tables", "database schema": "tables", "db schema": "tables",
    "models": "tables", "collections": "tables",
    "relations": "relations", "relationships": "relations", "cardinality": "relations",
    "cardinalities": "relations",
    "indexes": "indexes", "indices": "indexes", "secondary indexes": "indexes",
    "queries": "queries", "access patterns": "queries", "access pattern": "queries",
    "query patterns": "queries", "reads": "queries",
    "partitions": "partitions", "partitioning": "partitions", "partition": "partitions",
    "shards": "shards", "sharding": "shards", "shard keys": "shards",
}  # fmt: skip
"""Titles of lists, folded, and what stands below them."""

PROSE = bag(
    """note notes todo cache caching storage db database reads writes scale scaling assumption
    assumptions tradeoff tradeoffs why because requirement requirements engine ttl question
    questions pros cons option options idea ideas nb warning maybe decision decisions later
    also then example examples summary goal goals read write volume traffic qps latency
    retention redis memcached kafka s3 elasticsearch cdn consistency availability hot cold
    warm"""
)
"""Words before a colon that begin a remark and name no table."""

STATEMENTS = bag("index idx indexes unique pk primary key fk foreign gsi lsi constraint")

_CODE = bag("def do end if unless for while return import from const let var function fn")
_ABOUT = bag(
    """requirements assumptions considerations strategies tradeoffs trade-offs questions decisions
    goals estimates"""
)
"""What titles end in that stand above remarks."""
_OPENING = bag("pk fk primary foreign uk")
_ALONE = bag("unique index primary foreign key pk fk check")


def stated(name: str) -> bool:
    """Whether a name is the beginning of a statement about tables, and none itself."""
    words = name.casefold().split()
    if len(words) > 1 and (words[0] in _CODE or words[-1] in _ABOUT):
        return True
    if len(words) == 1:
        return words[0] in _ALONE or words[0].rstrip("0123456789") in ("gsi", "lsi")
    if words[0] in ("index", "idx") and words[-1] in ("on", "by"):
        return True
    if words[0] in ("shard", "partition") and words[1:2] == ["key"]:
        return True
    return words[0] in _OPENING or all(word in STATEMENTS for word in words)


BELOW = bag(
    """index indexes indexed idx unique uk uniq pk primary composite compound key fk foreign
    secondary shard sharded sharding partition partitioned partitioning"""
)
"""Words at the beginning of a line that may speak of the table above it."""

NAME = r"[^\W\d][\w$]*(?:-[^\W\d][\w$]*)*"
"""An identifier without quotes; hyphens may stand between letters."""

NUMBER = lazy(r"([\d.,_]*\d)\s*(k|m|mio|mil|million|b|bn|billion|t|%)?", re.I)
_SCALES = {"k": 1e3, "m": 1e6, "mio": 1e6, "mil": 1e6, "million": 1e6}
_SCALES |= {"b": 1e9, "bn": 1e9, "billion": 1e9, "t": 1e12, "%": 0.01, "": 1.0}


def amount(text: str) -> float | None:
    """The number that begins a text: 200k, 1,500, 2.5M, 1% as 0.01; None where there is none."""
    match = NUMBER.match(text.strip().lstrip("~≈ "))
    if match is None:
        return None
    digits = match[1].replace(",", "").replace("_", "")
    if digits.count(".") > 1 or len(digits) > 30:
        return None
    return float(digits) * _SCALES[(match[2] or "").lower()]
