"""The steps of the runbook: the schedule, then each step with its checks and its way back.

They stand in the order in which they begin, whatever the order in which they were written: at night
one goes down the list. What is wrong with a step is said at the step, before its box is ticked.
"""

import re
from collections.abc import Iterator, Sequence

from coach.boards.board import Finding, Severity
from coach.boards.escape import readable
from coach.boards.plan.acts import act
from coach.boards.plan.dates import clock_told, date_told
from coach.boards.plan.document import Plan, Rollback
from coach.boards.plan.durations import DAY, in_words, told
from coach.boards.plan.rule_verdicts import PlanCase
from coach.boards.plan.rules_data import kinds
from coach.boards.plan.rules_form import ends_at


def table(case: PlanCase) -> Iterator[str]:
    """The schedule: a row a step, in the order in which they begin."""
    plan, start = case.plan, case.plan.start
    lines = [
        "## Schedule",
        "",
        "| # | Step | Start | End | Takes | Owner | Downtime |",
        "|---|---|---|---|---|---|---|",
    ]
    for number, at in enumerate(in_turn(case), 1):
        step, time = plan.steps[at], case.schedule.times[at]
        begin = _moment(time.start, start.at if start else None, plan.clock)
        end = _moment(time.end, start.at if start else None, plan.clock)
        length = "-" if step.seconds is None else told(step.seconds)
        name = f"**{readable(step.title)}**" if time.critical else readable(step.title)
        down = "yes" if step.downtime else ""
        lines.append(
            f"| {number} | {name} | {begin} | {end} | {length} | {readable(step.owner)} | {down} |"
        )
    said = "In bold what is critical: a delay there delays the end."
    if list(in_turn(case)) != list(range(len(plan.steps))):
        said = f"In the order in which they begin, which is not the order written. {said}"
    if case.schedule.length is not None:
        said += f" The whole takes {in_words(case.schedule.length)}."
    if start is not None and case.schedule.length is not None:
        said += f" It ends {_moment(ends_at(plan, case), 0)}."
    if plan.deadline is not None:
        said += f" It must end by {_moment(plan.deadline.at, 0)}."
    yield "\n".join([*lines, "", said])


_TO_THE_MINUTE = 3
"""Units of a moment, from days down: two of them would begin and end a step of minutes alike."""


def _moment(at: int | None, start: int | None, clock: int | None = None) -> str:
    """A moment as a date, as a time of day where the plan names those alone, or as T+ to the
    minute where it has no start."""
    if at is None:
        return "-"
    if start is None and clock is not None:
        days = (at + clock) // DAY
        return clock_told((at + clock) % DAY) + (f" ({days:+d}d)" if days else "")
    if start is None:
        return f"T{'-' if at < 0 else '+'}{told(abs(at), _TO_THE_MINUTE)}"
    at += start
    return date_told(at) + (f" {clock_told(at)}" if at % DAY else "")


def in_turn(case: PlanCase) -> tuple[int, ...]:
    """The places of the steps in the order in which they begin, as written where two begin at
    once, and throughout where a start is not known."""
    begins = [time.start for time in case.schedule.times]
    places = range(len(case.plan.steps))
    known = [begin for begin in begins if begin is not None]
    if len(known) < len(places):
        return tuple(places)
    return tuple(sorted(places, key=known.__getitem__))


def steps(case: PlanCase, findings: Sequence[Finding]) -> Iterator[str]:
    """Each step as a box in the order in which they begin, with what is to be decided before it."""
    yield "## Steps"
    phase = ""
    for at in in_turn(case):
        step = case.plan.steps[at]
        if step.phase and step.phase != phase:
            phase = step.phase
            yield f"### {readable(phase)}"
        line = case.plan.line_span(step.line)
        first = [
            finding.message
            for finding in findings
            if finding.span == line and finding.severity is not Severity.HINT
        ]
        yield "\n".join(_step(case, at, first))


def for_all(plan: Plan) -> Iterator[str]:
    """The way back of every step without one of its own."""
    if plan.rollback is not None:
        yield "## Rollback of all steps without their own\n\n" + "\n".join(
            _back(plan.rollback)
        ).replace("  - ", "- ", 1)


def _step(case: PlanCase, at: int, first: Sequence[str]) -> Iterator[str]:
    plan, step, begin = case.plan, case.plan.steps[at], case.schedule.times[at].start
    since = f", from {_moment(begin, plan.start.at if plan.start else None, plan.clock)}" * (
        begin is not None
    )
    box = "- [x]" if step.done else "- [ ]"
    owner = f" ({readable(step.owner)})" if step.owner else ""
    down = ", **downtime**" if step.downtime else ""
    length = f", {told(step.seconds)}" if step.seconds else ""
    if step.share is None:
        yield f"{box} **{readable(step.name)}**{length}{since}{down}{owner}"
    else:
        watch = f"watch {told(step.seconds)}" if step.seconds else "watch for ______"
        numbers = ", or ".join(readable(words) for words in _numbers(plan))
        yield (
            f"{box} **{step.share:g} %**, {watch}{since}; back to the share before if "
            f"{numbers or '______'}{owner}"
        )
        if _says_more(step.name):
            yield f"  - {readable(step.name)}"
    if step.lag:
        waited = ", ".join(plan.steps[other].title for other in case.schedule.times[at].after)
        after = f" after {readable(waited)}" if waited else ""
        yield f"  - [ ] wait {in_words(step.lag)}{after}"
    for message in first:
        yield f"  - [ ] decide first: {readable(message)}"
    for detail in step.details:
        yield f"  - {readable(detail)}"
    for verify in step.verify:
        yield f"  - [ ] verify: {readable(verify)}"
    back = step.rollback or (plan.rollback if act(step).changes or step.share is not None else None)
    if step.rollback is None and back is not None:
        yield "  - rollback: the one for all steps, below"
        return
    if back is None:
        if kinds(act(step)) == "change" and step.share is None:
            yield "  - rollback: ______ (if ______, takes ______)"
        return
    yield from _back(back)


_SHARE_WORDS = re.compile(
    r"(?:checkpoint|canary|ramp|watch|each|then|to|for|of|and|at|percent|pct|min|hours?|days?"
    r"|weeks?|minutes?|[hdms]|\W|\d)+",
    re.I,
)


def _says_more(name: str) -> bool:
    """Whether a checkpoint's line says more than its share and its watch."""
    return _SHARE_WORDS.fullmatch(name) is None


def _numbers(plan: Plan) -> list[str]:
    """What to look at while a share is watched: the triggers of the whole plan."""
    backs = [step.rollback for step in plan.steps if step.rollback]
    backs += [plan.rollback] if plan.rollback else []
    return list(dict.fromkeys(trigger.text for back in backs for trigger in back.triggers))[:4]


def _back(back: Rollback) -> Iterator[str]:
    if back.needless:
        yield f"  - rollback: {readable(back.text)}"
        return
    when = " or ".join(readable(trigger.text) for trigger in back.triggers) or "______"
    takes = told(back.seconds) if back.seconds is not None else "______"
    yield f"  - roll back if {when} (takes {takes}): {readable(back.text)}".rstrip(": ")
    for number, step in enumerate(back.steps, 1):
        yield f"    {number}. {readable(step)}"
