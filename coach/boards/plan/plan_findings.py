"""All findings about a plan: what the reading noticed, then what the rules say, errors first."""

from coach.boards.board import Context, Finding, Severity
from coach.boards.plan import leftovers, rules_data, rules_form, rules_way
from coach.boards.plan.document import Plan
from coach.boards.plan.rule_verdicts import PlanCase, weighed
from coach.boards.plan.schedule import Schedule

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
RULES = (
    rules_way.strategies,
    rules_way.ways_back,
    rules_way.slow_and_lossy,
    rules_way.said_at_all,
    rules_way.shares,
    rules_data.backups,
    rules_data.fresh,
    rules_data.copies,
    rules_data.removals,
    rules_form.order,
    rules_form.limits,
    rules_form.scaling,
    rules_form.capacity,
    leftovers.unread,
)


def noticed(plan: Plan, schedule: Schedule, context: Context) -> tuple[Finding, ...]:
    """The findings, errors first and each kind in the order of the text."""
    case = PlanCase(plan, schedule, context)
    out = list(plan.findings)
    for rule in RULES:
        out += weighed(rule(case), case)
    return tuple(
        sorted(
            out,
            key=lambda finding: (
                _ORDER[finding.severity],
                finding.span.start if finding.span else 0,
            ),
        )
    )
