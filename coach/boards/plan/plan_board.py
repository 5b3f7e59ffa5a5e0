"""The plan board: reads, checks, draws and exports a plan."""

from coach.boards.board import Context, Finding, Row
from coach.boards.plan.document import Plan
from coach.boards.plan.planreader import read
from coach.boards.plan.schedule import Schedule, scheduled
from coach.errors import UsageError
from coach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with its schedule."""

    plan: Plan
    schedule: Schedule


class PlanBoard:
    """The contract of a board over `read` and `scheduled`."""

    name = "plan"
    title = "Plan"
    formats = ("markdown", "k6", "locust", "json")

    def parse(self, text: str) -> Planned:
        """The plan of a text with its schedule; never raises."""
        plan = read(text)
        return Planned(plan, scheduled(plan.steps))

    def findings(self, model: Planned, context: Context) -> tuple[Finding, ...]:
        """What is missing, contradicts itself or is risky, errors first."""
        from coach.boards.plan.plan_findings import noticed

        return noticed(model.plan, model.schedule, context)

    def draw(self, model: Planned, width: int, height: int) -> tuple[Row, ...]:
        """The Gantt chart, the critical path, the ways back and the strategies."""
        from coach.boards.plan.planview import rows

        return rows(model.plan, model.schedule, width)

    def export(self, model: Planned, format: str) -> str:
        """The runbook in Markdown, a load test as a k6 or Locust script, or all of it as JSON."""
        if format == "json":
            from coach.boards.plan.planrecord import written

            return written(model.plan, model.schedule, self.findings(model, Context()))
        if format == "markdown":
            from coach.boards.plan.runbook import markdown

            return markdown(model.plan, model.schedule, self.findings(model, Context()))
        if format == "k6":
            from coach.boards.plan.k6 import script

            return script(model.plan)
        if format == "locust":
            from coach.boards.plan.locust import locustfile

            return locustfile(model.plan)
        raise UsageError(
            f"A plan is not written as {format}.", f"Formats: {', '.join(self.formats)}."
        )


BOARD = PlanBoard()
