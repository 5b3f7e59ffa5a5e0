"""A drawn design made ready for arithmetic: its boxes with figures, its arrows with terms.

Every figure is what the drawing says, else what the references say of the technology or the kind;
the latter are assumptions, kept with their source. Arrows that lead back to a box still being
followed (depth first, in the order of the text) are kept apart (`leading_back`).
"""

from collections.abc import Mapping
from dataclasses import replace

from coach.boards.diagram.graph import Edge, EdgeStyle, Graph, Kind
from coach.boards.diagram.reach import PIPES, pulls
from coach.boards.diagram.stress import capacities
from coach.boards.diagram.stress.said import figures, terms
from coach.boards.diagram.stress.sheet_shares import weighed
from coach.boards.diagram.stress.station import CACHES, Assumption, Load, Station, station_of
from coach.boards.diagram.stress.stressed_arrow import StressedArrow
from coach.frozen import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Boxes by box_id in the order of the text, arrows out of each, and where calls enter.

    `order` names every box after all that send to it. `entries` are ids with the calls a second
    that enter there, `made` with those that a box sends of its own accord; `reads` is the share of
    reads among them, `typed` that of boxes which say their own. `back` are arrows that
    lead back to a box still being followed.
    """

    boxes: Mapping[str, Station]
    out: Mapping[str, tuple[StressedArrow, ...]]
    order: tuple[str, ...]
    entries: Mapping[str, float]
    made: Mapping[str, float]
    typed: Mapping[str, float]
    reads: float
    back: tuple[StressedArrow, ...]
    copies: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, frozenset[str]]
    assumptions: tuple[Assumption, ...]

    @property
    def rps(self) -> float:
        """Calls a second that enter."""
        return sum(self.entries.values())

    @property
    def loaded(self) -> bool:
        """Whether any call enters or is made."""
        return bool(self.rps or sum(self.made.values()))

    @property
    def reads_share(self) -> float:
        """The share of reads among all calls that enter."""
        if not self.rps:
            return self.reads
        return sum(self.parts(box_id, rate)[0] for box_id, rate in self.entries.items()) / self.rps

    def parts(self, box_id: str, rate: float) -> tuple[float, float]:
        """The reads and the writes among calls a second that a box makes or that enter there."""
        reads = self.typed.get(box_id, self.reads)
        return rate * reads, rate * (1 - reads)

    def with_load(self, multiple: float) -> "Network":
        """The same design with so many times the calls."""
        entries = {box_id: rate * multiple for box_id, rate in self.entries.items()}
        made = {box_id: rate * multiple for box_id, rate in self.made.items()}
        return replace(self, entries=entries, made=made)


def network_of(graph: Graph, load: Load | None = None) -> Network:
    """The design that a graph draws."""
    asked = load or Load()
    noted: list[Assumption] = []
    lines = _lines(graph)
    hits = _hits(graph, lines)
    calling = {line.target for line in lines}
    boxes = {
        node.id: station_of(node, hits.get(node.id), asked, noted, node.id in calling)
        for node in graph.nodes
    }
    starts = _starts(boxes, lines)
    kept, back, order = _ordered(tuple(boxes), starts, lines)
    entries = _entries(boxes, starts, asked, noted)
    made = {
        box_id: box.load
        for box_id, box in boxes.items()
        if box.load and box_id not in entries and box.kind is not Kind.CLIENT
    }
    typed = _typed(boxes, asked)
    reads = _reads_share(graph, asked, noted, bool(entries) and typed.keys() >= entries.keys())
    kept = weighed(kept, boxes, asked, sum(entries.values()), noted)
    noted += [
        Assumption(
            "",
            f"{boxes[line.source].label} → {boxes[line.target].label} leads back",
            "is counted where it arrives" if line.terms.says_how_much else "carries nothing",
            "it leads to a box still being followed"
            + ("; what it says comes once" if line.terms.says_how_much else ", as a reply does"),
            None,
        )
        for line in back
    ]
    out: dict[str, list[StressedArrow]] = {box_id: [] for box_id in boxes}
    copies: dict[str, list[str]] = {box_id: [] for box_id in boxes}
    for line in kept:
        out[line.source].append(line)
        if line.copies:
            copies[line.source].append(line.target)
    return Network(
        boxes,
        {box_id: tuple(some) for box_id, some in out.items()},
        order,
        entries,
        made,
        typed,
        reads,
        back,
        {box_id: tuple(some) for box_id, some in copies.items()},
        _groups(graph),
        tuple(noted),
    )


def _lines(graph: Graph) -> list[StressedArrow]:
    """The arrows in the order of the text; one from a worker that takes from a queue is turned."""
    kinds = {node.id: node.kind for node in graph.nodes}
    turned = pulls(graph)
    return [_line(edge, kinds, edge in turned) for edge in graph.edges]


def _line(edge: Edge, kinds: Mapping[str, Kind], turned: bool) -> StressedArrow:
    source, target = (edge.target, edge.source) if turned else (edge.source, edge.target)
    copies = edge.style is EdgeStyle.COPY
    pipe = kinds[target] in PIPES or kinds[source] in PIPES
    message = not copies and (edge.style is EdgeStyle.ASYNC or pipe)
    return StressedArrow(source, target, terms(edge.label), copies, message, edge.label)


def _hits(graph: Graph, lines: list[StressedArrow]) -> dict[str, float]:
    """Hit shares said on arrows, for the cache or CDN at either end."""
    kinds = {node.id: node.kind for node in graph.nodes}
    said: dict[str, float] = {}
    for line in lines:
        if line.terms.hit is not None:
            end = line.target if kinds[line.target] in CACHES else line.source
            if kinds[end] in CACHES:
                said[end] = line.terms.hit
    return said


def _typed(boxes: Mapping[str, Station], load: Load) -> dict[str, float]:
    """The share of reads by box that says its reads and writes; none where a share is asked for
    or where other calls are put in their place."""
    if load.reads is not None or load.rps is not None:
        return {}
    return {box_id: box.load_reads for box_id, box in boxes.items() if box.load_reads is not None}


def _reads_share(graph: Graph, load: Load, noted: list[Assumption], all_typed: bool) -> float:
    if load.reads is not None:
        return load.reads
    for node in graph.nodes:
        said = figures(node.attributes).reads
        if said is not None:
            return said
    share = capacities.READS_SHARE
    if not all_typed:
        told = f"{100 * share:g} %"
        noted.append(Assumption("", "share of reads", told, "nothing is said", None))
    return share


def _starts(boxes: Mapping[str, Station], lines: list[StressedArrow]) -> tuple[str, ...]:
    """Where calls enter: clients nobody calls and those that say how much they ask (something may
    be pushed to them), else boxes nobody calls, else the clients."""
    called = {line.target for line in lines if line.source != line.target}
    clients = tuple(box_id for box_id, box in boxes.items() if box.kind is Kind.CLIENT)
    return (
        tuple(box_id for box_id in clients if box_id not in called or boxes[box_id].load)
        or tuple(
            box_id
            for box_id, box in boxes.items()
            if box_id not in called and box.kind is not Kind.SCHEDULER
        )
        or clients
    )


def _entries(
    boxes: Mapping[str, Station], starts: tuple[str, ...], load: Load, noted: list[Assumption]
) -> dict[str, float]:
    if not starts:
        return {}
    if load.rps is not None:
        return dict.fromkeys(starts, load.rps / len(starts))
    said = {box_id: boxes[box_id].load for box_id in starts if boxes[box_id].load is not None}
    if said:
        return {box_id: rate or 0.0 for box_id, rate in said.items()}
    if load.peak is None:
        return dict.fromkeys(starts, 0.0)
    source = f"the estimate sheet's {load.peak_name or 'peak'}"
    noted.append(Assumption("", "calls that enter", f"{load.peak:,.0f}/s", source, None))
    return dict.fromkeys(starts, load.peak / len(starts))


def _ordered(
    ids: tuple[str, ...], starts: tuple[str, ...], lines: list[StressedArrow]
) -> tuple[list[StressedArrow], tuple[StressedArrow, ...], tuple[str, ...]]:
    """Lines without those that lead back, those that do, and the boxes in topological order."""
    out: dict[str, list[tuple[int, StressedArrow]]] = {box_id: [] for box_id in ids}
    for index, line in enumerate(lines):
        out[line.source].append((index, line))
    state: dict[str, int] = {}
    back: set[int] = set()
    done: list[str] = []
    for root in (*starts, *ids):
        if root in state:
            continue
        state[root] = 1
        stack = [(root, iter(out[root]))]
        while stack:
            here, rest = stack[-1]
            for index, line in rest:
                if state.get(line.target) == 1:
                    back.add(index)
                elif line.target not in state:
                    state[line.target] = 1
                    stack.append((line.target, iter(out[line.target])))
                    break
            else:
                state[here] = 2
                done.append(here)
                stack.pop()
    kept = [line for index, line in enumerate(lines) if index not in back]
    returning = tuple(line for index, line in enumerate(lines) if index in back)
    return kept, returning, tuple(reversed(done))


def _groups(graph: Graph) -> dict[str, frozenset[str]]:
    from coach.boards.diagram.reach import members

    return {group.id: members(graph, group.id) for group in graph.groups}
