"""Availabilities as people speak of them, in the signs of a calculation.

`99.95% per month (30 d) downtime` is what is left out of 30 days; `two 99.9% in series` are both
up, `in parallel` at least one of them.
"""

import re
from decimal import Decimal
from typing import Final

from coach.boards.estimate.expressions import ready

_SHARE: Final = r"(?P<share>[0-9]{1,3}(?:\.[0-9]+)?) ?%"
_TIME: Final = r"(?:day|week|month|quarter|year)"
_LINK: Final = r"(?:\s*[,:–-]\s*|\s+)"
_DOWN: Final = (
    rf"(?:(?:sla|slo|availability|uptime)(?:\s+of)?\s*:?\s*)?{_SHARE}"
    r"(?:\s+(?:sla|slo|availability|uptime|available|up))?"
    rf"(?:\s+(?:of|per|a|an|over|in|each|the)){{0,2}}\s*(?P<first>{_TIME})?"
    r"(?:\s*\((?P<days>[0-9]{1,3}) ?d(?:ays)?\))?"
    rf"{_LINK}(?:is |means |→ ?|allows |allowed |max(?:imum)? |the |so much ){{0,2}}"
    r"(?:(?P<counted>seconds|minutes|hours|days) )?(?:of )?(?:down-?time|unavailable)"
    rf"(?:\s+(?:per|a|each|in a|of a)\s+(?P<last>{_TIME}))?"
    r"(?: (?:of|with) (?P<long>[0-9]{1,3}) ?d(?:ays)?)?"
    r"(?:\s+in\s+(?P<unit>[a-z]+))?"
)
_BOTH: Final = (
    rf"(?P<count>two|three|four|five|[2-9])(?: ?[x×])? (?:[a-z]+ )?(?:(?:of|at|with) )?{_SHARE}"
    r"(?: [a-z]+){0,2}? in (?P<how>series|a row|sequence|a chain|parallel)"
)
_UNITS: Final = "seconds|minutes|hours|days"
_MANY: Final = "two|three|four|five|[2-9]"
_ENOUGH: Final = (
    rf"(?P<count>{_MANY}) (?:[a-z]+ ){{1,3}}?(?:(?:of|at|with) )?{_SHARE} each,? "
    r"(?:only )?(?:either|any|one|just one)(?: one| of them| of the two)?(?: is| will| would)? "
    r"(?:enough|do|does|suffices?|needed)"
    rf"(?P<down>[:,] (?:unavailable|down|down-?time) (?:per|a) (?P<time>{_TIME}))?"
)
"""Copies of which one does: all must be down for the whole to be."""
_NINES: Final = (
    rf"(?P<count>{_MANY}) nines(?:,|:| →)?(?: down-?time)? (?:in )?(?P<unit>{_UNITS}) "
    rf"(?:per|a) (?P<time>{_TIME})"
)
_ALLOWED: Final = (
    rf"(?:down-?time |outage )?(?:at|for|with) {_SHARE}(?: uptime| availability| available)?,? "
    rf"(?:per|a|an|over a|in a) (?P<last>{_TIME})"
)
_LEAVES: Final = (
    rf"{_SHARE} (?:per|a|an|over a|in a) (?P<last>{_TIME}),? in (?P<unit>{_UNITS}) "
    r"of down-?time"
)
_SLA: Final = (
    r"(?:sla|slo|availability|uptime)(?: of)? (?P<share>9[0-9](?:\.[0-9]+)?) ?%?[:,] "
    r"(?P<long>[0-9]{1,3}) ?d(?:ays)?"
)
_TOLD: Final = (
    rf"(?P<label>[^:0-9=≈→⇒]{{1,40}}: )?(?P<share>9[0-9](?:\.[0-9]+)?) ?%"
    r"(?: (?:uptime|availability|available|sla|slo))? ?"
    r"(?:is|are|means|gives(?: us)?|allows|leaves(?: us)?|equals) ?(?:about |around |~|≈)?"
    r"(?P<count>[0-9][0-9.]*) ?(?P<unit>s|secs?|seconds|m|mins?|minutes|h|hrs?|hours?|d|days?)"
    r"(?: of)?(?: down-?time| down| unavailable)? ?(?:/|per|an?|each|every|in an?) ?"
    rf"(?P<last>{_TIME})(?: of down-?time| down-?time| down)?"
)
"""What an availability leaves, with its answer: `99.5% is 3.6 h a month`."""
_COUNTS: Final = {"two": 2, "three": 3, "four": 4, "five": 5}


def in_signs(text: str) -> str:
    """A line about availability as a calculation; every other line as it is."""
    lowered = text.lower() if "%" in text or "nines" in text else ""
    if text[:2].lower() in ("sl", "av", "up"):
        days = ready(_SLA).fullmatch(text)
        if days is not None:
            return f"(100% - {days['share']}%) × {days['long']} days in min"
    if "% " in text and any(f"{time}" in lowered for time in ("month", "year", "week", "day")):
        told = ready(_TOLD).fullmatch(text)
        if told is not None:
            unit = "min" if told["unit"] == "m" else told["unit"]
            sum_ = f"(100% - {told['share']}%) × 1 {told['last']} in {unit}"
            return f"{told['label'] or ''}{sum_} ≈ {told['count']} {unit}"
    if text[:1].isdigit() and lowered.count("%") > 1 and ready(_CHAIN).fullmatch(text):
        return _chained(text)
    if "nines" in lowered:
        return _nines(text)
    if " each" in lowered:
        return _enough(text)
    if "unavailable" in lowered or "down" in lowered:
        return _missing(text)
    if "series" in lowered or " in a" in lowered or "in parallel" in lowered:
        return _several(text)
    return text


def _missing(text: str) -> str:
    match = ready(_DOWN).fullmatch(text) or _told_otherwise(text)
    said = match.groupdict() if match is not None else {}
    time = said.get("last") or said.get("first")
    if match is None or time is None:
        return text
    days, unit = said.get("days") or said.get("long"), said.get("unit") or said.get("counted")
    time = f"{days} days" if days else f"1 {time.lower()}"
    return f"(100% - {match['share']}%) × {time} in {unit or 'min'}"


def _told_otherwise(text: str) -> re.Match[str] | None:
    return ready(_ALLOWED).fullmatch(text) or ready(_LEAVES).fullmatch(text)


def _enough(text: str) -> str:
    match = ready(_ENOUGH).fullmatch(text)
    if match is None:
        return text
    down = " × ".join([f"(100% - {match['share']}%)"] * _count(match["count"]))
    return f"{down} × 1 {match['time']} in s" if match["down"] else f"100% - {down}"


def _nines(text: str) -> str:
    match = ready(_NINES).fullmatch(text)
    if match is None:
        said = ready(rf"^(?P<count>{_MANY}) nines\b").match(text)
        if said is None:
            return text
        share = f"{100 - Decimal(100).scaleb(-_count(said['count']))}%"
        told = share + text[said.end() :]
        signs = _missing(told)
        return text if signs == told else signs
    return f"10^-{_count(match['count'])} × 1 {match['time']} in {match['unit']}"


def _count(said: str) -> int:
    return _COUNTS.get(said.lower()) or int(said)


_CHAIN: Final = (
    r"(?P<count>[2-9]|1[0-9]) (?:[a-z]+ ){1,2}[x×*] ?(?P<share>9[0-9](?:\.[0-9]+)?) ?%"
    r"(?: each)? ?(?P<sign>[=≈→⇒]) ?~?(?P<said>[0-9]{2}(?:\.[0-9]+)?) ?%.*"
)
"""So many that all must be up, with the answer as a share: `5 services × 99.95% = 99.75%`."""


def _chained(text: str) -> str:
    match = ready(_CHAIN).fullmatch(text)
    if match is None:
        return text
    return f"({match['share']}%)^{match['count']} {match['sign']} {match['said']}%"


def _several(text: str) -> str:
    match = ready(_BOTH).fullmatch(text)
    if match is None:
        return text
    count = _count(match["count"])
    if match["how"].lower() == "parallel":
        return "100% - " + " × ".join([f"(100% - {match['share']}%)"] * count)
    return " × ".join([f"{match['share']}%"] * count)
