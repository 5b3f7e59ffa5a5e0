"""Constraints in a plan's words: downtime, amounts of data, size, and what can be done at all."""

import re
from functools import lru_cache

from coach.boards.plan.dates import CLOCK, time_of_day
from coach.boards.plan.durations import DAY, DURATION, lengths, whole
from coach.boards.plan.volumes import rate, size

_NO_DOWN = re.compile(
    r"\b(?:no|zero|without|avoid|0)[ -](?:any |planned |user[- ]visible |visible "
    r"|service )?(?:downtime|outages?|interruption)"
    r"|\bdowntime\b[^.;,]{0,24}?(?:[:=–-]\s*|\bof |\bis |\bmust be )(?:none|no|zero|0"
    r"|nil|not allowed|not acceptable"
    r"|not an option|impossible)\b"
    r"|\b(?:can ?not|can't|must not|may not|never|mustn't) (?:be |go "
    r"|goes )?(?:taken )?(?:down|offline)\b"
    r"|\b(?:can ?not|can't|must not|mustn't|may not|won't) (?:have|afford|accept|tolerate"
    r"|take|allow) (?:any |a |an )?(?:downtime|outages?|interruption)\b"
    r"|\b(?:has|have|must|needs?)(?: to)? (?:stay|remain|be) (?:up|online|available|live)\b(?! to)"
    r"|\bno maintenance window|\bnon[- ]stop\b|\balways[- ]on\b",
    re.I,
)
_DOWN = (
    r"(?:downtime|outage|maintenance(?: window)?|offline|unavailab\w+|read[- ]only window"
    r"|\bdown\b|window)"
)
_AMOUNT = re.compile(
    (
        rf"{_DOWN}[^.;]{{0,40}}?(?<![\w.])(?P<after>{DURATION})"
        rf"|(?<![\w.])(?P<before>{DURATION})(?: of| a| maintenance"
        rf"| long)*[ -]*(?:\w+[ ])?{_DOWN}"
    ),
    re.I,
)
_CLOCKS = re.compile(
    rf"(?:{_DOWN})[^.;]{{0,40}}?(?P<from>{CLOCK})\s*(?:-|–|—|to|until|till|and)\s*(?P<to>{CLOCK})",
    re.I,
)
_ALLOWED = re.compile(
    r"^(?:at most|max(?:\.|imum)?(?: of)?|up to|no more than|less than|under|within"
    rf"|<=?|≤)\s*(?P<most>{DURATION})$"
    rf"|^(?P<fine>{DURATION})\s+(?:is|are|would be|at night)?\s*(?:fine|ok(?:ay)?"
    r"|allowed|acceptable|tolera\w+)",
    re.I,
)
_DATA = re.compile(
    r"\b(?:data|database|db|dataset|storage|stored|tables?|rows|files?|documents?|size|volume)\b",
    re.I,
)
_LARGE = re.compile(
    r"\b(?:large|big|huge|very large|complex)[ -](?:\w+[ -])?(?:systems?|applications?"
    r"|apps?|code ?base|platform|monolith)\b"
    r"|\b(?:system|application|app|platform) (?:is|are) (?:very )?(?:large|big|huge)\b",
    re.I,
)
_SMALL = re.compile(
    r"\b(?:small|tiny|simple)[ -](?:\w+[ -])?(?:systems?|applications?|apps?|service"
    r"|site|platform|tool|database)\b"
    r"|\b(?:system|application|app|service) (?:is|are) (?:very )?(?:small|tiny)\b",
    re.I,
)
_MONOLITH = re.compile(r"\bmonolith(?:ic)?\b", re.I)
_TEAMS = re.compile(r"\b(\d{1,3}|five|six|seven|eight|nine|ten|twelve)\s+(?:\w+\s+)?teams\b", re.I)
_CANNOT = r"(?:can ?not|can't|could not|must not|not|never|impossible to|no way to|unable to)"
_UNSPLIT = re.compile(
    rf"\btraffic\s+(?:\w+\s+)?{_CANNOT}\s+(?:be\s+)?(?:split|divided|shared|routed"
    rf"|shifted)|{_CANNOT}\s+split(?: the)? traffic"
    r"|\bno traffic split\w*|traffic split\w* (?:is )?(?:not|im)\s?possible"
    r"|\btraffic: (?:not|un)splittable",
    re.I,
)
_SPLIT = re.compile(
    r"\btraffic\s+can\s+(?:be\s+)?(?:split|divided|shared|routed by|shifted)"
    r"|\bcan\s+split(?: the)? traffic|traffic split\w* (?:is )?possible"
    r"|\bweighted routing (?:is )?(?:possible|available)",
    re.I,
)
_SINGLE = re.compile(
    rf"{_CANNOT}\s+(?:run|afford|have|host|fit)\s+(?:two|both"
    r"|a second)\s+(?:\w+\s+)?(?:environments?|systems?|stacks?|clusters?|copies"
    r"|set-?ups?)"
    r"|\b(?:only|just) (?:one|a single) environment"
    r"|\btwo (?:\w+ )?environments (?:do not|don't|cannot|can't) (?:fit|run)"
    r"|\bno (?:room|capacity|budget|money|hardware) for (?:two|a second)",
    re.I,
)
_DOUBLE = re.compile(
    r"\b(?:two|both)\s+(?:\w+\s+)?(?:environments?|stacks?|clusters?)\s+(?:can "
    r"|do )?(?:fit|run|are possible|are affordable)"
    r"|\bcan\s+(?:run|afford|host)\s+(?:two|both"
    r"|a second)\s+(?:\w+\s+)?(?:environments?|systems?|stacks?|clusters?|copies)"
    r"|\b(?:room|capacity|budget|money|hardware) for (?:two|a second)",
    re.I,
)
_ONE_PIECE = re.compile(
    rf"{_CANNOT}\s+be\s+(?:\w+\s+)?(?:in pieces|piece by piece|piecewise|bit by bit"
    r"|step by step|split up|broken up)"
    r"|\b(?:all or nothing|only as a whole|in one piece)\b",
    re.I,
)
_PIECES = re.compile(
    (
        r"\bin pieces\b|\bpiece by piece\b|\bpiecewise\b|\b(?:service|module|tenant"
        r"|table) by \w+\b|\bone (?:service|module|tenant|team) at a time\b"
    ),
    re.I,
)
_STATEFUL = re.compile(r"\bnot stateless\b|\bstateful\b", re.I)
_STATELESS = re.compile(r"\bstateless\b", re.I)
_REVERSIBLE = re.compile(
    r"\bmust (?:be|stay|remain) (?:fully )?reversible|\bhas to be reversible"
    r"|\breversible at any (?:time|point)"
    r"|\bmust be able to (?:go|roll|switch) back|\bevery step (?:is"
    r"|must be) reversible|^reversible$",
    re.I,
)
_SCHEMA = re.compile(
    (
        r"\bschema[- ]change only\b|\bonly (?:a|the|one) schema changes?\b"
        r"|\bschema[- ]only\b|\bonly the schema\b|\bonly schema changes\b"
    ),
    re.I,
)
_NUMBERS = {"five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12}
_SIGN = re.compile(
    r"down|window|outage|online|offline|maintenance|traffic|environment|two|second"
    r"|room|budget|piece|by|at a time|whole|nothing"
    r"|stateless|stateful|reversib|back|schema|system|app|service|site|tool|platform"
    r"|database|monolith|teams|available|\d ?[kmgtp]i?b"
    r"|always|non.stop|up$|live",
    re.I,
)


def pieces(text: str) -> list[str]:
    """A list of constraints, or prose, cut at commas, semicolons and full stops; numbers hold."""
    return [
        piece.strip()
        for piece in re.split(r"[;!?]\s*|,(?!\d{3})\s+|\.(?=\s|$)\s*|\s+\|\s+", text)
        if piece.strip()
    ]


@lru_cache(maxsize=2048)
def constraints(text: str, listed: bool) -> tuple[tuple[str, object], ...]:
    """The constraints a text states, by name; `listed` where it stands in a list of constraints,
    whose shorthand (max 30 min, 5 GB, monolith) means nothing in prose.

    Names and units: downtime in seconds, data_bytes, copy_rate in bytes/s, size (small, large),
    and the truth of split, double, piecewise, stateless, reversible, schema_only.
    """
    if not listed and not _SIGN.search(text):
        return ()
    facts: dict[str, object] = {}
    for piece in pieces(text):
        for name, value in _piece(piece, listed).items():
            facts.setdefault(name, value)
    return tuple(facts.items())


def _piece(piece: str, listed: bool) -> dict[str, object]:
    facts: dict[str, object] = {}
    down = _downtime(piece, listed)
    if down is not None:
        facts["downtime"] = down
    bytes_each = rate(piece)
    if bytes_each is not None and (
        listed or re.search(r"\b(?:cop|transfer|move|sync|load)", piece, re.I)
    ):
        facts["copy_rate"] = bytes_each
    amount = size(piece)
    if amount is not None and (listed or _DATA.search(piece)):
        facts["data_bytes"] = amount
    _size(piece, listed, facts)
    for name, no, yes in (
        ("split", _UNSPLIT, _SPLIT),
        ("double", _SINGLE, _DOUBLE),
        ("piecewise", _ONE_PIECE, _PIECES),
        ("stateless", _STATEFUL, _STATELESS),
    ):
        if no.search(piece):
            facts[name] = False
        elif yes.search(piece) and (listed or name not in ("piecewise", "stateless")):
            facts[name] = True
    if _REVERSIBLE.search(piece):
        facts["reversible"] = True
    if _SCHEMA.search(piece):
        facts["schema_only"] = True
    return facts


def _size(piece: str, listed: bool, facts: dict[str, object]) -> None:
    teams = _TEAMS.search(piece)
    many = teams is not None and (_NUMBERS.get(teams[1].lower()) or int(teams[1])) >= 5
    if many or _LARGE.search(piece):
        facts["size"] = "large"
    elif _SMALL.search(piece):
        facts["size"] = "small"
    elif _MONOLITH.search(piece) and (
        listed or re.search(r"\b(?:is|are|have|runs?)\b", piece, re.I)
    ):
        facts["size"] = "large"


def _downtime(piece: str, listed: bool) -> int | None:
    clocks = _CLOCKS.search(piece)
    if clocks is None and listed and "window" in piece.lower():
        clocks = re.search(rf"(?P<from>{CLOCK})\s*(?:-|–|to|until)\s*(?P<to>{CLOCK})", piece, re.I)
    if clocks:
        start, end = time_of_day(clocks["from"]), time_of_day(clocks["to"])
        if start is not None and end is not None:
            return (end - start) % DAY or DAY
    amount = _AMOUNT.search(piece)
    if amount:
        return whole(amount["after"] or amount["before"])
    if _NO_DOWN.search(piece):
        return 0
    if listed:
        allowed = _ALLOWED.search(piece)
        if allowed:
            return whole(allowed["most"] or allowed["fine"])
    return None


def window(text: str) -> int | None:
    """The seconds of downtime that a line about downtime allows: 4h, none, 02:00-04:00."""
    said = _downtime(f"downtime {text}", True)
    if said is not None:
        return said
    times = lengths(text)
    if times:
        return times[0].seconds
    return 0 if re.match(r"\W*(?:none|no|zero|0|not allowed|nil)\b", text, re.I) else None
