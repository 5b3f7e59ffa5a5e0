"""A table of Markdown that has a table a row: name, columns, and the key where it says one."""

import re

from coach.boards.board import Span
from coach.boards.schema.assembly import Assembly, GrowingTable
from coach.boards.schema.column_words import column_words
from coach.boards.schema.list_pieces import cut, names
from coach.boards.schema.schema_parts import Column, NamedPart
from coach.boards.schema.table_items import Items

_LISTS = ("columns", "fields", "attributes", "cols")
_KEYS = ("key", "keys", "pk", "primary key")


def table_in_row(
    assembly: Assembly, place: tuple[int, int], heads: list[str], cells: list[str]
) -> None:
    """Reads the row at `place`, whose first cell is the table's name and whose second its list."""
    start, end = place
    span = Span(start, end)
    at = start + assembly.text[start:end].index(cells[0])
    table = assembly.begin(cells[0], Span(at, at + len(cells[0])))
    reader = Items(assembly, table)
    lists = next((i for i, head in enumerate(heads) if i and head in _LISTS), 1)
    listed = cells[lists] if len(cells) > lists else ""
    if lists != 1:
        _keyed_first(table, heads, cells, span)
    for begin, stop in cut(listed, 0, len(listed), ",;"):
        if not reader.take(start, end, "", listed[begin:stop]):
            assembly.unread(start, end, "This row is not read wholly.")
    for number, (head, cell) in enumerate(zip(heads, cells, strict=False)):
        if number in (0, lists):
            continue
        if head.startswith(("index", "indices")) and cell.strip("-— "):
            _indexed(assembly, table, cell, span)
        parts = [NamedPart(name, span) for name in names(cell)] if cell.strip("-— ") else []
        if head not in _KEYS or not parts:
            continue
        if all(table.has(part.name) for part in parts):
            table.key[:] = parts
        else:
            assembly.unread(start, end, "The key of this row is not read.")


def _keyed_first(table: GrowingTable, heads: list[str], cells: list[str], span: Span) -> None:
    """Columns that only the cell of the key names, before the others."""
    for head, cell in zip(heads, cells, strict=False):
        if head in _KEYS:
            for name in names(cell):
                table.made.add(name.casefold())
                table.columns.append(Column(name, span))


def _indexed(assembly: Assembly, table: GrowingTable, cell: str, span: Span) -> None:
    """The indexes of a cell: `(a, b), c unique`."""
    from coach.boards.schema.index_words import index_of

    for begin, stop in cut(cell, 0, len(cell), ",;"):
        said = cell[begin:stop]
        plain = re.sub(r"\bunique\b", "", said, flags=re.I).strip()
        made = index_of(table.name, plain, span, plain != said.strip())
        assembly.indexes.append(made)


def columns_in_rows(
    assembly: Assembly,
    name: str,
    span: Span,
    heads: list[str],
    body: list[tuple[tuple[int, int], list[str]]],
) -> None:
    """Reads a table that has a column a row: its name, and beside it a type and marks."""
    table = assembly.begin(name, span)
    reader = Items(assembly, table)
    titles = ("column", "field", "name", "attribute", "property", "col")
    place = next((i for i, head in enumerate(heads) if head.split(" ")[0] in titles), 0)
    for (start, end), cells in body:
        if place >= len(cells) or not cells[place]:
            continue
        text = cells[place]
        notes = [cell for i, cell in enumerate(cells) if i != place and cell not in ("", "-", "—")]
        for number, note in enumerate(notes):
            marks = column_words(f"x ({note})")
            first = number == 0 and re.fullmatch(r"[\w ]+(?:\([^)]*\))?(?:\[\])?", note)
            if first and column_words(f"x {note}") and len(note.split()) <= 3:
                text += f" {note}"
            elif marks and marks.sure:
                text += f" ({note})"
        if not reader.take(start, end, "", text):
            assembly.unread(start, end, "This row is no column.")


def tables_in_rows(
    assembly: Assembly, heads: list[str], body: list[tuple[tuple[int, int], list[str]]]
) -> None:
    """Reads a table whose rows name a table and a column each."""
    groups: dict[str, list[tuple[tuple[int, int], list[str]]]] = {}
    for place, cells in body:
        if cells[0] and len(cells) > 1:
            groups.setdefault(cells[0], []).append((place, cells[1:]))
        else:
            assembly.unread(*place, "This row names no table and column.")
    pointing = next((i for i, h in enumerate(heads[1:]) if h.startswith(("ref", "points"))), -1)
    for name, rows in groups.items():
        at = rows[0][0][0] + assembly.text[slice(*rows[0][0])].index(name)
        told = []
        for place, cells in rows:
            if 0 <= pointing < len(cells) and cells[pointing].strip("-— "):
                cells = [*cells[:pointing], f"-> {cells[pointing]}", *cells[pointing + 1 :]]  # noqa: PLW2901
            told.append((place, cells))
        columns_in_rows(assembly, name, Span(at, at + len(name)), heads[1:], told)


def headed(heads: list[str]) -> bool:
    """Whether the first row of a table only says what its columns are."""
    known = ("column", "field", "name", "attribute", "key", "property", "columns", "col")
    return heads[0].split(" ")[0] in known or (len(heads) > 1 and heads[1] in ("type", "data type"))


def indent(line: str) -> int:
    """The cells a line is indented by."""
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip())


SINGLE = ("column", "field", "attribute", "col")
"""Heads of the columns of tables that are named a row."""
BESIDE = frozenset(
    ("", "type", "types", "data", "note", "notes", "constraint", "constraints", "key", "pk", "null",
     "nullable", "description", "comment", "comments", "default", "index", "references", "meaning",
     "required", "fk", "size", "example", "remarks")
)  # fmt: skip
"""Heads of what stands beside the columns of a table that the first head names."""


def typed(cell: str) -> bool:
    """Whether a cell says a type or a mark, as that beside a column does."""
    words = column_words(f"x {cell}") if cell.strip("-— ") else None
    return words is not None and words.sure
