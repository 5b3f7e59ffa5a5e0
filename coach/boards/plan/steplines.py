"""Lines that are steps: numbered and ticked ones, bare ones with a length, headings, table rows."""

import re

from coach.boards.board import Severity
from coach.boards.plan.collector import Collector, OpenList
from coach.boards.plan.document import After, Step
from coach.boards.plan.durations import whole
from coach.boards.plan.keywords import Key, headed, lists_steps
from coach.boards.plan.limits import window
from coach.boards.plan.rawline import Mark, Outside, cells
from coach.boards.plan.shares import shares
from coach.boards.plan.stepline import StepWords, step_words
from coach.boards.plan.waysback import needless, read_rollback

_PHASE = re.compile(
    r"^(?:phase|stage|part|week|day|wave|sprint|milestone)[ ]?\d{0,2}[ ]?(?:[:.–—-]|$)", re.I
)
_SENTENCE = re.compile(r"[.!?]$")
_LONGEST_NAME = 160
_HEADS = {
    "name": r"(?:steps?|stages?|phases?|tasks?|actions?|activit(?:y|ies)|what|item|description"
    r"|change)$",
    "length": r"(?:duration|time|estimated?(?: (?:time|duration))?|est\.?|length|how long|takes)\b",
    "owner": r"(?:owner|who|responsible|assignee|team|dri)\b",
    "trigger": r"trigger|roll ?back (?:if|when)|abort",
    "rollback": r"roll ?back|undo|back ?out|way back|revert",
    "after": r"(?:after|depends? on|depend\w*|predecessors?|needs)\b",
    "down": r"downtime",
    "verify": r"verif\w+|check|validation|expected",
    "number": r"(?:#|no\.?|nr\.?|id|step ?#|task id)$",
    "share": r"share|%|percent\w*|traffic",
}
_COLUMNS = {name: re.compile(rf"(?:{pattern})", re.I) for name, pattern in _HEADS.items()}
"""The columns of a table of steps, by the words of its header."""


def read_step(draft: Collector, line: Outside, number: int) -> bool:
    """Reads a line as a step, or as a detail of the one above; False where it is neither."""
    words = step_words(line.body)
    timed = line.pinned is not None or line.clock is not None
    if not (timed or _is_step(draft, line, words)):
        return _detail(draft, line)
    if not words.name:
        draft.notice("line-unread", Severity.HINT, _HOW, number)
        return True
    if words.unclosed:
        draft.notice("line-unread", Severity.HINT, "The quotation mark is not closed.", number)
    draft.add_words(words, number, line)
    return True


_HOW = 'This line is kept as a note; a step is: step "Copy data" 3d, or 1. Copy data (3d).'


def _is_step(draft: Collector, line: Outside, words: StepWords) -> bool:
    if words.keyed:
        return True
    aside = draft.section is not None and draft.section.key is Key.ASIDE
    below = draft.last is not None and line.depth > draft.depths[-1] + 1 and not aside
    if line.mark is Mark.BOX:
        return not aside
    said = words.seconds is not None and (words.bracketed or words.trailing)
    if line.mark is Mark.NUMBER:
        return not aside and (not below or said or words.rollback is not None)
    if len(line.body) > _LONGEST_NAME and words.rollback is None:
        return False
    if line.mark is Mark.BULLET:
        listed = draft.section is not None and draft.section.key is Key.STEPS
        return not aside and (said or words.rollback is not None or (listed and not below))
    if _SENTENCE.search(line.body) and not words.bracketed and words.rollback is None:
        return False
    return bool(words.name) and (words.bracketed or words.rollback is not None) and not below


def _detail(draft: Collector, line: Outside) -> bool:
    last = draft.last
    if last is None or line.depth <= draft.depths[-1]:
        return False
    draft.change(details=(*last.details, line.body))
    return True


def read_heading(draft: Collector, line: Outside, number: int) -> None:
    """A heading: the title, a step, a key's section, or a phase of the plan."""
    body = line.body
    draft.section = None
    words = step_words(body)
    if words.keyed and words.number:
        draft.add_words(words, number, line)
        return
    key = headed(body)
    if key is None and lists_steps(body):
        draft.section = OpenList(Key.STEPS, -1, line.level, title=body)
    if key is None and not draft.title and not draft.steps:
        draft.title = body
        draft.open_scaling = False
        return
    if key is None:
        if shares(_PHASE.sub("", body).strip()) and draft.title != body:
            draft.add_shares(shares(_PHASE.sub("", body).strip()), body, number, 0, False)
        draft.phase = body
        draft.open_scaling = False
        return
    name, rest = key
    if name is Key.TITLE:
        draft.title = draft.title or rest or body
        return
    draft.phase = body if name is Key.STEPS else draft.phase
    _open_heading(draft, line, number, name, rest)


def _open_heading(draft: Collector, line: Outside, number: int, name: Key, rest: str) -> None:
    if name is Key.STRATEGY and rest:
        draft.add_strategy(rest, number)
    elif name is Key.DOWNTIME and rest:
        seconds = window(rest)
        if seconds is not None:
            draft.state("downtime", seconds, line.body, number)
    elif name is Key.SUCCESS and rest:
        draft.success.append(rest)
    elif name in (Key.ROLLBACK, Key.ROLLBACK_ALL) and rest:
        draft.add_rollback(rest, number, True)
    if name in (Key.TRIGGER, Key.ACTION) or (name is Key.ROLLBACK and draft.open_scaling):
        if name is Key.TRIGGER or not draft.open_scaling:
            draft.add_scaling(number, None)
        if name is Key.TRIGGER:
            return
        draft.section = OpenList(name, -1, line.level, scaling=True)
        return
    draft.open_scaling = False
    shown = line.body.split(":")[0].strip()
    draft.section = OpenList(name, -1, line.level, for_all=True, title=shown)


def read_row(
    draft: Collector, line: Outside, number: int, columns: dict[str, int] | None
) -> dict[str, int] | None:
    """A row of a table: its header says which column is what, the others are steps."""
    row = cells(line.body)
    if columns is None:
        named: dict[str, int] = {}
        for at, cell in enumerate(row):
            for name, pattern in _COLUMNS.items():
                if name not in named and pattern.match(cell):
                    named[name] = at
                    break
        if "name" not in named and "share" not in named:
            draft.keep(line.body)
            return {}
        return named
    if not columns:
        draft.keep(line.body)
        return columns
    if not all(set(cell) <= set("-: ") for cell in row):
        _row_step(draft, row, number, columns)
    return columns


def _row_step(draft: Collector, row: list[str], number: int, columns: dict[str, int]) -> None:
    said = {name: row[at] for name, at in columns.items() if at < len(row) and row[at]}
    name = said.get("name", "")
    said_shares = shares(said.get("share", "") or name)
    if said_shares:
        times = f"{said.get('share', name)} {said.get('length', '')}"
        draft.add_shares(shares(times) or said_shares, times.strip(), number, 0, False)
        return
    if not name:
        return
    words = step_words(name)
    seconds = whole(said.get("length", "").lstrip("~≈ ")) if "length" in said else words.seconds
    span = draft.span(number)
    rollback = None
    if "rollback" in said and not (needless(said["rollback"]) and len(said["rollback"]) < 2):
        rollback = read_rollback(said["rollback"], span)
    after: tuple[After, ...] = ()
    if "after" in said and not needless(said["after"]):
        after = step_words(f'"x" after {said["after"]}').after
    step = Step(
        words.name, number, span, seconds, number=said.get("number", ""),
        after=after or words.after, beside=words.beside,
        owner=said.get("owner", words.owner), rollback=rollback,
        downtime=words.downtime or (bool(said.get("down")) and not needless(said["down"])),
        verify=(said["verify"],) if "verify" in said else (), phase=draft.phase,
    )  # fmt: skip
    draft.add_step(step, 0)
    if "trigger" in said and not needless(said["trigger"]):
        draft.add_trigger(said["trigger"], number, False)
