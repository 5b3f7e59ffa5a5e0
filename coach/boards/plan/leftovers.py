"""What a line says and the schedule does not hold: a time, a person, an order, a way back that
stayed words. It is told, so that nobody follows a plan that is shorter than the one written.

The accounts are drawn up afterwards, from the text and the plan alone: whatever a reader of lines
takes or leaves, what it left cannot be dropped without a word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cached_property, lru_cache
from math import ceil, floor
from typing import Final

from coach.boards.plan.document import Plan, Step
from coach.boards.plan.durations import lengths, whole
from coach.boards.plan.keywords import HEAD_WORDS, Key, headed, keyed
from coach.boards.plan.loadlines import TESTED
from coach.boards.plan.planreader import LONGEST_LINE, MOST_LINES
from coach.boards.plan.rawline import PHASE, Mark, Outside, outside
from coach.boards.plan.rule_verdicts import Noticed, PlanCase
from coach.boards.plan.stepline import no_length

_DAY: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_MOMENT: Final = re.compile(
    rf"(?<![\w:.])(?:[01]?\d|2[0-3]):[0-5]\d(?![\w:])|\b(?:next|this|on) {_DAY}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b"
    r"|\b\d{1,2} ?[ap]m\b|^(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{3,6})?\b(?=[ :,])"
    r"|^(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"(?=[ ]?[-–:])"
    r"|\bq[1-4]\b|\b(?:sprints?|weeks?|wk) ?\d{1,2}\b(?! ?(?:%|replicas?|shards?))"
    r"|(?<![\w+])\+ ?\d{1,3} ?(?:d|days?|h|hours?|w|wks?|weeks?|mo|months?)\b",
    re.I,
)
_WHO: Final = re.compile(r"(?<![\w.@/])@[A-Za-z][\w.-]{0,60}")
_BACK: Final = re.compile(
    r"\b(?:(?:roll|fall)(?:s|ed|ing)?[ -]?back|revert(?:s|ing)?|undo|back[ -]?out)\b", re.I
)
_ORDER: Final = re.compile(
    r"\b(?:blocked by|depends on|not before|only (?:after|once|when)|gate[: ])\b[^,;.()]{0,40}"
    r"|^(?:before(?:hand)?|after(?:wards)?|first|last|finally)[ ]?:",
    re.I,
)
_CALLED: Final = re.compile(r"\((?P<who>[A-Z][\w.'’+& -]{1,30})\)[ .]*$")
_STAYED: Final = re.compile(r"\((?P<who>[^\W\d_][\w ]{1,30})\)$")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_VANISHED: Final = 3
"""So many words of a line that are nowhere in the plan are more than signs of its own."""
_LONGEST: Final = 60
MOST_TOLD: Final = 3
"""So many parts of a line are named in one remark."""


def unread(case: PlanCase) -> Noticed:
    """A remark for each line of which a part is only words, one a line at most."""
    plan = case.plan
    if not plan.text.strip():
        return
    told = {finding.span.start for finding in plan.findings if finding.span is not None}
    books = _Books(plan)
    for number, line in _lines(plan):
        if plan.line_span(number).start in told:
            continue
        left = books.left(number, line)
        if left:
            said = ", ".join(f"“{part[:_LONGEST]}”" for part in left[:MOST_TOLD])
            yield "line-unread", f"{said} {_VERBS[len(left) > 1]} {books.way_out(number)}", number


_VERBS: Final = ("stays words:", "stay words:")


def _lines(plan: Plan) -> Iterator[tuple[int, Outside]]:
    """The lines with words, those of code and of charts left out."""
    fenced = False
    for number, raw in enumerate(plan.text.split("\n", MOST_LINES)[:MOST_LINES], 1):
        if raw.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            continue
        line = outside(raw)
        if line.body and not fenced and len(raw) <= LONGEST_LINE:
            yield number, line


class _Books:
    """What a plan holds, by lines where it knows them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.steps: dict[int, list[Step]] = {}
        for step in plan.steps:
            self.steps.setdefault(step.line, []).append(step)
        self.kept = {plan.title, *plan.notes}
        self.under = {words for step in plan.steps for words in (*step.details, *step.verify)}
        self.under.update(plan.ready, plan.success)
        self.aside: set[str] = set()
        for title, said in plan.sections:
            key = headed(title)
            aside = key is not None and key[0] is Key.ASIDE
            (self.aside if aside else self.kept).update(said)
        backs = [back for back in (plan.rollback, *(s.rollback for s in plan.steps)) if back]
        self.back_times = {back.seconds for back in backs}
        self.back_words = " ".join(back.words for back in backs)
        triggers = (trigger.text for back in backs for trigger in back.triggers)
        self.times = {step.seconds for step in plan.steps} | {step.lag for step in plan.steps}
        self.times |= {*self.back_times, plan.constraints.downtime}
        test = plan.loadtest
        measured = [known.value for known in plan.profile]
        if test is not None:
            levels = ((1.0, test.each), (test.spike, test.spike_seconds), *test.holds)
            measured += [test.p99, *(seconds * by for by, seconds in levels)]
            measured += [test.hold(by) * by for by in TESTED]
            measured += [seconds for _, seconds in levels]
        known = [value for value in measured if value is not None]
        self.measured = {way(value) for value in known for way in (floor, ceil)}
        facts = (*plan.constraints.words, *plan.success, *plan.ready, *triggers)
        self.facts = "\n".join((*facts, *texts(plan.scaling)))

    @cached_property
    def held(self) -> set[str]:
        """All words of the plan."""
        return {word.lower() for text in texts(self.plan) for word in _WORD.findall(text)}

    def left(self, number: int, line: Outside) -> list[str]:
        """The parts of a line that stayed words, or that are nowhere."""
        steps = self.steps.get(number, [])
        if steps:
            named = [part for step in steps for part in _in_name(step)]
            named += [part for step in steps for part in _beside_length(step, line.body)]
            return [*named, *(part for part in self._timeless(line) if part not in named)]
        if line.body in self.kept and line.mark not in (Mark.ROW, Mark.HEADING):
            return self._noted(line)
        if line.body in self.under:
            return [part for part in _tied(line.body) if not self._taken(part)]
        if line.mark not in (Mark.ROW, Mark.HEADING) and keyed(line.body) is None:
            lost = self._timeless(line) if line.body not in self.aside else []
            if lost:
                return lost
        if line.mark in (Mark.ROW, Mark.HEADING):
            return []
        words = [word.lower() for word in _WORD.findall(self._unmeasured(line.body))]
        gone = [word for word in words if word not in HEAD_WORDS]
        gone = [word for word in gone if word not in self.held] if len(gone) >= _VANISHED else []
        return gone if len(gone) >= _VANISHED else []

    def _timeless(self, line: Outside) -> list[str]:
        """The lengths of a line that no step, wait or way back of the plan has."""
        lost = (part for part in _lengths(line.body) if whole(part) not in self.times)
        return [part for part in lost if not self._taken(part) and f"{part} each" not in line.body]

    def _unmeasured(self, body: str) -> str:
        """A line without the lengths that a step or a way back has, and without its key."""
        for length in reversed(lengths(body)):
            if length.seconds in self.times:
                body = f"{body[: length.start]} {body[length.end :]}"
        key = keyed(body)
        return body if key is None else key[1]

    def _noted(self, line: Outside) -> list[str]:
        if PHASE.match(line.body) and not lengths(line.body):
            return []
        return [part for part in _weighty(line.body) if not self._taken(part)]

    def _taken(self, part: str) -> bool:
        """Whether a part of a note went into a way back, a limit or a goal as well."""
        seconds = whole(part)
        if part in self.facts or (seconds is not None and seconds in self.back_times):
            return True
        if seconds is not None and seconds in self.measured:
            return True
        return bool(self.back_words) and (part in self.back_words or bool(_BACK.fullmatch(part)))

    def way_out(self, number: int) -> str:
        """How to write it so that it counts."""
        if number in self.steps:
            return "write (3d), owner: Ida, after Copy data, rollback: flag off."
        return "this line is a note; a step is: step “Copy data” 3d."


@lru_cache(maxsize=4096)
def _lengths(text: str) -> tuple[str, ...]:
    """The lengths of time in a text that could be a step's."""
    told = (length for length in lengths(text) if not no_length(text, length.start))
    return tuple(text[length.start : length.end] for length in told)


def _weighty(text: str) -> Iterator[str]:
    """The times, people, orders and ways back in a text."""
    yield from _tied(text)
    yield from (match[0] for match in _BACK.finditer(text))


@lru_cache(maxsize=4096)
def _tied(text: str) -> tuple[str, ...]:
    """The times, people and orders in a text."""
    matches = (match for pattern in (_MOMENT, _WHO, _ORDER) for match in pattern.finditer(text))
    return (*_lengths(text), *(match[0].strip() for match in matches))


def _in_name(step: Step) -> Iterator[str]:
    """What of a step's words is more than its name and no length of its own."""
    if step.share is not None:
        yield from (match[0].strip() for match in _MOMENT.finditer(step.name))
        return
    name = step.name
    if name.isalpha():
        return
    yield from (part for part in _tied(name) if whole(part) is None or whole(part) != step.seconds)
    called = _CALLED.search(name)
    if called is not None and not step.owner:
        yield called["who"]


def _beside_length(step: Step, body: str) -> Iterator[str]:
    """The words that stood in brackets with a length and stayed: (finance, 1d)."""
    stayed = _STAYED.search(step.name)
    if stayed is None or step.owner or lengths(stayed["who"]):
        return
    inside = re.search(rf"[(\[]([^()\[\]]*\b{re.escape(stayed['who'])}\b[^()\[\]]*)[)\]]", body)
    if inside is not None and lengths(inside[1]):
        yield stayed["who"]


def texts(value: object) -> Iterator[str]:
    """All words that a plan holds, the text it was read from left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Sequence):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for known in fields(value):
            if not (isinstance(value, Plan) and known.name in ("text", "findings", "starts")):
                yield from texts(getattr(value, known.name))
