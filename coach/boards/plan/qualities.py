"""What a plan can be asked for in a word or two: strategy canary, step backup, shares, way back.

The words are those of `NAMES`; each says whether it holds and on which line it shows. Graders and
authors of prompts use them, so that a plan is judged by its model and not by its words.
"""

from collections.abc import Callable, Iterator

from coach.boards.board import Context
from coach.boards.plan.acts import Acts, act
from coach.boards.plan.document import Plan
from coach.boards.plan.plan_board import BOARD, Planned
from coach.boards.plan.remarks import REMARKS
from coach.boards.plan.strategies import NAMES as STRATEGIES
from coach.boards.plan.triggers import measurable

ENOUGH = 4
"""Steps from which a plan is one: fewer are free of findings because nothing stands in them."""
_STEPS: dict[str, Callable[[Acts], bool]] = {
    "backup": lambda does: does.backs_up,
    "restore": lambda does: does.restores,
    "dual write": lambda does: does.dual,
    "backfill": lambda does: does.backfills and not does.prepares,
    "capture": lambda does: does.captures,
    "compare": lambda does: does.compares,
    "facade": lambda does: does.facade,
    "switch": lambda does: does.switches,
    "smoke test": lambda does: does.smokes,
    "lag check": lambda does: does.lag,
    "stop writes": lambda does: does.stops,
    "decommission": lambda does: does.removes_old,
}


def _strategy(model: Planned) -> int:
    return model.plan.strategy_line if model.plan.strategy else 0


def _shares(model: Planned) -> int:
    """Three shares or more that rise to 100, each watched before the next."""
    steps = [step for step in model.plan.steps if step.share is not None]
    if len(steps) < 3 or (steps[-1].share or 0) < 100:
        return 0
    wrong = ("checkpoint-jump", "checkpoint-backwards", "checkpoint-no-watch")
    return 0 if _codes(model).intersection(wrong) else steps[0].line


def _ways_back(model: Planned) -> int:
    """Every step that changes something has a way back, and at least two do."""
    changing = [step for step in model.plan.steps if step.share is None and act(step).changes]
    said = [step for step in changing if model.plan.way_back(step) is not None]
    return said[0].line if len(said) >= 2 and len(said) == len(changing) else 0


def _triggers(model: Planned) -> int:
    """Two ways back or more have a trigger that can be measured."""
    backs = [step for step in model.plan.steps if step.rollback is not None]
    good = [
        step
        for step in backs
        if step.rollback and any(measurable(trigger) for trigger in step.rollback.triggers)
    ]
    return good[0].line if len(good) >= 2 else 0


def _times(model: Planned) -> int:
    """Two ways back or more say how long they take, and none leaves it open."""
    backs = [s for s in model.plan.steps if s.rollback is not None and not s.rollback.needless]
    timed = [step for step in backs if step.rollback and step.rollback.seconds is not None]
    return timed[0].line if len(timed) >= 2 and len(timed) == len(backs) else 0


def _captured(model: Planned) -> int:
    """Every write reaches the new store, and so does what was there before: both are written and
    the old rows are copied, or the changes are captured."""
    does = [act(step) for step in model.plan.steps]
    filled = any(doe.backfills and not doe.prepares for doe in does)
    for step, acts in zip(model.plan.steps, does, strict=True):
        if (acts.dual and filled) or acts.captures:
            return step.line
    return 0


def _lengths(model: Planned) -> int:
    """Every step has a length, and there are enough of them."""
    steps = [step for step in model.plan.steps if step.share is None]
    whole = len(steps) >= ENOUGH and all(step.seconds is not None for step in steps)
    return steps[0].line if whole else 0


def _success(model: Planned) -> int:
    """Success is said with a number."""
    said = [words for words in model.plan.success if any(char.isdigit() for char in words)]
    said += [words for words in model.plan.success if "zero" in words.lower()]
    return _line_of(model.plan, said[0]) if said else 0


def _line_of(plan: Plan, words: str) -> int:
    at = plan.text.find(words)
    return plan.text.count("\n", 0, max(0, at)) + 1


def _load_test(model: Planned) -> int:
    load = model.plan.loadtest
    return load.line if load and not {"baseline", "requests"}.intersection(load.defaults) else 0


def _scaling(model: Planned) -> int:
    """A rule with trigger, action and rollback."""
    rules = [rule for rule in model.plan.scaling if rule.trigger and rule.actions and rule.rollback]
    return rules[0].line if rules else 0


def _profile(model: Planned) -> int:
    """Five measures or more that are not open."""
    said = [measurement for measurement in model.plan.profile if measurement.value is not None]
    return said[0].line if len(said) >= 5 else 0


_WHOLE: dict[str, Callable[[Planned], int]] = {
    "strategy": _strategy,
    "shares": _shares,
    "ways back": _ways_back,
    "triggers": _triggers,
    "rollback times": _times,
    "lengths": _lengths,
    "writes captured": _captured,
    "success": _success,
    "load test": _load_test,
    "scaling": _scaling,
    "profile": _profile,
}


def _codes(model: Planned) -> set[str]:
    return {finding.code for finding in BOARD.findings(model, Context())}


def _names() -> Iterator[str]:
    yield from _WHOLE
    yield from (f"strategy {name}" for name in STRATEGIES)
    yield from (f"step {name}" for name in _STEPS)
    yield from (f"without {code}" for code in REMARKS)


NAMES = frozenset(_names())
"""Everything that can be asked of a plan."""


def shown(text: str, wanted: str) -> int:
    """The line (from 1) on which a plan's text shows what is wanted, one of NAMES; 0 where it does
    not, or where nothing of that name can be asked."""
    model = BOARD.parse(text if text.endswith("\n") else f"{text}\n")
    plan = model.plan
    first, _, rest = wanted.partition(" ")
    if wanted in _WHOLE:
        return _WHOLE[wanted](model)
    if first == "strategy":
        return plan.strategy_line if plan.strategy == rest else 0
    if first == "step" and rest in _STEPS:
        return next((step.line for step in plan.steps if _STEPS[rest](act(step))), 0)
    if first == "without" and rest in REMARKS and len(plan.steps) >= ENOUGH:
        return 0 if rest in _codes(model) else plan.steps[0].line
    return 0
