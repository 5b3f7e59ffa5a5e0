"""Lines about going back and about scaling: rollback, trigger and action with their lists."""

import re
from dataclasses import replace

from coach.boards.board import Severity
from coach.boards.plan.collector import Collector
from coach.boards.plan.document import Rollback
from coach.boards.plan.durations import lengths
from coach.boards.plan.keywords import Key
from coach.boards.plan.rawline import Mark, Outside, outside
from coach.boards.plan.sectionlines import Keyed, opened
from coach.boards.plan.stepline import step_words
from coach.boards.plan.triggers import read_trigger
from coach.boards.plan.waysback import joined, read_rollback

LONGEST_NAMED = 160
_RULE = re.compile(r"when(?:ever)?\b(?P<trigger>.+?)(?:->|→|=>|, then|: )[ \t]*(?P<rest>.+)$", re.I)
_OF_STEP = re.compile(
    r"(?:roll ?back|back[ -]?out|undo|revert|fall ?back)[ ]*(?:for|of|from|\(|,)?[ ]*(?:for )?"
    r"(?:steps?|tasks?|no\.?|#|(?<=for )|(?<=of )|(?=\d{1,2}[ ]?:))"
    r"[ ]*(?P<first>\d{1,3}(?:\.\d{1,2})?)"
    r"(?:[ ]?(?:-|–|to|and)[ ]?(?P<last>\d{1,3}))?[)]?[ ]*:[ ]*(?P<words>.+)$",
    re.I,
)
_THEN_BACK = re.compile(r"(?:roll ?back|undo|revert|back)[ ]*[:=][ ]*(?=\S)", re.I)
_THEN_DONE = re.compile(
    r"(?P<when>(?:[^:]|(?<=\d):(?=\d)){6,120}?[\w%)])[ ]?(?::(?!\d)|[ ]*(?:->|→|=>))[ ]+"
    r"(?P<what>\S.*)$"
)
"""What is done when a number is passed: `abort if p99 > 800 ms: set weight to 0`."""
_TRIGGERS = re.compile(r"trigger[ ]?\d{0,2}[ ]*:[ ]*(?=when)", re.I)
_UNDO = re.compile(r"[;,.]?[ \t]*\b(?:rollback|roll back|undo)[ \t]*:[ \t]*", re.I)


def one_liner(draft: Collector, line: Outside, number: int) -> bool:
    """A rule of scaling on one line: when X > n for t -> action, check; rollback: ..."""
    body = _TRIGGERS.sub("", line.body)
    match = _RULE.match(body) if body[:4].lower() == "when" else None
    if match is None:
        return False
    trigger = read_trigger(match["trigger"], draft.span(number))
    if not trigger.op:
        return False
    draft.add_scaling(number, trigger)
    actions, _, undo = _split_undo(match["rest"])
    for action in re.split(r",(?!\d{3})\s*(?:then |and )?|;\s*|\s+then\s+", actions):
        if action.strip():
            draft.add_action(action.strip())
    for step in re.split(r",(?!\d{3})\s*", undo):
        if step.strip():
            draft.add_undo(step.strip())
    draft.open_scaling = False
    draft.section = None
    return True


def _split_undo(text: str) -> tuple[str, str, str]:
    match = _UNDO.search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


def rollback(at: Keyed) -> bool:
    """A rollback of the last step, of all steps, or of a rule of scaling."""
    if at.draft.open_scaling:
        for step in re.split(r";\s*", at.words):
            if step.strip():
                at.draft.add_undo(step.strip())
        opened(at, Key.ROLLBACK, scaling=True)
        return True
    if not at.colon and at.line.mark is Mark.NONE and at.line.depth == 0 and at.draft.last is None:
        return False
    last = at.draft.last
    own = last is not None and last.share is not None and last.line == at.number
    for_all = not own and (last is None or _last_word(at.draft, at.line))
    if for_all and last is not None:
        _tell_of_all(at)
    if at.words and own:
        _of_shares(at)
    elif at.words:
        at.draft.add_rollback(at.words, at.number, for_all)
    opened(at, Key.ROLLBACK, for_all=for_all)
    return True


_ALL = re.compile(r"\b(?:all|any|every|each|everything|whole|anything|at any)\b", re.I)


def _tell_of_all(at: Keyed) -> None:
    """Says once that a way back which names no step is read as that of all of them."""
    known = {finding.code for finding in at.draft.findings}
    if "rollback-of-all" in known or _ALL.search(at.line.body) or at.draft.rollback is not None:
        return
    told = (
        "Read as the way back of every step without its own: indent it below a step if it is "
        "only that one's."
    )
    at.draft.notice("rollback-of-all", Severity.HINT, told, at.number)


def _of_shares(at: Keyed) -> None:
    """Gives a rollback to every share of the line that it stands in."""
    more = read_rollback(at.words, at.draft.span(at.number))
    for place, step in enumerate(at.draft.steps):
        if step.line == at.number:
            at.draft.steps[place] = replace(step, rollback=joined(step.rollback, more))


def _last_word(draft: Collector, line: Outside) -> bool:
    """Whether a rollback apart from the list is about all of it: it stands at the margin, the last
    two steps are of one list, and the last one has no rollback of its own."""
    if line.mark is not Mark.NONE or line.depth > 0 or len(draft.steps) < 2:
        return False
    before, last = draft.steps[-2:]
    ramp = before.share is not None and last.share is not None
    if before.line == last.line or (ramp and all(step.rollback is None for step in draft.steps)):
        return last.rollback is None
    if not (draft.parted or draft.depths[-1] > line.depth):
        return False
    listed = draft.marks[-1] is draft.marks[-2] and (
        draft.marks[-1] not in (Mark.NONE, Mark.HEADING) or last.pinned is not None
    )
    numbered = all(step.number or step.share is not None for step in (before, last))
    return (listed or numbered) and last.rollback is None


def for_all(at: Keyed) -> bool:
    """The rollback of every step without its own."""
    if at.words:
        at.draft.add_rollback(at.words.lstrip(": "), at.number, True)
    opened(at, Key.ROLLBACK_ALL, for_all=True)
    return True


def _goes_on(at: Keyed) -> bool:
    """Whether a line goes on about the way back of all steps: of the one told last, or apart from
    a list as that one would be."""
    draft = at.draft
    if draft.last is None or draft.back_for_all or _last_word(draft, at.line):
        return True
    return bool(_STOPPING.match(at.line.body)) and _closes(draft, at.line, at.number)


_STOPPING = re.compile(r"(?:abort|stop|halt|no-go)\b", re.I)


def _closes(draft: Collector, line: Outside, number: int) -> bool:
    """Whether a line stands at the margin below all steps of the text, two of them or more."""
    if line.mark is not Mark.NONE or line.depth or len(draft.steps) < 2 or draft.depths[-1]:
        return False
    below = map(outside, draft.text.split("\n")[number:])
    return not any(after.timed or after.mark is not Mark.NONE for after in below)


def back_when(at: Keyed) -> bool:
    """When to roll back."""
    for_all = _goes_on(at)
    if for_all and at.draft.last is not None:
        _tell_of_all(at)
    if at.words:
        for part in re.split(r";\s*|\s\|\s", at.words):
            told = _THEN_DONE.match(part)
            if told:
                at.draft.add_trigger(told["when"], at.number, for_all)
                at.draft.add_rollback(told["what"], at.number, for_all)
                continue
            back = _THEN_BACK.match(part)
            if back:
                at.draft.add_rollback(part[back.end() :], at.number, for_all)
            else:
                at.draft.add_trigger(part, at.number, for_all)
    opened(at, Key.ROLLBACK_WHEN, for_all=for_all)
    return True


def back_steps(at: Keyed) -> bool:
    """What is done to roll back."""
    if at.words:
        at.draft.add_rollback(at.words, at.number, _goes_on(at))
    opened(at, Key.ROLLBACK_STEPS, for_all=_goes_on(at))
    return True


def back_time(at: Keyed) -> bool:
    """How long a rollback takes."""
    times = lengths(at.words)
    if not times:
        return False
    more = Rollback("", at.draft.span(at.number), times[-1].seconds)
    at.draft.put_rollback(more, _goes_on(at))
    return True


def trigger(at: Keyed) -> bool:
    """A trigger: it opens a rule of scaling where actions follow, else it is the last step's."""
    below = at.draft.last is not None and at.line.depth > at.draft.depths[-1]
    if not below and (at.upcoming is Key.ACTION or at.draft.last is None):
        trigger = read_trigger(at.words, at.draft.span(at.number)) if at.words else None
        at.draft.add_scaling(at.number, trigger)
        at.draft.section = None
        return True
    for_all = at.draft.last is None or (at.draft.back_for_all and not below)
    if at.words:
        at.draft.add_trigger(at.words, at.number, for_all)
    opened(at, Key.TRIGGER, for_all=for_all)
    return True


def of_step(draft: Collector, line: Outside, number: int) -> bool:
    """The rollback of a step that is named by its number: Rollback for 4: ..., rollback (step 2)"""
    match = _OF_STEP.match(line.body) if line.mark is not Mark.NUMBER else None
    if match is None or not draft.steps:
        return False
    first = match["first"].lower()
    last = (match["last"] or first).lower()
    known = [step.number.lower() for step in draft.steps]
    if first not in known or last not in known:
        return False
    for at in range(known.index(first), len(known) - known[::-1].index(last)):
        more = read_rollback(match["words"], draft.span(number))
        draft.steps[at] = replace(draft.steps[at], rollback=joined(draft.steps[at].rollback, more))
    draft.section = None
    return True


def action(at: Keyed) -> bool:
    """The actions of a rule of scaling; below a step that has but its number, what it does."""
    if not at.colon:
        return False
    if names(at):
        return True
    if not at.draft.open_scaling or at.draft.scaling[-1].actions:
        at.draft.add_scaling(at.number, None)
    for action in re.split(r";\s*", at.words):
        if action.strip():
            at.draft.add_action(action.strip())
    opened(at, Key.ACTION, scaling=True)
    return True


def names(at: Keyed) -> bool:
    """The name of a step that has but a number so far, or of a new one in a list of records."""
    draft, last = at.draft, at.draft.last
    below = last is not None and at.line.depth > draft.depths[-1]
    if not at.words or len(at.words) > LONGEST_NAMED:
        return False
    words = step_words(at.words)
    if last is not None and below and re.fullmatch(r"(?i)step \d{1,3}", last.name):
        draft.change(
            name=words.name, seconds=last.seconds if words.seconds is None else words.seconds,
            owner=last.owner or words.owner, after=(*last.after, *words.after),
        )  # fmt: skip
        return True
    return False


def record(at: Keyed) -> bool:
    """`- name: Copy`, as a record's first line, is a step; its other keys stand below."""
    if names(at):
        return True
    if not at.colon or at.line.mark is not Mark.BULLET or not at.words:
        return False
    at.draft.section = None
    at.draft.add_words(step_words(at.words), at.number, at.line)
    return True
