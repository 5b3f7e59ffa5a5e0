"""What still works when boxes, single replicas or whole groups are dead, and what hangs on one."""

import re
from collections.abc import Mapping

from coach.boards.diagram.graph import Kind, fold_name
from coach.boards.diagram.reach import PIPES
from coach.boards.diagram.stress.arc import Arc, passes_through
from coach.boards.diagram.stress.call_flows import Flows, flows_of
from coach.boards.diagram.stress.call_routes import arcs_out_of, routes
from coach.boards.diagram.stress.network import Network
from coach.boards.diagram.stress.routers import likes
from coach.boards.diagram.stress.station import Station
from coach.errors import NotFound
from coach.frozen import dataclass

_AT_ONCE = re.compile(r"\b(?:semi[- ]?)?sync(?:hronous(?:ly)?)?\b", re.IGNORECASE)
"""How the label of an arrow says that a copy has each write before it counts."""
_NEVER_SINGLE = frozenset({Kind.CLIENT, Kind.DNS, Kind.CDN})


@dataclass(frozen=True, slots=True, eq=False)
class Outage:
    """The design with `fail` dead. `served_reads` and `served_writes` are shares of the calls
    that enter; `messages_lost` a second; `waiting` are the queues and streams in which messages
    only wait, as what takes them up is dead or has nowhere to put them, and how many a second;
    `promoted` pairs a dead store with the copy that takes its load; `data_lost` are stores whose
    data is nowhere else; `waits_for` pairs a living store with a dead copy that the drawing says
    has each write at once, where no other copy lives."""

    fail: tuple[str, ...]
    flows: Flows
    served_reads: float
    served_writes: float
    messages_lost: float
    waiting: tuple[tuple[str, float], ...]
    promoted: tuple[tuple[str, str], ...]
    data_lost: tuple[str, ...]
    waits_for: tuple[tuple[str, str], ...] = ()


def outage(design: Network, fail: tuple[str, ...]) -> Outage:
    """The design with these boxes, groups ("us-east") or single replicas ("api:1") dead.

    NotFound names what is neither.
    """
    dead: set[str] = set()
    missing: dict[str, int] = {}
    for name in fail:
        boxes, replicas = _named(design, name)
        dead |= boxes
        for box_id, count in replicas.items():
            missing[box_id] = missing.get(box_id, 0) + count
    dead |= {box_id for box_id, count in missing.items() if design.boxes[box_id].replicas <= count}
    gone = frozenset(dead)
    arcs = routes(design, gone)
    flows = flows_of(design, gone, missing, arcs)
    done = _completions(design, gone, arcs)
    reads, writes = _served(design, done)
    promoted = tuple(
        (box_id, copy)
        for box_id in design.boxes
        if box_id in gone and (copy := _living_copy(design, box_id, gone)) is not None
    )
    return Outage(
        fail,
        flows,
        reads,
        writes,
        _messages_lost(flows),
        _waiting(flows, done),
        promoted,
        _data_lost(design, gone),
        _waits_for(design, gone),
    )


def single_points(design: Network) -> tuple[tuple[str, float], ...]:
    """Single boxes whose death loses calls, with the share of all calls lost, the most first."""
    if not design.rps:
        return ()
    whole = routes(design)
    losing: list[tuple[str, float]] = []
    for box_id, box in design.boxes.items():
        if box.replicas > 1 or box.kind in _NEVER_SINGLE or box.managed:
            continue
        dead = frozenset({box_id})
        reads, writes = served(design, dead, _without(design, whole, dead))
        share = design.reads_share
        lost = 1 - share * reads - (1 - share) * writes
        if lost > 1e-9:
            losing.append((box_id, lost))
    return tuple(sorted(losing, key=lambda pair: -pair[1]))


def _without(
    design: Network, whole: Mapping[str, list[Arc]], dead: frozenset[str]
) -> Mapping[str, list[Arc]]:
    """The arcs with boxes dead: made anew only where a source has something to do with them."""
    fresh = dict(whole)
    for box_id in design.boxes:
        if box_id in dead or any(line.target in dead for line in design.out[box_id]):
            fresh[box_id] = arcs_out_of(design, box_id, dead)
    return fresh


def served(
    design: Network, dead: frozenset[str], arcs: Mapping[str, list[Arc]]
) -> tuple[float, float]:
    """Shares of the reads and of the writes that enter and are answered."""
    return _served(design, _completions(design, dead, arcs))


def _completions(
    design: Network, dead: frozenset[str], arcs: Mapping[str, list[Arc]]
) -> Mapping[str, tuple[float, float]]:
    """Of every box, the shares of its reads and writes that come back with an answer."""
    done: dict[str, tuple[float, float]] = {}
    for box_id in reversed(design.order):
        done[box_id] = _completed(design, design.boxes[box_id], arcs[box_id], dead, done)
    return done


def _served(design: Network, done: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    if not design.rps:
        return _alike([done[box_id] for box_id in design.entries])
    entering = {box_id: design.parts(box_id, rate) for box_id, rate in design.entries.items()}
    return (
        _answered([(reads, done[box_id][0]) for box_id, (reads, _) in entering.items()]),
        _answered([(writes, done[box_id][1]) for box_id, (_, writes) in entering.items()]),
    )


def _answered(parts: list[tuple[float, float]]) -> float:
    """The share that is answered of calls a second, each with its share; all where there are
    none."""
    total = sum(rate for rate, _ in parts)
    return sum(rate * share for rate, share in parts) / total if total else 1.0


def _alike(shares: list[tuple[float, float]]) -> tuple[float, float]:
    """Where no load is known, the mean of what each way in is answered; all where there is none."""
    if not shares:
        return 1.0, 1.0
    reads, writes = zip(*shares, strict=True)
    return sum(reads) / len(shares), sum(writes) / len(shares)


def _completed(
    design: Network,
    box: Station,
    arcs: list[Arc],
    dead: frozenset[str],
    done: Mapping[str, tuple[float, float]],
) -> tuple[float, float]:
    """The shares of a box's reads and writes that come back with an answer."""
    if box.id in dead and not passes_through(design, box.id):
        return 0.0, 0.0
    reads = writes = 1.0
    lost_reads = lost_writes = 0.0
    for arc in arcs:
        if not arc.call:
            continue
        there = (0.0, 0.0) if arc.lost else done.get(arc.target, (1.0, 1.0))
        if design.boxes[arc.target].kind in PIPES:
            there = (0.0, 0.0) if arc.lost else (1.0, 1.0)
        as_read = there[1] if arc.turned else there[0]
        failing_reads = min(1.0, arc.needs_reads) * (1 - as_read)
        failing_writes = min(1.0, arc.needs_writes) * (1 - there[1])
        lost_reads += failing_reads
        lost_writes += failing_writes
        reads *= 1 - failing_reads
        writes *= 1 - failing_writes
    if box.router:
        return max(0.0, 1 - lost_reads), max(0.0, 1 - lost_writes)
    return reads, writes


def _named(design: Network, name: str) -> tuple[set[str], dict[str, int]]:
    folded = fold_name(name)
    if folded in design.boxes:
        return {folded}, {}
    if folded in design.groups:
        return set(design.groups[folded]), {}
    box, colon, count = folded.rpartition(":")
    if colon and box in design.boxes and count.strip().isdigit() and int(count) > 0:
        return set(), {box: int(count)}
    known = ", ".join(list(design.boxes)[:12])
    raise NotFound(f"Nothing here is called {name[:60]}.", f"Boxes: {known}.")


def _living_copy(design: Network, box_id: str, dead: frozenset[str]) -> str | None:
    return next((copy for copy in design.copies[box_id] if copy not in dead), None)


def _messages_lost(flows: Flows) -> float:
    """Messages a second that were to go into dead boxes."""
    lost = 0.0
    for box_id, arcs in flows.arcs.items():
        flow = flows.loaded[box_id].flow
        for arc in arcs:
            broker = flows.design.boxes[arc.target].kind in PIPES
            kept = flows.design.boxes[box_id].kind in PIPES
            copies = arc.target in flows.design.copies[box_id]
            if arc.lost and not kept and not copies and (not arc.call or broker):
                lost += flow.reads * arc.turned + flow.writes * arc.writes
    return lost


def _waiting(
    flows: Flows, done: Mapping[str, tuple[float, float]]
) -> tuple[tuple[str, float], ...]:
    """Living queues and streams whose messages cannot be done with, and how many a second; what
    another consumer like a dead one takes up does not wait."""
    design, waiting = flows.design, list[tuple[str, float]]()
    for box_id, arcs in flows.arcs.items():
        if design.boxes[box_id].kind not in PIPES or box_id in flows.dead:
            continue
        taken_up = {
            line.target
            for line in design.out[box_id]
            if design.boxes[box_id].kind is Kind.QUEUE and likes(design, line, flows.dead)
        }
        flow, held = flows.loaded[box_id].flow, 0.0
        for arc in arcs:
            if arc.target in design.copies[box_id] or (arc.lost and arc.target in taken_up):
                continue
            undone = 1.0 if arc.lost else 1 - done.get(arc.target, (1.0, 1.0))[1]
            held += undone * sum(arc.carried(flow.reads, flow.writes))
        if held > 1e-9:
            waiting.append((box_id, held))
    return tuple(waiting)


def _data_lost(design: Network, dead: frozenset[str]) -> tuple[str, ...]:
    """Dead stores of one replica, run by nobody else, without a living copy."""
    return tuple(
        box_id
        for box_id, box in design.boxes.items()
        if box_id in dead
        and box.kind in (Kind.DATABASE, Kind.BLOB_STORE)
        and box.replicas == 1
        and not box.managed
        and _living_copy(design, box_id, dead) is None
    )


def _waits_for(design: Network, dead: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Living stores with the dead copies on an arrow that says "synchronous", where none lives."""
    return tuple(
        (line.source, line.target)
        for box_id, lines in design.out.items()
        for line in lines
        if line.copies
        and box_id not in dead
        and line.target in dead
        and _AT_ONCE.search(line.label)
        and _living_copy(design, box_id, dead) is None
    )
