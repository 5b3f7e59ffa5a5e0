"""Reads the measures of a running system: a name and a number in either order, several on a line.

Rates come out per second, times in seconds, shares as parts of 1; an open measure has no value.
"""

import re
from collections.abc import Iterator

from coach.boards.plan.document import Measured
from coach.boards.plan.volumes import number

MILLISECONDS_FROM = 10.0
"""A latency without a unit counts in milliseconds from here on, as the form has it, else seconds:
nobody plans with an average of ten seconds."""
_RATE = (
    r"(?:requests?(?: ?/ ?s(?:ec(?:ond)?)?| (?:per|a) second)?|reqs?(?:/s)?|rps|qps|tps"
    r"|load|traffic)"
)
_NAMES = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("average rps", rf"(?:average|avg|mean) {_RATE}|{_RATE} (?:average|avg|mean)"),
        ("peak rps", rf"(?:peak|max) {_RATE}|{_RATE} (?:at )?(?:the )?peak"),
        ("p99", r"p99(?: latency)?|latency p99|99th percentile(?: latency)?"),
        ("latency", r"(?:(?:average|avg|mean) )?latency(?: (?:average|avg|mean))?"),
        ("errors", r"err(?:or)?s?(?: rate)?|failures|failed(?: requests)?"),
        ("cpu", r"cpus?(?: utili[sz]ation| usage)?"),
        ("cache memory", r"cache memory"),
        ("memory", r"mem(?:ory)?(?: utili[sz]ation| usage)?|ram"),
        ("disk", r"disk(?: ?i/?o)?(?: utili[sz]ation)?|i/o"),
        ("network", r"net(?:work)?|bandwidth|nic"),
        ("threads", r"thread pool(?: size)?|(?:worker )?threads"),
        ("connections", r"connections|connection pool|conns"),
        ("slow queries", r"slow queries"),
        ("lock waits", r"lock waits?|lock contention"),
        ("hit rate", r"(?:cache )?hits?(?: rate| ratio)?|hit rate"),
        ("evictions", r"evictions"),
        ("average rps", _RATE),
    )
)
_RATES = ("average rps", "peak rps")
_TIMES = ("latency", "p99")
_SHARES = (
    "errors", "cpu", "cache memory", "memory", "disk", "network", "slow queries", "lock waits",
    "hit rate",
)  # fmt: skip
_PARTS = ("cpu", "memory", "disk", "network", "hit rate")
"""What nobody writes as a part of a percent: 0.31 is a third of it."""
_NUMBER = re.compile(
    r"(?<![\w.])~?(?P<value>\d(?:[\d,.]*\d)?) ?(?P<kilo>k)?"
    r"(?: ?(?:of|/|out of) ?(?P<most>\d[\d,]*))?"
    rf" ?(?P<unit>%|percent|ms(?:ec)?|us|s(?:ec(?:ond)?s?)?|/s(?:ec)?|{_RATE}|per second"
    r"|/min|/h)?(?![\w%])",
    re.I,
)
_OPEN = re.compile(r"(?P<open>_{2,}|\?+|\btbd\b|(?<=[:=])\s*-(?=\s*$))\s*(?:%|ms|s\b|rps)?", re.I)
_TOUCHING = re.compile(r"(?<=[\d.])_{2,}|_{2,}(?= ?~?\d)")
"""The form's blank with a number typed before or behind it."""
_LINKS = re.compile(
    r"[:=~]|\b(?:is|are|about|around|at|now|today|currently|used|busy|full)\b", re.I
)
_BETWEEN = re.compile(r"[,;|](?!\d{3})\s*|\s+(?:/(?!\s*s(?:ec(?:ond)?)?\b)|·|and)\s+", re.I)
_FACTORS = {"us": 0.000_001, "ms": 0.001, "msec": 0.001, "/min": 1 / 60, "/h": 1 / 3600}


def measures(body: str, line: int, inside: bool) -> tuple[tuple[Measured, ...], str]:
    """The measures of a line and the first words of it that are none; outside a profile only a
    line of measures alone counts."""
    out: list[Measured] = []
    left = ""
    for piece in _BETWEEN.split(_TOUCHING.sub("", body)):
        said = tuple(_pieces(piece.strip(), line, out[-1].name if out else ""))
        if not said and not inside:
            return (), ""
        if not said:
            left = left or piece.strip()
        out += said
    return tuple(out), left if out else ""


def _pieces(piece: str, line: int, before: str) -> Iterator[Measured]:
    """The measure of a piece, or those of `cpu 31% mem 50%`."""
    whole = _measure(piece, line, before)
    if whole is not None:
        yield whole
        return
    ends = [match.end() for match in _NUMBER.finditer(piece)]
    if len(ends) < 2 or piece[ends[-1] :].strip():
        return
    said = [
        _measure(piece[start:end].strip(), line, before)
        for start, end in zip((0, *ends), ends, strict=False)
    ]
    if all(said):
        yield from (each for each in said if each is not None)


def _measure(piece: str, line: int, before: str) -> Measured | None:
    open_ = _OPEN.search(piece)
    match = open_ or _NUMBER.search(piece)
    if match is None:
        return None
    rest = " ".join(_LINKS.sub(" ", f"{piece[: match.start()]} {piece[match.end() :]}").split())
    limit = rest[:6].lower() == "limit "
    rest = rest[6:] if limit else rest
    unit = "" if open_ else (match["unit"] or "").lower()
    name = _named(rest, unit, before)
    if not name:
        return None
    shown = f"limit {name}" if limit else name
    if open_:
        return Measured(shown, None, line, None)
    most = number(match["most"]) if match["most"] else None
    return Measured(shown, _value(match, name, unit), line, most)


def _named(rest: str, unit: str, before: str) -> str:
    """What is measured, by the words around the number, its unit, and the measure before it."""
    for name, pattern in _NAMES:
        if rest and pattern.fullmatch(rest):
            return name
    rated = bool(re.fullmatch(_RATE, unit, re.I)) or unit in ("/s", "/sec", "per second")
    rated = rated or unit in ("/min", "/h")
    kind = rest.lower()
    if kind in ("peak", "max", "the peak") and (rated or (not unit and before in _RATES)):
        return "peak rps"
    if kind in ("average", "avg", "mean"):
        return "average rps" if rated else "latency" if unit in ("ms", "msec", "s", "us") else ""
    return "average rps" if rated and not kind else ""


def _value(match: re.Match[str], name: str, unit: str) -> float | None:
    try:
        value = number(match["value"]) * (1000 if match["kilo"] else 1)
    except ValueError:
        return None
    if name in _TIMES and not unit:
        return value / 1000 if value >= MILLISECONDS_FROM else value
    if unit in ("%", "percent"):
        return value / 100
    if name in _SHARES and not unit and not (name in _PARTS and value < 1):
        return value / 100
    return value * _FACTORS.get(unit, 1)
