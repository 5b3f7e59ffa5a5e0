"""Relations said, then those that references imply, each pair of tables once."""

from coach.boards.schema.schema_parts import Relation, Schema, Table


def relations(schema: Schema) -> tuple[tuple[Relation, bool], ...]:
    """Each relation, and whether only a reference implies it."""
    by_ends: dict[tuple[str, str], tuple[Relation, bool]] = {}
    for relation in schema.relations:
        pair = relation.left.casefold(), relation.right.casefold()
        if pair not in by_ends:
            by_ends[pair] = (relation, False)
    for table in schema.tables:
        for column in table.columns:
            reference = column.reference
            target = schema.table(reference.table) if reference else None
            if target is None or not target.declared:
                continue
            pair = target.name.casefold(), table.name.casefold()
            if pair in by_ends or pair[::-1] in by_ends:
                continue
            count = "0..1" if _alone(table, column.name) else "N"
            first = "0..1" if column.optional else "1"
            by_ends[pair] = (Relation(target.name, first, count, table.name, column.span), True)
    return tuple(by_ends.values())


def _alone(table: Table, name: str) -> bool:
    column = table.column(name)
    folded = (name.casefold(),)
    groups = (table.key, *table.uniques)
    return bool(column and column.unique) or any(
        tuple(part.casefold() for part in group) == folded for group in groups
    )
