"""What a column's name tells: its words, whether it is a time, points at a table, counts money."""

import re
from functools import lru_cache

from coach.boards.schema.assembly import singular
from coach.boards.schema.schema_parts import Column, Table
from coach.boards.schema.sketch_words import bag

_TIMES = bag("at time timestamp date day ts on hour minute month")


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in any case: createdAt, created_at and "created at" are the same."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return tuple(re.split(r"[\s_-]+", parted.casefold().strip("_ ")))


def is_time(column: Column) -> bool:
    """Whether a column holds a point in time, by its type or name."""
    low = column.type.casefold()
    if low:
        return low.startswith(("timestamp", "date", "time"))
    return words(column.name)[-1] in _TIMES


def points_at(table: Table, target: Table) -> list[Column]:
    """The columns of a table that refer to another one, by reference or by name."""
    folded = target.name.casefold()
    columns = [c for c in table.columns if c.reference and c.reference.table.casefold() == folded]
    if columns or table is target:
        return columns
    short = singular(folded)
    names = {short, f"{short}id", f"{short}key", f"{short}uuid"}
    if len(target.key) == 1 and words(target.key[0]) != ("id",):
        names.add("".join(words(target.key[0])))
    return [c for c in table.columns if "".join(words(c.name)) in names]
