"""Lines that speak of a table without naming it: `index: a, b`, `unique (a)`, `shard by a`.

They belong to the table directly above, or to the only one above that has all their columns.
"""

import re
from dataclasses import replace
from itertools import pairwise

from coach.boards.board import Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly, GrowingTable
from coach.boards.schema.index_words import in_order, index_of
from coach.boards.schema.item_shapes import group_of, keyed_together
from coach.boards.schema.list_pieces import cut, names
from coach.boards.schema.named_keys import named_key
from coach.boards.schema.schema_parts import NamedPart
from coach.boards.schema.table_items import Items
from coach.boards.schema.table_statements import size_line, spread_line

_INDEX = lazy(
    r"(?P<unique>unique\s+)?(?:(?:secondary|composite|compound|covering)\s+)*(?:index(?:es|ed)?|idx)\b"
    r"\s*(?:[:=]\s*)?(?:(?P<name>(?!(?:on|by|over)\b)\w+)\s+(?=on\s*\())?"
    r"(?:(?:on|by|over)\b\s*)?(?P<columns>\S.*)\Z",
    re.I | re.S,
)
_AND_ON = lazy(r"\s+and\s+(?:also\s+)?(?:(?:one\s+)?on\s+)(?=[\w(])", re.I)
"""Between two indexes that one sentence says."""
_NEXT = lazy(
    r"\s*[;,]\s*(?:and\s+)?(?=(?:shard|partition|index|idx|unique|pk|primary\s+key|fk|foreign\s+key)"
    r"(?:ed|ing|es)?\b)",
    re.I,
)
_ARE_UNIQUE = lazy(
    r"(?P<names>[\w$]+(?:\s*(?:,|\band\b)\s*[\w$]+)*)\s+(?:is|are|must\s+be|both)\s+(?:each\s+)?unique"
    r"(?P<together>\s+together)?\s*\.?\Z",
    re.I,
)
_SHARDS = lazy(r"\s*\(\s*[~≈]?\d[^()]*\)\Z")
"""How many there are, behind what they are: `shard by user_id (16 shards)`."""
_SPREAD = lazy(r"(?:shard|partition)(?:ed|ing)?\b", re.I)
_KEYED = lazy(r"(?:shard|partition)(?:ing)?(?:\s+key)?\s*[:=]\s*(?:by\s+|on\s+)?", re.I)


def below_line(assembly: Assembly, start: int, text: str) -> bool:
    """Takes a line about the table above; False, and nothing noted, where it is none."""
    if named_key(assembly, start, text):
        return True
    if _unique_in_words(assembly, start, text) or _together(assembly, start, text):
        return True
    if text[0] in "~≈":
        return _sized(assembly, start, text)
    above = assembly.above(start)
    known = [above] if above is not None else assembly.tables
    pieces = _pieces(start, text)
    for table in known:
        if above is None and not _all_of(table, pieces):
            continue
        if above is not None and not all(_begins(table, piece) for _, piece in pieces):
            continue
        if above is None and sum(_all_of(other, pieces) for other in known) > 1:
            return False
        return all(_take(assembly, table, at, piece) for at, piece in pieces)
    return False


def _unique_in_words(assembly: Assembly, start: int, text: str) -> bool:
    """`email and phone are unique`, of the table right above."""
    match = _ARE_UNIQUE.match(text)
    table = assembly.above(start) if match else None
    listed = (
        re.findall(r"[\w$]+", re.sub(r"\b(?:and|both)\b", " ", match["names"])) if match else []
    )
    if match is None or table is None or not all(table.has(name) for name in listed):
        return False
    parts = tuple(NamedPart(name, Span(start, start + len(text))) for name in listed)
    table.uniques += [parts] if match["together"] else [(part,) for part in parts]
    return True


def _together(assembly: Assembly, start: int, text: str) -> bool:
    """`(a, b) is the primary key`, of the table right above."""
    place = keyed_together(text) if text[0] == "(" else None
    table = assembly.above(start) if place else None
    listed = re.findall(r"[\w$]+", text[slice(*place)]) if place else []
    if place is None or table is None or not all(table.has(name) for name in listed):
        return False
    table.key = [NamedPart(name, Span(start, start + len(text))) for name in listed]
    return True


def _sized(assembly: Assembly, start: int, text: str) -> bool:
    """`~ 200M rows, sharded by user_id`, of the last table above."""
    table = assembly.tables[-1]
    pieces = [(a, text[a:b]) for a, b in cut(text, 0, len(text), ",;")]
    if not re.match(r"[~≈]\s*[\d.,]+\s*\w*\s+rows\b", text, re.I):
        return False
    for begin, piece in pieces:
        at, span = start + begin, Span(start + begin, start + begin + len(piece))
        if not (
            size_line(assembly, at, f"{table.name} {piece}", len(piece))
            or spread_line(assembly, at, piece, table.name)
        ):
            assembly.unread(span.start, span.end)
    return True


def _pieces(start: int, text: str) -> list[tuple[int, str]]:
    """What a line says one after the other, each with its place."""
    places = [0, *(match.end() for match in _NEXT.finditer(text)), len(text)]
    listed = []
    for begin, end in pairwise(places):
        piece = text[begin:end].rstrip(" ,;.")
        remark = _SHARDS.search(piece)
        listed.append((start + begin, piece[: remark.start()] if remark else piece))
    return listed


def _all_of(table: GrowingTable, pieces: list[tuple[int, str]]) -> bool:
    return all(_of(table, piece) for _, piece in pieces)


def _of(table: GrowingTable, piece: str) -> bool:
    """Whether all the columns a piece speaks of are the table's."""
    columns = _columns(table, piece)
    return bool(columns) and all(table.has(name) for name in columns)


def _begins(table: GrowingTable, piece: str) -> bool:
    """Whether the first column that a piece speaks of is the table's."""
    return any(table.has(name) for name in _columns(table, piece)[:1])


def _columns(table: GrowingTable, piece: str) -> list[str]:
    spread = _spread(piece, table.name)
    if spread is not None:
        return list(spread)
    group = group_of(piece)
    if group and "index" not in group["word"].lower() and group["word"].lower() != "idx":
        inside = re.match(r"\(([^()]*)\)|([^(]*?)(?:->|→|\breferences\b|\Z)", group["rest"], re.I)
        return names(inside[1] or inside[2] or "") if inside else []
    index = _INDEX.match(piece)
    if index is None:
        return []
    parts = index_of(table.name, _plain(index["columns"]), Span(0, 0), False).parts
    return [part.text for part in parts]


def _spread(piece: str, table: str) -> tuple[str, ...] | None:
    """The columns a piece lays a table out by, if it says so."""
    if not _SPREAD.match(piece):
        return None
    trial = Assembly("")
    if not spread_line(trial, 0, _said(piece), table):
        return None
    return trial.spreads[0].columns if trial.spreads else None


def _said(piece: str) -> str:
    """`shard key: a` and `partition: a` as `shard by a` and `partition by a`."""
    keyed = _KEYED.match(piece)
    word = "shard" if piece[0] in "sS" else "partition"
    return f"{word} by {piece[keyed.end() :]}" if keyed else piece


def _plain(columns: str) -> str:
    """`{ a: 1, b: -1 }` as `(a, b desc)`, other lists as they are."""
    if not columns.startswith("{"):
        return columns
    return in_order(columns).replace("{", "(").replace("}", ")")


def _take(assembly: Assembly, table: GrowingTable, at: int, piece: str) -> bool:
    if _SPREAD.match(piece):
        return spread_line(assembly, at, _said(piece), table.name)
    group = group_of(piece)
    if group and "index" not in group["word"].lower() and group["word"].lower() != "idx":
        return Items(assembly, table).take(at, at + len(piece))
    index = _INDEX.match(piece)
    if index is None:
        return False
    begins = index.start("columns")
    for number, said in enumerate(_AND_ON.split(index["columns"])):
        place = piece.index(said, begins)
        begins = place + len(said)
        span = Span(at + place * bool(number), at + begins)
        made = index_of(table.name, _plain(said), span, bool(index["unique"]))
        name = index["name"] or "" if not number else ""
        assembly.indexes.append(replace(made, name=name))
    return True
