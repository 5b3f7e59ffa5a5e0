"""What a line is by its neighbours: an item of a list of steps, a row of a table without bars.

A list is of one kind: where half of its bullets have a length, an owner or a way back, or one has
and the others begin with a verb of plans, the plain ones between them are steps too.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from coach.boards.plan.acts import acts
from coach.boards.plan.durations import DURATION
from coach.boards.plan.keywords import Key, keyed
from coach.boards.plan.rawline import Mark, Outside, outside
from coach.boards.plan.shares import shares
from coach.boards.plan.stepline import step_words

_BARS = re.compile(r"[ ]\|(?=[ ]|$)")
_KEYS = (Key.ROLLBACK, Key.ROLLBACK_WHEN, Key.OWNER, Key.DURATION)
_VERBS = (
    "prepares", "cleans", "backs_up", "moves", "copies", "dual", "switches", "deploys", "stops",
    "adds",
)  # fmt: skip


class _Run:
    """One list while its lines are gone through."""

    def __init__(self) -> None:
        self.lines: list[int] = []
        self.strong: set[int] = set()
        self.weak: set[int] = set()
        self.verbs: set[int] = set()

    def add(self, number: int, line: Outside) -> None:
        words = step_words(line.body)
        self.lines.append(number)
        told = words.rollback is not None or words.owner or line.timed
        if words.bracketed or told or shares(line.body):
            self.strong.add(number)
        elif words.trailing:
            self.weak.add(number)
        known = acts(words.name)
        if any(getattr(known, verb) for verb in _VERBS):
            self.verbs.add(number)

    @property
    def steps(self) -> bool:
        """Whether the list is one of steps."""
        if len(self.lines) < 2:
            return False
        if len(self.strong) * 2 >= len(self.lines):
            return True
        known = self.strong | self.weak
        return bool(known) and set(self.lines) <= known | self.verbs


def listed(raws: list[str]) -> frozenset[int]:
    """The numbers of all lines that are bullets of a list of steps."""
    runs: dict[int, _Run] = {}
    done: list[_Run] = []
    for number, raw in enumerate(raws, 1):
        line = outside(raw)
        if not line.body:
            continue
        ends = line.mark in (Mark.HEADING, Mark.ROW)
        deeper = line.depth if line.mark is Mark.BULLET else line.depth - 1
        for depth in [depth for depth in runs if ends or depth > deeper]:
            done.append(runs.pop(depth))
        if line.mark is Mark.BULLET:
            key = keyed(line.body)
            if key is None or key[0] is Key.NAME:
                runs.setdefault(line.depth, _Run()).add(number, line)
        if line.mark in (Mark.NONE, Mark.BULLET) and runs:
            above = [depth for depth in runs if depth < line.depth]
            key = keyed(line.body) if above else None
            if key and key[0] in _KEYS:
                run = runs[max(above)]
                run.strong.add(run.lines[-1])
    done += runs.values()
    return frozenset(number for run in done if run.steps for number in run.lines)


_KEYED = re.compile(
    r"(?<=[.!?)])[ ]+(?=(?:roll ?back|abort|undo|backout|trigger|fallback|verify|owner)s?: "
    r"|(?:deadline|due|start)s?:?[ ]+\d)",
    re.I,
)
_RECORD = re.compile(r"\[\[?[\w.-]+\]\]?[ \t]*$")
_FIELD = re.compile(
    r"(?P<key>\w[\w -]{0,30}?)[ ]*=[ ]*(?:\"(?P<text>[^\"]*)\"|(?P<bare>\w+))[ \t]*$"
)


def keyed_pieces(line: Outside) -> list[Outside]:
    """A line as its parts, where one of its later sentences begins with a key of going back."""
    if ": " not in line.body or line.mark in (Mark.ROW, Mark.HEADING):
        return [line]
    pieces = _BARS.split(line.body)
    if len(pieces) == 1 or not all(":" in piece and keyed(piece.strip()) for piece in pieces):
        pieces = _KEYED.split(line.body)
    if len(pieces) == 1:
        return [line]
    first = replace(line, body=pieces[0])
    return [first, *(Outside(Mark.NONE, piece.strip(), line.depth) for piece in pieces[1:])]


_JIRA = re.compile(r"h([1-6])\.[ ]+(?=\S)")
_JIRA_ITEM = re.compile(r"(#{1,4})[ ]+(?=\S)")
_JIRA_USER = re.compile(r"\[~([\w.@-]+)\]")


def _jira(raws: list[str]) -> dict[int, str]:
    """The lines of a wiki's markup (h2. Plan, # first, [~user]) as Markdown has them."""
    if not any(_JIRA.match(raw) for raw in raws):
        return {}
    out: dict[int, str] = {}
    for number, raw in enumerate(raws, 1):
        line = _JIRA_USER.sub(r"@\1", raw)
        head, item = _JIRA.match(line), _JIRA_ITEM.match(line)
        if head:
            line = f"{'#' * int(head[1])} {line[head.end() :]}"
        elif item:
            line = f"{'   ' * (len(item[1]) - 1)}1. {line[item.end() :]}"
        if line != raw:
            out[number] = line
    return out


_PAIR = re.compile(r"\"(?P<key>[\w -]{1,30})\"[ ]*:[ ]*\"(?P<text>(?:[^\"\\]|\\.)*)\"")


_LOOSE = re.compile(
    r"(?<=[{,])[ ]*\"?(?P<key>\w{1,30})\"?[ ]*:[ ]*"
    r"(?:\"(?P<text>(?:[^\"\\]|\\.)*)\"|(?P<bare>[\w.]{1,20}))(?=[ ]*[,}])"
)
"""A pair of an object whose keys have no quotation marks, or whose value is a number."""
_LENGTHS = ("minutes", "hours", "days", "weeks", "months")


def _pairs(raw: str) -> dict[str, str]:
    """The pairs of an object in one line; `days: 10` is its duration."""
    if not raw.strip().startswith("{"):
        return {pair["key"].lower(): pair["text"] for pair in _PAIR.finditer(raw)}
    out = {
        pair["key"].lower(): pair["text"] if pair["text"] is not None else pair["bare"]
        for pair in _LOOSE.finditer(raw)
    }
    for unit in _LENGTHS:
        if out.get(unit, "").isdigit():
            out.setdefault("duration", f"{out.pop(unit)} {unit}")
    return out


def _objects(raws: list[str]) -> dict[int, str]:
    """The lines of JSON as a list with keys: an object in a line is a step, its pairs follow."""
    first = next((raw.strip() for raw in raws if raw.strip()), "")
    if first[:1] not in ("{", "["):
        return {}
    out: dict[int, str] = {}
    for number, raw in enumerate(raws, 1):
        pairs = _pairs(raw)
        name = next((pairs.pop(key) for key in ("name", "step", "task") if key in pairs), "")
        rest = [f"{key}: {text}" for key, text in pairs.items()]
        if name:
            long = pairs.pop("duration", "")
            back = [f"rollback: {pairs.pop('rollback')}"] if "rollback" in pairs else []
            told = [f"{key}: {text}" for key, text in pairs.items()]
            lead = f"- {name} ({long})" if long else f"- {name}"
            out[number] = " — ".join([lead, *told, *back])
        elif rest:
            out[number] = ", ".join(rest)
        elif set(raw.strip()) <= set("{}[],"):
            out[number] = ""
    return out


def records(raws: list[str]) -> dict[int, str]:
    """The lines of records as TOML has them (title = "X", then [[step]] with its fields), written
    as a list with keys."""
    if not any(raw[:1] == "[" and _RECORD.match(raw) for raw in raws):
        return _jira(raws) or _objects(raws)
    out: dict[int, str] = {}
    lead = ""
    for number, raw in enumerate(raws, 1):
        bare = raw.strip()
        if _RECORD.match(bare):
            out[number], lead = "", "- "
            continue
        field = _FIELD.match(bare)
        if field:
            said = field["text"] if field["text"] is not None else field["bare"]
            key = field["key"]
            if key.lower() in _LENGTHS and said.isdigit():
                key, said = "duration", f"{said} {key}"
            out[number] = f"{lead}{key}: {said}"
            lead = "  " if lead else ""
    return out


_ARROWS = re.compile(r"[ ]*(?:->|→|=>|>>|»)[ ]*")
_TOLD = re.compile(rf"(?P<name>[^:]{{2,40}}):[ ]+(?P<time>{DURATION})(?P<more>,[^.;]*)?(?=[.;]|$)")


def chained(raws: list[str]) -> dict[int, str]:
    """The lines that tell the parts of a chain one by one, with lengths in brackets: below `shadow
    -> compare -> ramp` stands `shadow: 2 weeks, search team`."""
    parts: set[str] = set()
    out: dict[int, str] = {}
    for number, raw in enumerate(raws, 1):
        if not parts and (">" in raw or "→" in raw or "»" in raw):
            pieces = [piece.strip().lower() for piece in _ARROWS.split(raw)]
            if len(pieces) >= _FEWEST and ":" not in raw:
                parts = set(pieces)
            continue
        told = _TOLD.match(raw) if parts else None
        if told and told["name"].strip().lower() in parts:
            said = f"{told['time']}{told['more'] or ''}"
            out[number] = f"{told['name'].strip()} ({said}){raw[told.end() :]}"
    return out if len(out) > 1 else {}


def _parts(raw: str, sign: str) -> list[str]:
    """The cells of a line between signs; two blanks or more are one sign."""
    if sign == "  ":
        cells = re.split(r"[ ]{2,}", raw.strip())
    elif '"' in raw:
        cells = re.split(rf"{re.escape(sign)}(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", raw)
    else:
        cells = raw.split(sign)
    return [cell.strip().strip('"') for cell in cells]


def _separated(raws: list[str], heads: Callable[[list[str]], bool]) -> dict[int, str]:
    """The rows of a table divided by semicolons or commas, whose first line names its columns."""
    for number, raw in enumerate(raws, 1):
        for sign in (";", ",", "  "):
            if raw.count(sign) < _FEWEST - 1 or any(map(str.isdigit, raw)):
                continue
            cells = _parts(raw, sign)
            short = (
                len(cells) >= _FEWEST
                and raw.lstrip('"')[:1].isalpha()
                and max(map(len, cells)) <= _TITLE
            )
            if not short or not heads(cells):
                continue
            out = {number: f"| {' | '.join(cells)} |"}
            for below in range(number, len(raws)):
                row = _parts(raws[below], sign)
                if len(row) != len(cells):
                    break
                out[below + 1] = f"| {' | '.join(row)} |"
            if len(out) > 1:
                return out
    return {}


_TITLE = 24
_FEWEST = 3
"""So many columns has a table that only commas divide, at least."""


def barred(raws: list[str], heads: Callable[[list[str]], bool]) -> dict[int, str]:
    """The lines of tables without outer bars, with bars put around them: two lines with as many
    bars or tabs, one after the other, are rows; `heads` says of cells whether they name columns."""
    out = _separated(raws, heads)
    last, count = 0, 0
    for number, raw in enumerate(raws, 1):
        bare = raw.strip()
        if not bare:
            continue
        here = 0
        if bare[0] != "|" and not outside(raw).timed:
            here = len(_BARS.findall(bare)) or (bare.count("\t") if bare.count("\t") > 1 else 0)
        if here and here == count:
            for row in (last, number):
                cells = raws[row - 1].strip()
                cells = cells if _BARS.search(cells) else cells.replace("\t", " | ")
                out[row] = f"| {cells} |"
        last, count = number, here
    return out
