"""The outside of a line: its indentation, list marker, heading or table cells, and its words.

Markers are those of Markdown, of checklists (- [ ], * [x], □) and of runbooks (T-1h, 02:00-04:00).
"""

import re
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from coach.boards.plan.dates import CLOCK, read_date, time_of_day
from coach.boards.plan.durations import DAY, DURATION, HOUR, MINUTE, WEEK, whole
from coach.frozen import dataclass


class Mark(StrEnum):
    """What stands before a line's words."""

    NONE = "none"
    HEADING = "heading"
    NUMBER = "number"
    BULLET = "bullet"
    BOX = "box"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Outside:
    """A line without its outside: `depth` in columns, `body` the words, `number` as written.

    `pinned` is the start that T+... (in seconds from T) or Day 3 says, `clock` a time of day,
    `date` a moment since 1970; `seconds` the length that a range of times says, `usual` the one
    that Day 3 says where the words name none. `weekday` counts from Monday, which is 0, and is 7
    more for the next one; `earliest` is what +3 months says, in seconds, `quarter` what Q2 does;
    `spanned` is what 5-15 min before the words may mean: a begin and an end, or a length.
    """

    mark: Mark
    body: str
    depth: int
    number: str = ""
    done: bool = False
    level: int = 0
    pinned: int | None = None
    clock: int | None = None
    seconds: int | None = None
    bold: bool = False
    date: int | None = None
    usual: int | None = None
    weekday: int | None = None
    spanned: tuple[int, int] | None = None
    earliest: int | None = None
    quarter: int | None = None

    @property
    def timed(self) -> bool:
        """Whether a moment stands before the words."""
        if self.pinned is not None or self.clock is not None or self.date is not None:
            return True
        if self.earliest is not None or self.quarter is not None:
            return True
        return self.weekday is not None or self.spanned is not None


_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_BOX = re.compile(
    r"(?:(?:[-*+•][ \t]*|\d{1,3}[.)][ \t]*)?\[([ xX✓✔~-]?)\]|([□☐☑✅✔◻▢⬜🔲🔳]))"
    r"\ufe0f?[ \t]*(.*)$"
)
_NUMBER = re.compile(
    r"(?:(\d{1,3}(?:\.\d{1,3}){0,3})[.)]|([A-Za-z](?=\))|[a-h](?=\.[ ]+[a-z]{2})"
    r"|[A-H](?=\.[ ]+[A-Z][a-z]+[ ]+[a-z\d]))[.)]"
    r"|(\d{1,2}(?:\.\d{1,2})+))[ \t]+(.*)$"
)
_BULLET = re.compile(r"(?:[-*+•–—▪◦‣][ \t]+)(.*)$")
_BOLD_NUMBER = re.compile(r"(?:\*\*|__)\d{1,2}[.)][ ]")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_SLANTED = re.compile(
    r"(?P<mark>[*_])(?![*_\s])(?P<label>[^*_]{2,60}?):?(?P=mark)[ ]*(?:[-–—:]|(?<=:.))[ ]*"
    r"(?P<rest>\S.*)$"
)
"""A label in slanted type and its value: *Estimated time (mins)* - 45."""
_TEE = re.compile(
    rf"(?P<letter>[THDJ])(?:[ ]?(?P<sign>[-+−–±]|minus|plus)[ ]?(?P<size>{DURATION}|\d{{1,5}})"
    r"|(?P<zero>[-+]?0)|(?P<bare>(?=[ ]{2})))"
    r"(?:[ \t]*[:|)\]—–-]+)?[ \t]+(?P<rest>.*)$",
    re.I,
)
_LETTERS = {"H": HOUR, "D": DAY, "J": DAY}
"""What a bare number counts after the letter: H+2 are hours, D-7 days; after T it is minutes."""
_SPANNED = re.compile(
    r"(?P<from>\d{1,4})[ ]?(?:-|–|—|to)[ ]?(?P<to>\d{1,4})[ ]?"
    r"(?P<unit>m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?)"
    r"[ \t]*[:|][ \t]*(?P<rest>\S.*)$"
)
_CLOCKED = re.compile(
    rf"[\[(]?(?P<from>{CLOCK})(?:[ ]?(?:-|–|—|to|until)[ ]?(?P<to>{CLOCK}))?[\])]?"
    r"(?:[ ](?:UTC|GMT|CET|CEST|EST|EDT|PST|PDT|local|h))?[ \t]*[:|—–-]*[ \t]+"
    rf"(?P<rest>(?![-–—:| ]*(?:{CLOCK})).*)$",
    re.I,
)
_CLOCKED_LAST = re.compile(
    rf"(?P<rest>.*?\w)[ ,;@–—-]*[ (\[](?:(?P<day>mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}},? )?"
    rf"(?:from |at )?(?P<from>{CLOCK})[ ]?(?:-|–|—|to|until)[ ]?"
    rf"(?P<to>{CLOCK})[)\]]?(?:[ ](?:UTC|GMT|CET|CEST))?[.]?$",
    re.I,
)
"""The hours at the end of a step's words: `Upgrade primary 02:00-04:00`."""
_CONSTRAINS = re.compile(r"\b(?:window|outage|downtime|freeze|from|between)\b", re.I)
_COUNTED = re.compile(
    r"(?P<unit>day|week|wk|sprint|month)s?[ ]?"
    r"(?P<from>\d{1,3})(?:[ ]?(?:-|–|—|to)[ ]?(?P<to>\d{1,3}))?"
    r"(?:[ \t]*[:|)–—-][ \t]*|[ ]{2,}(?=\S)"
    r"|,?[ ]+(?=(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?[ ]+\d))(?P<rest>.*)$",
    re.I,
)
_COUNTED_IN = {"day": DAY, "week": WEEK, "wk": WEEK, "sprint": 2 * WEEK, "month": 30 * DAY}
"""How long each is; of a sprint what is usual."""
_AWAY = re.compile(
    rf"(?:(?P<now>now|today)|\+[ ]?(?P<size>{DURATION})|(?:20(?P<year>\d\d)[ /-]?)?"
    r"Q(?P<quarter>[1-4])(?:[ /-]?(?:20)?(?P<later>\d\d))?)"
    r"[ \t]*(?:[:|][ \t]*|[–—-](?=[ ])[ \t]*|[ ]{2,})(?P<rest>\S.*)$",
    re.I,
)
"""Now, or so long after: `now: order disks`, `+3 months: move`, `Q2: consumers first`."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ON_WEEKDAY = re.compile(
    r"(?:(?P<next>next|following)[ ])?"
    r"(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?[ ]*"
    r"(?:(?:-|–|to)[ ]*(?P<until>mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?[ ]*)?"
    r"(?:[:|,][ \t]*|[–—-](?=[ ])[ \t]*|,?[ ]+(?=\d{1,2}(?::\d\d|[ ]?[ap]m\b)))(?P<rest>\S.*)$",
    re.I,
)
_TO_DATE = re.compile(r"[ ]*(?:-|–|—|to|until|till)[ ]*")
_WEEKDAY = re.compile(r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?[ ]+)?", re.I)
_APART = frozenset(":|–—-")
_BRANCH = re.compile(r"[│| \t]*(?:[├└]|[|`+](?=--))[─-]{1,3}[ \t]*(.*)$")
PHASE = re.compile(
    r"^(?:phase|stage|part|week|day|wave|sprint|milestone)[ ]?\d{0,2}[ ]?(?:[:.–—-]|$)", re.I
)
"""What names a part of a plan, and is no step."""
_RULE = re.compile(r"[-=_*~|: \t]{3,}$")


@lru_cache(maxsize=4096)
def outside(raw: str) -> Outside:
    """Takes the outside off one line without its line end."""
    text = raw.expandtabs(4)
    bare = text.strip()
    depth = len(text) - len(text.lstrip(" "))
    while bare.startswith(">"):
        bare = bare[1:].strip()
    if not bare or (_RULE.match(bare) and not bare.startswith("- [")):
        return Outside(Mark.NONE, "", depth)
    if bare[0] in "│├└|`+":
        branch = _BRANCH.match(text)
        if branch:
            return _listed(f"- {branch[1]}", branch.start(1))
    if bare.startswith("||"):
        bare = bare.replace("||", "|")
    if bare.startswith("|"):
        return Outside(Mark.ROW, bare, depth)
    if bare.startswith("#"):
        heading = _HEADING.match(bare)
        if heading:
            return Outside(Mark.HEADING, unbold(heading[2]), depth, level=len(heading[1]))
    return _listed(bare, depth)


def _listed(bare: str, depth: int) -> Outside:
    bare = unbold(bare) if _BOLD_NUMBER.match(bare) else bare
    mark, number, done, body = Mark.NONE, "", False, bare
    box = _BOX.match(bare)
    if box and (box[3] or box[2]):
        mark, body = Mark.BOX, box[3]
        done = ((box[1] or "") in "xX✓✔" and bool(box[1])) or (box[2] or "□") in "☑✅✔"
        inner = _NUMBER.match(body)
        if inner:
            number, body = inner[1] or inner[2] or inner[3], inner[4]
    else:
        counted = _NUMBER.match(bare)
        bullet = None if counted else _BULLET.match(bare)
        if counted:
            mark, number, body = Mark.NUMBER, counted[1] or counted[2] or counted[3], counted[4]
        elif bullet:
            mark, body = Mark.BULLET, bullet[1]
    slanted = _SLANTED.match(body) if body[:1] in "*_" else None
    if slanted:
        body = f"{slanted['label']}: {slanted['rest']}"
    bold = body.startswith(("**", "__"))
    return _timed(Outside(mark, unbold(body).strip(), depth, number, done, bold=bold))


def unbold(text: str) -> str:
    """Text without the marks of bold type."""
    return _BOLD.sub(r"\2", text) if "**" in text or "__" in text else text


def _timed(line: Outside) -> Outside:
    """Takes T+5m or a time of day off the beginning of the words."""
    body = line.body
    if body[:1] in "TtHDJ" and body[1:2] in " -+−–±0mp":
        tee = _TEE.match(body)
        if tee and (tee["letter"] in "Tt" or body[1:2] in "-+−–±"):
            return _with(line, tee["rest"], pinned=_from_t(tee))
    spanned = _SPANNED.match(body) if body[:1].isdigit() else None
    if spanned and int(spanned["from"]) < int(spanned["to"]):
        each = HOUR if spanned["unit"][0] == "h" else MINUTE
        said = (int(spanned["from"]) * each, int(spanned["to"]) * each)
        return _with(line, spanned["rest"], spanned=said)
    if body[:1].isdigit() or body[:2] in ("[0", "[1", "[2", "(0", "(1", "(2"):
        clocked = _CLOCKED.match(body)
        if clocked and (":" in clocked["from"] or clocked["to"] or clocked["from"][-1] in "mM"):
            start = time_of_day(clocked["from"])
            end = time_of_day(clocked["to"]) if clocked["to"] else None
            seconds = (end - start) % DAY if start is not None and end is not None else None
            return _with(line, clocked["rest"], clock=start, seconds=seconds)
    away = _AWAY.match(body) if body[:1] in "+QqNnTt2" else None
    if away and not (away["now"] and away["rest"][0].isdigit()):
        if away["quarter"]:
            year = int(away["year"] or away["later"] or 0)
            return _with(line, away["rest"], quarter=4 * year + int(away["quarter"]))
        return _with(line, away["rest"], earliest=whole(away["size"] or "") or 0)
    if body[:1] in "MTWFSNmtwfsn":
        named = _ON_WEEKDAY.match(body)
        if named:
            timed = _timed(replace(line, body=named["rest"]))
            first = _WEEKDAYS.index(named["day"].lower())
            if named["until"]:
                days = (_WEEKDAYS.index(named["until"].lower()) - first) % 7 + 1
                timed = replace(timed, usual=days * DAY)
            return replace(timed, weekday=first + 7 * bool(named["next"]))
    if body[:1] in "DWMSdwms":
        counted = _COUNTED.match(body)
        if counted:
            return _on_days(line, counted)
    dated = _dated(line) if any(char.isdigit() for char in body[:16]) else line
    if dated is not line or line.mark is Mark.NONE or ":" not in body:
        return dated
    last = _CLOCKED_LAST.match(body)
    if last is None or _CONSTRAINS.search(last["rest"]):
        return line
    start, end = time_of_day(last["from"]), time_of_day(last["to"])
    if start is None or end is None:
        return line
    day = _WEEKDAYS.index(last["day"].lower()) if last["day"] else None
    return _with(line, last["rest"], clock=start, seconds=(end - start) % DAY, weekday=day)


def _with(line: Outside, body: str, **said: Any) -> Outside:
    return replace(line, body=body.strip(), **said)


def _on_days(line: Outside, counted: re.Match[str]) -> Outside:
    """Day 2-3: ... begins when the second day does, and lasts two days unless it says else."""
    each = _COUNTED_IN[counted["unit"].lower()]
    first = int(counted["from"])
    last = int(counted["to"] or first)
    if last < first:
        return line
    usual = (last - first + 1) * each
    named = _ON_WEEKDAY.match(counted["rest"])
    if named and not named["until"]:
        inner = _timed(replace(line, body=named["rest"]))
        since = _WEEKDAYS.index(named["day"].lower()) * DAY + (inner.clock or 0)
        return replace(inner, clock=None, pinned=(first - 1) * each + since)
    return _with(line, counted["rest"], pinned=(first - 1) * each, usual=usual)


def _dated(line: Outside) -> Outside:
    """2026-09-01: ... begins on that day; a second date after it is the last day."""
    date = read_date(line.body)
    if date is None or date.doubt or not _WEEKDAY.fullmatch(line.body[: date.start]):
        return line
    end, usual = date.end, None
    to = _TO_DATE.match(line.body, date.end)
    until = read_date(line.body[to.end() :]) if to else None
    if to and until and not until.start and not until.doubt and until.moment >= date.moment:
        end = to.end() + until.end
        usual = until.moment - date.moment + (0 if until.timed else DAY)
    rest = line.body[end:].lstrip(" \t:|,–—-")
    spaced = line.body[end : end + 2] == "  "
    apart = (
        line.mark is not Mark.NONE or spaced or line.body[end : end + 3].strip(" \t")[:1] in _APART
    )
    return _with(line, rest, date=date.moment, usual=usual) if rest and apart else line


def _from_t(tee: re.Match[str]) -> int:
    if tee["zero"] is not None or tee["bare"] is not None:
        return 0
    size = tee["size"]
    each = _LETTERS.get(tee["letter"], MINUTE)
    seconds = int(size) * each if size.isdigit() else whole(size) or 0
    return -seconds if tee["sign"].lower() in ("-", "−", "–", "minus") else seconds


def cells(row: str) -> list[str]:
    """The cells of a table's row, a backslashed bar being none."""
    inner = row.strip().strip("|")
    return [unbold(cell.replace("\\|", "|").strip()) for cell in re.split(r"(?<!\\)\|", inner)]
