"""What waits in queues and streams during a spike, and how long it takes to be worked off."""

from coach.boards.diagram.reach import PIPES
from coach.boards.diagram.stress.call_flows import Flows
from coach.tuples import NamedTuple


class Spike(NamedTuple):
    """So many times the load for so many seconds."""

    multiple: float
    seconds: float


class Backlog(NamedTuple):
    """One consumer of a queue or stream in a spike. Rates are messages a second, `backlog`
    messages at its end, `oldest_s` the seconds that the oldest of them waits, `drain_s` the
    seconds after the spike until none waits: None where that never comes."""

    queue: str
    consumer: str
    in_rps: float
    drain_rps: float
    backlog: float
    oldest_s: float
    drain_s: float | None


def backlogs(flows: Flows, spike: Spike) -> tuple[Backlog, ...]:
    """The backlog of every consumer with a known capacity; a consumer of several queues gives
    each the part of its capacity that the queue has in its messages."""
    sent = {
        (box_id, arc.target): flows.loaded[box_id].flow.reads * arc.turned
        + flows.loaded[box_id].flow.writes * arc.writes
        for box_id, arcs in flows.arcs.items()
        if flows.design.boxes[box_id].kind in PIPES
        for arc in arcs
        if arc.target not in flows.design.copies[box_id] and not arc.lost
    }
    totals: dict[str, float] = {}
    for (_, consumer), rate in sent.items():
        totals[consumer] = totals.get(consumer, 0.0) + rate
    backlogs: list[Backlog] = []
    for (queue, consumer), rate in sent.items():
        box = flows.design.boxes[consumer]
        if box.writes is None or not rate:
            continue
        drain = box.replicas * box.shards * box.writes * rate / totals[consumer]
        backlogs.append(_backlog(queue, consumer, rate, drain, spike))
    return tuple(backlogs)


def _backlog(queue: str, consumer: str, rate: float, drain: float, spike: Spike) -> Backlog:
    waiting = max(0.0, rate * spike.multiple - drain) * spike.seconds
    drained: float | None = 0.0
    if waiting:
        drained = waiting / (drain - rate) if drain > rate else None
    return Backlog(queue, consumer, rate * spike.multiple, drain, waiting, waiting / drain, drained)
