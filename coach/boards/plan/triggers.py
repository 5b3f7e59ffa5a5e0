"""Triggers: the number, the comparison and the time in words such as error rate > 1% for 5 min."""

import re
from functools import lru_cache

from coach.boards.board import Span
from coach.boards.plan.document import Trigger
from coach.boards.plan.durations import DURATION, lengths, whole
from coach.boards.plan.volumes import plain

_OPS = {
    ">": ">", "<": "<", ">=": ">=", "≥": ">=", "<=": "<=", "≤": "<=", "=>": ">=", "=": "=",
    "above": ">", "over": ">", "exceeds": ">", "exceed": ">", "more than": ">", "greater than": ">",
    "higher than": ">", "goes above": ">", "beyond": ">", "passes": ">", "longer than": ">",
    "below": "<", "under": "<", "less than": "<", "fewer than": "<", "lower than": "<",
    "drops below": "<", "falls below": "<", "at least": ">=", "reaches": ">=", "hits": ">=",
    "at most": "<=",
}  # fmt: skip
_OP = "|".join(
    re.escape(word) if not word[0].isalpha() else rf"\b{word}\b"
    for word in sorted(_OPS, key=len, reverse=True)
)
_LED = re.compile(
    r"^(?:triggers?(?: ?:)?(?: if| when)?"
    r"|when(?:ever)?|if|in case(?: of)?|once|should|as soon as|on)\b[ ,:]*",
    re.I,
)
_AUXILIARY = re.compile(
    (
        r"[ ,]+(?:is|are|was|goes|go|rises|climbs|gets|stays|stay|remains|exceeds"
        r"|should)(?: to| the)?$"
    ),
    re.I,
)
_ARTICLE = re.compile(r"^(?:the|our|any|an?)\s+", re.I)
_COMPARED = re.compile(
    rf"(?P<metric>.*?)[ ]?(?P<op>{_OP})[ ]?(?P<rest>[-+~≈$]?[ ]?\d.*)$", re.I | re.S
)
_FOR = re.compile(
    rf"\b(?:for|over|during|within|in|sustained(?: for)?|longer than|more than|at least)[ ]?"
    rf"(?:at least |more than |over |about )?(?P<time>{DURATION})",
    re.I,
)
_UNITS = {"ms": 0.001, "us": 0.000_001, "µs": 0.000_001}
_UNIT = re.compile(r"[ ]?(%|per ?cent|[A-Za-zµ]+(?:/[a-z]+)?)")
_DIGIT = re.compile(r"\d")
_YES_OR_NO = re.compile(
    r"\b(?:fail\w*|differ\w*|mismatch\w*|detected|inconsisten\w+|diverg\w+|missing|lost|corrupt\w*"
    r"|down|unreachable|unavailable|unhealthy|crash\w*|restart\w*|exit\w*"
    r"|time[sd]? ?out|stops?|stuck"
    r"|(?:does|do|did|is|are|can|has|have|was|were|will)(?: not|n't)|cannot|never|no longer|not"
    r"|any|ever|longer than|errors?\b.* in|has errors|wrong|broken|breaks?|red|alerts?"
    r"|alarms?|page[sd]?"
    r"|pages|refuse[sd]?|reject\w*|exists?|absent|empty|full|equal|match\w*|violat\w+)\b",
    re.I,
)


@lru_cache(maxsize=2048)
def _read(text: str) -> tuple[str, str, float | None, str, int | None]:
    bare = _LED.sub("", text.strip())
    match = _COMPARED.match(bare)
    if match is None:
        times = _FOR.search(bare)
        return bare, "", None, "", whole(times["time"]) if times else None
    metric = _ARTICLE.sub("", _AUXILIARY.sub("", match["metric"]).strip())
    rest = match["rest"].lstrip("~≈$ ")
    value, unit, end = _value(rest)
    held = _FOR.search(rest, end)
    return metric, _OPS[match["op"].lower()], value, unit, whole(held["time"]) if held else None


def _value(rest: str) -> tuple[float | None, str, int]:
    """The number a comparison is with: its value, its unit, and where it ends."""
    first = plain(rest)
    if first is None:
        return None, "", 0
    value, end = first
    times = lengths(rest)
    if times and times[0].start == 0:
        return float(times[0].seconds), "s", times[0].end
    unit = _UNIT.match(rest, end)
    word = unit[1] if unit else ""
    if word == "%" or word.lower().replace(" ", "") == "percent":
        return round(value / 100, 12), "%", unit.end() if unit else end
    if word.lower() in _UNITS:
        return round(value * _UNITS[word.lower()], 12), "s", unit.end() if unit else end
    known = word.lower() in ("for", "in", "over", "during", "within", "and", "or", "then", "on")
    return value, "" if known else word, end if known or unit is None else unit.end()


def read_trigger(text: str, span: Span) -> Trigger:
    """A trigger with what can be measured in it."""
    metric, op, value, unit, seconds = _read(text)
    return Trigger(_LED.sub("", text.strip()).strip(" .,;"), span, metric, op, value, unit, seconds)


def measurable(trigger: Trigger) -> bool:
    """Whether two people come to the same answer: it names a number or a yes-or-no check."""
    return bool(_DIGIT.search(trigger.text) or _YES_OR_NO.search(trigger.text))
