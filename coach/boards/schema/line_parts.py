"""A line that says more than one thing: its statements are read, the rest is told to be unread.

`one open loan each: unique index on loans(copy)`, `shard orders by account_id (as accounts)`,
`We need hotels (id, name), rooms (id, floor), and so on.`
"""

import re

from coach.boards.board import Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly
from coach.boards.schema.bracket_lists import columnar
from coach.boards.schema.cardinality import relation_line
from coach.boards.schema.column_words import column_words
from coach.boards.schema.index_words import index_line
from coach.boards.schema.list_pieces import closed, cut
from coach.boards.schema.reference_lines import reference_line
from coach.boards.schema.select_reader import select
from coach.boards.schema.sketch_words import NAME, PROSE, stated
from coach.boards.schema.table_items import Items
from coach.boards.schema.table_statements import size_line, spread_line
from coach.boards.schema.told_items import like_prose

_LONGEST = 2000
_MOST = 40
"""Parts of a line, and ends of one, that are tried."""
_PARTS = lazy(
    r"(?<=[.;:!?])\s+|\s+[–—-]{1,2}\s+|,\s+(?:and|so|but|then)\s+"
    r"|(?<!unique)\s+(?=(?:unique\s+)?index\s+(?:on\s+)?\w+\s*\()",
    re.I,
)
_TAILS = lazy(
    r"\s*(?=\()|\s*,\s+|\s+(?=(?:into|across|on|with|as|because|since|so|for|in|to)\b)", re.I
)
"""Where what is said besides may begin behind a statement."""
_TABLE = lazy(rf"(?<![\w.])(?P<name>{NAME})[`\"]?(?:\s+(?:table|collection))?\s*\(")
_KEY = lazy(r"\s*,?\s*(?:(?:with|and|its|the)\s+)*(?=(?:primary\s+key|pk|key)\s*\()", re.I)
_LISTED = lazy(
    rf"\b(?:an?|the|our|one)\s+[`\"]?(?P<name>{NAME})[`\"]?\s+(?:table|collection)\b"
    r"[^:.(]{0,40}:\s*(?=[\w`\"])",
    re.I,
)
_LEAD = lazy(
    r"\s*(?:(?:we|i|also|and|then|so|just|only|plus|add|put|have|need|want|an?)\s+)+", re.I
)
_INDEXED = lazy(r"index\s+(?P<table>\w+)\s+(?:on|by|over)\s+(?P<columns>\(?\w[^()]*\)?)\Z", re.I)
_BEFORE = frozenset(("index", "idx", "on", "by", "key", "unique", "references", "to", "->", "→"))
"""Words behind which a name with a bracket is no new table."""
_BY_ID = lazy(r"(?:\w+_)?(?:id|uuid)\Z|\w+Id\Z", re.I)


def parts_read(assembly: Assembly, masked: str, start: int, end: int) -> bool:
    """Reads the parts of a line that are statements; False, and nothing noted, where none is."""
    if end - start > _LONGEST:
        return False
    if _tables(assembly, masked, start, end) or _listed(assembly, masked, start, end):
        return True
    left = []
    heard = False
    for first, stop in _parts(masked, start, end):
        begin, after = first, _statement(assembly, masked, first, stop)
        while after > begin:
            heard = True
            begin = after + (masked[after : after + 1] == ",")
            after = _statement(assembly, masked, begin, stop) if begin > after else begin
        if masked[begin:stop].strip(" .,;:()"):
            left.append((begin, stop))
    for begin, stop in left if heard else ():
        assembly.unread(begin, stop)
    return heard


def _parts(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences and clauses of a line."""
    places = [match.span() for match in _PARTS.finditer(masked, start, end)][:_MOST]
    begins = [start, *(stop for _, stop in places)]
    ends = [*(begin for begin, _ in places), end]
    return list(zip(begins, ends, strict=True))


def _statement(assembly: Assembly, masked: str, start: int, end: int) -> int:
    """Where the statement ends that a part begins with; `start` where it is none."""
    first = start
    if lead := _LEAD.match(masked, start, end):
        start = lead.end()
    start += len(masked[start:end]) - len(masked[start:end].lstrip())
    text = masked[start:end]
    ends = [len(text), *(match.start() for match in _TAILS.finditer(text))][:_MOST]
    for stop in sorted(ends, reverse=True):
        said = text[:stop].rstrip(" .;:,")
        if " " in said and _said(assembly, masked, start, said):
            return start + stop
    return first


def _said(assembly: Assembly, masked: str, at: int, said: str) -> bool:
    low = said[:12].casefold()
    if low.startswith(("shard", "partition")):
        return spread_line(assembly, at, said)
    if low.startswith("rows "):
        return size_line(assembly, at, said)
    if low.startswith("select "):
        return select(assembly, masked, at, at + len(said))
    if "index" in low:
        return _index(assembly, at, said)
    before = len(assembly.relations)
    if relation_line(assembly, at, said):
        named = [name for each in assembly.relations[before:] for name in (each.left, each.right)]
        if all(assembly.named(name) for name in named):
            return True
        del assembly.relations[before:]
        return False
    return reference_line(assembly, at, said)


def _index(assembly: Assembly, at: int, said: str) -> bool:
    """An index of a table that is known: `index entries on (wallet_id, at)`."""
    before = len(assembly.indexes)
    match = _INDEXED.match(said)
    if match is not None and assembly.named(match["table"]):
        columns = match["columns"].strip("()")
        return index_line(assembly, at, f"index {match['table']} ({columns})".ljust(len(said)))
    if index_line(assembly, at, said) and assembly.named(assembly.indexes[-1].table):
        return True
    del assembly.indexes[before:]
    return False


def _tables(assembly: Assembly, masked: str, start: int, end: int) -> bool:
    """Tables that a sentence lists with their columns in brackets."""
    at = start
    heard = False
    several = len(list(_TABLE.finditer(masked, start, end))) > 1
    for match in _TABLE.finditer(masked, start, end):
        close = closed(masked, match.end() - 1, end) if match.start() >= at else -1
        items = list(cut(masked, match.end(), close)) if close >= 0 else []
        if len(items) < 2 or not _columns(masked, items, several) or _no_table(match["name"]):
            continue
        if _spoken_of(assembly, masked, match):
            continue
        if masked[at : match.start()].count(" ") > 3:
            assembly.unread(at, match.start())
        table = assembly.begin(match["name"], Span(*match.span("name")))
        reader = Items(assembly, table)
        for begin, stop in items:
            reader.take(begin, stop)
        at = close + 1
        heard = True
        if key := _KEY.match(masked, at, end):
            close = closed(masked, masked.index("(", key.end()), end)
            if close >= 0 and reader.take(key.end(), close + 1):
                at = close + 1
    if heard and masked[at:end].count(" ") > 3:
        assembly.unread(at, end)
    return heard


def _no_table(name: str) -> bool:
    return stated(name) or name.casefold() in PROSE or like_prose(name)


def _spoken_of(assembly: Assembly, masked: str, match: re.Match[str]) -> bool:
    """Whether a name with a bracket behind it is not that of a new table."""
    before = masked[max(0, match.start() - 40) : match.start()].split()
    return bool(before and before[-1].casefold() in _BEFORE) or bool(assembly.named(match["name"]))


def _columns(masked: str, items: list[tuple[int, int]], by_name: bool = True) -> bool:
    """Whether all items are columns, and one of them is known for certain, or by its name."""
    if not all(columnar(masked[begin:stop]) for begin, stop in items):
        return False
    said = [column_words(masked[begin:stop]) for begin, stop in items]
    return any(words and (words.sure or (by_name and _BY_ID.match(words.name))) for words in said)


def _listed(assembly: Assembly, masked: str, start: int, end: int) -> bool:
    """A table that a sentence says with its columns: `I'd have a wallets table: id, owner`."""
    match = _LISTED.search(masked, start, end)
    items = list(cut(masked, match.end(), end)) if match else []
    if match is None or len(items) < 2 or not _columns(masked, items) or _no_table(match["name"]):
        return False
    table = assembly.begin(match["name"], Span(*match.span("name")))
    reader = Items(assembly, table)
    for begin, stop in items:
        reader.take(begin, stop)
    return True
