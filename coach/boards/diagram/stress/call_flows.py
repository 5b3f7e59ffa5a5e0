"""Calls a second through a design: what reaches each box, how busy it is, how long a call takes.

Flows are demand and not throughput: a full box passes on all that it is asked. All flows are
proportional to the calls that enter, so the multiple at which a box is full is one over its
utilisation today.
"""

from collections.abc import Mapping
from enum import StrEnum

from coach.boards.diagram.graph import Kind
from coach.boards.diagram.reach import PIPES
from coach.boards.diagram.stress import capacities
from coach.boards.diagram.stress.arc import Arc
from coach.boards.diagram.stress.call_routes import routes
from coach.boards.diagram.stress.leading_back import returning
from coach.boards.diagram.stress.network import Network
from coach.boards.diagram.stress.station import Station
from coach.boards.diagram.stress.waiting import wait_ms
from coach.frozen import dataclass
from coach.tuples import NamedTuple


class BoxCondition(StrEnum):
    """How a box stands: below `capacities.TIGHT`, below full, at or over full, not known."""

    OK = "ok"
    TIGHT = "tight"
    OVER = "over"
    UNKNOWN = "unknown"


class Flow(NamedTuple):
    """Reads and writes a second that reach a box, and visits a second in the time of calls."""

    reads: float
    writes: float
    visits: float

    @property
    def rps(self) -> float:
        return self.reads + self.writes


@dataclass(frozen=True, slots=True)
class Loaded:
    """One box under load. `utilisation` is of its busiest replica, None without a capacity;
    `wait_ms` is None where the queue grows without end, and without a capacity."""

    box: Station
    flow: Flow
    utilisation: float | None
    state: BoxCondition
    wait_ms: float | None

    @property
    def time_ms(self) -> float | None:
        """Milliseconds of one visit, waiting included; None where that has no end."""
        if self.state is BoxCondition.OVER:
            return None
        return (self.box.base_ms or 0.0) + (self.wait_ms or 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """A design under load: its boxes by id, the arcs that carry it, which boxes are dead, and by
    source the arcs that lead back and are not followed on."""

    design: Network
    loaded: Mapping[str, Loaded]
    arcs: Mapping[str, list[Arc]]
    dead: frozenset[str]
    back: tuple[tuple[str, Arc], ...] = ()

    @property
    def over(self) -> tuple[str, ...]:
        """Ids of the boxes that are asked for more than they carry."""
        return tuple(
            box_id for box_id, loaded in self.loaded.items() if loaded.state is BoxCondition.OVER
        )

    @property
    def tight(self) -> tuple[str, ...]:
        """Ids of the boxes from `capacities.TIGHT` to full."""
        return tuple(
            box_id for box_id, loaded in self.loaded.items() if loaded.state is BoxCondition.TIGHT
        )

    def ranked(self) -> list[tuple[str, float]]:
        """Boxes with the multiple of today's load at which each is full, the first to fill first;
        those that fill together in the order of the text."""
        full = [
            (box_id, 1 / loaded.utilisation)
            for box_id, loaded in self.loaded.items()
            if loaded.utilisation
        ]
        return sorted(full, key=lambda pair: round(pair[1], 9))

    def first(self) -> tuple[str, float] | None:
        """The box that fills first, and the multiple of today's load; None without any load."""
        ranked = self.ranked()
        return ranked[0] if ranked else None

    def response_ms(self) -> float | None:
        """Expected milliseconds of a call: the times of the boxes it visits one after another,
        what is sent at once counted once, messages and copies not at all. None without load and
        where any box is over."""
        if self.over or not self.design.rps:
            return None
        spent = sum(loaded.flow.visits * (loaded.time_ms or 0.0) for loaded in self.loaded.values())
        return spent / self.design.rps


def flows_of(
    design: Network,
    dead: frozenset[str] = frozenset(),
    missing: Mapping[str, int] | None = None,
    arcs: Mapping[str, list[Arc]] | None = None,
) -> Flows:
    """The design under its load with some boxes dead, and `missing` replicas of others."""
    arcs = routes(design, dead) if arcs is None else arcs
    reads = dict.fromkeys(design.boxes, 0.0)
    writes = dict.fromkeys(design.boxes, 0.0)
    timed_reads = dict.fromkeys(design.boxes, 0.0)
    timed_writes = dict.fromkeys(design.boxes, 0.0)
    for box_id, rate in design.entries.items():
        reads[box_id], writes[box_id] = design.parts(box_id, rate)
        timed_reads[box_id], timed_writes[box_id] = reads[box_id], writes[box_id]
    for box_id, rate in design.made.items():
        if box_id not in dead:
            reads[box_id], writes[box_id] = design.parts(box_id, rate)
    for box_id in design.order:
        for arc in arcs[box_id]:
            if arc.lost or (not reads[box_id] and not writes[box_id]):
                continue
            more_reads, more_writes = arc.carried(reads[box_id], writes[box_id])
            reads[arc.target] += more_reads
            writes[arc.target] += more_writes
            if arc.call and design.boxes[arc.target].kind not in PIPES:
                timed_reads[arc.target] += timed_reads[box_id] * arc.reads / arc.once
                turned = timed_reads[box_id] * arc.turned + timed_writes[box_id] * arc.writes
                timed_writes[arc.target] += max(0.0, turned) / arc.once
    back = returning(design, dead)
    sent = [(arc, *arc.carried(reads[source], writes[source])) for source, arc in back]
    for arc, more_reads, more_writes in sent:
        reads[arc.target] += more_reads
        writes[arc.target] += more_writes
    loaded = {}
    for box_id, box in design.boxes.items():
        flow = Flow(reads[box_id], writes[box_id], timed_reads[box_id] + timed_writes[box_id])
        gone = (missing or {}).get(box_id, 0)
        loaded[box_id] = _loaded(box, flow, box_id in dead, box.replicas - gone)
    return Flows(design, loaded, arcs, dead, back)


def utilisation(box: Station, flow: Flow, replicas: int) -> float | None:
    """The share in use of the busiest replica; None without a capacity.

    Of a database all writes of a shard go to one replica, unless it spreads them. A hot key's
    share of the load stays on one replica however many there are.
    """
    if box.reads is None or box.writes is None or replicas < 1:
        return None
    reading, writing = flow.reads / box.reads, flow.writes / box.writes
    if box.single_writer and replicas > 1:
        busy = reading / (replicas * box.shards) + writing / box.shards
    else:
        busy = (reading + writing) / (replicas * box.shards)
    return max(busy, box.hot * (reading + writing))


def _loaded(box: Station, flow: Flow, dead: bool, replicas: int) -> Loaded:
    busy = None if dead or box.kind is Kind.CLIENT else utilisation(box, flow, replicas)
    if busy is None:
        return Loaded(box, flow, None, BoxCondition.UNKNOWN, None)
    state = BoxCondition.OK if busy < capacities.TIGHT else BoxCondition.TIGHT
    if busy >= 1:
        state = BoxCondition.OVER
    wait = wait_ms(box.capacity or 0.0, box.base_ms or 0.0, box.slots, min(busy, 1.0))
    return Loaded(box, flow, busy, state, None if state is BoxCondition.OVER else wait)
