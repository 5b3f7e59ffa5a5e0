"""A plan while its lines are read: the steps so far, what is being described, what was noticed."""

from dataclasses import dataclass, field, replace
from typing import Any

from coach.boards.board import Finding, Severity, Span
from coach.boards.plan.document import (
    Constraints,
    Measured,
    Plan,
    PointInTime,
    Rollback,
    Scaling,
    Step,
    Trigger,
)
from coach.boards.plan.durations import DAY, told
from coach.boards.plan.keywords import Key
from coach.boards.plan.limits import constraints
from coach.boards.plan.loadlines import LoadTestDraft
from coach.boards.plan.moments import Begin, Moments
from coach.boards.plan.owners import OwnerGuess, owned
from coach.boards.plan.rawline import PHASE, Mark, Outside, outside
from coach.boards.plan.stepline import StepWords, step_words
from coach.boards.plan.strategies import strategy_named
from coach.boards.plan.triggers import read_trigger
from coach.boards.plan.waysback import joined, read_rollback


def _heads(above: Step, below: Step, mark: Mark) -> bool:
    """Whether a step above deeper ones only names them: a heading above any that has a length, a
    line of a list only where it has none of its own."""
    if above.rollback is not None or above.verify or above.owner or below.seconds is None:
        return bool(PHASE.match(above.name)) and above.seconds is None and above.rollback is None
    if PHASE.match(above.name) and mark is Mark.NONE:
        return True
    return mark is Mark.HEADING or (above.seconds is None and above.share is None)


MOST_STEPS = 500
"""More steps than anybody follows in one plan; those after are not read, and it is said."""


@dataclass(slots=True)
class OpenList:
    """A key whose list follows on the next lines: which items belong to it. One that is
    `filled` had words on its own line, so that only deeper lines go on with it."""

    key: Key
    depth: int
    heading: int = 0
    mark: Mark | None = None
    mark_depth: int = 0
    count: int = 0
    for_all: bool = False
    scaling: bool = False
    title: str = ""
    filled: bool = False


@dataclass(slots=True)
class Collector:
    """What was read so far; `plan()` freezes it."""

    text: str
    starts: tuple[int, ...]
    title: str = ""
    strategy: str = ""
    strategy_words: str = ""
    strategy_line: int = 1
    start: PointInTime | None = None
    deadline: PointInTime | None = None
    facts: dict[str, object] = field(default_factory=dict)
    fact_lines: dict[str, int] = field(default_factory=dict)
    fact_words: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    groups: list[tuple[int, str]] = field(default_factory=list)
    guesses: dict[int, OwnerGuess] = field(default_factory=dict)
    rollback: Rollback | None = None
    success: list[str] = field(default_factory=list)
    ready: list[str] = field(default_factory=list)
    phase_times: dict[str, tuple[int, int]] = field(default_factory=dict)
    scaling: list[Scaling] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)
    load: LoadTestDraft | None = None
    measured: list[Measured] = field(default_factory=list)
    reviews: list[str] = field(default_factory=list)
    sections: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    section: OpenList | None = None
    phase: str = ""
    owner: str = ""
    owner_last: tuple[int, str] | None = None
    open_scaling: bool = False
    steps_left_out: int = 0
    back_for_all: bool = False
    parted: bool = False
    _moments: Moments = field(init=False)

    def __post_init__(self) -> None:
        self._moments = Moments(self.steps)

    def span(self, line: int) -> Span:
        """The characters of a line, counted from 1."""
        start = self.starts[line - 1]
        end = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        return Span(start, end)

    def notice(self, code: str, severity: Severity, message: str, line: int) -> None:
        """Keeps a finding about a line."""
        self.findings.append(Finding(code, severity, message, self.span(line)))

    @property
    def last(self) -> Step | None:
        """The step that lines below it belong to."""
        return self.steps[-1] if self.steps and not self.open_scaling else None

    def change(self, **fields: Any) -> None:
        """Puts more into the last step."""
        if self.steps:
            self.steps[-1] = replace(self.steps[-1], **fields)

    def add_step(
        self, step: Step, depth: int, mark: Mark = Mark.ROW, guess: OwnerGuess | None = None
    ) -> None:
        """Adds a step, unless there are too many; one without a length above timed steps that
        stand deeper is no step and names their group."""
        if len(self.steps) >= MOST_STEPS:
            self.steps_left_out += 1
            return
        while self.groups and self.groups[-1][0] >= depth:
            self.groups.pop()
        if self.steps and self.depths[-1] < depth and _heads(self.steps[-1], step, self.marks[-1]):
            self._regroup()
        if self.groups:
            step = replace(step, phase=self.groups[-1][1])
        if guess is not None:
            self.guesses[len(self.steps)] = guess
        self.steps.append(step)
        self.depths.append(depth)
        self.marks.append(mark)
        self.open_scaling = self.back_for_all = self.parted = False

    def _regroup(self) -> None:
        """Makes the last step the name of a group: what stands below it are its steps."""
        head, depth = self.steps.pop(), self.depths.pop()
        if head.seconds is not None:
            said = f"{head.name} says {told(head.seconds)}: the steps below it count instead."
            self.notice("step-no-duration", Severity.HINT, said, head.line)
        self.marks.pop()
        self.guesses.pop(len(self.steps), None)
        self.groups.append((depth, outside(self.text[head.span.start : head.span.end]).body))
        for detail in head.details:
            self.keep(detail, self.groups[-1][1])

    def add_words(
        self,
        words: StepWords,
        line: int,
        outer: Outside,
    ) -> None:
        """Adds the step of a line's words; a time of day is its start, a range also its length."""
        begin = self.moments.begin(outer, words.seconds)
        span = self.span(line)
        rollback = read_rollback(words.rollback, span) if words.rollback else None
        step = Step(
            words.name, line, span, begin.seconds,
            handle=words.handle, number=words.number or outer.number, after=words.after,
            beside=words.beside, pinned=begin.pinned, earliest=begin.earliest, lag=words.lag,
            downtime=words.downtime, owner=words.owner,
            rollback=rollback, done=outer.done, phase=self.phase,
            details=(words.detail,) if words.detail else (),
        )  # fmt: skip
        heads = outer.mark is Mark.HEADING
        self.add_step(step, -1 if heads else outer.depth, outer.mark, words.guess)

    @property
    def moments(self) -> Moments:
        """What the plan's moments are counted from."""
        self._moments.start = self.start
        return self._moments

    def add_shares(
        self,
        said: tuple[tuple[float, int | None], ...],
        outer: Outside,
        line: int,
    ) -> None:
        """Adds the checkpoints of a line; one that only repeats the last share is a note."""
        body = outer.body
        words = step_words(body)
        guess = replace(words.guess, name=body) if words.guess and len(said) == 1 else None
        last = self.last.share if self.last is not None else None
        if len(said) == 1 and said[0] == (last, None):
            self.keep(body)
            return
        for at, (share, watched) in enumerate(said):
            span = self.span(line)
            back = read_rollback(words.rollback, span) if words.rollback else None
            begin = Begin(seconds=watched) if at else self.moments.begin(outer, watched)
            step = Step(
                body, line, span, begin.seconds, share=share, rollback=back, done=outer.done,
                phase=self.phase, pinned=begin.pinned, earliest=begin.earliest,
                owner=words.owner, lag=0 if at else words.lag, number=outer.number,
            )  # fmt: skip
            depth = 0 if outer.mark is Mark.HEADING else outer.depth
            self.add_step(step, depth, outer.mark, guess)

    def add_rollback(self, text: str, line: int, for_all: bool) -> None:
        """Adds the words of a rollback to the last step or to the one for all."""
        self.put_rollback(read_rollback(text, self.span(line)), for_all)

    def put_rollback(self, more: Rollback, for_all: bool) -> None:
        """Joins a piece of a rollback to what is known of it."""
        self.back_for_all = for_all
        if for_all or self.last is None:
            self.rollback = joined(self.rollback, more)
        else:
            self.change(rollback=joined(self.last.rollback, more))

    def add_trigger(self, text: str, line: int, for_all: bool) -> None:
        """Adds when to roll back."""
        span = self.span(line)
        self.put_rollback(Rollback("", span, triggers=(read_trigger(text, span),)), for_all)

    def add_constraint(self, text: str, line: int, listed: bool) -> bool:
        """Reads the constraints of a line; True where it states one."""
        said = constraints(text, listed)
        for name, value in said:
            if name not in self.facts:
                self.facts[name] = value
                self.fact_lines[name] = line
        if said or listed:
            self.fact_words.append(text)
        return bool(said)

    def state(self, name: str, value: object, words: str, line: int) -> None:
        """Keeps one constraint that a line's key names."""
        if name not in self.facts:
            self.facts[name] = value
            self.fact_lines[name] = line
        if words not in self.fact_words:
            self.fact_words.append(words)

    def add_strategy(self, text: str, line: int) -> None:
        """Keeps the strategy a line says; one that is not known is said."""
        self.strategy_words = self.strategy_words or text
        named = strategy_named(text)
        if named and not self.strategy:
            self.strategy, self.strategy_line = named, line
        elif not named and not self.strategy:
            self.strategy_line = line

    def add_scaling(self, line: int, trigger: Trigger | None) -> None:
        """Opens a rule of a scaling plan."""
        self.scaling.append(Scaling(line, self.span(line), trigger))
        self.open_scaling = True

    def add_action(self, text: str) -> None:
        """Adds an action to the open rule."""
        last = self.scaling[-1]
        self.scaling[-1] = replace(last, actions=(*last.actions, text))

    def add_undo(self, text: str) -> None:
        """Adds a way back to the open rule."""
        last = self.scaling[-1]
        self.scaling[-1] = replace(last, rollback=(*last.rollback, text))

    def _owner_of_all(self) -> None:
        """An owner named at the margin below the last step, where no other step has one, is that
        of all of them."""
        if self.owner_last is None or self.owner_last[0] != len(self.steps) or self.owner:
            return
        if not any(step.owner for step in self.steps[:-1]) and not self.guesses:
            self.owner = self.owner_last[1]

    def _share_out(self) -> None:
        """Gives the steps of a phase equal parts of its time, where none says its own."""
        for phase, (seconds, line) in self.phase_times.items():
            places = [at for at, step in enumerate(self.steps) if step.phase == phase]
            if not places or any(self.steps[at].seconds is not None for at in places):
                continue
            each = seconds // len(places)
            for at in places:
                self.steps[at] = replace(self.steps[at], seconds=each)
            last = self.steps[places[-1]]
            self.steps[places[-1]] = replace(last, seconds=seconds - each * (len(places) - 1))
            if len(places) > 1:
                told_all = f"{phase} takes {told(seconds)} in all"
                told_each = f"each of its {len(places)} steps counts as {told(each)}"
                self.notice(
                    "step-no-duration", Severity.HINT, f"{told_all}; {told_each} for now.", line
                )

    def keep(self, text: str, title: str = "") -> None:
        """Keeps words as a note, under the section they stand in."""
        if title:
            self.sections.setdefault(title, []).append(text)
        else:
            self.notes.append(text)

    def plan(self) -> Plan:
        """The plan as a value."""
        known: dict[str, Any] = dict(self.facts)
        self._owner_of_all()
        self.steps = owned(self.steps, self.guesses, self.owner)
        self._share_out()
        lines = tuple(self.fact_lines.items())
        first = self._moments.date_zero
        clock = self._moments.clock_zero if first is None else None
        if self.start is None and first is not None and self.steps:
            at, line = first, self.steps[0]
            self.start = PointInTime(at, bool(at % DAY), line.line, line.span)
        if self.start is not None and not self.start.timed and clock is not None:
            self.start = replace(self.start, at=self.start.at + clock, timed=True)
        return Plan(
            self.text, self.title, self.strategy, self.strategy_words, self.strategy_line,
            self.start, self.deadline,
            Constraints(**known, lines=lines, words=tuple(self.fact_words)),
            tuple(self.steps), self.rollback, tuple(self.success), tuple(self.scaling),
            tuple(self.limits), self.load.made() if self.load else None, tuple(self.measured),
            tuple(self.reviews), tuple((name, tuple(said)) for name, said in self.sections.items()),
            tuple(self.notes), tuple(self.findings), self.starts, tuple(self.ready),
            clock if self.start is None and self._moments.weekday_zero is None else None,
        )  # fmt: skip
