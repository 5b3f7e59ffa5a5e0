"""What a step does, told from its words: back up, move data, switch, compare, remove and so on.

The word lists are those of the specification's `words`, by stem. A step prepares only if its first
verb does.
"""

import re
from functools import lru_cache

from coach.boards.plan import actwords
from coach.boards.plan.document import Plan, Step
from coach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Acts:
    """What the words of one step say it does."""

    prepares: bool
    cleans: bool
    backs_up: bool
    restores: bool
    moves: bool
    copies: bool
    dual: bool
    captures: bool
    compares: bool
    backfills: bool
    facade: bool
    switches: bool
    reads: bool
    deploys: bool
    smokes: bool
    lag: bool
    stops: bool
    flags: bool
    unflags: bool
    schema: bool
    destroys: bool
    adds: bool
    removes_old: bool

    @property
    def changes(self) -> bool:
        """Whether it changes production."""
        return not (self.prepares or self.cleans)


@lru_cache(maxsize=4096)
def acts(name: str) -> Acts:
    """What a step of that name does."""
    first = actwords.LED.sub("", name.strip()) if actwords.LED.match(name) else name.strip()
    prepares = bool(actwords.PREPARE.match(first)) or bool(actwords.PERSON.search(name))
    cleans = not prepares and bool(actwords.CLEANUP.match(first) or actwords.TO_REMOVE.match(first))
    backs_up, restores = bool(actwords.BACKUP.search(name)), bool(actwords.RESTORE.search(name))
    compares = bool(actwords.COMPARE.search(name))
    active = not (prepares or cleans)
    dual = (
        active
        and bool(actwords.DUAL.search(name))
        and not re.match(r"(?:stop|end|turn off|disable)", first, re.I)
    )
    switches = (
        active and bool(actwords.SWITCH.search(name)) and not actwords.NOT_SWITCH.search(name)
    )
    destroys = bool(actwords.DESTROYS.search(name))
    removes = (
        cleans
        and (not actwords.NOT_OLD.search(name) or destroys)
        and bool(actwords.OLD.search(name) or destroys or actwords.TO_REMOVE.match(first))
    )
    return Acts(
        prepares=prepares, cleans=cleans, backs_up=backs_up, restores=restores,
        moves=active and not backs_up and bool(actwords.MOVES.search(name)),
        copies=active and bool(actwords.COPIES.search(name)) and not _seems(name),
        dual=dual, captures=bool(actwords.CAPTURE.search(name)) and not cleans, compares=compares,
        backfills=bool(actwords.BACKFILL.search(name)), facade=bool(actwords.FACADE.search(name)),
        switches=switches, reads=active and bool(actwords.READS.search(name)),
        deploys=active and bool(actwords.DEPLOY.search(name)),
        smokes=bool(actwords.SMOKE.search(name)),
        lag=bool(actwords.LAG.search(name)), stops=bool(actwords.STOPS.search(name)),
        flags=bool(actwords.FLAG.search(name)), unflags=bool(actwords.FLAG_GONE.search(name)),
        schema=bool(actwords.CHANGES_SCHEMA.search(name) or destroys), destroys=destroys,
        adds=bool(actwords.ADDS.search(name)) and not destroys, removes_old=removes or destroys,
    )  # fmt: skip


def _seems(name: str) -> bool:
    """Whether a name only looks as if data were copied."""
    return bool(actwords.NOT_COPIES.search(name))


def keeps_old_current(words: str) -> bool:
    """Whether words say that the old system gets what is written to the new one."""
    return bool(actwords.KEEPS.search(words))


def goes_back(words: str) -> bool:
    """Whether a rollback's words lead to the old system."""
    return bool(actwords.GOES_BACK.search(words))


def names_lag(words: str) -> bool:
    """Whether words look at how far a replica is behind."""
    return bool(actwords.LAG.search(words))


def facade_in(words: str) -> bool:
    """Whether words name something that stands in front and routes."""
    return bool(actwords.FACADE.search(words))


def act(step: Step) -> Acts:
    """What a step does; a checkpoint serves traffic."""
    return acts(step.name)


def data_moves(plan: Plan) -> bool:
    """Whether any step moves data."""
    return any(act(step).moves or act(step).dual for step in plan.steps if step.share is None)


def schema_changes(plan: Plan) -> bool:
    """Whether any step changes a schema."""
    return any(act(step).schema for step in plan.steps if step.share is None)


def only_schema(plan: Plan) -> bool:
    """Whether every change of the plan is one to a schema, or the code that goes with it."""
    changes = [step.name for step in plan.steps if step.share is None and act(step).changes]
    altered = [name for name in changes if actwords.COLUMN.search(name)]
    rest = [name for name in changes if not actwords.COLUMN.search(name)]
    neutral = [bool(actwords.NEUTRAL.search(name)) and not acts(name).copies for name in rest]
    return bool(altered) and all(neutral)
