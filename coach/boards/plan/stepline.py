"""The words of a step's line: its name, length, order, downtime, owner, handle and rollback."""

import re
from functools import lru_cache

from coach.boards.plan.acts import acts
from coach.boards.plan.backwords import without_back
from coach.boards.plan.document import After
from coach.boards.plan.durations import DURATION, Length, lengths, whole
from coach.boards.plan.owners import (
    NAMED,
    OwnerGuess,
    guessed_owner,
    owner_in_place,
    people,
    told_owner,
)
from coach.boards.plan.steporder import StepRest, take_order
from coach.frozen import dataclass

_STEP = re.compile(
    (
        r"(?:step(?![ -](?:down|up|back|aside|over|into|away|by)\b)|task(?=[ ]?\d|:))\b[ \t]*"
        r"(?:(?P<number>\d{1,3}(?:\.\d{1,3})*"
        r"|[A-Z](?=[:.)]))[ \t]*[:.)–—-]?|:)?[ \t]*(?P<rest>.*)$"
    ),
    re.I,
)
_TOLD_MORE = re.compile(
    r"(?P<name>[^()\[\]:]{2,80}?)[ ](?P<bracket>[(\[][^()\[\]]{1,80}[)\]])[ ]?(?P<sign>[:–—-])"
    r"[ ]+(?P<more>\S.*)$"
)
"""A name, its length in brackets, and behind a colon what is meant."""
NUMBERED_PART = re.compile(
    r"(?:phase|stage|part|wave|step|sprint)[ ]"
    r"(?:\d{1,2}|one|two|three|four|five|six|[ivx]{1,4}|[a-h])",
    re.I,
)
"""What counts a part of a plan and says nothing of it."""
_FEW = 3
_HANDLE = re.compile(r"(?P<handle>[A-Za-z])[ \t]+(?=[\"“'])")
_QUOTED = re.compile(r"[\"“](?P<name>[^\"”]*)[\"”]|'(?P<single>[^']{2,}?)'(?=$|[\s,;(\[])")
_BRACKET = re.compile(r"[ \t]*[(\[](?P<inside>[^()\[\]]{1,120})[)\]]")
_DOWN = re.compile(
    r"(?:[(\[]|\b(?:with|full|causes|is)\s)?(?<!no )(?<!zero )\bdowntime\b"
    r"(?::?\s?yes)?[)\]]?[ \t.]{0,8}$",
    re.I,
)
_OWNER = re.compile(
    r"(?:owner|owned by|by|who|assignee|dri)?[: ]*(?P<who>@[\w.-]+(?:[ ,/&+]+@[\w.-]+)*)$", re.I
)
_OWNER_LAST = re.compile(
    r"(?<![\w.])(?P<who>@[\w.-]{1,80}(?:[ ]?[,/&+][ ]?@[\w.-]{1,80}){0,4})[ \t.]{0,8}$"
)
_ABOUT = re.compile(
    r"^(?:~|≈|about|approx(?:\.|imately)?|circa|ca\.?|est(?:\.|imated)?:?|eta:?|takes?"
    r"|duration:?|time:?"
    r"|estimate:?|estimated time:?|max(?:\.|imum)?|up to|for|in)\s*",
    re.I,
)
_LAST = re.compile(
    r"[ \t]*(?P<lead>[,;:|⏱]|[–—-](?=[ ])|→|=|[.](?=[ ]))[ \t]*(?:(?:~|≈|about|approx\.?|est\.?:?"
    r"|takes?|eta:?|for|max\.?)[ ]*)?"
    rf"(?P<time>{DURATION})[ \t.]*$",
    re.I,
)
_LEADING = re.compile(rf"^(?P<time>{DURATION})[ \t]*[:–—|-][ \t]*")
_THEN_WHO = re.compile(
    rf"[ \t,]+(?:~|≈)?(?P<time>{DURATION})[ \t]*(?P<who>[(\[][^\W\d_][^()\[\]]{{0,38}}[)\]])"
    rf"(?P<more>,?[ ]+(?:after )?{DURATION} later)?[ \t.]*$"
)
"""`shadow reads 1 week (Mo)`: a length, and in brackets who does it."""
_BARE = re.compile(rf"[ \t]+(?:~|≈|about |takes )?(?P<time>{DURATION})[ \t.]*$")
_EACH = re.compile(rf"(?P<time>{DURATION}) (?:each|apiece)", re.I)
_MANY = re.compile(r"(\d{1,4}) [a-z]{2,}s\b", re.I)
_DUE = re.compile(rf"[ \t]+in[ ](?P<time>{DURATION})[ \t.]*(?=$|\()", re.I)
"""When something old is removed, and not how long that takes: `remove old host in 3 weeks`."""
_NO_LENGTH = re.compile(
    (
        r"(?:\bto|\bevery|\bof|\bwithin|\bbelow|\bunder|\bthan|\bat|\blast|\bper|\bby"
        r"|\bsince|\bolder|\bttl|[<>=≤≥])[ ]*$"
    ),
    re.I,
)
_PLACE = re.compile(r"[ ](?:before|prior to|ahead of|in advance|earlier|ago)\b", re.I)
"""What makes a length a place in time: `2 days before the switch`."""
_LED_BY = re.compile(r"\b(?:for|a|an|the|another|after|last)$", re.I)


@dataclass(frozen=True, slots=True)
class StepWords:
    """What one line says of a step; `rollback` are the words after that key, None without it;
    `lag` is how long it waits when what is before it is done, in seconds."""

    name: str
    seconds: int | None = None
    handle: str = ""
    number: str = ""
    after: tuple[After, ...] = ()
    lag: int = 0
    beside: str | None = None
    downtime: bool = False
    owner: str = ""
    rollback: str | None = None
    bracketed: bool = False
    keyed: bool = False
    trailing: bool = False
    unclosed: bool = False
    guess: OwnerGuess | None = None
    detail: str = ""
    quoted: bool = False


@lru_cache(maxsize=4096)
def step_words(body: str, cell: bool = False) -> StepWords:
    """Reads a step's line without its list marker; `step` and `Step 3:` may stand before it, but
    not in the cell of a table."""
    keyed, number, text = False, "", body
    lead = None if cell else _STEP.match(body)
    if lead and (lead["number"] or lead["rest"]):
        keyed, number, text = True, lead["number"] or "", lead["rest"]
    text, words = without_back(text)
    told = _TOLD_MORE.match(text.strip())
    detail = told["more"] if told and _tells_more(told) else ""
    if told and detail and NUMBERED_PART.fullmatch(told["name"]):
        text, detail = f"{told['more']} {told['bracket']}", ""
    elif told and detail:
        text = f"{told['name']} {told['bracket']}"
    rest = StepRest(text.strip())
    handle = _handle(rest)
    unclosed = _quoted(rest)
    _owner_told(rest)
    _marks(rest)
    take_order(rest)
    _brackets(rest)
    _marks(rest)
    if rest.seconds is None:
        _length(rest)
        _marks(rest)
    name = rest.name or _tidy(rest.text) or (f"Step {number}" if number else "")
    guess = None if rest.owner or rest.name else owner_in_place(name, body, rest.beside_time)
    return StepWords(
        name, rest.seconds, handle, number, tuple(rest.after), rest.lag, rest.beside, rest.downtime,
        rest.owner, words, rest.bracketed, keyed, rest.trailing, unclosed,
        guess, detail, bool(rest.name),
    )  # fmt: skip


def _tells_more(told: re.Match[str]) -> bool:
    """Whether a length stands in the bracket, and a description behind it: after a dash one of
    some words, which is no owner."""
    more = told["more"]
    brief = len(more.split()) < _FEW or told_owner(f", {more}") or guessed_owner(f"x - {more}")
    if told["sign"] != ":" and brief:
        return False
    items = re.split(r"[,;]", told["bracket"][1:-1])
    return any(whole(_ABOUT.sub("", item.strip())) is not None for item in items)


def _handle(rest: StepRest) -> str:
    match = _HANDLE.match(rest.text)
    if match is None:
        return ""
    rest.text = rest.text[match.end() :]
    return match["handle"]


def _quoted(rest: StepRest) -> bool:
    """Takes a quoted name; True where a quotation mark is opened and not closed."""
    if not rest.text.startswith(('"', "“", "'")):
        return False
    match = _QUOTED.match(rest.text)
    if match is None:
        if rest.text[0] == "'":
            return False
        rest.name, rest.text = rest.text[1:].strip(), ""
        return True
    rest.name = (match["name"] or match["single"] or "").strip()
    rest.text = rest.text[match.end() :]
    return False


def _owner_told(rest: StepRest) -> None:
    """Takes `— owner: Ida` out of the words."""
    told = told_owner(rest.text)
    if told:
        rest.owner, rest.text = told


def _marks(rest: StepRest) -> None:
    """Takes downtime and an owner from the end of the words."""
    rest.text = rest.text.rstrip(" \t,;–—-")
    down = _DOWN.search(rest.text)
    if down and _closes(rest.text, down.start()):
        rest.downtime = True
        rest.drop(down)
    owner = _OWNER_LAST.search(rest.text)
    if owner and not rest.owner:
        rest.owner = owner["who"]
        rest.drop(owner)


def _closes(text: str, at: int) -> bool:
    """Whether no bracket with other words in it is open at a place."""
    before = text[:at]
    return before.count("[") <= before.count("]") and before.count("(") <= before.count(")")


def _brackets(rest: StepRest) -> None:
    """Takes brackets that hold a length, an owner or downtime and nothing else."""
    for match in reversed(list(_BRACKET.finditer(rest.text))):
        left = []
        took = False
        for item in re.split(r"[,;]\s*", match["inside"]):
            seconds = whole(_ABOUT.sub("", item.strip())) or _of_each(item, match["inside"])
            owner = _OWNER.fullmatch(item.strip())
            down = re.fullmatch(rf"(?:({DURATION}) )?(?:of )?downtime", item.strip(), re.I)
            if seconds is not None and not rest.bracketed:
                rest.seconds, rest.bracketed, took = seconds, True, True
            elif owner and not rest.owner:
                rest.owner, took = owner["who"], True
            elif down:
                rest.downtime, took = True, True
                if down[1] and not rest.bracketed:
                    rest.seconds, rest.bracketed = whole(down[1]), True
            else:
                left.append(item)
        if took and not left:
            rest.drop(match)
        elif took:
            rest.drop(match, f" ({', '.join(left)})")
            rest.beside_time = left[0].strip() if len(left) == 1 else rest.beside_time


def _of_each(item: str, inside: str) -> int | None:
    """The length of `12 nodes, 10 min each`, all of them one after the other."""
    each = _EACH.fullmatch(item.strip())
    many = _MANY.match(inside) if each else None
    long = whole(each["time"]) if each else None
    return long * int(many[1]) if long is not None and many else None


def _length(rest: StepRest) -> None:
    """Takes a length from the end, the beginning, or after a quoted name; else one inside counts
    and stays in the name."""
    due = _DUE.search(rest.text)
    if due and acts(rest.text).cleans:
        rest.lag = whole(due["time"]) or 0
        rest.drop(due)
        return
    for pattern in (_LAST, _LEADING):
        match = pattern.search(rest.text)
        if match:
            rest.seconds, rest.trailing = whole(match["time"]), True
            rest.drop(match)
            return
    led = _THEN_WHO.search(rest.text)
    if led and not no_length(rest.text, led.start()):
        rest.seconds, rest.trailing = whole(led["time"]), True
        rest.text = f"{rest.text[: led.start()]} {led['who']}{led['more'] or ''}"
        return
    times = [size for size in lengths(rest.text) if not _PLACE.match(rest.text, size.end)]
    if rest.name and times:
        rest.seconds = times[0].seconds
        rest.text = rest.text[: times[0].start] + rest.text[times[0].end :]
        return
    match = _BARE.search(rest.text)
    if match and not no_length(rest.text, match.start()):
        rest.seconds, rest.trailing = whole(match["time"]), True
        if not _LED_BY.search(rest.text[max(0, match.start() - 12) : match.start()]):
            rest.drop(match)
        return
    inside = [length for length in times if not no_length(rest.text, length.start)]
    if inside:
        rest.seconds = inside[-1].seconds
        _cut_between(rest, inside[-1])


def no_length(text: str, at: int) -> bool:
    """Whether the words before a length say that it is no length of the step's."""
    return bool(_NO_LENGTH.search(text[max(0, at - 16) : at]))


def _cut_between(rest: StepRest, length: Length) -> None:
    """Takes a length that stands between commas."""
    before, after = rest.text[: length.start].rstrip(), rest.text[length.end :].lstrip()
    if before.endswith((" –", " —", " -")) and after[:2] in ("– ", "— ", "- "):
        rest.trailing = True
        rest.text = f"{before[:-1]}{after}"
    if before.endswith((",", ";")) and (not after or after[0] in ",;"):
        rest.trailing = True
        who = after.lstrip(" ,;").rstrip(". ")
        if who and all(map(NAMED.fullmatch, people(who))):
            rest.beside_time = who
            after = f" ({who})"
        rest.text = f"{before[:-1]}{after}"


def _tidy(text: str) -> str:
    text = " ".join(text.split()).strip(" \t,;:–—-")
    if len(text) > 1 and text[0] in '"“' and text[-1] in '"”':
        text = text[1:-1]
    return text.removesuffix(".").strip() if text.count(".") == 1 else text.strip()
