"""Findings about relations: N:M without a table between, no column for one, 1:1 not unique."""

from collections.abc import Iterator

from coach.boards.board import Finding
from coach.boards.schema.column_names import points_at
from coach.boards.schema.finding_rules import told
from coach.boards.schema.schema_parts import Column, Relation, Schema, Table


def relation_findings(schema: Schema) -> Iterator[Finding]:
    """What is wrong with the relations said between tables that have columns."""
    for relation in schema.relations:
        left, right = schema.table(relation.left), schema.table(relation.right)
        if left is None or right is None or not (left.columns and right.columns):
            continue
        if relation.left_count == relation.right_count == "N":
            yield from _many(schema, relation, left, right)
        elif "N" in (relation.left_count, relation.right_count):
            if not points_at(right, left) and left is not right:
                message = (
                    f"{right.name} has no column for its {left.name}: add one that points at it."
                )
                yield told("relation-without-reference", message, relation.span)
        else:
            yield from _single(relation, left, right)


def _many(schema: Schema, relation: Relation, left: Table, right: Table) -> Iterator[Finding]:
    for table in schema.tables:
        if table is left or table is right:
            continue
        if points_at(table, left) and points_at(table, right):
            return
    message = f"N:M needs a table between: one that points at {left.name} and at {right.name}."
    yield told("many-to-many", message, relation.span)


def _single(relation: Relation, left: Table, right: Table) -> Iterator[Finding]:
    pointing = [(right, c) for c in points_at(right, left)]
    pointing += [(left, c) for c in points_at(left, right)] if left is not right else []
    if not pointing:
        message = f"Neither {left.name} nor {right.name} has a column for the other."
        yield told("relation-without-reference", message, relation.span)
    elif not any(_single_row(table, column) for table, column in pointing):
        table, column = pointing[0]
        message = f"{table.name}.{column.name} is not unique: nothing keeps this 1:1."
        yield told("one-to-one-not-unique", message, relation.span)


def _single_row(table: Table, column: Column) -> bool:
    alone = (column.name.casefold(),)
    groups = (table.key, *table.uniques)
    return column.unique or any(tuple(n.casefold() for n in group) == alone for group in groups)
