"""A schema as JSON: what was read, the advice on each query, the findings with their sources."""

import json
from collections.abc import Sequence
from typing import Any

from coach.boards.board import Finding
from coach.boards.schema.advised import QueryAdvice
from coach.boards.schema.examination import line_of
from coach.boards.schema.foreign_keys import foreign_keys
from coach.boards.schema.implied import relations
from coach.boards.schema.schema_parts import NamedPart, Query, Schema, Table
from coach.boards.schema.sharing import redundant

_EQUAL = ("equal", "constant", "null", "many", "expression")


def as_json(schema: Schema, answers: Sequence[QueryAdvice], findings: Sequence[Finding]) -> str:
    """The whole as one JSON object, indented, keys in the order the README gives."""
    data: dict[str, Any] = {
        "tables": [_table(schema, table) for table in schema.tables],
        "relations": [
            {"left": r.left, "count": r.count, "right": r.right, "implied": implied}
            | ({"label": r.label} if r.label else {})
            | ({"at_least_one": True} if r.filled else {})
            for r, implied in relations(schema)
        ],
        "indexes": [
            {
                "table": index.table,
                "columns": [part.said for part in index.parts],
                "unique": index.unique,
                "where": index.where,
                "include": list(index.include),
                **({"name": index.name} if index.name else {}),
                **({"method": index.method} if index.method not in ("", "btree") else {}),
            }
            for index in schema.indexes
        ],
        "queries": [_query(query) for query in schema.queries],
        "partitions": [
            {"table": spread.table, "kind": spread.kind, "columns": list(spread.columns)}
            | ({"unit": spread.unit} if spread.unit else {})
            for spread in schema.partitions
        ],
        "shards": [
            {"table": spread.table, "columns": list(spread.columns)} for spread in schema.shards
        ],
        **({"updates": updates} if (updates := _updates(schema)) else {}),
        **({"enums": dict(schema.enums)} if schema.enums else {}),
        **({"notes": _notes(schema, schema.notes)} if schema.notes else {}),
        **({"also": _notes(schema, schema.asides)} if schema.asides else {}),
        "advice": [_advice(schema, answer) for answer in answers],
        "redundant": [
            {"table": index.table, "columns": [part.said for part in index.parts]}
            for index in redundant(schema)
        ],
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "line": line_of(schema, finding.span.start) if finding.span else 1,
                "message": finding.message,
                "source": finding.source,
            }
            for finding in findings
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _notes(schema: Schema, notes: Sequence[NamedPart]) -> list[dict[str, Any]]:
    return [{"line": line_of(schema, note.span.start), "text": note.name} for note in notes]


def _updates(schema: Schema) -> list[dict[str, Any]]:
    return [
        {"table": update.table, "column": update.column, "per_second": _round(update.rate)}
        for update in schema.updates
    ]


def _round(number: float) -> float | int:
    """A number without a fraction where it has none."""
    return int(number) if number == int(number) else number


def _table(schema: Schema, table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "line": line_of(schema, table.span.start),
        "columns": [
            {
                "name": column.name,
                "type": column.type,
                "optional": column.optional,
                "unique": column.unique,
                "ref": _reference(schema, column.reference.table, column.reference.column)
                if column.reference
                else None,
                **({"note": column.note} if column.note else {}),
            }
            for column in table.columns
        ],
        "key": list(table.key),
        "uniques": [list(group) for group in table.uniques],
        **({"joint": joint} if (joint := _joint(schema, table)) else {}),
        **_sizes(schema, table.name.casefold()),
        **_parts("checks", [check.name for check in table.checks]),
        **_parts("excludes", [f"using {e.method} ({e.said})" for e in table.exclusions]),
        **_parts("constraints", [constraint.name for constraint in table.constraints]),
    }


def _sizes(schema: Schema, name: str) -> dict[str, Any]:
    """What was said of the amounts of a table: rows, rows a day, values, shares."""
    sizes = schema.sizes
    said: dict[str, Any] = {}
    if rows := sizes.rows.get(name):
        said["rows"] = _round(rows)
    if growth := sizes.growth.get(name):
        said["rows_per_day"] = _round(growth)
    if values := {
        column: _round(n) for (table, column), n in sizes.values.items() if table == name
    }:
        said["values"] = values
    if shares := {text: part for (table, text), part in sizes.shares.items() if table == name}:
        said["shares"] = shares
    return said


def _parts(key: str, said: list[str]) -> dict[str, Any]:
    return {key: said} if said else {}


def _joint(schema: Schema, table: Table) -> list[dict[str, Any]]:
    """The references that several columns make together."""
    return [
        {
            "columns": [column.name for column in group.columns],
            "ref": group.target.name,
            "others": [column.name for column in group.others],
        }
        for group in foreign_keys(schema, table)
        if len(group.columns) > 1
    ]


def _reference(schema: Schema, table: str, column: str) -> str:
    target = schema.table(table)
    if not column and target is not None and len(target.key) == 1:
        column = target.key[0]
    return f"{table}.{column}" if column else table


def _query(query: Query) -> dict[str, Any]:
    conditions = (*query.conditions, *query.either)
    return {
        "table": query.table,
        "equal": [condition.column for condition in conditions if condition.kind in _EQUAL],
        "range": [condition.column for condition in query.conditions if condition.kind == "range"],
        "sort": [part.said for part in query.sort],
        **({"limit": query.limit} if query.limit is not None else {}),
        **({"per_second": _round(query.rate)} if query.rate else {}),
        **({"said": query.said} if query.said else {}),
    }


def _advice(schema: Schema, answer: QueryAdvice) -> dict[str, Any]:
    return {
        "table": answer.query.table,
        "line": line_of(schema, answer.query.span.start),
        "served_by": answer.served_by or None,
        "indexes": [
            {
                "columns": list(proposal.columns),
                "include": list(proposal.include),
                "where": proposal.where,
                "method": proposal.method,
            }
            for proposal in answer.proposals
        ],
        "reason": answer.reason,
    }
