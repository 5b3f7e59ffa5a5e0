"""Tables of steps: a header that says which column is what, and a step a row.

What stands in a column of no meaning here is kept with the step, behind the column's title.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from coach.boards.plan.collector import Collector
from coach.boards.plan.dates import read_date, time_of_day
from coach.boards.plan.document import After, Step
from coach.boards.plan.durations import DAY, WEEK, whole
from coach.boards.plan.rawline import Mark, Outside, cells
from coach.boards.plan.shares import shares
from coach.boards.plan.stepline import step_words
from coach.boards.plan.waysback import needless, read_rollback
from coach.frozen import dataclass

_HEADS = {
    "name": r"(?:steps?|stages?|phases?|tasks?|actions?|activit(?:y|ies)|what|item|description"
    r"|change|milestones?|work)$",
    "end": r"(?:end|finish|until|till|to|due|planned end|ends)(?: (?:date|time))?$",
    "start": r"(?:start|from|begin|date|when|planned start|starts|day|week|wk|sprint"
    r"|(?:calendar )?week (?:no\.?|number))(?: (?:date|time))?$",
    "length": r"(?:duration|time|estimated?(?: (?:time|duration))?|est\.?|length|how long|takes"
    r"|minutes?|mins?|hours?|hrs?|days?|weeks?|effort|eta|bake|soak|watch|hold)\b",
    "owner": r"(?:owner|who|responsible|assignee|team|dri|assigned|lead|by|resources?"
    r"|implementer|performed)\b",
    "trigger": r"trigger|roll[ -]?back (?:if|when)|abort|stop",
    "rollback": r"roll[ -]?back|undo|back[ -]?out|way back|revert|fall[ -]?back",
    "after": r"(?:after|depends? on|depend\w*|predecessors?|needs|requires|blocked)\b",
    "down": r"downtime|outage",
    "verify": r"verif\w+|check|validation|expected|gate|proceed|pass|exit|criteria|test",
    "number": r"(?:#|no\.?|nr\.?|id|step ?#|task id|num(?:ber)?)$",
    "share": r"share|%|percent\w*|traffic|users",
}
_COLUMNS = {name: re.compile(rf"(?:{pattern})", re.I) for name, pattern in _HEADS.items()}
_UNIT = re.compile(r"\b(min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?)\b", re.I)
_TOLD = frozenset(("length", "owner", "rollback", "after", "start", "verify", "trigger", "down"))


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table is what, by its place; the titles as written; the unit of plain
    numbers in the column of lengths. One that is no table of steps has no places."""

    places: dict[str, int]
    titles: tuple[str, ...] = ()
    unit: str = ""

    @property
    def unit_of_start(self) -> str:
        """What the column of starts counts: the first word of its title."""
        at = self.places.get("start", -1)
        return self.titles[at].split()[0].lower() if 0 <= at < len(self.titles) else ""


def read_row(
    draft: Collector, line: Outside, number: int, columns: Columns | None
) -> Columns | None:
    """A row of a table: its header says which column is what, the others are steps."""
    row = cells(line.body)
    if columns is None:
        columns = _header(row)
        if not columns.places:
            draft.keep(line.body)
        return columns
    if not columns.places:
        draft.keep(line.body)
        return columns
    if not all(set(cell) <= set("-: ") for cell in row):
        _row_step(draft, row, number, columns)
    return columns


def names_columns(row: list[str]) -> bool:
    """Whether cells are the header of a table of steps: a name, and two columns more of a plan."""
    known = _header(row).places
    return "name" in known and len(known) > 2


def _header(row: list[str]) -> Columns:
    places: dict[str, int] = {}
    names: list[int] = []
    free: list[int] = []
    for at, cell in enumerate(row):
        name = next((key for key, pattern in _COLUMNS.items() if pattern.match(cell)), "")
        if name == "name":
            names.append(at)
        elif name and name not in places:
            places[name] = at
        elif cell:
            free.append(at)
    if len(names) > 1 and "number" not in places and names[0] == 0:
        places["number"] = names.pop(0)
    if not names and free and _tells(places) and "share" not in places:
        names = [free[0]]
    if names:
        places["name"] = names[0]
    if "name" not in places and "share" not in places:
        return Columns({})
    unit = _UNIT.search(row[places["length"]]) if "length" in places else None
    return Columns(places, tuple(row), unit[1] if unit else "")


def _tells(places: Mapping[str, int]) -> bool:
    """Whether columns are those of steps though none is called so: a length, a begin and an end,
    or two others of a plan. `When` alone stands in tables of anything."""
    span = "start" in places and "end" in places
    return "length" in places or span or len(_TOLD & places.keys()) > 1


def _row_step(draft: Collector, row: list[str], number: int, columns: Columns) -> None:
    said = {name: row[at] for name, at in columns.places.items() if at < len(row) and row[at]}
    name = said.get("name", "")
    others = _others(row, columns)
    verify = (said["verify"],) if "verify" in said and not needless(said["verify"]) else ()
    said_shares = shares(said.get("share", "") or name)
    if said_shares:
        times = f"{said.get('share', name)} {_timed(said, columns)}"
        body = times.strip() if "share" not in said or not name else f"{name}: {times.strip()}"
        pinned, lasting = _begins(draft, {**said, "unit": columns.unit_of_start})
        line = Outside(Mark.ROW, body, 0, pinned=pinned)
        told = shares(times) or said_shares
        watched = [(share, lasting if seconds is None else seconds) for share, seconds in told]
        draft.add_shares(tuple(watched), line, number)
        draft.change(verify=verify, details=others, owner=said.get("owner", ""))
    elif name:
        step = _step(draft, said, number, columns)
        draft.add_step(replace(step, verify=verify, details=(*step.details, *others)), 0)
    else:
        draft.keep(" | ".join(cell for cell in row if cell))
        return
    if "rollback" in said and not _dash(said["rollback"]):
        draft.put_rollback(read_rollback(said["rollback"], draft.span(number)), False)
    if "trigger" in said and not needless(said["trigger"]):
        draft.add_trigger(said["trigger"], number, False)


def _dash(cell: str) -> bool:
    """Whether a cell only says that nothing stands there."""
    return needless(cell) and len(cell) < 2


def _timed(said: dict[str, str], columns: Columns) -> str:
    """The cell of a row's length, with the unit that the column's title names."""
    cell = said.get("length", "").lstrip("~≈ ")
    bare = columns.unit and cell.replace(".", "", 1).replace(",", "", 1).isdigit()
    return f"{cell} {columns.unit}" if bare else cell


def _others(row: list[str], columns: Columns) -> tuple[str, ...]:
    """What stands in the columns without a meaning, each behind its title."""
    known = set(columns.places.values())
    return tuple(
        f"{title}: {row[at]}" if title else row[at]
        for at, title in enumerate(columns.titles)
        if at not in known and at < len(row) and row[at] and not _dash(row[at])
    )


def _step(
    draft: Collector,
    said: dict[str, str],
    number: int,
    columns: Columns,
) -> Step:
    words = step_words(said["name"], cell=True)
    length = _timed(said, columns)
    seconds = whole(length) if length else words.seconds
    details: tuple[str, ...] = ()
    if length and seconds is None:
        details = (f"{columns.titles[columns.places['length']]}: {said['length']}",)
    pinned, lasting = _begins(draft, {**said, "unit": columns.unit_of_start})
    after: tuple[After, ...] = ()
    beside = words.beside
    waits = said.get("after", "-" if "after" in columns.places else "")
    if waits and needless(waits) and draft.steps and draft.marks[-1] is Mark.ROW:
        beside = draft.steps[0].name
    elif waits and not needless(waits):
        after = step_words(f'"x" after {waits}').after
    return Step(
        words.name, number, draft.span(number), lasting if seconds is None else seconds,
        number=said.get("number", ""), pinned=pinned,
        after=after or words.after, beside=beside,
        owner=said.get("owner", words.owner),
        downtime=words.downtime or (bool(said.get("down")) and not needless(said["down"])),
        details=details, phase=draft.phase,
    )  # fmt: skip


def _begins(draft: Collector, said: dict[str, str]) -> tuple[int | None, int | None]:
    """The start that a row's cells fix, and the length up to its end; a last day is a whole one."""
    first, last = said.get("start", ""), said.get("end", "")
    begin, end = read_date(first), read_date(last)
    if begin is not None and not begin.doubt:
        pinned = draft.moments.since_day(begin.moment)
        if end is None or end.doubt or end.moment < begin.moment:
            return pinned, None
        return pinned, end.moment - begin.moment + (0 if end.timed else DAY)
    counted = _COUNTED.fullmatch(first.strip())
    if counted is not None:
        return _counted(draft, said, counted)
    clock, until = time_of_day(first), time_of_day(last)
    if clock is None:
        return None, None
    return draft.moments.since_zero(clock), None if until is None else (until - clock) % DAY


_COUNTED = re.compile(
    r"(?:(?:day|week|wk|sprint)[ ]?)?(?P<from>\d{1,2})(?:[ ]?[-–—][ ]?(?P<to>\d{1,2}))?", re.I
)
_COUNTED_IN = {"day": DAY, "week": WEEK, "wk": WEEK, "calendar": WEEK, "sprint": 2 * WEEK}


def _counted(
    draft: Collector, said: dict[str, str], counted: re.Match[str]
) -> tuple[int | None, int | None]:
    """The start of a row in week 10, after the first such week, and its length: a week, or up to
    the one named last."""
    word = re.match("[a-z]+", said.get("start", "").lower())
    each = _COUNTED_IN.get(word[0] if word else said.get("unit", ""))
    if each is None:
        return None, None
    first, last = int(counted["from"]), int(counted["to"] or counted["from"])
    begun = draft.moments.since_count(first * each)
    return begun, (max(last, first) - first + 1) * each
