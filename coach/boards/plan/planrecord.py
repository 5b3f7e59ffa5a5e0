"""A plan as one JSON object: what `coach plan --json` writes. Times are minutes."""

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from coach.boards.board import Finding
from coach.boards.plan.document import Plan, Scaling, Step
from coach.boards.plan.profile import outlook
from coach.boards.plan.remarks import REMARKS
from coach.boards.plan.rule_verdicts import chosen
from coach.boards.plan.schedule import Schedule
from coach.boards.plan.strategies import NAMES
from coach.boards.plan.volumes import exact


def minutes(seconds: int | None) -> int | float | None:
    """Seconds as minutes, whole where they are."""
    return None if seconds is None else exact(float(Fraction(seconds, 60)))


def record(plan: Plan, schedule: Schedule, findings: Sequence[Finding]) -> dict[str, Any]:
    """The object."""
    pairs = list(enumerate(plan.steps))
    return {
        "title": plan.title,
        "strategy": _strategy(plan),
        "constraints": _constraints(plan),
        "steps": [_step(plan, schedule, at) for at, step in pairs if step.share is None],
        "checkpoints": [
            _checkpoint(schedule, at, step) for at, step in pairs if step.share is not None
        ],
        "length_minutes": minutes(schedule.length),
        "scaling": [_scaling(rule) for rule in plan.scaling],
        "profile": _profile(plan),
        "findings": [_finding(plan, finding) for finding in findings],
    }


def written(plan: Plan, schedule: Schedule, findings: Sequence[Finding]) -> str:
    """The object as text."""
    return json.dumps(record(plan, schedule, findings), ensure_ascii=False, indent=1) + "\n"


def _strategy(plan: Plan) -> dict[str, Any]:
    choice = chosen(plan)
    reasons = [choice.reason] if choice.reason else []
    return {
        "said": plan.strategy or None,
        "recommended": choice.recommended or None,
        "reasons": reasons,
        "excluded": [
            {
                "strategy": exclusion.strategy,
                "because": f"{NAMES[exclusion.strategy]} needs {exclusion.needs}, and "
                f"{exclusion.because}.",
            }
            for exclusion in choice.excluded
        ],
    }


def _constraints(plan: Plan) -> dict[str, Any]:
    facts = plan.constraints
    named = {
        "downtime_minutes": minutes(facts.downtime),
        "data_bytes": facts.data_bytes,
        "copy_bytes_per_s": None if facts.copy_rate is None else exact(facts.copy_rate),
        "size": facts.size,
        "split": facts.split,
        "double": facts.double,
        "piecewise": facts.piecewise,
        "stateless": facts.stateless,
        "reversible": facts.reversible,
        "schema_only": facts.schema_only,
    }
    return {name: value for name, value in named.items() if value is not None}


def _step(plan: Plan, schedule: Schedule, at: int) -> dict[str, Any]:
    step, time = plan.steps[at], schedule.times[at]
    back = plan.way_back(step)
    return {
        "name": step.name,
        "line": step.line,
        "minutes": minutes(step.seconds or 0),
        "start": minutes(time.start),
        "end": minutes(time.end),
        "critical": time.critical,
        "after": [plan.steps[other].title for other in time.after],
        "rollback": None
        if back is None
        else {"text": back.words, "minutes": minutes(back.seconds)},
        "triggers": [trigger.text for trigger in back.triggers] if back else [],
        "downtime": step.downtime,
        "owner": step.owner or None,
    }


def _checkpoint(schedule: Schedule, at: int, step: Step) -> dict[str, Any]:
    time = schedule.times[at]
    return {
        "percent": exact(step.share or 0.0),
        "watch_minutes": minutes(step.seconds),
        "line": step.line,
        "start": minutes(time.start),
        "end": minutes(time.end),
        "critical": time.critical,
    }


def _scaling(rule: Scaling) -> dict[str, Any]:
    trigger = rule.trigger
    said = None
    if trigger is not None:
        said = {
            "metric": trigger.metric,
            "op": trigger.op,
            "value": None if trigger.value is None else exact(trigger.value),
            "for_minutes": minutes(trigger.seconds),
        }
    return {"trigger": said, "actions": list(rule.actions), "rollback": list(rule.rollback)}


def _profile(plan: Plan) -> dict[str, Any] | None:
    if not plan.profile:
        return None
    seen = outlook(plan.profile)
    return {
        "in_flight": seen.in_flight,
        "in_flight_p99": seen.in_flight_p99,
        "loads": {str(times): dict(loads) for times, loads in seen.loads},
        "first": seen.first,
        "ends_at": seen.ends_at,
        "tight_at": seen.tight_at,
        "signs": [
            {
                "id": sign.id,
                "layer": sign.layer,
                "value": sign.value,
                "limit": sign.limit,
                "sentence": sign.sentence,
            }
            for sign in seen.signs
        ],
    }


def _finding(plan: Plan, finding: Finding) -> dict[str, Any]:
    remark = REMARKS[finding.code]
    line = plan.text.count("\n", 0, finding.span.start) + 1 if finding.span else 1
    return {
        "id": finding.code,
        "severity": str(finding.severity),
        "line": line,
        "message": finding.message,
        "why": remark.why,
        "source": remark.source,
    }
