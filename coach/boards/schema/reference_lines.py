"""References between two columns on a line of their own: `orders.user_id -> users.id`, or `<-`.

They may stand above the tables they speak of; at the end of the reading each goes to its column.
"""

import re

from coach.boards.board import Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly
from coach.boards.schema.list_pieces import bare
from coach.boards.schema.schema_parts import Reference

_REFERENCE = lazy(
    r"(?:fk|ref|reference)?\s*:?\s*(?P<table>[\w\"`]+)\.(?P<column>[\w\"`]+)\s*"
    r"(?P<way><-+|←|->|→|references|=>|=|>)\s*"
    r"(?P<to>[\w\"`]+)(?:\.(?P<other>[\w\"`]+)|\s*\((?P<inside>\w+)\))?\s*;?\Z",
    re.I,
)


def reference_line(assembly: Assembly, at: int, text: str) -> bool:
    """Takes a line that says one column's reference; False where it is none."""
    match = _REFERENCE.match(text)
    if match is None:
        return False
    table, column = bare(match["table"]), bare(match["column"])
    other, there = bare(match["to"]), bare(match["other"] or match["inside"] or "")
    if match["way"][0] in "<←" and there:
        table, column, other, there = other, there, table, column
    span = Span(at, at + len(match[0]))
    assembly.pointed.append((table, column, Reference(other, there, span)))
    return True


def remarked(assembly: Assembly, at: int, remark: str) -> None:
    """Takes a comment that is nothing but a reference, for when both of its ends are there."""
    match = _REFERENCE.match(remark) if "." in remark else None
    if match is not None and match["way"] in ("->", "→"):
        assembly.remarked.append((at, remark))


def point(assembly: Assembly) -> None:
    """Gives the references that stand on lines of their own to their columns."""
    for at, remark in assembly.remarked:
        before = len(assembly.pointed)
        reference_line(assembly, at, remark)
        name, column, reference = assembly.pointed[-1]
        table = assembly.named(name)
        if table is None or not table.has(column) or assembly.named(reference.table) is None:
            del assembly.pointed[before:]
    for name, column, reference in assembly.pointed:
        table = assembly.named(name)
        if table is not None and table.has(column):
            table.pointing[column.casefold()] = reference
            continue
        missing = f"column {name}.{column}" if table else f"table {name}"
        span = reference.span
        assembly.unread(span.start, span.end, f"There is no {missing}.")
