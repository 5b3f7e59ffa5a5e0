"""Lists that follow a key: which lines belong to them, and what becomes of each."""

from coach.boards.plan.collector import Collector, OpenList
from coach.boards.plan.document import Rollback
from coach.boards.plan.keywords import Key, keyed
from coach.boards.plan.limits import window
from coach.boards.plan.rawline import Mark, Outside
from coach.boards.plan.stepline import step_words
from coach.boards.plan.waysback import needless, read_rollback
from coach.frozen import dataclass

_LISTS = (Mark.NUMBER, Mark.BULLET, Mark.BOX)
_STRICT = frozenset((Key.ROLLBACK_STEPS, Key.ACTION, Key.ROLLBACK_WHEN, Key.TRIGGER, Key.ROLLBACK))
_ENDS = frozenset(
    (
        Key.ROLLBACK, Key.ROLLBACK_ALL, Key.ROLLBACK_STEPS, Key.ROLLBACK_TIME, Key.ROLLBACK_WHEN,
        Key.TRIGGER, Key.ACTION, Key.OWNER, Key.STRATEGY, Key.SUCCESS, Key.VERIFY,
        Key.LIMIT,
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Keyed:
    """A line with a key: the words after it, whether a colon stood there, and the next key among
    trigger, action and rollback on the lines below."""

    draft: Collector
    line: Outside
    number: int
    words: str
    colon: bool
    upcoming: Key | None


def opened(at: Keyed, key: Key, for_all: bool = False, scaling: bool = False) -> None:
    """Lets the lines below go on with a key; only deeper ones where it has words of its own."""
    at.draft.section = OpenList(
        key, at.line.depth, for_all=for_all, scaling=scaling, filled=bool(at.words)
    )


def ended(section: OpenList, line: Outside, blank: bool) -> bool:
    """Whether a line ends the list of a section."""
    if section.heading:
        return False
    if section.mark is None:
        if line.mark in _LISTS and not section.filled:
            return line.depth < section.depth
        return line.depth <= section.depth
    if line.depth > section.mark_depth:
        return False
    if line.depth < section.mark_depth or line.mark is not section.mark:
        return True
    return line.mark is Mark.NUMBER and line.number in ("1", "a") and section.count > 0 and blank


def strict(section: OpenList, line: Outside) -> bool:
    """Whether a line is an item of the list whatever it says, but for another key of a step's."""
    if section.key not in _STRICT or not belongs(section, line):
        return False
    key = keyed(line.body)
    return key is None or key[0] not in _ENDS


def belongs(section: OpenList, line: Outside) -> bool:
    """Whether a line is an item of a section's list, or goes on with one."""
    if section.key is Key.READY and _timed_or_boxed(line):
        return False
    if section.heading:
        return section.key is not Key.STEPS
    if line.mark in _LISTS:
        return section.key is not Key.STEPS
    return section.key is not Key.STEPS and line.depth > section.depth


def _timed_or_boxed(line: Outside) -> bool:
    """Whether a line below `prerequisites` is done as a step, and is no condition."""
    words = step_words(line.body)
    return line.mark in (Mark.BOX, Mark.NUMBER) or line.timed or words.bracketed or words.trailing


def take(draft: Collector, line: Outside, number: int) -> None:
    """Puts an item of the open section where it belongs."""
    section = draft.section
    if section is None:
        return
    if line.mark in _LISTS and section.mark is None:
        section.mark, section.mark_depth = line.mark, line.depth
    section.count += 1
    body = line.body
    if section.scaling:
        (draft.add_undo if section.key is Key.ROLLBACK else draft.add_action)(body)
    elif section.key is Key.CONSTRAINTS:
        draft.add_constraint(body, number, True)
    elif section.key is Key.DOWNTIME:
        seconds = window(body)
        if seconds is not None:
            draft.state("downtime", seconds, body, number)
    elif section.key is Key.SUCCESS:
        draft.success.append(body)
        draft.add_constraint(body, number, False)
    elif section.key is Key.READY:
        draft.ready.append(body)
    elif section.key in (Key.ROLLBACK, Key.ROLLBACK_STEPS, Key.ROLLBACK_ALL):
        _way_back(draft, section, line, number)
    elif section.key in (Key.ROLLBACK_WHEN, Key.TRIGGER):
        draft.add_trigger(body, number, section.for_all)
    elif section.key is Key.STRATEGY:
        draft.add_strategy(body, number)
    elif section.key is Key.REVIEW:
        draft.reviews.append(body)
    elif section.key is Key.VERIFY and draft.last is not None:
        draft.change(verify=(*draft.last.verify, body))
    else:
        draft.add_constraint(body, number, False)
        draft.keep(body, section.title or draft.phase)


def _way_back(draft: Collector, section: OpenList, line: Outside, number: int) -> None:
    """A line under a rollback's key: one of its steps, with what time and trigger it names."""
    key = keyed(line.body)
    if key and key[0] in (Key.ROLLBACK_TIME, Key.DURATION):
        rollback = read_rollback(f"x, {key[1]}", draft.span(number))
        more = Rollback("", rollback.span, rollback.seconds, rollback.triggers)
    elif key and key[0] in (Key.TRIGGER, Key.ROLLBACK_WHEN):
        draft.add_trigger(key[1], number, section.for_all)
        return
    else:
        said = read_rollback(line.body, draft.span(number))
        steps = () if needless(line.body) or not said.text else (said.text,)
        more = Rollback("", said.span, said.seconds, said.triggers, steps, said.needless)
    draft.put_rollback(more, section.for_all)
