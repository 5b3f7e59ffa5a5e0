"""Findings about indexes: missing, in the wrong order, redundant, unused, useless."""

from collections.abc import Iterator, Sequence

from coach.boards.board import Finding
from coach.boards.schema.advised import QueryAdvice
from coach.boards.schema.finding_rules import told
from coach.boards.schema.foreign_keys import foreign_keys
from coach.boards.schema.index_advice import Adviser
from coach.boards.schema.schema_parts import Index, Query, Schema, Table
from coach.boards.schema.sharing import redundant

DEEP_OFFSET = 1000
"""Rows that may be skipped: all of them are read and thrown away (PostgreSQL 15, 7.6)."""


def index_findings(schema: Schema, answers: Sequence[QueryAdvice]) -> Iterator[Finding]:
    """What is wrong with the indexes, given the advice on the queries."""
    yield from _references(schema)
    misplaced: set[int] = set()
    for answer in answers:
        table = schema.table(answer.query.table)
        if table is None or _unknown(table, answer.query):
            continue
        for index in () if answer.served_by else schema.indexes_of(table.name):
            if index.span.start not in misplaced and _misordered(index, answer.query):
                misplaced.add(index.span.start)
                message = "An equality stands behind a range or an order here: put it first."
                yield told("index-order", message, index.span)
        yield from _query(answer)
    spare = redundant(schema)
    for index in spare:
        message = f"Another index or the key begins with {index.said}: this one is not needed."
        yield told("redundant-index", message, index.span)
    yield from _unused(schema, misplaced, spare)


def _unknown(table: Table, query: Query) -> bool:
    names = [c.column for c in (*query.conditions, *query.either)] + [p.text for p in query.sort]
    return bool(table.columns) and any(
        "(" not in name and "->" not in name and table.column(name) is None for name in names
    )


def _references(schema: Schema) -> Iterator[Finding]:
    for table in schema.tables:
        pointing = [c for c in table.columns if c.reference and schema.table(c.reference.table)]
        if not pointing:
            continue
        leads = {name.casefold() for name in table.key[:1]}
        leads |= {group[0].casefold() for group in table.uniques if group}
        leads |= {c.name.casefold() for c in table.columns if c.unique}
        leads |= {exclusion.parts[0][0].casefold() for exclusion in table.exclusions}
        leads |= {
            index.parts[0].text.casefold() for index in schema.indexes_of(table.name) if index.parts
        }
        for group in foreign_keys(schema, table):
            if not leads.isdisjoint(joint := [c.name.casefold() for c in group.columns]):
                leads.update(joint)
        for column in pointing:
            if column.name.casefold() not in leads:
                target = column.reference.table if column.reference else ""
                message = (
                    f"No index begins with {column.name}: joins from {target}, and deletes there, "
                    f"read all of {table.name}. Add index {table.name}({column.name})."
                )
                yield told("missing-fk-index", message, column.span)


def _misordered(index: Index, query: Query) -> bool:
    """Whether an index has the query's columns with a range or order before an equality."""
    if index.table.casefold() != query.table.casefold() or index.method != "btree":
        return False
    equal = {
        c.column.casefold() for c in query.conditions if c.kind in ("equal", "constant", "many")
    }
    others = {c.column.casefold() for c in query.conditions if c.kind == "range"}
    others |= {part.text.casefold() for part in query.sort}
    others -= equal
    names = [part.text.casefold() for part in index.parts]
    if not equal or not equal <= set(names):
        return False
    first = next((place for place, name in enumerate(names) if name in others), None)
    last = max(place for place, name in enumerate(names) if name in equal)
    return first is not None and first < last and set(names[: last + 1]) <= equal | others


def _query(answer: QueryAdvice) -> Iterator[Finding]:
    query = answer.query
    if query.offset > DEEP_OFFSET:
        message = (
            f"An offset of {query.offset:,} reads all the rows it skips: "
            "go on from the last row's key instead, (created_at, id) < cursor."
        )
        yield told("deep-offset", message, query.span)
    if answer.served_by:
        return
    if answer.common:
        yield told("low-selectivity", answer.reason, query.span)
        return
    if not answer.proposals and "another query" not in answer.reason:
        return
    said = " and ".join(
        f"{query.table}{p.said if p.said[0] == '(' else ' ' + p.said}" for p in answer.proposals
    )
    kinds = {c.kind: c for c in query.conditions}
    if "prefix" in kinds or any(p.said.endswith("gin_trgm_ops)") for p in answer.proposals):
        message = f"A plain index does not serve this search: index {said}."
        yield told("text-search", message, query.span)
    elif "expression" in kinds:
        message = f"An index on the column does not serve an expression on it: index {said}."
        yield told("expression-index", message, query.span)
    elif answer.proposals:
        yield told(
            "missing-index", f"No index serves this: index {said}. {answer.reason}", query.span
        )
    else:
        yield told("missing-index", f"No index serves this. {answer.reason}", query.span)


def _unused(schema: Schema, misplaced: set[int], spare: Sequence[Index]) -> Iterator[Finding]:
    queries: dict[str, list[Query]] = {}
    for query in schema.queries:
        queries.setdefault(query.table.casefold(), []).append(query)
    for index in schema.indexes:
        asked = queries.get(index.table.casefold())
        table = schema.table(index.table)
        if not asked or table is None or not index.parts:
            continue
        if index.span.start in misplaced or index.unique or index in spare:
            continue
        column = table.column(index.parts[0].text)
        if column is not None and column.reference:
            continue
        if not any(_useful(schema, table, index, query) for query in asked):
            message = (
                f"No query or reference here is served by {index.said}; each write pays for it."
            )
            yield told("unused-index", message, index.span)


def _useful(schema: Schema, table: Table, index: Index, query: Query) -> bool:
    """Whether a query gains by an index: is served, or begins with its first column."""
    first = index.parts[0].text.casefold()
    conditions = (*query.conditions, *query.either)
    if any(c.column.casefold() == first or first in c.column.casefold() for c in conditions):
        return True
    if index.where and any(c.text.casefold() in index.where.casefold() for c in conditions):
        return True
    return Adviser(schema, table, query, []).index_serves(index)
