"""A plan as one JSON object: what `coach plan --json` writes, all that was read of the text.

Times are minutes, and counted from the plan's start. What was not said is null, [] or {}.

- `title`; `start`, `deadline`: a date, and its time of day where written (2026-05-04T09:00);
  `clock`: the time of day from which minutes count, where no date is said (09:00).
- `strategy`: `said`, `words`, `recommended` ("none" where the constraints leave none), `reasons`,
  `excluded` [`strategy`, `because`].
- `constraints`: only what was said; in `constraints_said` the words.
- `steps` [`name`, `number`, `line`, `phase`, `minutes`, `start`, `end`, `critical`, `after`,
  `wait_minutes` (after those), `rollback` {`text`, `minutes`} (its own or the one for all),
  `triggers`, `downtime`, `owner`, `verify`, `details`, `done`];
  `checkpoints` [`percent`, `watch_minutes`, `line`, `words`, the rest as a step's].
- `rollback_for_all` {`text`, `minutes`, `triggers`}; `ready` (before the first step), `success`.
- `length_minutes`.
- `scaling` [`trigger` {`text`, `metric`, `op`, `value`, `for_minutes`}, `actions`, `rollback`];
  `limits`: what no rule may pass, in words. 70 % is 0.7, times are seconds.
- `load_test` {`target`, `rate` (of the baseline, each second), `p99` (seconds), `errors` (0 to 1),
  `scenarios` [`name`, `rate`, `minutes`], `requests` [`method`, `path`, `share`, `body`],
  `assumed` (what the text left open)}.
- `profile`: `measures` [`name`, `value`, `limit`, `line`] and what follows from them.
- `sections` {heading: lines}, `notes`, `reviews`: what is kept as words.
- `findings` [`id`, `severity`, `line`, `message`, `why`, `source`].
"""

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from coach.boards.board import Finding
from coach.boards.plan.dates import clock_told, stamp
from coach.boards.plan.document import LoadTest, Plan, PointInTime, Rollback, Scaling
from coach.boards.plan.loadplan import stages
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
        "start": _moment(plan.start),
        "deadline": _moment(plan.deadline),
        "clock": None if plan.clock is None else clock_told(plan.clock),
        "strategy": _strategy(plan),
        "constraints": _constraints(plan),
        "constraints_said": list(dict.fromkeys(plan.constraints.words)),
        "ready": list(plan.ready),
        "steps": [_step(plan, schedule, at) for at, step in pairs if step.share is None],
        "checkpoints": [
            _checkpoint(plan, schedule, at) for at, step in pairs if step.share is not None
        ],
        "rollback_for_all": _back_for_all(plan.rollback),
        "success": list(plan.success),
        "length_minutes": minutes(schedule.length),
        "scaling": [_scaling(rule) for rule in plan.scaling],
        "limits": list(plan.limits),
        "load_test": _load_test(plan.loadtest),
        "profile": _profile(plan),
        "sections": {heading: list(said) for heading, said in plan.sections},
        "notes": list(plan.notes),
        "reviews": list(plan.reviews),
        "findings": [_finding(plan, finding) for finding in findings],
    }


def written(plan: Plan, schedule: Schedule, findings: Sequence[Finding]) -> str:
    """The object as text."""
    return json.dumps(record(plan, schedule, findings), ensure_ascii=False, indent=1) + "\n"


def _moment(point: PointInTime | None) -> str | None:
    return None if point is None else stamp(point.at, point.timed)


def _strategy(plan: Plan) -> dict[str, Any]:
    choice = chosen(plan)
    reasons = [choice.reason] if choice.reason else []
    return {
        "said": plan.strategy or None,
        "words": plan.strategy_words or None,
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
    step = plan.steps[at]
    return {
        "name": step.name,
        "number": step.number or step.handle or None,
        "line": step.line,
        "phase": step.phase or None,
        "minutes": minutes(step.seconds or 0),
        **_planned(plan, schedule, at),
    }


def _checkpoint(plan: Plan, schedule: Schedule, at: int) -> dict[str, Any]:
    step = plan.steps[at]
    return {
        "percent": exact(step.share or 0.0),
        "watch_minutes": minutes(step.seconds),
        "line": step.line,
        "words": step.name,
        "phase": step.phase or None,
        **_planned(plan, schedule, at),
    }


def _planned(plan: Plan, schedule: Schedule, at: int) -> dict[str, Any]:
    """What is known of a step and of a checkpoint alike."""
    step, time = plan.steps[at], schedule.times[at]
    back = plan.way_back(step)
    return {
        "start": minutes(time.start),
        "end": minutes(time.end),
        "critical": time.critical,
        "after": [plan.steps[other].title for other in time.after],
        "wait_minutes": minutes(step.lag),
        "rollback": _back(back),
        "triggers": [trigger.text for trigger in back.triggers] if back else [],
        "downtime": step.downtime,
        "owner": step.owner or None,
        "verify": list(step.verify),
        "details": list(step.details),
        "done": step.done,
    }


def _back(back: Rollback | None) -> dict[str, Any] | None:
    return None if back is None else {"text": back.words, "minutes": minutes(back.seconds)}


def _back_for_all(back: Rollback | None) -> dict[str, Any] | None:
    said = _back(back)
    if back is None or said is None:
        return None
    return {**said, "triggers": [trigger.text for trigger in back.triggers]}


def _scaling(rule: Scaling) -> dict[str, Any]:
    trigger = rule.trigger
    said = None
    if trigger is not None:
        said = {
            "text": trigger.text,
            "metric": trigger.metric,
            "op": trigger.op,
            "value": None if trigger.value is None else exact(trigger.value),
            "for_minutes": minutes(trigger.seconds),
        }
    return {"trigger": said, "actions": list(rule.actions), "rollback": list(rule.rollback)}


def _load_test(load: LoadTest | None) -> dict[str, Any] | None:
    if load is None:
        return None
    return {
        "target": load.target,
        "rate": exact(load.rate),
        "p99": exact(load.p99),
        "errors": exact(load.errors),
        "scenarios": [
            {"name": stage.name, "rate": exact(stage.rate), "minutes": minutes(stage.hold)}
            for stage in stages(load)
        ],
        "requests": [
            {
                "method": request.method,
                "path": request.path,
                "share": exact(round(request.share, 9)),
                "body": request.body or None,
            }
            for request in load.requests
        ],
        "assumed": list(load.defaults),
    }


def _profile(plan: Plan) -> dict[str, Any] | None:
    if not plan.profile:
        return None
    seen = outlook(plan.profile)
    return {
        "measures": [
            {
                "name": known.name,
                "value": known.value,
                "limit": known.limit,
                "line": known.line,
            }
            for known in plan.profile
        ],
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
