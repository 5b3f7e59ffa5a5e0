"""Keys said on a line of their own of a table that is named: `PK runs = shard, minute`."""

import re

from coach.boards.board import Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly
from coach.boards.schema.list_pieces import bare, cut, unwrapped
from coach.boards.schema.schema_parts import NamedPart

_KEY = lazy(
    r"(?P<word>pk|primary\s+key|unique(?:\s+key)?|uk)\s+(?:(?:of|for|on|in)\s+)?(?P<table>[\w\"`$-]+)\s*"
    r"(?:(?:=|:|->|→|\bis\b|\bare\b)\s*(?P<columns>\S.*)|(?P<inside>\(.*\)))\s*;?\Z",
    re.I,
)


def named_key(assembly: Assembly, start: int, text: str) -> bool:
    """Takes a line that says the key of a table above, all of whose columns it has."""
    match = _KEY.match(text)
    table = assembly.named(bare(match["table"])) if match else None
    if match is None or table is None:
        return False
    group = "columns" if match["columns"] else "inside"
    inner = unwrapped(match[group].rstrip(" ;."))
    at = start + match.start(group) + match[group].find(inner)
    parts = [
        NamedPart(bare(inner[begin:stop]), Span(at + begin, at + stop))
        for begin, stop in cut(inner.replace("+", ","), 0, len(inner))
    ]
    if not parts or not all(table.has(part.name) for part in parts):
        return False
    if match["word"].lower().startswith("u"):
        table.uniques.append(tuple(parts))
    else:
        table.key[:] = parts
    return True
