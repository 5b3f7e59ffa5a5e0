"""Names in SQL: quoted where they must be, cut to what PostgreSQL keeps, never twice."""

import re

from coach.boards.patterns import lazy
from coach.boards.schema.sketch_words import bag

_SIMPLE = lazy(r"[a-z_][a-z0-9_]*\Z")
_LONGEST = 60
_RESERVED = bag(
    """all alter analyse analyze and any array as asc asymmetric authorization begin between
    binary both by case cast check collate collation column commit concurrently constraint
    create cross current_catalog current_date current_role current_schema current_time
    current_timestamp current_user default deferrable delete desc distinct do drop else end
    except exists explain false fetch for foreign freeze from full glob grant group having
    if ilike in index indexed initially inner insert intersect into is isnull join key
    lateral leading left like limit localtime localtimestamp match natural not nothing
    notnull null offset on only or order outer overlaps placing position primary pragma
    references regexp reindex release rename replace returning right rollback row savepoint
    select session_user set similar some symmetric table tablesample temp then timestamp to
    trailing transaction trigger true union unique update user using vacuum value values
    variadic verbose view virtual when where window with"""
)


def quoted(name: str) -> str:
    """A name as it stands in a statement."""
    if _SIMPLE.match(name) and name not in _RESERVED:
        return name
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def unique_name(wanted: str, taken: set[str]) -> str:
    """A name of words that no other thing of the schema has; it is taken then."""
    plain = re.sub(r"\W+", "_", wanted.casefold()).strip("_")[:_LONGEST] or "index"
    name, number = plain, 2
    while name in taken:
        name = f"{plain[: _LONGEST - 4]}_{number}"
        number += 1
    taken.add(name)
    return name


def line_of_words(text: str) -> str:
    """A text that cannot end its comment."""
    return " ".join(text.split())
