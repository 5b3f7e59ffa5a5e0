"""Lines about tables: shards, partitions, rows, growth, values, shares, updates, silenced codes."""

import re

from coach.boards.board import Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly
from coach.boards.schema.conditions import condition
from coach.boards.schema.list_pieces import bare, names
from coach.boards.schema.schema_parts import Spread, Update
from coach.boards.schema.sketch_words import amount
from coach.boards.schema.worded_queries import rate

_T = r"(?P<table>[\"`]?[^\W\d][\w$-]*[\"`]?)"
_LIST = r"\(?\s*(?P<columns>[\w$\"`]+(?:\s*[,+]\s*[\w$\"`]+)*)\s*\)?"
_SHARDS = tuple(
    lazy(pattern, re.I)
    for pattern in (
        rf"shard(?:ed|s|ing)?\s+{_T}\s+(?:by|on|key)\s+(?:hash\s*(?:of\s+)?)?{_LIST}",
        rf"(?:shard(?:ing)?\s+key|shard(?:ed)?\s+by)\s*(?:of|for)?\s*:?\s*{_T}\.(?P<columns>[\w$]+)",
        rf"(?:shard(?:ing)?\s+key)\s+(?:of|for|on)\s+{_T}\s*(?:is|:|=)\s*{_LIST}",
        rf"(?:shard(?:ing)?\s+key|shard(?:ed)?\s+by)\s*:?\s*(?:hash\s*)?{_LIST}\s+(?:for|of|on|in)\s+{_T}",
        rf"shard(?:ed)?\s+by\s+hash\s*\((?P<columns>[\w$]+)\)\s+{_T}",
        rf"{_T}\s*(?:is|are)?\s*:?\s*shard(?:ed)?\s+(?:by|on|key)\s*[:=]?\s*(?:hash\s*(?:of\s+)?)?{_LIST}",
        rf"shard\s+(?!key\b){_T}\s*:\s*{_LIST}",
    )
)
_KIND = r"(?P<kind>range|list|hash)"
_UNIT = r"(?P<unit>hour|day|week|month|quarter|year)s?"
_HOW = (
    rf"(?:(?:{_KIND}\s*(?:of|on)?\s*|{_UNIT}\s*(?:of|on)\s+"
    rf"|(?P<call>hour|day|week|month|year)\s*(?=\())*)"
)
_PARTITIONS = tuple(
    lazy(pattern, re.I)
    for pattern in (
        rf"partition(?:ed|s)?\s+(?!by\b|key\b){_T}\s+(?:by|on)\s+{_HOW}{_LIST}(?:\s+(?:by|per|every)\s+(?P<step>hour|day|week|month|quarter|year)s?|\s*,\s*(?P<steps>hourly|daily|weekly|monthly|yearly))?",
        rf"partition(?:ed)?\s+by\s+{_HOW}{_LIST}\s+(?:for|of|on|in)?\s*(?!(?:hour|dai|week|month|year)ly\b){_T}",
        rf"{_T}\s*(?:is|are)?\s*:?\s*partition(?:ed)?\s+(?:by|on)\s+{_HOW}{_LIST}(?:\s*,?\s*(?P<steps>hourly|daily|weekly|monthly|yearly))?",
        rf"partition\s+(?!key\b){_T}\s*:\s*{_HOW}{_LIST}",
        rf"{_T}\s*(?:is|are)?\s*:?\s*partition(?:ed)?\s+(?P<steps>hourly|daily|weekly|monthly|yearly)\s+(?:by|on)\s+{_HOW}{_LIST}",
    )
)
_THEN = lazy(
    r"\s*[,;]\s*(?:then\s+)?(?:drop|keep|kept|retain|delete|archive|detach|expire)\b", re.I
)
"""What is done with old rows, behind how they are laid out."""
UNITS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
_SCALE = r"(?:[kmbt]|mio|mil|bn|million|billion)"
_ROWS = (
    lazy(rf"rows\s+(?:in\s+|of\s+)?{_T}\s*[:=]?\s*(?P<amount>[~≈]?\s*[\d.,]+\s*\w*%?)", re.I),
    lazy(rf"{_T}\s*[:=]?\s*(?P<amount>[~≈]?\s*[\d.,]+\s*{_SCALE}?)\s+rows", re.I),
    lazy(rf"(?P<amount>[~≈]?\s*[\d.,]+\s*{_SCALE}?)\s+(?:rows\s+(?:in|of)\s+){_T}", re.I),
)
_GROW = lazy(
    rf"grow(?:s|th)?\s+(?:of\s+)?{_T}\s*[:=]?\s*(?P<amount>[\d.,]+\s*[kmbt]?)\s*(?:rows)?\s*(?:/|per)\s*(?P<unit>s|h|d|w|m|y)\w*",
    re.I,
)
_GROWING = lazy(
    rf"{_T}\s*(?::\s*|\s)(?:grows?\s+(?:by\s+|at\s+)?|\+\s*)(?P<amount>[~≈]?[\d.,]+\s*[kmbt]?)\s*(?:new\s+)?(?:rows\s*)?"
    r"(?:/|per\s+|a\s+|each\s+)\s*(?P<unit>s|h|d|w|m|y)\w*",
    re.I,
)
_PAIR = r"[\"`]?[^\W\d]\w*[\"`]?\s*[:=]?\s*[~≈]?\s*[\d.,]*\d\s*(?:k|m|b|bn|million|billion)?\b"
_ROWS_LISTED = lazy(rf"rows\s*:\s*(?P<list>{_PAIR}(?:\s*[,;]\s*{_PAIR})+)\s*\.?", re.I)
_EACH_ROWS = lazy(
    r"[\"`]?([^\W\d]\w*)[\"`]?\s*[:=]?\s*([~≈]?\s*[\d.,]*\d\s*(?:k|m|b|bn|million|billion)?)\b",
    re.I,
)
_VALUES = lazy(
    rf"values\s+(?:of\s+)?{_T}\.(?P<column>[\w$]+)\s*[:=]?\s*(?P<amount>[~≈]?[\d.,]+\s*\w*)", re.I
)
_SHARE = lazy(
    rf"share\s+(?:of\s+)?{_T}\.(?P<condition>.+?)\s*(?::\s*|\s)(?P<amount>[\d.]+\s*%)", re.I
)
_UPDATE = lazy(
    rf"updates?\s+(?:of\s+)?{_T}\.(?P<column>[\w$]+)\s*[:=]?\s*(?P<rate>[~≈]?\d.*)", re.I
)
_OK = lazy(
    r"ok:?\s+([a-z0-9]+(?:-[a-z0-9]+)*(?:\s*,\s*[a-z0-9]+(?:-[a-z0-9]+)*)*)(?:\s*:.*)?\Z", re.I
)
_DAYS = {"s": 86400.0, "h": 24.0, "d": 1.0, "w": 1 / 7, "m": 1 / 30, "y": 1 / 365}


def spread_line(assembly: Assembly, start: int, text: str, before: str = "") -> bool:
    """Takes a line about shards or partitions; False where it is none.

    `before` is what the place of the line says already: the table it stands behind, or the verb.
    """
    if then := _THEN.search(text):
        text = text[: then.start()].rstrip()
    said = f"{before} {text}" if before else text
    low = said.lower()
    if "shard" not in low and "partition" not in low:
        return False
    span = Span(start, start + len(text))
    if "shard" in low:
        for shape in _SHARDS:
            match = shape.fullmatch(said)
            if match:
                of = bare(match["table"])
                both = [table.name for table in assembly.tables[-2:]] if of == "both" else [of]
                columns = tuple(names(match["columns"]))
                assembly.spreads += [Spread("shard", name, columns, span) for name in both]
                assembly.whole.append(span)
                return True
    if "partition" in low:
        for shape in _PARTITIONS:
            match = shape.fullmatch(said)
            if match and match["columns"].lower() not in ("range", "list", "hash"):
                assembly.spreads.append(_partition(match, span))
                assembly.whole.append(span)
                return True
    return False


def _partition(match: re.Match[str], span: Span) -> Spread:
    said = match.groupdict()
    unit = said.get("unit") or said.get("call") or said.get("step") or ""
    unit = (unit or UNITS.get((said.get("steps") or "").lower(), "")).lower()
    kind = (said["kind"] or "range").lower()
    return Spread(kind, bare(match["table"]), tuple(names(match["columns"])), span, unit)


def size_line(assembly: Assembly, start: int, text: str, length: int = 0) -> bool:
    """Takes a line about amounts; False where it is none. `length` is that of what was written,
    where the text is longer."""
    if not _sized(assembly, start, text.rstrip(" ;.")):
        return False
    assembly.whole.append(Span(start, start + (length or len(text))))
    return True


def _sized(assembly: Assembly, start: int, text: str) -> bool:
    for shape in _ROWS:
        match = shape.fullmatch(text)
        number = amount(match["amount"]) if match else None
        if match and number is not None:
            assembly.rows[_folded(assembly, match["table"])] = number
            return True
    listed = _ROWS_LISTED.fullmatch(text)
    if listed and (pairs := _EACH_ROWS.findall(listed["list"])):
        for name, said in pairs:
            assembly.rows[_folded(assembly, name)] = amount(said) or 0.0
        return True
    grow = _GROW.fullmatch(text) or _GROWING.fullmatch(text)
    if grow and (number := amount(grow["amount"])) is not None:
        days = _DAYS[grow["unit"].lower()]
        assembly.growth[_folded(assembly, grow["table"])] = number * days
        return True
    values = _VALUES.fullmatch(text)
    if values and (number := amount(values["amount"])) is not None:
        assembly.values[_folded(assembly, values["table"]), values["column"].casefold()] = number
        return True
    share = _SHARE.fullmatch(text)
    if share and (number := amount(share["amount"])) is not None:
        known = condition(share["condition"])
        if known:
            key = (_folded(assembly, share["table"]), known[0].text.casefold())
            assembly.shares[key] = number
            return True
    update = _UPDATE.fullmatch(text)
    if update and (pace := rate(update["rate"])):
        span = Span(start, start + len(text))
        assembly.updates.append(Update(bare(update["table"]), update["column"], pace, span))
        return True
    return False


def _folded(assembly: Assembly, name: str) -> str:
    return bare(name).casefold()


def silences(text: str) -> tuple[str, ...]:
    """The codes that a line `ok CODE, CODE: why` waves through; none where it is no such line."""
    match = _OK.match(text.strip().lstrip("#/-% ").strip())
    if match is None:
        return ()
    return tuple(code.strip().lower() for code in match[1].split(","))
