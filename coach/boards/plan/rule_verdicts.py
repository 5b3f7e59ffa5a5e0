"""What the rules pass to one another, and the gathering of all findings about a plan."""

from collections.abc import Iterator
from functools import cached_property
from typing import TypeAlias

from coach.boards.board import Context, Finding, Severity, Span
from coach.boards.plan.acts import Acts, act, data_moves, only_schema, schema_changes
from coach.boards.plan.document import Plan, Step
from coach.boards.plan.remarks import REMARKS
from coach.boards.plan.schedule import Schedule
from coach.boards.plan.strategies import StrategyChoice, choose
from coach.frozen import dataclass

Noticed: TypeAlias = Iterator[tuple[str, str, int]]
"""A finding's id, its sentence, and the line it is about."""


@dataclass(frozen=True)
class PlanCase:
    """A plan with all that the rules ask of it, each worked out once."""

    plan: Plan
    schedule: Schedule
    context: Context

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps without the checkpoints."""
        return tuple(step for step in self.plan.steps if step.share is None)

    @cached_property
    def checkpoints(self) -> tuple[Step, ...]:
        """The checkpoints alone."""
        return tuple(step for step in self.plan.steps if step.share is not None)

    @cached_property
    def acts(self) -> tuple[Acts, ...]:
        """What each step does, in the order of the plan's steps."""
        return tuple(act(step) for step in self.plan.steps)

    @cached_property
    def doing(self) -> tuple[tuple[Step, Acts], ...]:
        """The steps without the checkpoints, each with what it does."""
        pairs = zip(self.plan.steps, self.acts, strict=True)
        return tuple((step, does) for step, does in pairs if step.share is None)

    @cached_property
    def moves(self) -> bool:
        """Whether data moves."""
        return data_moves(self.plan)

    @cached_property
    def alters(self) -> bool:
        """Whether a schema changes."""
        return schema_changes(self.plan)

    @cached_property
    def choice(self) -> StrategyChoice:
        """What the rules recommend; nothing without steps and constraints."""
        return chosen(self.plan)

    @cached_property
    def waysback(self) -> str:
        """The words of all rollbacks."""
        own = [step.rollback.words for step in self.plan.steps if step.rollback]
        return " · ".join([*own, self.plan.rollback.words if self.plan.rollback else ""])

    def begins(self, at: int) -> int:
        """When the step at a place begins; its place where that is unknown."""
        start = self.schedule.times[at].start if at < len(self.schedule.times) else None
        return at if start is None else start


def chosen(plan: Plan) -> StrategyChoice:
    """The recommended strategy with its reason; "" where steps or constraints are missing."""
    moves = data_moves(plan)
    schema = only_schema(plan)
    if not plan.steps or not plan.constraints.lines:
        return StrategyChoice("", "", ())
    return choose(plan.constraints, moves, schema)


def weighed(noticed: Noticed, case: PlanCase) -> Iterator[Finding]:
    """Findings with their severity and span; what is being typed gets hints at most."""
    text = case.plan.text
    typed = 0 if text.endswith("\n") or not text else len(case.plan.starts)
    for code, message, line in noticed:
        severity = REMARKS[code].severity
        if line == typed:
            severity = Severity.HINT
        yield Finding(code, severity, message, _span(case.plan, line))


def _span(plan: Plan, line: int) -> Span:
    return plan.line_span(line)
