"""The runbook in Markdown: what to agree on first, the schedule, each step with its way back.

It is written to be followed at night: "stop if" stands at the top, every line to be done is a box,
what is still open stands at the end. Words of the plan cannot break a table or open a link.
"""

import re
from collections.abc import Iterator, Sequence

from coach.boards.board import Context, Finding, Severity
from coach.boards.escape import readable
from coach.boards.plan.acts import act
from coach.boards.plan.document import LoadTest, Plan, Scaling, Step
from coach.boards.plan.durations import in_words, told
from coach.boards.plan.loadplan import stages
from coach.boards.plan.profile import outlook
from coach.boards.plan.rule_verdicts import PlanCase, chosen
from coach.boards.plan.rules_form import longest_downtime
from coach.boards.plan.runbook_steps import for_all, steps, table
from coach.boards.plan.schedule import Schedule
from coach.boards.plan.strategies import MATRIX, NAMES, NONE
from coach.boards.plan.volumes import bytes_told


def markdown(plan: Plan, schedule: Schedule, findings: Sequence[Finding]) -> str:
    """The document; "" for a plan in which nothing stands."""
    if plan.blank and not plan.title and not plan.notes:
        return ""
    case = PlanCase(plan, schedule, Context())
    blocks = [f"# {readable(plan.title) or 'Plan'}"]
    blocks += [*_stop(plan), *_beside(plan)]
    if plan.steps or plan.strategy:
        blocks += _strategy(plan)
    blocks += _constraints(case)
    if plan.steps:
        blocks += [*_agreed(plan), *table(case), *steps(case, findings)]
    elif plan.success or plan.ready:
        blocks.append("\n".join(f"- [ ] {readable(words)}" for words in plan.ready + plan.success))
    blocks += for_all(plan)
    for rule in plan.scaling:
        blocks += _scaling(rule)
    if plan.limits:
        blocks.append("\n".join(f"- {readable(limit)}" for limit in plan.limits))
    blocks += [*_load(plan.loadtest), *_profile(plan), *_sections(plan), *_open(findings)]
    return "\n\n".join(blocks) + "\n"


def _stop(plan: Plan) -> Iterator[str]:
    """The triggers of all ways back, first of all."""
    said: dict[str, list[str]] = {}
    for step in plan.steps:
        for trigger in step.rollback.triggers if step.rollback else ():
            said.setdefault(trigger.text, []).append(step.title)
    for trigger in plan.rollback.triggers if plan.rollback else ():
        said.setdefault(trigger.text, []).append("any step")
    if said:
        lines = [
            f"- {readable(text)} ({readable(', '.join(names))})" for text, names in said.items()
        ]
        yield "**Stop and roll back if**\n\n" + "\n".join(lines)


_AT_HAND = re.compile(
    r"(?:contacts?|on[ -]?call|stakeholders|comm(?:s|unications?)?(?: plan)?|watch|monitoring"
    r"|alerts|metrics(?: to watch)?|(?:code |change )?freeze)",
    re.I,
)
"""What is looked for while steps are done: who is called, who is told, which numbers."""


def _beside(plan: Plan) -> Iterator[str]:
    """What somebody needs at hand at night, above the steps."""
    if plan.steps:
        yield from _titled(plan, True)


def _titled(plan: Plan, at_hand: bool) -> Iterator[str]:
    for title, said in plan.sections:
        if (_AT_HAND.fullmatch(title.strip()) is not None) is at_hand:
            name = readable(title[:1].upper() + title[1:])
            yield f"## {name}\n\n" + "\n".join(f"- {readable(words)}" for words in said)


def _strategy(plan: Plan) -> Iterator[str]:
    choice = chosen(plan)
    if not plan.strategy and not choice.recommended:
        return
    lines = ["## Strategy", ""]
    if plan.strategy:
        lines.append(
            f"{NAMES[plan.strategy]}."
            + (
                f" Said: {readable(plan.strategy_words)}."
                if plan.strategy_words.lower() not in (plan.strategy, NAMES[plan.strategy].lower())
                else ""
            )
        )
    if choice.recommended and choice.recommended != NONE:
        also = "also " if choice.recommended == plan.strategy else ""
        lines.append(
            f"The constraints {also}speak for {NAMES[choice.recommended].lower()}: {choice.reason}."
        )
    elif choice.recommended == NONE:
        lines.append("The constraints rule out every strategy.")
    lines += ["", "| Strategy | Risk | Downtime | Complexity | |", "|---|---|---|---|---|"]
    for name, risk, down, complexity in MATRIX:
        against = choice.against(name)
        label = (
            f"~~{NAMES[name]}~~"
            if against
            else f"**{NAMES[name]}**"
            if name == plan.strategy
            else NAMES[name]
        )
        why = against[0].because if against else "chosen" if name == plan.strategy else ""
        lines.append(f"| {label} | {risk} | {down} | {complexity} | {why} |")
    yield "\n".join(lines)


def _constraints(case: PlanCase) -> Iterator[str]:
    facts = case.plan.constraints
    lines = [f"- {readable(words)}" for words in dict.fromkeys(facts.words) if words.strip()]
    planned, _ = longest_downtime(case)
    if planned:
        allowed = (
            ""
            if facts.downtime is None
            else f", {told(facts.downtime)} allowed"
            if facts.downtime
            else ", none allowed"
        )
        lines.append(f"- Downtime: {told(planned)} planned{allowed}")
    if facts.data_bytes and facts.copy_rate:
        took = in_words(max(60, round(facts.data_bytes / facts.copy_rate / 60) * 60))
        lines.append(
            f"- Copying {bytes_told(facts.data_bytes)} at "
            f"{bytes_told(facts.copy_rate)}/s takes {took}"
        )
    if lines:
        yield "## Constraints\n\n" + "\n".join(lines)


def _agreed(plan: Plan) -> Iterator[str]:
    """What must be true before the first step that changes anything."""
    saved = [step for step in plan.steps if act(step).restores or act(step).backs_up]
    tested = [step for step in plan.steps if act(step).smokes]
    owners = {step.owner for step in plan.steps if step.owner}
    nobody = [step.title for step in plan.steps if not step.owner and not step.done]
    lines = [
        "- [ ] the backup has been restored once" + _where(saved),
        "- [ ] smoke tests are written and pass" + _where(tested),
        "- [ ] every step has an owner who is awake"
        + (f": {readable(', '.join(sorted(owners)))}" if owners else "")
        + (f"; nobody yet: {_few(nobody)}" if owners and nobody else ""),
        "- [ ] everybody knows who says stop, and on which numbers",
        *(f"- [ ] {readable(words)}" for words in plan.ready),
        *(f"- [ ] success is: {readable(words)}" for words in plan.success),
    ]
    if not plan.success:
        lines.append("- [ ] success is: ______")
    yield "## Go or no-go\n\n" + "\n".join(lines)


def _few(names: list[str]) -> str:
    """The first of some names, and how many more there are."""
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return f"{readable(', '.join(names[:_MOST_NAMES]))}{more}"


_MOST_NAMES = 4


def _where(steps: list[Step]) -> str:
    return f" ({readable(', '.join(step.name for step in steps[:3]))})" if steps else ""


def _scaling(rule: Scaling) -> Iterator[str]:
    trigger = readable(rule.trigger.text) if rule.trigger else "______"
    lines = [f"## When {trigger}", ""]
    lines += [f"{number}. {readable(action)}" for number, action in enumerate(rule.actions, 1)]
    lines += ["", "Rollback:", ""]
    lines += [f"{number}. {readable(step)}" for number, step in enumerate(rule.rollback, 1)] or [
        "1. ______"
    ]
    yield "\n".join(lines)


def _load(load: LoadTest | None) -> Iterator[str]:
    if load is None:
        return
    lines = [
        "## Load test", "",
        (f"Target {readable(load.target)}; p99 < {load.p99 * 1000:g} ms and errors < "
            f"{load.errors * 100:g} % at the baseline and at 2x."),
        "", "| Scenario | Requests/s | For | Users | At most |", "|---|---|---|---|---|",
    ]  # fmt: skip
    for stage in stages(load):
        lines.append(
            f"| {readable(stage.name)} | {stage.rate:,.6g} | {told(stage.hold)} "
            f"| {stage.users:,} | {stage.most:,} |"
        )
    lines.append("")
    lines += [
        f"- {readable(f'{request.method} {request.path}')}: {request.share:.1%}"
        for request in load.requests
    ]
    yield "\n".join(lines)


def _profile(plan: Plan) -> Iterator[str]:
    if not plan.profile:
        return
    seen = outlook(plan.profile)
    lines = ["## Profile", ""]
    if seen.in_flight is not None:
        lines.append(f"- in flight at the peak: {seen.in_flight:,.4g} requests (Little's law)")
    if seen.first and seen.ends_at is not None and seen.tight_at is not None:
        lines.append(
            f"- {seen.first} ends first, at {seen.ends_at:.3g} times today's peak; it "
            f"is tight at {seen.tight_at:.3g}"
        )
    for times, loads in seen.loads:
        if loads:
            lines.append(
                f"- at {times}x: " + ", ".join(f"{name} {value:.0%}" for name, value in loads)
            )
    lines += [f"- {sign.layer}: {readable(sign.sentence)}" for sign in seen.signs]
    yield "\n".join(lines)


def _sections(plan: Plan) -> Iterator[str]:
    """What the plan says beside its steps, under its own headings."""
    yield from _titled(plan, False)
    if not plan.steps:
        yield from _titled(plan, True)
    if plan.notes:
        yield "## Notes\n\n" + "\n".join(f"- {readable(words)}" for words in plan.notes)
    if plan.reviews:
        yield "## Review\n\n" + "\n".join(f"- {readable(words)}" for words in plan.reviews)


def _open(findings: Sequence[Finding]) -> Iterator[str]:
    """What has to be decided yet: every finding but the lengths that are not known."""
    grave = [finding for finding in findings if finding.severity is not Severity.HINT]
    mild = [
        finding
        for finding in findings
        if finding.severity is Severity.HINT and finding.code != "line-unread"
    ]
    lines = [f"- [ ] decide: {readable(finding.message)}" for finding in [*grave, *mild]]
    if lines:
        yield "## Open\n\n" + "\n".join(dict.fromkeys(lines))
