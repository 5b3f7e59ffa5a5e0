"""Findings about order, lengths, dates and downtime; about scaling, and about capacity plans."""

import re

from coach.boards.plan.dates import clock_told, date_told
from coach.boards.plan.document import Plan, Scaling, Trigger
from coach.boards.plan.durations import in_words, told
from coach.boards.plan.rule_verdicts import Noticed, PlanCase

_CHECKS = re.compile(
    (
        r"\b(?:verif\w+|check\w*|health|hit rate|lag|monitor\w*|watch\w*|confirm\w*"
        r"|test\w*|validat\w+|ensure\w*|wait for)\b"
    ),
    re.I,
)
_ADDS_SERVERS = re.compile(
    (
        r"\b(?:add|start|launch|more|double|scale out|increase)\b.{0,40}\b(?:servers?"
        r"|instances?|nodes?|pods?|machines?|workers?|replicas?|hosts?|tasks?)\b"
    ),
    re.I,
)
_STATE = re.compile(
    r"\b(?:sessions?|state|carts?|uploads?|files?|cache)\b.{0,50}\b(?:in|on|live|lives"
    r"|kept|stored|held)\b.{0,40}\b(?:memory|servers?|local|disk|process|nodes?)\b"
    r"|\b(?:sticky sessions?|session affinity|local (?:files?|disk|state|sessions?)"
    r"|in-memory sessions?|in-process state|stateful)\b",
    re.I,
)
_MOVED = re.compile(
    (
        r"\b(?:move|store|put|extract|share|externali[sz]e|keep)\w*\b.{0,40}\b(?:sessions?"
        r"|state|files?|uploads?|carts?)\b.{0,60}\b(?:redis|memcached|s3|object store"
        r"|database|db|shared|external|cookie|jwt|store|cache)\b|\bstateless\b"
    ),
    re.I,
)
_LARGEST = re.compile(
    r"\b(?:max(?:imum)?|at most|up to|limit|no more than|largest|ceiling|cap(?:ped)?)\b.{0,30}\d",
    re.I,
)
_USE = re.compile(
    r"\b(?:cpu|memory|disk|utili[sz]ation|usage|network|bandwidth|load|pool|connections)\b", re.I
)
_CAPACITY = re.compile(r"\bcapacity plan", re.I)
TOO_LATE = 0.9
"""A utilisation from which there is no time left to act."""


def order(case: PlanCase) -> Noticed:
    """Names that are no steps, circles, names given twice, and steps without a length."""
    steps = case.plan.steps
    for unknown in case.schedule.unknown:
        ask = f"; did you mean {unknown.nearest}?" if unknown.nearest else "."
        yield (
            "dependency-unknown",
            f"There is no step called {unknown.name}{ask}",
            steps[unknown.step].line,
        )
    ring = case.schedule.cycle
    if ring:
        path = " -> ".join(steps[at].title for at in ring)
        yield "dependency-cycle", f"These wait for each other: {path}.", steps[ring[0]].line
    seen: dict[str, int] = {}
    for step in case.steps:
        folded = " ".join(step.name.casefold().split())
        if folded in seen:
            said = f"Two steps are called {step.name}: `after {step.name}` means the first."
            yield "duplicate-step", said, step.line
        seen.setdefault(folded, step.line)
        if step.seconds is None:
            yield "step-no-duration", f"{step.name} has no duration and counts as 0.", step.line


def limits(case: PlanCase) -> Noticed:
    """The deadline and the downtime allowed."""
    yield from _deadline(case.plan, case)
    allowed = case.plan.constraints.downtime
    planned, first = longest_downtime(case)
    if allowed is not None and planned > allowed:
        may = f"{in_words(allowed)} are allowed" if allowed else "none is allowed"
        yield "over-downtime", f"{in_words(planned)} of downtime are planned and {may}.", first


def longest_downtime(case: PlanCase) -> tuple[int, int]:
    """The seconds of the longest run of steps marked downtime, and the line it begins on."""
    best, line = 0, 1
    begun: int | None = None
    first = 1
    for step, time in zip(case.plan.steps, case.schedule.times, strict=True):
        if not step.downtime or time.start is None or time.end is None:
            begun = None
            continue
        if begun is None:
            begun, first = time.start, step.line
        if time.end - begun > best:
            best, line = time.end - begun, first
    return best, line


def _deadline(plan: Plan, case: PlanCase) -> Noticed:
    if (
        plan.start is None
        or plan.deadline is None
        or case.schedule.length is None
        or not plan.steps
    ):
        return
    end = ends_at(plan, case)
    day = 86_400
    last = plan.deadline.at if plan.deadline.timed else plan.deadline.at + day - 1
    if end <= last:
        return
    late = (
        end - plan.deadline.at
        if plan.deadline.timed
        else (end // day - plan.deadline.at // day) * day
    )
    path = " -> ".join(plan.steps[at].title for at in case.schedule.path)
    clock = f" {clock_told(end)}" if end % day else ""
    said = (
        f"The plan ends on {date_told(end)}{clock}, "
        f"{in_words(late) if late % day == 0 else told(late)} after the deadline; "
        f"the critical path is {path}."
    )
    yield "past-deadline", said, plan.deadline.line


def ends_at(plan: Plan, case: PlanCase) -> int:
    """The moment a plan with a start ends."""
    start = plan.start.at if plan.start else 0
    return start + max((time.end or 0 for time in case.schedule.times), default=0)


def scaling(case: PlanCase) -> Noticed:
    """Each rule of a scaling plan: trigger, time, action, check, rollback, largest size."""
    plan = case.plan
    for rule in plan.scaling:
        yield from _rule(rule)
    if not plan.scaling:
        return
    first = plan.scaling[0]
    said = " · ".join(" · ".join(rule.actions) for rule in plan.scaling)
    words = " · ".join(
        (
            plan.title,
            *plan.notes,
            *(note for _, notes in plan.sections for note in notes),
            said,
            *(" · ".join(rule.rollback) for rule in plan.scaling),
            *plan.constraints.words,
        )
    )
    if _ADDS_SERVERS.search(said) and _STATE.search(words) and not _MOVED.search(words):
        yield (
            "stateful-scale-out",
            "State in the servers stops scaling out: move it first.",
            first.line,
        )
    if not plan.limits and not _LARGEST.search(words):
        yield (
            "scaling-no-limit",
            "Name the largest size; the next bottleneck is behind it.",
            first.line,
        )


def _rule(rule: Scaling) -> Noticed:
    trigger = rule.trigger
    if trigger is None and rule.actions:
        yield (
            "scaling-no-trigger",
            "When is this done? Name a number: CPU > 70% for 15 minutes.",
            rule.line,
        )
    if trigger is not None and trigger.op and trigger.seconds is None:
        said = f"For how long is {trigger.text}? A threshold without a time fires at every spike."
        yield "trigger-no-duration", said, rule.line
    if trigger is not None and _too_late(trigger):
        said = f"At {(trigger.value or 0) * 100:g}% there is no time left to act; 70% leaves room."
        yield "trigger-too-late", said, rule.line
    if not rule.rollback:
        yield "scaling-no-rollback", "How is it undone?", rule.line
    if rule.actions and not any(_CHECKS.search(action) for action in rule.actions):
        yield "action-no-verify", "Add a check of the action: health, hit rate, lag.", rule.line


def _too_late(trigger: Trigger) -> bool:
    """Whether a utilisation is waited for that leaves no time."""
    high = trigger.value is not None and trigger.value >= TOO_LATE and trigger.op in (">", ">=")
    return high and trigger.unit == "%" and bool(_USE.search(trigger.metric))


def capacity(case: PlanCase) -> Noticed:
    """A capacity plan says when it is looked at again."""
    plan = case.plan
    said = _CAPACITY.search(plan.title) or any(_CAPACITY.search(note) for note in plan.notes)
    sheet = case.context.texts.get("estimate", "")
    columns = re.search(
        r"^\s*(?:scenarios?|columns)\s*:.*[|,]|^\s*(?:scenarios?|columns)\s*:.*->",
        sheet,
        re.M | re.I,
    )
    planned = said or (columns and plan.blank and plan.text.strip())
    reviewed = plan.reviews or re.search(r"^\s*(?:review|order \w+) when\b", sheet, re.M | re.I)
    if planned and not reviewed:
        asked = "When is this plan looked at again? review when storage > 2 TB."
        yield "review-missing", asked, 1
