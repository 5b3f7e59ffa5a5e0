"""Mermaid's Gantt charts: gantt, section, and `Name :tags, id, start, length` as steps."""

import re

from coach.boards.plan.collector import Collector
from coach.boards.plan.dates import Date, read_date
from coach.boards.plan.document import After, Step
from coach.boards.plan.durations import whole
from coach.boards.plan.rawline import Mark

_WORD = re.compile(
    r"(?:dateFormat|axisFormat|tickInterval|excludes|includes|todayMarker|weekday|weekend"
    r"|accTitle|accDescr|click|displayMode|topAxis)\b",
)
_TASK = re.compile(r"(?P<name>[^:]+?)[ ]*:(?P<data>.*)$")
_TAGS = frozenset(("done", "active", "crit", "milestone", "vert"))


def read_gantt(draft: Collector, raws: list[str], number: int) -> int:
    """Reads the chart that line `number` opens, and gives the number of its last line."""
    at = number
    ids: dict[str, str] = {}
    section = ""
    for at in range(number + 1, len(raws) + 1):
        bare = raws[at - 1].strip()
        if bare.startswith(("```", "~~~")) or (not bare and _ended(raws, at)):
            return at - 1
        if not bare or bare.startswith("%%"):
            continue
        head, _, rest = bare.partition(" ")
        if head == "title":
            draft.title = draft.title or rest.strip()
        elif head == "section":
            section = rest.strip()
        elif _WORD.match(bare):
            draft.keep(bare, "Chart")
        else:
            task = _TASK.match(bare)
            if task is None:
                return at - 1
            _task(draft, task, at, section, ids)
    return at


def _ended(raws: list[str], at: int) -> bool:
    """Whether no task follows on the lines after an empty one."""
    below = next((raw for raw in raws[at : at + 3] if raw.strip()), "")
    return not (below.startswith((" ", "\t")) and ":" in below) and "section " not in below


def _task(
    draft: Collector,
    task: re.Match[str],
    number: int,
    section: str,
    ids: dict[str, str],
) -> None:
    """Adds one task; `ids` are the short names of those before it."""
    name = task["name"].strip()
    items = [item.strip() for item in task["data"].split(",") if item.strip()]
    tags = {item for item in items if item in _TAGS}
    items = [item for item in items if item not in _TAGS]
    begin: Date | None = None
    seconds: int | None = None
    after: tuple[After, ...] = ()
    for item in items:
        date = read_date(item)
        if item.startswith("after "):
            after = tuple(After(ids.get(word, word), True) for word in item.split()[1:])
        elif item.startswith("until "):
            draft.keep(f"{name}: {item}", "Chart")
        elif date is not None and date.start == 0:
            if begin is None:
                begin = date
            else:
                seconds = max(0, date.moment - begin.moment)
        elif whole(item) is not None:
            seconds = whole(item)
        else:
            ids[item] = name
    pinned = draft.moments.since_day(begin.moment) if begin is not None else None
    step = Step(
        name, number, draft.span(number), seconds or (0 if "milestone" in tags else None),
        after=after, pinned=pinned, done="done" in tags, phase=section or draft.phase,
    )  # fmt: skip
    draft.add_step(step, 0, Mark.ROW)
