"""Queries in words: `query orders by user_id, status sorted created_at desc limit 20 5k/s`.

`where`, `order by`, `newest first`, `get ... by`, `list ... of`, `join a.b = c.d` are understood.
"""

import re

from coach.boards.board import Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly
from coach.boards.schema.conditions import conditions
from coach.boards.schema.list_pieces import bare, names
from coach.boards.schema.schema_parts import Query
from coach.boards.schema.sketch_words import amount
from coach.boards.schema.sorting import sort_parts

_VERB = lazy(
    r"(?:(?P<sure>query|queries|q|lookup|look\s+up|access)\b\s*:?\s*(?:for\s+)?(?:get|list|find|fetch)?"
    r"|get|list|find|fetch|read|select|load|show|search|scan|count)\s+"
    r"(?:(?:all|the|a|an|my|latest|last|recent|one|each)\s+)*",
    re.I,
)
_CLAUSES = lazy(
    r"\b(?:(?P<by>by|where|for|with|of|given|filter(?:ed)?\s+(?:by|on)|on|via)\b"
    r"|(?P<sort>sort(?:ed)?(?:\s+by)?|order(?:ed)?\s+by)\b"
    r"|(?P<newest>(?:newest|latest|most\s+recent)(?:\s+first)?)\b"
    r"|(?P<oldest>(?:oldest|earliest)(?:\s+first)?)\b"
    r"|(?P<limit>limit|top|first|page\s+of)\s+(?=\d|\?)"
    r"|(?P<offset>offset|skip)\s+(?=\d|\?)"
    r"|(?P<returning>returning|returns?)\b"
    r"|(?P<count>count(?:\s+only)?)\s*(?=$|[,;]|\d)"
    r"|(?P<rate>(?<![\w.])(?:at\s+)?\d[\d.,]*\s*[kmb]?\s*"
    r"(?:(?:/|per\s+)(?:s|sec|second|min|minute|h|hour|d|day)|qps|rps|tps|req/s)\b))",
    re.I,
)
_JOIN = lazy(r"join\s+([\w$]+)\.([\w$]+)\s*=\s*([\w$]+)\.([\w$]+)\s*\Z", re.I)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_TABLE = lazy(r"[^\W\d][\w$]*(?:[ -][^\W\d][\w$]*)?\Z")


def query_line(assembly: Assembly, start: int, text: str, listed: bool = False) -> bool:
    """Takes a line that asks something; False where it cannot be read as that.

    `listed` lines stand under a title such as "access patterns" and need no verb.
    """
    join = _JOIN.match(text)
    span = Span(start, start + len(text))
    if join:
        known = conditions(join[2])
        assembly.queries.append(Query(join[1], span, known[0] if known else ()))
        return True
    verb = _VERB.match(text)
    if verb is None and not listed:
        return False
    rest = text[verb.end() :] if verb else text
    query = _query(assembly, rest, span, bool(verb and verb["sure"]))
    if query is None:
        return False
    if verb and verb[0].lower().startswith("count"):
        query = Query(
            query.table, span, query.conditions, query.either, counting=True, rate=query.rate
        )
    assembly.queries.append(query)
    return True


def _query(assembly: Assembly, rest: str, span: Span, sure: bool) -> Query | None:
    places = _places(rest)
    name = bare(rest[: places[0].start()] if places else rest).strip(" :,")
    name = re.sub(r"\b(?:rows|records|table)$", "", name).strip()
    if not _TABLE.match(name) or not (places or sure):
        return None
    if not sure and assembly.named(name) is None:
        return None
    said: dict[str, str] = {}
    for number, place in enumerate(places):
        stop = places[number + 1].start() if number + 1 < len(places) else len(rest)
        said[place.lastgroup or ""] = rest[place.end() : stop].strip(" ,;~≈")
        if place.lastgroup == "rate":
            said["rate"] = place[0]
            if rest[place.end() : stop].strip(" ,;)"):
                return None
    known = conditions(_named(said.get("by", ""))) if said.get("by") else ((), ())
    if known is None or ("by" in said and not said["by"]):
        return None
    limit = amount(said.get("limit", ""))
    if "limit" in said and limit is None:
        limit = 1.0
    newest = "desc" if "newest" in said else "asc" if "oldest" in said else ""
    return Query(
        name,
        span,
        known[0],
        known[1],
        sort_parts(said.get("sort", "")),
        int(limit) if limit is not None else None,
        int(amount(said.get("offset", "")) or 0),
        tuple(names(said["returning"])) if said.get("returning") else (),
        "count" in said,
        _rate(said.get("rate", "")),
        newest,
    )


def _places(rest: str) -> list[re.Match[str]]:
    """Where the clauses begin; words of a condition that look like clauses stay in it."""
    matches: list[re.Match[str]] = []
    first = re.match(r"\W*\w+", rest)
    for match in _CLAUSES.finditer(rest, first.end() if first else 0):
        before = rest[: match.start()]
        if before.count("(") > before.count(")"):
            continue
        kind = match.lastgroup
        if kind in ("by", "rate") and any(place.lastgroup == kind for place in matches):
            continue
        if not before.strip() or (kind == "by" and matches):
            continue
        if (
            kind == "limit"
            and match["limit"].lower() == "first"
            and matches
            and matches[-1].lastgroup == "newest"
        ):
            continue
        matches.append(match)
    return matches


def _named(by: str) -> str:
    return re.sub(r"\A(?:its|their|the|a|an|one|given)\s+", "", by.strip(), flags=re.I)


def _rate(text: str) -> float:
    """Per second; 0 where nothing was said."""
    number = amount(re.sub(r"\A(?:at\s+|~|≈)", "", text.strip()))
    if not number:
        return 0.0
    unit = re.search(r"(?:/|per\s+)([smhd])", text.lower())
    return number / (_SECONDS[unit[1]] if unit else 1)


def rate(text: str) -> float:
    """The rate that stands in a text such as `5k/s` or `300 per minute`, per second."""
    return _rate(text)
