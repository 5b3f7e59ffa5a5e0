"""Findings about data: backups, copies, dual writes, lag, and what is removed when."""

import re
from typing import Final

from coach.boards.plan.acts import Acts, names_lag
from coach.boards.plan.document import Step
from coach.boards.plan.durations import lengths
from coach.boards.plan.rule_verdicts import Noticed, PlanCase
from coach.boards.plan.strategies import BIG_BANG, BLUE_GREEN, CANARY, EXPAND, STRANGLER

DAY = 86_400
_WAITS = re.compile(r"\bafter\b[^.;]{0,24}$", re.I)
"""Before a length: the step is done when so much time has passed, `drop it after 2 weeks`."""


def backups(case: PlanCase) -> Noticed:
    """A backup before data moves, and a restore that was tried."""
    saved = [step for step, does in case.doing if does.backs_up and not does.cleans]
    restored = any(does.restores for _, does in case.doing)
    if case.moves or case.alters:
        first = next(step for step, does in case.doing if does.moves or does.dual or does.schema)
        if not saved and not restored:
            yield "no-backup", f"There is no backup before {first.name}.", first.line
        risky = (step for step, does in case.doing if does.switches or does.removes_old)
        late = next(
            (step for step in risky if saved and all(_after(case, s, step) for s in saved)), None
        )
        if late:
            told = f"{saved[0].name} comes only after {late.name}: do it before."
            yield "no-backup", told, saved[0].line
    if saved and not restored:
        told = "Nobody has restored this backup yet: add a restore test."
        yield "backup-not-restored", told, saved[0].line


def _after(case: PlanCase, step: Step, first: Step) -> bool:
    """Whether a step begins when another one is done, or later; where it begins just then, it must
    be written after it too, for steps without lengths all begin at once."""
    steps = case.plan.steps
    time, other = (case.schedule.times[steps.index(step)] for step in (step, first))
    begin, end = time.start, other.end
    written_later = steps.index(step) > steps.index(first)
    if begin is None or end is None:
        return False
    return begin > end or (begin == end and written_later)


def fresh(case: PlanCase) -> Noticed:
    """Something new that is deployed should be tested before it takes traffic."""
    new = [step for step, does in case.doing if does.deploys]
    if new and not any(does.smokes for _, does in case.doing):
        yield (
            "no-smoke-test",
            f"Test what {new[0].name} brings before it takes traffic.",
            new[0].line,
        )


def copies(case: PlanCase) -> Noticed:
    """Dual writes, single copies and replication, each with what it needs."""
    dual = [step for step, does in case.doing if does.dual]
    compared = any(does.compares for _, does in case.doing) or _counted(case)
    if dual and not compared:
        told = "Dual writes drift: add a step that compares both stores."
        yield "dual-write-no-reconcile", told, dual[0].line
    if dual and not any(does.backfills for _, does in case.doing):
        told = "Dual writes carry only new data: copy the old rows too."
        yield "dual-write-no-backfill", told, dual[0].line
    captured = [step for step, does in case.doing if does.captures]
    stopped = any(does.stops for _, does in case.doing) or any(step.downtime for step in case.steps)
    copied = [step for step, does in case.doing if does.copies and not does.captures]
    if copied and not (dual or captured or stopped or _gradual(case)):
        told = (
            f"What is written during {copied[0].name} is lost: stop writes, capture changes, or "
            "write to both."
        )
        yield "copy-while-writing", told, copied[0].line
    yield from _lag(case, captured)


def _counted(case: PlanCase) -> bool:
    """Whether the criteria of success compare the stores."""
    return False


def _gradual(case: PlanCase) -> bool:
    return case.plan.strategy in (STRANGLER,) and not any(does.copies for _, does in case.doing)


def _lag(case: PlanCase, captured: list[Step]) -> Noticed:
    """Before a cutover that replication feeds, something looks at the lag."""
    if not captured:
        return
    plan = case.plan
    fed = plan.steps.index(captured[0])
    for at, (step, does) in enumerate(zip(plan.steps, case.acts, strict=True)):
        if at <= fed or not (does.switches or step.share is not None):
            continue
        for before in plan.steps[: at + 1]:
            words = [before.name if before is not step else "", *before.verify, *before.details]
            back = before.rollback
            words += (
                [trigger.text for trigger in back.triggers] if back and before is not step else []
            )
            if any(names_lag(word) for word in words):
                return
        if names_lag(step.name):
            return
        yield "cutover-no-lag-check", f"Check that the lag is zero before {step.title}.", step.line
        return


def removals(case: PlanCase) -> Noticed:
    """What is removed: in one step, too early, too soon, or never."""
    plan = case.plan
    removing = [
        (at, step, does)
        for at, (step, does) in enumerate(zip(plan.steps, case.acts, strict=True))
        if step.share is None and does.removes_old
    ]
    for at, step, does in removing:
        added = any(act.adds or act.dual or act.copies for act in case.acts[:at])
        if does.destroys and _in_use(case, at) and not added:
            told = (
                f"{step.name}: old and new code run side by side during the deploy. "
                "Add, write both, "
                "backfill, read the new, then drop."
            )
            yield "destructive-in-one-step", told, step.line
        elif still := _still_in_use(case, at):
            told = f"{step.name} removes what is still in use: {still}."
            yield "contract-too-early", told, step.line
    yield from _soak(case, [(at, step) for at, step, _ in removing])
    if case.steps and not removing and _migrates(case) and not _left(case):
        yield "no-decommission", "Nothing removes the old system.", plan.steps[-1].line


_FROM: Final = re.compile(
    r"\bfrom (?:the )?(?:(?:old|our|legacy) )?(?P<from>[\w.+-]{3,}(?: [\w.+-]+)?) (?:in)?to\b", re.I
)
_MORE: Final = re.compile(r"(?P<from>[\w.+-]{3,}) (?:->|→|=>) \S", re.I)


def _left(case: PlanCase) -> bool:
    """Whether a step puts away what the title says is left: `from Memcached to Redis`."""
    said = _FROM.search(case.plan.title) or _MORE.search(case.plan.title)
    names = set(said["from"].lower().split()) if said is not None else set()
    pairs = zip(case.plan.steps, case.acts, strict=True)
    return any(does.cleans and names & set(step.name.lower().split()) for step, does in pairs)


def _in_use(case: PlanCase, at: int) -> bool:
    """Whether two versions of the application run, or nothing may be down."""
    strategy = case.plan.strategy
    return case.plan.constraints.downtime == 0 or strategy in (
        CANARY,
        BLUE_GREEN,
        STRANGLER,
        EXPAND,
    )


def _still_in_use(case: PlanCase, at: int) -> str:
    """What shows that the step at a place removes too early: reads, traffic or shares that are
    switched only after it, or shares that never come to all; "" for nothing."""
    begin = case.begins(at)
    for place, (step, does) in enumerate(zip(case.plan.steps, case.acts, strict=True)):
        later = (case.begins(place), place) > (begin, at) or _goes_on(case, place, at)
        uses = step.share is not None or does.switches or (does.reads and not does.cleans)
        if place != at and later and uses:
            return f"{step.title} comes later or is not done by then"
    shares = [step.share or 0.0 for step in case.checkpoints]
    return f"the last share is {shares[-1]:g} %" if shares and shares[-1] < 100 else ""


def _goes_on(case: PlanCase, place: int, at: int) -> bool:
    """Whether a step that is no share is not done yet when another one begins."""
    end, begin = case.schedule.times[place].end, case.schedule.times[at].start
    running = end is not None and begin is not None and end > begin
    return running and case.plan.steps[place].share is None


def _soak(case: PlanCase, removing: list[tuple[int, Step]]) -> Noticed:
    for at, step in removing:
        ended = [
            end
            for place in range(len(case.plan.steps))
            if place != at
            and (case.plan.steps[place].share is not None or case.acts[place].switches)
            and (end := _switched(case, place)) is not None
        ]
        begin = case.schedule.times[at].start if at < len(case.schedule.times) else None
        waits = any(
            length.seconds >= DAY and _WAITS.search(step.name[: length.start])
            for length in lengths(step.name)
        )
        if ended and begin is not None and not waits and 0 <= begin - max(ended) < DAY:
            told = f"Keep the old system for a day of full load before {step.name}."
            yield "no-soak", told, step.line
            return


def _switched(case: PlanCase, at: int) -> int | None:
    """When a switch is done: a share is taken at the start of its watch."""
    time = case.schedule.times[at]
    return time.start if case.plan.steps[at].share is not None else time.end


def _migrates(case: PlanCase) -> bool:
    """Whether the plan leaves an old system behind."""
    switched = any(does.switches for _, does in case.doing) or bool(case.checkpoints)
    return case.moves or switched or case.plan.strategy in (BIG_BANG, BLUE_GREEN, CANARY, STRANGLER)


def kinds(does: Acts) -> str:
    """A word for what a step does, for the runbook: prepare, change or clean up."""
    return "clean up" if does.cleans else "prepare" if does.prepares else "change"
