"""Lines that begin with a key: what each key's words become."""

import re
from dataclasses import replace

from coach.boards.board import Severity
from coach.boards.plan import backlines
from coach.boards.plan.collector import Collector, OpenList
from coach.boards.plan.dates import read_date
from coach.boards.plan.document import PointInTime
from coach.boards.plan.durations import lengths
from coach.boards.plan.keywords import Key, bare_key, keyed
from coach.boards.plan.limits import window
from coach.boards.plan.rawline import Mark, Outside, outside
from coach.boards.plan.sectionlines import Keyed, opened
from coach.boards.plan.shares import shares
from coach.boards.plan.stepline import step_words
from coach.boards.plan.strategies import strategy_named

_LIMIT = re.compile(r"\b\d[\d,]*(?:\s+\w+|$)")
_OF_ALL = re.compile(r"\b(?:everything|all|every step|each)\b", re.I)
_PEOPLE = re.compile(r"@[\w.-]+|[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*")
_LONGEST_OWNER = 40
_LISTED = (Mark.NUMBER, Mark.BOX)


def following(raws: list[str], number: int) -> Key | None:
    """The first key among trigger, action, rollback or a step on the lines after this one."""
    for raw in raws[number : number + 12]:
        line = outside(raw)
        if not line.body:
            continue
        key = keyed(line.body)
        if key and key[0] in (Key.TRIGGER, Key.ACTION, Key.ROLLBACK, Key.ROLLBACK_STEPS):
            return key[0]
    return None


def take(draft: Collector, line: Outside, number: int, upcoming: Key | None) -> bool:
    """Reads a line that begins with a key; False where it is none of these."""
    if line.mark in (Mark.NONE, Mark.BULLET) and backlines.one_liner(draft, line, number):
        return True
    if backlines.of_step(draft, line, number):
        return True
    key = keyed(line.body)
    if key is None:
        return False
    name, words, head = key
    colon = line.body[len(head) :].lstrip().startswith(":")
    if line.mark in _LISTED and not (colon and bare_key(name)):
        return False
    if line.timed:
        return False
    rule = _TAKES.get(name)
    return rule(Keyed(draft, line, number, words, colon, upcoming)) if rule else False


def _title(at: Keyed) -> bool:
    if at.draft.title or at.draft.steps or at.line.mark is not Mark.NONE or not at.words:
        return False
    if not at.colon and not at.line.body.lower().startswith("plan "):
        return False
    at.draft.title = at.words
    return True


def _strategy(at: Keyed) -> bool:
    if not at.words:
        opened(at, Key.STRATEGY)
        return True
    at.draft.add_strategy(at.words, at.number)
    at.draft.add_constraint(at.words, at.number, False)
    if not strategy_named(at.words) and not at.draft.scaling and "scal" not in at.words.lower():
        told = (
            "This is no strategy known here: big bang, blue-green, canary, strangler "
            "fig, or expand and contract."
        )
        at.draft.notice("line-unread", Severity.HINT, told, at.number)
    return True


def _constraints(at: Keyed) -> bool:
    if at.words:
        at.draft.add_constraint(at.words, at.number, True)
    opened(at, Key.CONSTRAINTS)
    return True


def _downtime(at: Keyed) -> bool:
    if at.draft.last is not None and at.line.depth > at.draft.depths[-1]:
        at.draft.change(downtime=not re.match(r"\W*(?:no|none|0)\b", at.words, re.I))
        return True
    seconds = window(at.words)
    if seconds is None:
        return False
    at.draft.add_constraint(at.line.body, at.number, True)
    at.draft.state("downtime", seconds, at.line.body, at.number)
    return True


def _start(at: Keyed) -> bool:
    date = read_date(at.words)
    if date is None or date.start > 25:
        return False
    at.draft.start = at.draft.start or (
        None
        if date.doubt
        else PointInTime(date.moment, date.timed, at.number, at.draft.span(at.number))
    )
    rest = keyed(at.words[date.end :].strip(" ,;"))
    if rest and rest[0] is Key.DEADLINE:
        _deadline(replace(at, words=rest[1]))
    return True


def _deadline(at: Keyed) -> bool:
    date = read_date(at.words)
    if date is None or date.start > 25:
        return False
    if not date.doubt:
        at.draft.deadline = PointInTime(
            date.moment, date.timed, at.number, at.draft.span(at.number)
        )
    return True


def _verify(at: Keyed) -> bool:
    below = at.draft.last is not None and at.line.depth > at.draft.depths[-1]
    bare = at.colon and (at.line.mark is Mark.BULLET or not at.words)
    if at.draft.last is None or not (below or bare):
        return False
    if at.words:
        at.draft.change(verify=(*at.draft.last.verify, at.words))
    opened(at, Key.VERIFY)
    return True


def _owner(at: Keyed) -> bool:
    who = _PEOPLE.match(at.words)
    if at.colon and _OF_ALL.search(at.line.body.partition(":")[0]):
        at.draft.owner = at.words if len(at.words) <= 80 else ""
        return bool(at.draft.owner)
    if not at.draft.steps and at.colon and who and len(at.words) <= _LONGEST_OWNER:
        at.draft.owner = at.words
        return True
    if at.draft.last is None or not at.words or not (at.colon or who) or len(at.words) > 80:
        return False
    if at.line.depth <= at.draft.depths[-1] and at.line.mark is Mark.NONE:
        at.draft.owner_last = (len(at.draft.steps), at.words)
    line = at.draft.last.line
    for place, step in enumerate(at.draft.steps):
        if step.line == line and (step is at.draft.last or not step.owner):
            at.draft.steps[place] = replace(step, owner=at.words)
    return True


def _success(at: Keyed) -> bool:
    if not at.colon and (not at.words or at.line.mark is not Mark.NONE):
        return False
    if at.words:
        at.draft.success.append(at.words)
        at.draft.add_constraint(at.words, at.number, False)
    opened(at, Key.SUCCESS)
    return True


def _after(at: Keyed) -> bool:
    below = at.draft.last is not None and (
        at.line.depth > at.draft.depths[-1] or at.line.mark is Mark.BULLET
    )
    if at.draft.last is None or not below or not at.words:
        return False
    after = step_words(f'"x" after {at.words}').after
    at.draft.change(after=(*at.draft.last.after, *after))
    return bool(after)


def _duration(at: Keyed) -> bool:
    draft, times = at.draft, lengths(at.words)
    if not times or len(at.words) > 60:
        return False
    if draft.phase and draft.phase != (draft.steps[-1].phase if draft.steps else ""):
        draft.phase_times[draft.phase] = (times[-1].seconds, at.number)
        draft.keep(at.line.body, draft.phase)
        return True
    if draft.last is None:
        return False
    if draft.last.seconds is None:
        draft.change(seconds=times[-1].seconds)
    return True


def _limit(at: Keyed) -> bool:
    if not at.draft.scaling or not _LIMIT.search(at.words):
        return False
    at.draft.limits.append(at.line.body)
    return True


def _review(at: Keyed) -> bool:
    if at.words:
        at.draft.reviews.append(at.words)
    elif not at.colon:
        return False
    opened(at, Key.REVIEW)
    return True


def _steps(at: Keyed) -> bool:
    draft = at.draft
    first = not (draft.title or draft.steps or draft.notes or draft.facts)
    if at.colon and at.words and first and at.line.mark is Mark.NONE and not shares(at.words):
        draft.title = at.words
        return True
    if not at.colon or at.words or at.line.mark is not Mark.NONE:
        return False
    at.draft.section = OpenList(Key.STEPS, at.line.depth)
    at.draft.open_scaling = False
    return True


def _ready(at: Keyed) -> bool:
    if not at.colon or at.line.mark is not Mark.NONE:
        return False
    if at.words:
        at.draft.ready.append(at.words)
    opened(at, Key.READY)
    return True


def _aside(at: Keyed) -> bool:
    if not at.colon or at.line.mark not in (Mark.NONE, Mark.BULLET) or shares(at.words):
        return False
    if at.draft.last is not None and at.line.depth > at.draft.depths[-1] >= 0 and at.words:
        at.draft.change(details=(*at.draft.last.details, at.line.body))
        return True
    title = at.line.body.split(":")[0].strip()
    if at.words:
        at.draft.add_constraint(at.words, at.number, False)
        at.draft.keep(at.words, title)
    at.draft.section = OpenList(Key.ASIDE, at.line.depth, title=title, filled=bool(at.words))
    return True


_TAKES = {
    Key.TITLE: _title,
    Key.STRATEGY: _strategy,
    Key.CONSTRAINTS: _constraints,
    Key.DOWNTIME: _downtime,
    Key.START: _start,
    Key.DEADLINE: _deadline,
    Key.ROLLBACK: backlines.rollback,
    Key.ROLLBACK_ALL: backlines.for_all,
    Key.ROLLBACK_WHEN: backlines.back_when,
    Key.ROLLBACK_STEPS: backlines.back_steps,
    Key.ROLLBACK_TIME: backlines.back_time,
    Key.TRIGGER: backlines.trigger,
    Key.ACTION: backlines.action,
    Key.VERIFY: _verify,
    Key.OWNER: _owner,
    Key.SUCCESS: _success,
    Key.AFTER: _after,
    Key.DURATION: _duration,
    Key.LIMIT: _limit,
    Key.REVIEW: _review,
    Key.STEPS: _steps,
    Key.NAME: backlines.record,
    Key.READY: _ready,
    Key.ASIDE: _aside,
}
