"""What a plan says, as values: steps and checkpoints, rollbacks, constraints, scaling, load tests.

All times are whole seconds. Lines are counted from 1, spans from the text's first character.
"""

from dataclasses import field

from coach.boards.board import Finding, Span
from coach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Trigger:
    """When something is done: the words as written, and what can be measured in them.

    `value` is in plain numbers (70 % is 0.7, times in seconds), `seconds` for how long it must
    hold; None where it is not said.
    """

    text: str
    span: Span
    metric: str = ""
    op: str = ""
    value: float | None = None
    unit: str = ""
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Rollback:
    """The way back from a step: in words, in numbered steps, how long it takes, and when.

    `needless` is the answer that none is needed.
    """

    text: str
    span: Span
    seconds: int | None = None
    triggers: tuple[Trigger, ...] = ()
    steps: tuple[str, ...] = ()
    needless: bool = False

    @property
    def words(self) -> str:
        """All that is said of it in one line."""
        return "; ".join(part for part in (self.text, *self.steps) if part)


@dataclass(frozen=True, slots=True)
class After:
    """One name that a step waits for; `sure` where the line means a step and nothing else."""

    name: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step, or a checkpoint where `share` (per cent of the traffic) is said.

    `seconds` is its length, for a checkpoint its watch, None where unsaid. `pinned` is a fixed
    start from T+... or a time of day, `earliest` one before which it does not begin, as Q2 says;
    `lag` is how long it waits when those before it are done. `beside` starts it with the step
    before or the one named.
    """

    name: str
    line: int
    span: Span
    seconds: int | None = None
    share: float | None = None
    handle: str = ""
    number: str = ""
    after: tuple[After, ...] = ()
    beside: str | None = None
    pinned: int | None = None
    earliest: int | None = None
    lag: int = 0
    downtime: bool = False
    owner: str = ""
    rollback: Rollback | None = None
    verify: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    done: bool = False
    phase: str = ""

    @property
    def title(self) -> str:
        """Its name, and for a checkpoint its share: checkpoint 10%."""
        return self.name if self.share is None else f"checkpoint {self.share:g}%"


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a plan must keep to; None is unsaid. `lines` says where each was read, by its name."""

    downtime: int | None = None
    data_bytes: int | None = None
    copy_rate: float | None = None
    size: str | None = None
    split: bool | None = None
    double: bool | None = None
    piecewise: bool | None = None
    stateless: bool | None = None
    reversible: bool | None = None
    schema_only: bool | None = None
    lines: tuple[tuple[str, int], ...] = ()
    words: tuple[str, ...] = ()

    def line(self, name: str) -> int:
        """The line a constraint was read on; 1 where it is unsaid."""
        return dict(self.lines).get(name, 1)


@dataclass(frozen=True, slots=True)
class Scaling:
    """One rule of a scaling plan: its trigger, its actions and the way back."""

    line: int
    span: Span
    trigger: Trigger | None = None
    actions: tuple[str, ...] = ()
    rollback: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One kind of request of a load test: `share` is its part of all, from 0 to 1."""

    method: str
    path: str
    share: float
    body: str = ""


@dataclass(frozen=True, slots=True)
class LoadTest:
    """A load test: rates in requests per second, times in seconds, errors as a part of all.

    `holds` are the times of single multiples, (2.0, 600), where they differ from `each`; `defaults`
    names what the text left open.
    """

    line: int
    target: str
    rate: float
    requests: tuple[Request, ...]
    p99: float
    errors: float
    each: int
    spike: float
    spike_seconds: int
    defaults: tuple[str, ...] = ()
    holds: tuple[tuple[float, int], ...] = ()

    def hold(self, times: float) -> int:
        """The seconds that a multiple of the baseline is held."""
        return dict(self.holds).get(times, self.each)


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of a profile: its name, its value (shares from 0 to 1, times in seconds, rates
    per second), None while it is open, and of how many where it has a limit."""

    name: str
    value: float | None
    line: int
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class PointInTime:
    """A start or a deadline: seconds since 1970, and whether a time of day was written."""

    at: int
    timed: bool
    line: int
    span: Span


@dataclass(frozen=True, slots=True)
class Plan:
    """All that was read of a text; `findings` is what the reading itself noticed.

    `clock` is the time of day at which its times begin, in seconds, where steps name times of day
    and no date.
    """

    text: str = ""
    title: str = ""
    strategy: str = ""
    strategy_words: str = ""
    strategy_line: int = 1
    start: PointInTime | None = None
    deadline: PointInTime | None = None
    constraints: Constraints = field(default_factory=Constraints)
    steps: tuple[Step, ...] = ()
    rollback: Rollback | None = None
    success: tuple[str, ...] = ()
    scaling: tuple[Scaling, ...] = ()
    limits: tuple[str, ...] = ()
    loadtest: LoadTest | None = None
    profile: tuple[Measured, ...] = ()
    reviews: tuple[str, ...] = ()
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    starts: tuple[int, ...] = ()
    ready: tuple[str, ...] = ()
    clock: int | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it that a plan is made of."""
        return not (self.steps or self.scaling or self.loadtest or self.profile)

    def line_span(self, line: int) -> Span:
        """The characters of a line, counted from 1."""
        if not 1 <= line <= len(self.starts):
            return Span(0, 0)
        start = self.starts[line - 1]
        end = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        return Span(start, max(start, end))

    def way_back(self, step: Step) -> Rollback | None:
        """The rollback of a step: its own, else the one for all."""
        return step.rollback or self.rollback
