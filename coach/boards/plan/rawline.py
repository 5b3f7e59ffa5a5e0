"""The outside of a line: its indentation, list marker, heading or table cells, and its words.

Markers are those of Markdown, of checklists (- [ ], * [x], □) and of runbooks (T-1h, 02:00-04:00).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from coach.boards.plan.dates import CLOCK, time_of_day
from coach.boards.plan.durations import DAY, DURATION, MINUTE, whole


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

    `pinned` is the start that T+... (in seconds from T) says, `clock` a time of day; `seconds` the
    length that a range of times says.
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


_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_BOX = re.compile(
    r"(?:(?:[-*+•][ \t]*|\d{1,3}[.)][ \t]*)?\[([ xX✓✔~-]?)\]|([□☐☑✅✔◻▢]))[ \t]*(.*)$"
)
_NUMBER = re.compile(
    r"(?:(\d{1,3}(?:\.\d{1,3}){0,3})[.)]|([A-Za-z])\)|(\d{1,2}(?:\.\d{1,2})+))[ \t]+(.*)$"
)
_BULLET = re.compile(r"(?:[-*+•–—▪◦‣][ \t]+)(.*)$")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_TEE = re.compile(
    rf"T(?:[ ]?(?P<sign>[-+−–±]|minus|plus)[ ]?(?P<size>{DURATION}|\d{{1,5}})|(?P<zero>[-+]?0))"
    r"(?:[ \t]*[:|)\]—–-]+)?[ \t]+(?P<rest>.*)$",
    re.I,
)
_CLOCKED = re.compile(
    rf"[\[(]?(?P<from>{CLOCK})(?:[ ]?(?:-|–|—|to|until)[ ]?(?P<to>{CLOCK}))?[\])]?"
    r"(?:[ ](?:UTC|GMT|CET|CEST|EST|EDT|PST|PDT|local|h))?[ \t]*[:|—–-]*[ \t]+"
    rf"(?P<rest>(?![-–—:| ]*(?:{CLOCK})).*)$",
    re.I,
)
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
    if bare.startswith("|"):
        return Outside(Mark.ROW, bare, depth)
    if bare.startswith("#"):
        heading = _HEADING.match(bare)
        if heading:
            return Outside(Mark.HEADING, unbold(heading[2]), depth, level=len(heading[1]))
    return _listed(bare, depth)


def _listed(bare: str, depth: int) -> Outside:
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
    bold = body.startswith(("**", "__"))
    return _timed(Outside(mark, unbold(body).strip(), depth, number, done, bold=bold))


def unbold(text: str) -> str:
    """Text without the marks of bold type."""
    return _BOLD.sub(r"\2", text) if "**" in text or "__" in text else text


def _timed(line: Outside) -> Outside:
    """Takes T+5m or a time of day off the beginning of the words."""
    body = line.body
    if body[:1] in "Tt" and body[1:2] in " -+−–±0mp":
        tee = _TEE.match(body)
        if tee:
            return _with(line, tee["rest"], pinned=_from_t(tee))
    if body[:1].isdigit() or body[:2] in ("[0", "[1", "[2", "(0", "(1", "(2"):
        clocked = _CLOCKED.match(body)
        if clocked and (":" in clocked["from"] or clocked["to"]):
            start = time_of_day(clocked["from"])
            end = time_of_day(clocked["to"]) if clocked["to"] else None
            seconds = (end - start) % DAY if start is not None and end is not None else None
            return _with(line, clocked["rest"], clock=start, seconds=seconds)
    return line


def _with(
    line: Outside,
    body: str,
    pinned: int | None = None,
    clock: int | None = None,
    seconds: int | None = None,
) -> Outside:
    return Outside(
        line.mark, body.strip(), line.depth, line.number, line.done, line.level,
        pinned, clock, seconds, line.bold,
    )  # fmt: skip


def _from_t(tee: re.Match[str]) -> int:
    if tee["zero"] is not None:
        return 0
    size = tee["size"]
    seconds = int(size) * MINUTE if size.isdigit() else whole(size) or 0
    return -seconds if tee["sign"].lower() in ("-", "−", "–", "minus") else seconds


def cells(row: str) -> list[str]:
    """The cells of a table's row, a backslashed bar being none."""
    inner = row.strip().strip("|")
    return [unbold(cell.replace("\\|", "|").strip()) for cell in re.split(r"(?<!\\)\|", inner)]
