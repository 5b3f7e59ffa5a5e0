"""Every word of a text is in the schema, is a word of a notation, or is told to be left over.

What is left over within a column goes with the column as its note; elsewhere it is a finding.
A mark such as `pk` or `unique` counts as taken where the schema has a fact of its kind there.
"""

from bisect import bisect_right
from dataclasses import replace

from coach.boards.board import Finding, Severity, Span
from coach.boards.remainder import lost, spoken_of, together
from coach.boards.schema.assembly import Assembly, first_of
from coach.boards.schema.line_facts import LineFacts
from coach.boards.schema.near_words import NearWords, within
from coach.boards.schema.notation_words import NOTATION
from coach.boards.schema.schema_parts import NamedPart, Schema, Table

_SPEAKING = frozenset(
    ("unread", "unclosed", "stray-words", "unreadable-column", "passed-over", "unknown-table")
)
_LONGEST = 400_000


def accounted(schema: Schema, text: str, assembly: Assembly) -> Schema:
    """The schema with what its text says besides, each query as it was written."""
    if len(text) > _LONGEST:
        return schema
    if schema.queries:
        queries = [replace(query, said=_said(text, query.span)) for query in schema.queries]
        schema = replace(schema, queries=tuple(queries))
    spoken = spoken_of(schema.findings, _SPEAKING)
    spoken = sorted((*spoken, *assembly.whole), key=lambda span: span.start)
    near = NearWords(schema, assembly.aliases)
    marks = LineFacts(schema, text)

    def taken(word: str, at: int) -> bool:
        return near.has(word, at) or marks.taken(word, at)

    left = list(together(text, lost(text, NOTATION, spoken, taken)))
    if not left:
        return schema
    asides = [span for span in left if within(span, assembly.passed)]
    if asides:
        left = [span for span in left if span not in asides]
        kept = tuple(NamedPart(_said(text, span), span) for span in asides)
        schema = replace(schema, asides=kept)
    return _with(schema, text, left)


def _said(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


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
        said = _said(text, span)
        if at >= 0 and (cell := _cell(text, span, starts[at])):
            of = {place[2:] for place in places if place[0] == starts[at]}
            if len(of) == 1:
                noted.setdefault(places[at][2:], []).append(cell)
                continue
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


def _cell(text: str, span: Span, column: int) -> str:
    """The cell that a stretch stands in, where its row is that of the column which begins at a
    place; "" elsewhere."""
    begun = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", span.end)
    row = text[begun : stop if stop >= 0 else len(text)]
    sign = "|" if row.lstrip().startswith("|") else "\t" if "\t" in row.strip() else ""
    if not sign or column != begun:
        return ""
    first = row.rfind(sign, 0, span.start - begun) + 1
    last = row.find(sign, span.end - begun)
    return " ".join(row[first : last if last >= 0 else len(row)].split())


def _noted(tables: tuple[Table, ...], noted: dict[tuple[int, int], list[str]]) -> tuple[Table, ...]:
    """The tables with notes at their columns."""
    final = list(tables)
    for (number, place), said in noted.items():
        table = tables[number]
        old = table.columns[place]
        note = ", ".join(filter(None, dict.fromkeys([old.note, *said])))
        final[number] = final[number].changed(old, old._replace(note=note))
    return tuple(final)
