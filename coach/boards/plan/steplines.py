"""Lines that are steps: numbered and ticked ones, bare ones with a length, headings."""

import re

from coach.boards.board import Severity
from coach.boards.plan.collector import Collector, OpenList
from coach.boards.plan.dates import time_of_day
from coach.boards.plan.keywords import Key, headed, lists_steps
from coach.boards.plan.limits import window
from coach.boards.plan.proselines import SENTENCES
from coach.boards.plan.rawline import PHASE, Mark, Outside
from coach.boards.plan.shares import shares
from coach.boards.plan.stepline import StepWords, step_words

_SENTENCE = re.compile(r"[.!?]$")
_STAGE = re.compile(r"(?:phase|stage|wave)[ ](?:\d{1,2}|one|two|three|four|five)[ ]?[:.][ ]", re.I)
_LONGEST_NAME = 160


def read_step(draft: Collector, line: Outside, number: int, listed: bool = False) -> bool:
    """Reads a line as a step, or as a detail of the one above; False where it is neither. `listed`:
    it is a bullet in a list of steps."""
    if line.weekday is not None and time_of_day(line.body.strip(" .")) is not None:
        return False
    words = step_words(line.body)
    if not (line.timed or _is_step(draft, line, words, listed)):
        return _detail(draft, line)
    if not words.name:
        draft.notice("line-unread", Severity.HINT, _HOW, number)
        return True
    if words.unclosed:
        draft.notice("line-unread", Severity.HINT, "The quotation mark is not closed.", number)
    draft.add_words(words, number, line)
    return True


_HOW = 'This line is kept as a note; a step is: step "Copy data" 3d, or 1. Copy data (3d).'


def _is_step(draft: Collector, line: Outside, words: StepWords, kin: bool) -> bool:
    if words.keyed:
        return True
    if words.quoted and words.seconds is not None and line.mark in (Mark.NONE, Mark.BULLET):
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
        return not aside and (said or words.rollback is not None or ((listed or kin) and not below))
    if line.mark is Mark.NONE and words.trailing and words.owner and not below:
        return True
    if _STAGE.match(line.body) and (said or _staged(draft)):
        return True
    if line.mark is Mark.NONE and len(SENTENCES.split(line.body)) > 1 and line.body[-1] == ".":
        return False
    if _SENTENCE.search(line.body) and not words.bracketed and words.rollback is None:
        return False
    return bool(words.name) and (words.bracketed or words.rollback is not None) and not below


def _staged(draft: Collector) -> bool:
    """Whether the step above is a stage of the plan, told in a line of its own."""
    last = draft.last
    return last is not None and bool(_STAGE.match(draft.text[last.span.start : last.span.end]))


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
    draft.groups.clear()
    words = step_words(body)
    key = headed(body)
    if (words.keyed and words.number) or (key is None and _heading_step(draft, line, words)):
        draft.add_words(words, number, line)
        return
    if key is None and lists_steps(body):
        draft.section = OpenList(Key.STEPS, -1, line.level, title=body)
    if key is None and not draft.title and not draft.steps:
        draft.title = body
        draft.open_scaling = False
        return
    if key is None:
        if shares(PHASE.sub("", body).strip()) and draft.title != body:
            draft.add_shares(shares(PHASE.sub("", body).strip()), line, number)
        draft.phase = body
        draft.open_scaling = False
        return
    name, rest = key
    if name is Key.TITLE:
        draft.title = draft.title or rest or body
        return
    draft.phase = body if name is Key.STEPS else draft.phase
    _open_heading(draft, line, number, name, rest)


_COUNTED = re.compile(r"(\d{1,2}[.)]|(?:phase|stage|step|part|wave)[ ]?\d)", re.I)


def _heading_step(draft: Collector, line: Outside, words: StepWords) -> bool:
    """Whether a heading is a step itself: it has a length, or a number as the one before had."""
    if not draft.title and line.level == 1:
        return False
    if words.seconds is not None and (words.bracketed or words.trailing):
        return True
    above = draft.marks[-1] is Mark.HEADING if draft.marks else False
    return above and bool(_COUNTED.match(line.body))


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
