"""Shares of the traffic: checkpoint 1% 24h, ramp 1, 10, 50, 100%, 1% -> 10%, Increase to 10%."""

import re
from functools import lru_cache

from coach.boards.plan.backwords import without_back
from coach.boards.plan.durations import Length, lengths

_KEY = re.compile(
    r"(?:checkpoints?|canary|ramp(?:[- ]?up)?|roll[- ]?out|gate"
    r"|ring)\b[ \t]*(?:\d{1,2}[ \t]*[:.](?=[ \t]))?"
    r"(?:\b(?:to|at|of|with)\b)?[: \t]*",
    re.I,
)
_NUMBER = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:\.\d{1,3})?)[ ]?(%|percent\b|per cent\b|pct\b)?(?![\w.]*\w)"
)
_PERCENT = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{1,3})?)[ ]?(?:%|percent\b|per cent\b|pct\b)")
_CHAIN = re.compile(
    (
        r"^[^%\d]{0,60}?(?:\d{1,3}(?:\.\d+)?[ ]?%?[ ]*(?:->|→|=>|–>|-->|»|,?[ ]then[ ]|/"
        r"|>)[ ]*(?:to[ ])?){1,12}\d{1,3}(?:\.\d+)?[ ]?%"
    ),
    re.I,
)
_ROW = re.compile(
    r"[ ]*(?:[A-Z]\d{1,2}[:.] )?(?:(?!if|when|until)[a-z]+[: ]+){0,6}"
    r"(?:\d{1,3}(?:\.\d+)?[ ]?(?:%|percent\b|per cent\b|pct\b)"
    r"(?:[ ,;|/().:]|\b(?:for|then|and|finally|lastly|to|at|after|overnight|of|traffic|users"
    r"|requests|reads|each|the|rest)\b)*){2,12}",
    re.I,
)
"""Shares and nothing else, the times between them left out: 1% 1h, 5% 4h, 100%."""
_VERB = re.compile(
    r"^(?:then )?(?:gradually )?(?:migrate|increase|serve|route|send|shift|move|ramp"
    r"|roll ?out|complete|expand|enable|open"
    r"|raise|go|release|switch|bump|grow|continue|proceed|scale|traffic|start|begin"
    r"|direct|give|let|flip|turn on"
    r"|set|canary|deploy|first|full|full rollout|cut ?over|finish|finali[sz]e)\b",
    re.I,
)
_PLACED = re.compile(
    r"(?:\bto|\bat|\bwith|\bserve|\broute|\bsend|\bshift|\bmigrate|\bmove|\benable"
    r"|\bfor|\bgive|\(|=|→|->|:)[ ]*(?:about |the first |another )?"
    r"\d{1,3}(?:\.\d+)?[ ]?%|^(?:\w+[ ])?\d{1,3}(?:\.\d+)?[ ]?%|%[ ](?:of |traffic|users|canary"
    r"|rollout|reads|writes|requests|load)",
    re.I,
)
_NO_SHARE = re.compile(
    (
        r"(?:[<>≤≥=]|\bwhen|\bif|\bthan|\babove|\bbelow|\bover|\bunder|\bexceeds?|\bcpu"
        r"|\bat least|\buntil)[ ]*\d{1,3}(?:\.\d+)?[ ]?%"
    ),
    re.I,
)
_OTHER = re.compile(
    r"\b(?:cpu|memory|disk|error|errors|utili[sz]ation|threshold|alarms?|alerts?"
    r"|headroom|capacity by|"
    r"coverage|sampling|retire|remove|delete|decommission|drop)\b",
    re.I,
)
_WATCH = re.compile(
    (
        r"^(?:then )?(?:monitor|watch|observe|wait|soak|bake|hold|keep|leave|pause|stay"
        r"|let it (?:run|bake|soak))\b(?P<rest>.*)$"
    ),
    re.I,
)
_EVERYONE = re.compile(
    r"(?P<sign>,? then| ->| →| =>|,? finally|, and)(?: to| for)?[ ](?:everyone|everybody|everything"
    r"|all(?: (?:users|traffic|tenants|of it|of them))?|the rest|full(?:y)?)[ ]?(?=[.;,(]|$)",
    re.I,
)
"""The last of several shares, in words: `1%, then 10%, then everyone`."""
_AFTER_SHARES = re.compile(
    r"\b(?:roll ?back|if|when|until)\b|;(?![ ]*(?:then[ ])?\d{1,3}(?:\.\d+)?[ ]?%)", re.I
)
"""What ends the shares of a line; `1% 24h; 10% 24h` goes on."""
_TITLE = re.compile(r"^(?:checkpoints?|canary|ramp(?:[- ]?up)?|roll[- ]?out|gate|ring)\b", re.I)


@lru_cache(maxsize=4096)
def shares(body: str) -> tuple[tuple[float, int | None], ...]:
    """The shares a line names, in per cent, each with its watch in seconds (None: unsaid).

    A line that is no checkpoint names none.
    """
    if not any(char.isdigit() for char in body):
        return ()
    body = without_back(body)[0]
    body = _EVERYONE.sub(r"\g<sign> 100%", body) if "%" in body else body
    key = _KEY.match(body) if _TITLE.match(body) else None
    if key:
        said = _keyed(body[key.end() :])
        if said:
            return said
    lower = body.lower()
    if "%" not in lower and not any(word in lower for word in ("percent", "per cent", "pct")):
        return ()
    blank = _without_times(body)
    if _ROW.fullmatch(blank) and not _NO_SHARE.search(blank) and not _OTHER.search(blank):
        return _watched(body, [float(value) for value in _PERCENT.findall(blank)])
    if _CHAIN.match(blank):
        values = [float(value) for value, _ in _NUMBER.findall(_chain_part(blank))]
        return _watched(body, values)
    return _in_prose(body, blank)


def _keyed(rest: str) -> tuple[tuple[float, int | None], ...]:
    blank = _without_times(rest)
    head = _AFTER_SHARES.split(blank, maxsplit=1)[0]
    values = [float(value) for value, _ in _NUMBER.findall(head)]
    if not values or any(value > 100 for value in values):
        return ()
    if (
        "%" not in head
        and "percent" not in head.lower()
        and not re.match(r"[\d ,>.-]+$", head.strip())
    ):
        return ()
    return _watched(rest[: len(head)], values)


def _in_prose(body: str, blank: str) -> tuple[tuple[float, int | None], ...]:
    values = [float(value) for value in _PERCENT.findall(blank)]
    if len(values) != 1 or values[0] > 100 or _NO_SHARE.search(blank) or not _PLACED.search(blank):
        return ()
    starts = blank.lstrip("( ")[:1].isdigit()
    if not (starts or _VERB.match(blank)) or _OTHER.search(blank):
        return ()
    return _watched(body, values)


def _chain_part(blank: str) -> str:
    match = _CHAIN.match(blank)
    return match[0] if match else ""


def _without_times(text: str) -> str:
    """The text with its lengths of time blanked out, as long as before."""
    for length in lengths(text):
        text = text[: length.start] + " " * (length.end - length.start) + text[length.end :]
    return text


def _watched(text: str, values: list[float]) -> tuple[tuple[float, int | None], ...]:
    """Shares with their watches: one length each, or one for all."""
    said = lengths(text)
    if len(said) == len(values):
        return tuple((value, length.seconds) for value, length in zip(values, said, strict=True))
    if len(said) > 1:
        own = _own(text, values, said)
        if own is not None:
            return own
    every = said[-1].seconds if said else None
    return tuple((value, every) for value in values)


def _own(
    text: str, values: list[float], said: tuple[Length, ...]
) -> tuple[tuple[float, int | None], ...] | None:
    """Shares each with the length written between it and the next; None where two stand there."""
    places = [match.start() for match in _NUMBER.finditer(_without_times(text))]
    if len(places) != len(values):
        return None
    out: list[tuple[float, int | None]] = []
    for at, value in enumerate(values):
        end = places[at + 1] if at + 1 < len(places) else len(text)
        inside = [length.seconds for length in said if places[at] < length.start < end]
        if len(inside) > 1:
            return None
        out.append((value, inside[0] if inside else None))
    return tuple(out)


def watch(body: str) -> int | None:
    """The seconds of a line that says to watch for a time (Monitor for 24 hours)."""
    match = _WATCH.match(body)
    if match is None:
        return None
    times = lengths(match["rest"])
    return times[-1].seconds if times else None


def seems_share(body: str) -> bool:
    """Whether a line begins as a checkpoint does."""
    return bool(_TITLE.match(body))
