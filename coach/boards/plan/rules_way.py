"""Findings about the choice of a strategy, the ways back, and what is said at all."""

from coach.boards.plan.acts import facade_in, goes_back, keeps_old_current
from coach.boards.plan.document import Rollback, Step
from coach.boards.plan.durations import in_words
from coach.boards.plan.rule_verdicts import Noticed, PlanCase
from coach.boards.plan.strategies import BIG_BANG, NAMES, NONE, STRANGLER, Excluded, relaxing
from coach.boards.plan.triggers import measurable


def strategies(case: PlanCase) -> Noticed:
    """The strategy said against the constraints and the rules."""
    plan, choice = case.plan, case.choice
    said, line = plan.strategy, plan.strategy_line
    barred = choice.against(said) if said else ()
    if said == BIG_BANG and plan.constraints.downtime == 0:
        yield (
            "big-bang-no-downtime",
            (
                "Big bang takes the system down, and no downtime is allowed: blue-green, "
                "canary or strangler fig."
            ),
            line,
        )
        barred = tuple(exclusion for exclusion in barred if exclusion.constraint != "downtime")
    if barred:
        exclusion = barred[0]
        told = f"{NAMES[said]} needs {exclusion.needs}, and the plan says that {exclusion.because}."
        yield "strategy-excluded", told, line
    if choice.recommended == NONE:
        names = [
            f"{NAMES[exclusion.strategy]} ({exclusion.because})"
            for exclusion in _first_of_each(case)
        ]
        told = (
            f"No strategy fits: {'; '.join(names)}. Relax one: "
            f"{relaxing(plan.constraints, case.moves)}."
        )
        first = min((number for _, number in plan.constraints.lines), default=1)
        yield "no-strategy-fits", told, first
    elif said and not barred and choice.recommended and choice.recommended != said:
        other = NAMES[choice.recommended]
        told = (
            f"{NAMES[said]} would work; the constraints speak for {other.lower()}: {choice.reason}."
        )
        if not (said == BIG_BANG and plan.constraints.downtime == 0):
            yield "strategy-not-recommended", told, line
    if not said and plan.steps and not plan.strategy_words:
        told = "Say the strategy: big bang, blue-green, canary or strangler fig."
        yield "strategy-missing", told, plan.steps[0].line


def _first_of_each(case: PlanCase) -> list[Excluded]:
    seen: dict[str, Excluded] = {}
    for exclusion in case.choice.excluded:
        seen.setdefault(exclusion.strategy, exclusion)
    return list(seen.values())


def ways_back(case: PlanCase) -> Noticed:
    """Whether each change has a way back, and what each says."""
    plan = case.plan
    for step, does in case.doing:
        if does.changes and plan.way_back(step) is None:
            told = (
                f"{step.name} has no rollback: what is done, and how long it takes, when "
                "it goes wrong?"
            )
            yield "step-no-rollback", told, step.line
    if case.checkpoints and not case.waysback.strip(" ·"):
        first = case.checkpoints[0]
        told = f"The {first.title} has no rollback: what is done, and how long does it take?"
        yield "step-no-rollback", told, first.line
    for step in plan.steps:
        if step.rollback is not None:
            yield from _said(step.title, step.rollback, step.line)
    if plan.rollback is not None:
        line = plan.text.count("\n", 0, plan.rollback.span.start) + 1
        yield from _said("the plan", plan.rollback, line)


def _said(name: str, rollback: Rollback, line: int) -> Noticed:
    if rollback.needless:
        return
    if not rollback.triggers:
        told = f"When is {name} rolled back? Name a number: error rate > 1%."
        yield "rollback-no-trigger", told, line
    for trigger in rollback.triggers:
        if not measurable(trigger):
            told = f"{trigger.text} cannot be measured: write a threshold and for how long."
            yield "trigger-not-measurable", told, line
    if rollback.seconds is None:
        yield "rollback-no-time", f"How long does the rollback of {name} take?", line


def slow_and_lossy(case: PlanCase) -> Noticed:
    """Rollbacks that take longer than allowed, or that lose what was written."""
    allowed = case.plan.constraints.downtime
    kept = keeps_old_current(case.waysback) or any(does.dual for _, does in case.doing)
    kept = kept or any(keeps_old_current(step.name) and does.captures for step, does in case.doing)
    for step, does in case.doing:
        rollback = case.plan.way_back(step)
        if rollback is None or rollback.needless:
            continue
        used = (
            step.downtime
            or does.switches
            or (does.moves and not does.copies and not does.backfills)
        )
        if (
            allowed is not None
            and rollback.seconds is not None
            and used
            and _waits(step, rollback, allowed)
        ):
            told = (
                f"The rollback of {step.name} takes {in_words(rollback.seconds)}, and "
                f"{in_words(allowed) if allowed else 'no'} {'of ' if allowed else ''}downtime "
                f"{'are' if allowed else 'is'} allowed."
            )
            yield "rollback-too-slow", told, step.line
        if does.switches and case.moves and not kept and goes_back(rollback.words):
            told = (
                f"Rolling {step.name} back loses what was written to the new system: sync it back, "
                "or keep writing to both."
            )
            yield "rollback-loses-data", told, step.line


def _waits(step: Step, rollback: Rollback, allowed: int) -> bool:
    """Whether users wait for a rollback longer than allowed; with no downtime allowed only where
    something is restored, for a switch back need not be downtime."""
    seconds = rollback.seconds or 0
    if allowed == 0:
        return "restor" in rollback.words.lower() and seconds > 0
    return seconds > allowed


def said_at_all(case: PlanCase) -> Noticed:
    """A facade for a strangler fig, success criteria, and a flag's end."""
    plan = case.plan
    if not plan.steps:
        return
    names = [step.name for step in plan.steps]
    if plan.strategy == STRANGLER and not any(facade_in(said) for said in (*names, *plan.notes)):
        told = "A strangler fig needs a facade in front of the old system first."
        yield "no-facade", told, plan.strategy_line
    words = " · ".join(names) + " · " + case.waysback
    flagged = [step for step, does in case.doing if does.flags]
    if (flagged or " flag" in f" {words.lower()}") and not any(
        does.unflags for _, does in case.doing
    ):
        line = flagged[0].line if flagged else plan.steps[0].line
        yield "flag-never-removed", "A flag is used and nothing removes it: do so at the end.", line
    if not plan.success:
        yield (
            "no-success-criteria",
            "How do you know that it worked? Name the numbers.",
            plan.steps[-1].line,
        )


def shares(case: PlanCase) -> Noticed:
    """The checkpoints: how they rise, whether they are watched, where they end."""
    before: Step | None = None
    for step in case.checkpoints:
        share, last = step.share or 0.0, (before.share or 0.0) if before else 0.0
        if before is not None and last >= 100 and share < last:
            before, last = None, 0.0
        if before is not None and share <= last:
            yield "checkpoint-backwards", f"{share:g}% after {last:g}% goes backwards.", step.line
        elif (before is None and share > 10) or (
            before and (share > 10 * last or share > last + 50)
        ):
            told = f"From {last:g}% to {share:g}% is a jump: put a share between them."
            yield "checkpoint-jump", told, step.line
        if share < 100 and not step.seconds:
            told = f"How long is {share:g}% watched before the next step?"
            yield "checkpoint-no-watch", told, step.line
        before = step
    if case.checkpoints:
        last_one = case.checkpoints[-1]
        if (last_one.share or 0) < 100:
            told = f"The plan ends at {last_one.share:g}%: when is it done?"
            yield "checkpoint-stops", told, last_one.line
        if case.moves and not any((step.seconds or 0) >= 86_400 for step in case.checkpoints):
            told = "No share is watched for a whole day, so none sees the daily peak."
            yield "watch-misses-peak", told, case.checkpoints[0].line
