"""When each step begins and ends, and which may not slip: the critical path.

After Kelley and Walker, Critical-Path Planning and Scheduling (1959): a forward pass over the steps
in their order of dependence gives the earliest times, a backward pass the latest; a step without
slack and longer than 0 is critical.
"""

import difflib
import re
from collections import deque
from dataclasses import field

from coach.boards.plan.document import After, Step
from coach.boards.plan.shares import shares
from coach.frozen import dataclass

_TICKET = re.compile(r"[A-Z][A-Z0-9]{1,9}-(?P<number>\d{1,6})\b")
"""A ticket's name, which others call by its number: MIG-101."""
_NEAR = 0.6
"""How alike a name must be to be offered instead (difflib's own default cutoff)."""
_ASK = 200
"""Names that are compared for likeness: more would cost time at every key."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One step's times in seconds from the start; None on or behind a cycle."""

    start: int | None
    end: int | None
    critical: bool
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UnknownStep:
    """A name after `after` that is no step's: the step that has it and the nearest name."""

    step: int
    name: str
    nearest: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """All steps' times in the order of the text; `length` is None where there is a cycle.

    `path` is the critical path, `cycle` the steps that wait for each other, the first once more
    at its end.
    """

    times: tuple[Timed, ...] = ()
    length: int | None = 0
    path: tuple[int, ...] = ()
    cycle: tuple[int, ...] = ()
    unknown: tuple[UnknownStep, ...] = field(default_factory=tuple)


class Names:
    """The steps by the names that `after` may call them."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self.steps = steps
        self.exact: dict[str, int] = {}
        self.handles: dict[str, int] = {}
        self.numbers: dict[str, int] = {}
        self.tickets: dict[str, int] = {}
        self.shares: dict[float, list[int]] = {}
        counted = 0
        for at, step in enumerate(steps):
            if step.share is not None:
                self.shares.setdefault(step.share, []).append(at)
                continue
            counted += 1
            self.exact.setdefault(_folded(step.name), at)
            if step.handle:
                self.handles.setdefault(step.handle.lower(), at)
            if step.number:
                self.numbers.setdefault(step.number.lower().rstrip("."), at)
            ticket = _TICKET.match(step.name)
            if ticket:
                self.tickets.setdefault(ticket["number"], at)
        self._ordinals(counted)

    def _ordinals(self, counted: int) -> None:
        """Lists of 1. 1. 1. and plans without numbers are counted."""
        said = [step.number for step in self.steps if step.share is None and step.number]
        if len(set(said)) > 1 or counted == 1:
            return
        self.numbers = {}
        number = 0
        for at, step in enumerate(self.steps):
            if step.share is None:
                number += 1
                self.numbers[str(number)] = at

    def find(self, name: str, before: int) -> int | None:
        """The step a name means: a whole name, a handle, a number, a share, a unique beginning."""
        folded = _folded(name)
        if folded in self.exact:
            return self.exact[folded]
        for known in (self.handles, self.numbers, self.tickets):
            if folded in known:
                return known[folded]
        said = shares(name) or shares(f"checkpoint {name}")
        if len(said) == 1 and said[0][0] in self.shares:
            among = self.shares[said[0][0]]
            return next((at for at in reversed(among) if at < before), among[0])
        begun = (
            {at for known, at in self.exact.items() if known.startswith(folded)}
            if folded
            else set()
        )
        return begun.pop() if len(begun) == 1 else None

    def nearest(self, name: str) -> str:
        """The step whose name is most like one that there is not; "" where none is."""
        known = list(self.exact)[:_ASK]
        close = difflib.get_close_matches(_folded(name)[:80], known, 1, _NEAR)
        return self.steps[self.exact[close[0]]].name if close else ""


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).strip("\"'“”.`*")


def scheduled(steps: tuple[Step, ...]) -> Schedule:
    """The times of all steps."""
    names = Names(steps)
    before, unknown = _waits(steps, names)
    order = _ordered(before)
    behind = set(range(len(steps))) - set(order)
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for at in order:
        step = steps[at]
        ready = max((ends[other] for other in before[at]), default=0)
        ready = max(ready + step.lag, step.earliest or 0)
        starts[at] = ready if step.pinned is None else step.pinned
        ends[at] = starts[at] + (step.seconds or 0)
    critical = set() if behind else _critical(steps, before, order, starts, ends)
    times = tuple(
        Timed(starts.get(at), ends.get(at), at in critical, tuple(before[at]))
        for at in range(len(steps))
    )
    length = None
    if not behind:
        length = max(ends.values(), default=0) - min([0, *starts.values()])
        if starts and min(starts.values()) > 0 and any(step.pinned is not None for step in steps):
            length = max(ends.values())
    path = tuple(sorted(critical, key=lambda at: (starts[at], at)))
    return Schedule(times, length, path, _cycle(before, behind), tuple(unknown))


def _waits(steps: tuple[Step, ...], names: Names) -> tuple[list[list[int]], list[UnknownStep]]:
    """For each step those it waits for, and the names that are no step's."""
    before: list[list[int]] = []
    unknown: list[UnknownStep] = []
    later: dict[int, int] = {}
    for at, step in enumerate(steps):
        waits = _named(at, step.after, names, unknown)
        if waits is not None:
            before.append(waits)
        elif step.beside is not None:
            other = names.find(step.beside, at) if step.beside else None
            other = at - 1 if other is None or other == at else other
            waits_too = list(before[other]) if 0 <= other < at else []
            before.append(waits_too if other <= at else [at - 1] if at else [])
            later.update({other: at} if other > at else {})
        elif at in later:
            before.append(list(before[later[at]]))
        else:
            before.append([at - 1] if at else [])
    return before, unknown


def _named(
    at: int, after: tuple[After, ...], names: Names, unknown: list[UnknownStep]
) -> list[int] | None:
    """The steps that `after` names; None where the line means the one before it after all."""
    waits: list[int] = []
    sure = False
    for reference in after:
        other = names.find(reference.name, at)
        if other is None:
            sure = sure or reference.sure
            if reference.sure:
                unknown.append(UnknownStep(at, reference.name, names.nearest(reference.name)))
        elif other != at or reference.sure:
            sure = True
            if other not in waits:
                waits.append(other)
    if waits or not sure:
        return waits or None
    return [at - 1] if at else []


def _ordered(before: list[list[int]]) -> list[int]:
    """The steps in an order in which each follows those it waits for; without those on a cycle."""
    missing = [len(waits) for waits in before]
    follow: list[list[int]] = [[] for _ in before]
    for at, waits in enumerate(before):
        for other in waits:
            follow[other].append(at)
    ready = deque(at for at, count in enumerate(missing) if count == 0)
    order = []
    while ready:
        at = ready.popleft()
        order.append(at)
        for other in follow[at]:
            missing[other] -= 1
            if missing[other] == 0:
                ready.append(other)
    return order


def _critical(
    steps: tuple[Step, ...],
    before: list[list[int]],
    order: list[int],
    starts: dict[int, int],
    ends: dict[int, int],
) -> set[int]:
    """The steps without slack; a fixed start holds those before it to it."""
    last = max(ends.values(), default=0)
    latest = dict.fromkeys(order, last)
    for at in reversed(order):
        pinned = steps[at].pinned is not None
        begin = starts[at] if pinned else latest[at] - (steps[at].seconds or 0)
        for other in before[at]:
            latest[other] = min(latest[other], begin - (0 if pinned else steps[at].lag))
    return {at for at in order if steps[at].seconds and latest[at] <= ends[at]}


def _cycle(before: list[list[int]], behind: set[int]) -> tuple[int, ...]:
    """One cycle among the steps that cannot be ordered, in the order of waiting."""
    if not behind:
        return ()
    at = min(behind)
    seen: dict[int, int] = {}
    walk: list[int] = []
    while at not in seen:
        seen[at] = len(walk)
        walk.append(at)
        at = next(other for other in before[at] if other in behind)
    ring = walk[seen[at] :]
    first = ring.index(min(ring))
    ring = [*ring[first:], *ring[:first]]
    ring = [ring[0], *reversed(ring[1:])]
    return (*ring, ring[0])
