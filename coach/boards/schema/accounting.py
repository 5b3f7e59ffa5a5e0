"""Every word of a text is in the schema, is a word of a notation, or is told to be left over.

What is left over within a column goes with the column as its note; elsewhere it is a finding.
A mark such as `pk` or `unique` counts as taken where the schema has a fact of its kind there.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from coach.boards.board import Finding, Severity, Span
from coach.boards.remainder import lost, spoken_of, together, words_in
from coach.boards.schema.assembly import first_of
from coach.boards.schema.line_facts import LineFacts
from coach.boards.schema.notation_words import NOTATION
from coach.boards.schema.schema_parts import Schema, Table

_SPEAKING = frozenset(
    ("unread", "unclosed", "stray-words", "unreadable-column", "passed-over", "unknown-table")
)
_LONGEST = 400_000


def accounted(schema: Schema, text: str, whole: list[Span]) -> Schema:
    """The schema with what its text says besides; `whole` are lines read to their last word."""
    if len(text) > _LONGEST:
        return schema
    known = {word for word in words_in(set(_said(schema))) if not word.isdigit()}
    known |= NOTATION
    spoken = spoken_of(schema.findings, _SPEAKING)
    spoken = sorted((*spoken, *whole), key=lambda span: span.start)
    marks = LineFacts(schema, text, known)
    left = list(together(text, lost(text, known, spoken, marks.taken)))
    return _with(schema, text, left) if left else schema


def _said(schema: Schema) -> Iterator[str]:
    """All that the schema holds, as text."""
    for table in schema.tables:
        yield table.name
        for column in table.columns:
            yield column[0]
            yield column[2]
            if column.reference:
                yield from column.reference[:2]
        yield from table.key
        for group in table.uniques:
            yield from group
        yield from (check.name for check in table.checks)
        for exclusion in table.exclusions:
            yield f"exclude {exclusion.said} {exclusion.method}"
    for relation in schema.relations:
        yield f"{relation.left} {relation.right} {relation.label}"
    for index in schema.indexes:
        yield f"{index.table} {index.said} {index.where} {index.method} {' '.join(index.include)}"
    for query in schema.queries:
        yield f"{query.table} {query.limit} {query.offset} {' '.join(query.returning)}"
        for condition in (*query.conditions, *query.either):
            yield f"{condition.column} {condition.text} {condition.kind}"
        yield from (part.said for part in query.sort)
    for spread in (*schema.partitions, *schema.shards):
        yield f"{spread.table} {' '.join(spread.columns)} {spread.kind} {spread.unit}"
    yield from schema.enums


def _with(schema: Schema, text: str, left: list[Span]) -> Schema:
    """The schema with each stretch at its column, or told."""
    places = sorted(
        (span.start, span.end, number, place)
        for number, table in enumerate(schema.tables)
        for place, column in enumerate(table.columns)
        for span in (column.span, column.reference.span if column.reference else column.span)
        if span != table.span
    )
    starts = [place[0] for place in places]
    noted: dict[tuple[int, int], list[str]] = {}
    told: list[Finding] = []
    for span in left:
        at = bisect_right(starts, span.start) - 1
        said = " ".join(text[span.start : span.end].split())
        if at >= 0 and not text[places[at][1] : span.start].strip(" \t,"):
            noted.setdefault(places[at][2:], []).append(said)
            continue
        message = f"Of this line “{said[:60]}” is not taken."
        told.append(Finding("stray-words", Severity.HINT, message, span))
    tables = _noted(schema.tables, noted) if noted else schema.tables
    return replace(
        schema,
        tables=tables,
        names=first_of(tables) if noted else schema.names,
        findings=(*schema.findings, *told),
    )


def _noted(tables: tuple[Table, ...], noted: dict[tuple[int, int], list[str]]) -> tuple[Table, ...]:
    """The tables with notes at their columns."""
    final = list(tables)
    for (number, place), said in noted.items():
        table = tables[number]
        old = table.columns[place]
        note = ", ".join(filter(None, [old.note, *said]))
        final[number] = final[number].changed(old, old._replace(note=note))
    return tuple(final)
