"""Everything that is asked of a drawn design at once: load, first bottleneck, spikes, failures."""

from collections.abc import Sequence
from dataclasses import replace

from coach.boards.diagram.graph import Graph
from coach.boards.diagram.stress import capacities
from coach.boards.diagram.stress.availability import availability
from coach.boards.diagram.stress.backlog import Backlog, Spike, backlogs
from coach.boards.diagram.stress.call_flows import Flows, flows_of
from coach.boards.diagram.stress.call_routes import arcs_out_of
from coach.boards.diagram.stress.network import Network, network_of
from coach.boards.diagram.stress.outage import Outage, outage, single_points
from coach.boards.diagram.stress.remedies import Trial, trial
from coach.boards.diagram.stress.station import Assumption, Load
from coach.boards.diagram.stress.stressed_arrow import StressedArrow
from coach.frozen import dataclass

LOADS = (1.0, 2.0, 5.0, 10.0)
SPIKE = Spike(*capacities.SPIKE)


@dataclass(frozen=True, slots=True)
class Questions:
    """What to work out beside today's load: multiples of it, a spike, failures, lines to add."""

    loads: tuple[float, ...] = LOADS
    spike: Spike = SPIKE
    fails: tuple[tuple[str, ...], ...] = ()
    tries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """The answers. `flows` is today's load, `loads` the multiples asked for; `ends` the
    probability that calls reach each end."""

    graph: Graph
    design: Network
    flows: Flows
    loads: tuple[tuple[float, Flows], ...]
    backlogs: tuple[Backlog, ...]
    ends: dict[str, float | None]
    single_points: tuple[tuple[str, float], ...]
    outages: tuple[Outage, ...]
    trials: tuple[Trial, ...]


def analyse(graph: Graph, load: Load | None = None, asked: Questions | None = None) -> Analysis:
    """The answers on a design; NotFound where a failure names what is not there."""
    questions = asked or Questions()
    design = network_of(graph, load)
    flows = flows_of(design)
    return Analysis(
        graph,
        design,
        flows,
        tuple(
            (many, flows_of(design.with_load(many), arcs=flows.arcs)) for many in questions.loads
        ),
        backlogs(flows, questions.spike),
        availability(design),
        single_points(design),
        tuple(outage(design, fail) for fail in questions.fails),
        tuple(trial(graph.text, line, load) for line in questions.tries),
    )


def deciding(design: Network, flows: Flows) -> frozenset[Assumption]:
    """The assumptions on which the answer "what fills first, and when" depends: those that change
    the box or its multiple by a hundredth when they are a tenth off."""
    first = flows.first()
    if first is None:
        return frozenset()
    return frozenset(
        assumed
        for assumed in design.assumptions
        if (other := _first_with(design, flows, assumed)) is not None and _differs(other, first)
    )


def _differs(now: tuple[str, float], first: tuple[str, float]) -> bool:
    return now[0] != first[0] or abs(now[1] - first[1]) > 0.01 * first[1]


def _first_with(design: Network, flows: Flows, assumed: Assumption) -> tuple[str, float] | None:
    """What fills first with one assumption a tenth off; None for one that no flow depends on."""
    if assumed.what == "share of reads":
        return flows_of(replace(design, reads=design.reads * 0.9), arcs=flows.arcs).first()
    box = design.boxes.get(assumed.box)
    if box is not None and assumed.what == "capacity":
        ranked = [(name, many * (0.9 if name == box.id else 1)) for name, many in flows.ranked()]
        return min(ranked, key=lambda pair: pair[1], default=None)
    if box is not None and assumed.what == "hit share":
        other = replace(box, hit=box.hit * 0.9 if box.hit else 0.1)
        shifted = replace(design, boxes={**design.boxes, box.id: other})
        near = [box.id, *(caller for caller, out in design.out.items() if _calls(out, box.id))]
        arcs = {**flows.arcs, **{name: arcs_out_of(shifted, name, frozenset()) for name in near}}
        return flows_of(shifted, arcs=arcs).first()
    return None


def _calls(lines: tuple[StressedArrow, ...], target: str) -> bool:
    return any(line.target == target for line in lines)


def parse_spike(text: str) -> Spike | None:
    """A spike written as "10x,300s" or "5x, 2 min"; None for anything else."""
    from coach.boards.diagram.stress.said import seconds_of

    many, _, period = text.replace(" ", "").lower().partition(",")
    try:
        multiple = float(many.removesuffix("x"))
    except ValueError:
        return None
    seconds = seconds_of(period) if period else SPIKE.seconds
    good = seconds is not None and 0 < multiple <= 1e6 and 0 < seconds <= 1e7
    return Spike(multiple, seconds or 0.0) if good else None


def parse_fails(texts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """What each of several --fail names, divided by commas."""
    return tuple(tuple(name.strip() for name in text.split(",") if name.strip()) for text in texts)
