"""Tables of a key-value store as their keys are written: `PK = USER#<id>  SK = ORDER#<ts>`.

A kind of item is a table: the words in capitals name it, what stands in brackets are its columns,
the partition key is its shard. Kinds stand on lines with `PK` and `SK`, or in rows below a head.
"""

import re
from collections.abc import Sequence

from coach.boards.board import Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly
from coach.boards.schema.list_pieces import cut, names
from coach.boards.schema.schema_parts import Column, Index, NamedPart, Spread
from coach.boards.schema.sorting import sort_parts
from coach.boards.schema.table_items import Items

_PART = r"[\w#<>{}$:.@|-]+"
_LINE = lazy(
    rf"(?:(?P<name>[^\W\d][\w ]{{0,30}}?)\s*(?::|->|→|[-–—])\s*)?"
    rf"(?:pk|partition\s+key)\s*[:=]?\s*(?P<pk>{_PART})\s*[,;|/]?\s*"
    rf"(?:(?:sk|sort\s+key)\s*[:=]?\s*(?P<sk>{_PART}))?\s*[,;|]?\s*(?P<rest>.*)\Z",
    re.I,
)
_ATTRIBUTES = lazy(
    r"(?:(?:attrs?|attributes|data|fields|cols|columns)\s*[:=]?|->|→|:|-)?\s*"
    r"(?P<open>[\[({])?(?P<list>[^\[\](){}]*)[\])}]?\s*\Z",
    re.I,
)
_HEAD = lazy(
    r"\W*(?:(?P<kind>entity|item|type|kind)\s*[|\s]\s*)?(?:pk|partition\s+key)\s*(?:\||\s{2,}|\t)\s*"
    r"(?:sk|sort\s+key)\b(?:\s*(?:\||\s{2,}|\t)\s*(?P<rest>.*))?\Z",
    re.I,
)
_CELLS = lazy(r"\s*\|\s*|\s{2,}|\t+")
_INDEX = lazy(
    r"(?P<name>(?:gsi|lsi)[\w-]*)\s*(?:[:=(]|->|→)?\s*(?P<parts>.+?)\)?\s*\Z",
    re.I,
)
_KEYED = lazy(r"(?:pk|sk|partition\s+key|sort\s+key|hash|range)\s*[:=]\s*", re.I)
_HELD = lazy(r"[<{$:]+\s*(\w+)\s*[>}]*|([a-z_]\w*)|([A-Z][A-Z\d_]*)(?![a-z])")
_CLUSTERED = lazy(
    r"(?P<name>[^\W\d][\w ]{0,30}?)\s*:\s*pk\s*[:=]?\s*(?P<pk>\([^()]*\)|\w+)\s*[,;]\s*"
    r"(?:ck|sk|clustering)\s*[:=]?\s*(?P<ck>\w+(?:\s+(?:asc|desc))?(?:\s*,\s*\w+(?:\s+(?:asc|desc))?)*)"
    r"\s*(?:->|→|\|)\s*(?P<list>.*)\Z",
    re.I,
)
"""A table of wide rows: `timeline: PK (user, bucket), CK ts DESC -> author, body`."""
_RULE = lazy(r"[\s|:=-]+\Z")


def item_lines(
    assembly: Assembly, masked: str, lines: Sequence[tuple[int, int]], at: int, offset: int
) -> int:
    """Takes the lines of kinds of items that begin at one; how many they are, 0 for none."""
    text = masked[offset : lines[at][1]].rstrip()
    if text[:3].lower() in ("gsi", "lsi"):
        return int(_index(assembly, offset, text))
    if (head := _HEAD.match(text)) is not None:
        return _rows(assembly, masked, lines, at, bool(head["kind"]))
    if (wide := _CLUSTERED.match(text)) is not None:
        return _wide(assembly, offset, wide)
    line = _LINE.match(text)
    if line is None or not _keyed(line["pk"], line["sk"]):
        return 0
    rest = _ATTRIBUTES.match(line["rest"])
    if rest is None:
        return 0
    begin = offset + line.start("rest") + rest.start("list")
    listed = Span(begin, begin + len(rest["list"]))
    key = line["pk"], line["sk"] or ""
    _item(assembly, (line["name"] or "").strip(), key, Span(offset, offset + len(text)), listed)
    return 1


def _wide(assembly: Assembly, offset: int, line: re.Match[str]) -> int:
    """A table whose key is a partition and an order within it, before what else it has."""
    span = Span(offset, offset + line.end("ck"))
    table = assembly.begin(line["name"].strip(), Span(offset, offset + len(line["name"])))
    parts = sort_parts(line["ck"])
    first = names(line["pk"])
    for part in parts:
        note = "clustered desc" if part.descending else ""
        table.columns.append(Column(part.text, span, note=note))
    for name in reversed(first):
        table.columns.insert(0, Column(name, span))
    table.key = [NamedPart(name, span) for name in (*first, *(part.text for part in parts))]
    assembly.spreads.append(Spread("shard", table.name, tuple(first), span))
    table.made.update(column.name.casefold() for column in table.columns)
    reader = Items(assembly, table)
    for begin, stop in cut(assembly.text, offset + line.start("list"), offset + line.end("list")):
        if not reader.take(begin, stop):
            assembly.unread(begin, stop, "This is no attribute of a table.")
    assembly.whole.append(span)
    return 1


def _keyed(pk: str, sk: str | None) -> bool:
    """Whether the parts of a key are written with what holds a place in them."""
    return any("#" in part or "<" in part or "{" in part for part in (pk, sk or ""))


def _rows(
    assembly: Assembly, masked: str, lines: Sequence[tuple[int, int]], at: int, kinds: bool
) -> int:
    taken = 1
    while at + taken < len(lines):
        start, end = lines[at + taken]
        row = masked[start:end].strip().strip("|")
        if _RULE.match(row) and row.strip():
            taken += 1
            continue
        cells = list(_CELLS.split(row.strip()))
        name = cells.pop(0) if kinds and cells else ""
        if len(cells) < 2 or not (_keyed(cells[0], cells[1]) or kinds):
            break
        begin = start + masked[start:end].rfind(cells[2]) if len(cells) > 2 else end
        listed = Span(begin, end) if len(cells) > 2 else Span(end, end)
        _item(assembly, name, (cells[0], cells[1]), Span(start, end), listed)
        taken += 1
    if taken == 1:
        return 0
    assembly.whole.append(Span(*lines[at]))
    return taken


def _item(
    assembly: Assembly, name: str, key: tuple[str, str], span: Span, attributes: Span
) -> None:
    """One kind of item: its key, and the list of what else it has."""
    pk, sk = key
    first, second = _held(pk), _held(sk)
    words = [word for word, fixed in second if fixed] if any(not f for _, f in second) else []
    words = words or [word for word, fixed in first if fixed] or [word for word, _ in second]
    name = name or (words[0] if words else pk)
    if assembly.named(name) is not None and any(fixed for _, fixed in second):
        name = next(word for word, fixed in second if fixed)
    known = [word for word, fixed in first if not fixed]
    after = [word for word, fixed in second if not fixed]
    after = [f"{name.lower()}_{word}" if word in known else word for word in after]
    table = assembly.begin(name, Span(span.start, span.start + len(pk)))
    for word in dict.fromkeys((*known, *after)):
        table.make(word, span)
    table.key = [NamedPart(word, span) for word in dict.fromkeys((*known, *after))]
    if known:
        assembly.spreads.append(Spread("shard", name, tuple(known), span))
    reader = Items(assembly, table)
    for begin, stop in cut(assembly.text, attributes.start, attributes.end, ",;"):
        text = assembly.text[begin:stop].strip(" |")
        if text and not reader.take(begin, begin + len(text)):
            assembly.unread(begin, stop, "This is no attribute of an item.")
    fixed = {word for word, constant in (*first, *second) if constant} - {name}
    if fixed:
        table.constraints.append(NamedPart(f"{pk} {sk}".strip(), span))
    assembly.whole.append(Span(span.start, attributes.start))


def _held(part: str) -> list[tuple[str, bool]]:
    """The words of a part of a key, each with whether it stands as it is."""
    return [
        (match[1] or match[2] or match[3], match[3] is not None) for match in _HELD.finditer(part)
    ]


def _index(assembly: Assembly, start: int, text: str) -> bool:
    """A secondary index over columns that one kind of item has."""
    match = _INDEX.match(text)
    if match is None:
        return False
    said = re.sub(r"\s*(?:->|→|/|\band\b|\+|;)\s*", ",", _KEYED.sub("", match["parts"]))
    columns = [name.strip(" `()") for name in said.split(",") if name.strip(" `()")]
    if not all(re.fullmatch(r"[^\W\d]\w*", name) for name in columns):
        return False
    table = next((t for t in assembly.tables if all(t.has(name) for name in columns)), None)
    if table is None or not columns:
        return False
    span = Span(start, start + len(text))
    parts = tuple(part for name in columns for part in sort_parts(name))
    assembly.indexes.append(Index(table.name, parts, span, name=match["name"]))
    return True
