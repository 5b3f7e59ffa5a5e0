"""Conditions a B-tree does not serve as it is: substrings, prefixes, members, nearness, overlap.

PostgreSQL 15, 11.2 (types of indexes), 11.10 (operator classes), F.35 (pg_trgm).
"""

from coach.boards.schema.schema_parts import Condition

_DOCUMENTS = ("json", "array", "list", "set", "map", "hstore", "tsvector", "object")


def special(condition: Condition, kind: str) -> tuple[str, str, str]:
    """The column with its operator class, the method, and why; `kind` is the column's type."""
    column, low = condition.column, kind.lower()
    if condition.kind == "prefix":
        return f"{column} text_pattern_ops", "btree", "A prefix needs text_pattern_ops."
    if condition.kind == "contains":
        if "[]" in low or low.startswith(_DOCUMENTS):
            return column, "gin", "Members of arrays and documents: GIN."
        if not low and column.lower().endswith(("tags", "_ids", "labels")):
            return column, "gin", "Members of a list: GIN."
        return f"{column} gin_trgm_ops", "gin", "A substring needs trigrams (pg_trgm)."
    if condition.kind == "near":
        return column, "gist", "Nearness: GiST."
    return column, "gist", "Overlap of ranges: GiST; where they must not, an exclusion constraint."
