"""The columns of a table that stand behind it at the end of a relation: `a *--1 b(id, name)`."""

from collections.abc import Sequence
from dataclasses import replace

from coach.boards.board import Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly
from coach.boards.schema.column_words import column_words
from coach.boards.schema.list_pieces import cut
from coach.boards.schema.schema_parts import Relation
from coach.boards.schema.table_items import Items

_LIST = lazy(r"(?P<name>\w+)\s*\((?P<inside>[^()]*,[^()]*)\)\s*\Z")
_BY_ID = lazy(r"(?:\w+_)?(?:id|uuid)\Z|\w+Id\Z")


def with_columns(
    assembly: Assembly, start: int, text: str, relations: Sequence[Relation]
) -> list[Relation]:
    """The relations of a line; a list of columns at its end is that of the last one's table."""
    match = _LIST.search(text) if text.endswith(")") else None
    name = relations[-1].right if relations else ""
    if match is None or match["name"] != name or assembly.named(name):
        return list(relations)
    begin = start + match.start("inside")
    items = list(cut(assembly.text, begin, start + match.end("inside"), ","))
    said = [column_words(assembly.text[at:stop]) for at, stop in items]
    if not all(said) or not any(w and (w.sure or _BY_ID.match(w.name)) for w in said):
        return list(relations)
    at = start + match.start("name")
    reader = Items(assembly, assembly.begin(name, Span(at, at + len(name))))
    for first, stop in items:
        reader.take(first, stop)
    return [replace(relation, label="") for relation in relations]
