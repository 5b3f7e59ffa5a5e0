"""References between tables that a database can hold: to a key, a unique column, or a group."""

from collections.abc import Iterator

from coach.boards.schema.schema_parts import Column, Schema, Table
from coach.tuples import NamedTuple


class ForeignKey(NamedTuple):
    """Columns of a table and those of another that they point at, in pairs."""

    columns: tuple[Column, ...]
    target: Table
    others: tuple[Column, ...]


def foreign_keys(schema: Schema, table: Table) -> Iterator[ForeignKey]:
    """The references of a table; several columns that point at one key together are one."""
    groups: dict[str, list[tuple[Column, Column]]] = {}
    seen: set[str] = set()
    for column in table.columns:
        reference = column.reference
        target = schema.table(reference.table) if reference else None
        if reference is None or target is None or column.name.casefold() in seen:
            continue
        seen.add(column.name.casefold())
        if not target.declared or not target.columns:
            continue
        name = reference.column or (target.key[0] if len(target.key) == 1 else column.name)
        other = target.column(name) if name else None
        if other is None:
            continue
        if _alone(target, other):
            yield ForeignKey((column,), target, (other,))
        else:
            groups.setdefault(target.name, []).append((column, other))
    for name, pairs in groups.items():
        target = schema.table(name)
        others = {other.name.casefold() for _, other in pairs}
        if target is None or len(others) < len(pairs):
            continue
        for group in (target.key, *target.uniques):
            if {part.casefold() for part in group} == others:
                yield ForeignKey(tuple(c for c, _ in pairs), target, tuple(o for _, o in pairs))
                break


def _alone(target: Table, other: Column) -> bool:
    single = (other.name.casefold(),)
    groups = (target.key, *target.uniques)
    return other.unique or any(tuple(n.casefold() for n in group) == single for group in groups)
