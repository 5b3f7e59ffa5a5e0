"""What a line more would change: which box fills first and at what multiple of the load."""

from coach.boards.board import Severity
from coach.boards.diagram.graph import Graph, Kind, fold_name, shape
from coach.boards.diagram.stress.call_flows import flows_of
from coach.boards.diagram.stress.network import Network, network_of
from coach.boards.diagram.stress.station import Load, Station
from coach.tuples import NamedTuple

_PART = 10
"""Of so many replicas one more is offered, since one among hundreds changes nothing."""


class Trial(NamedTuple):
    """A line of notation added to the design, and what fills first with it, at what multiple of
    the load; both None where nothing is loaded or the line is not read."""

    line: str
    first: str | None
    multiple: float | None
    read: bool = True


def trial(text: str, line: str, load: Load | None = None) -> Trial:
    """The design of a text in the notation with one line more."""
    from coach.boards.diagram import notation

    before = notation.read(text)
    after = notation.read(f"{text.rstrip()}\n{line}\n")
    read = _grave(after) <= _grave(before) and shape(after) != shape(before)
    first = flows_of(network_of(after, load)).first()
    box, multiple = first if first is not None else (None, None)
    return Trial(line, box, multiple, read)


def _grave(graph: Graph) -> int:
    return sum(told.severity is not Severity.HINT for told in graph.findings)


def offers(graph: Graph, design: Network, load: Load | None = None) -> tuple[Trial, ...]:
    """Lines that could help the box that fills first, each tried: one replica more (a tenth more
    of many), twice as many, twice the shards, one read copy, a cache before it. Only those after
    which it fills later."""
    first = flows_of(design).first()
    if first is None:
        return ()
    box = design.boxes[first[0]]
    trials = [trial(graph.text, line, load) for line in _lines(graph, design, box)]
    return tuple(tried for tried in trials if tried.multiple is not None and _helps(tried, first))


def _helps(tried: Trial, first: tuple[str, float]) -> bool:
    return (tried.multiple or 0) > first[1] * (1 + 1e-9)


def _lines(graph: Graph, design: Network, box: Station) -> list[str]:
    name = name_of(graph, box.id)
    more = box.replicas + max(1, box.replicas // _PART)
    lines = [f"{name} x{many}" for many in dict.fromkeys((more, 2 * box.replicas))]
    if box.kind is Kind.DATABASE:
        lines.append(f"{name} [shards={2 * box.shards}]")
        callers = [
            box_id
            for box_id, out in design.out.items()
            if any(line.target == box.id and not line.message and not line.copies for line in out)
        ]
        copy = _free_name(design, f"{box.id} copy")
        for caller in callers[:1]:
            told = f"{name_of(graph, caller)} -> {copy} [replica]"
            lines.append(f"{name} => {copy}\n{told}")
        without = [
            box_id
            for box_id in callers
            if not _has_cache(design, box_id) and not design.boxes[box_id].router
        ]
        if without:
            cache = _free_name(design, f"{box.id} cache")
            lines.append(
                "\n".join(f"{name_of(graph, box_id)} -> {cache}: 80% hit" for box_id in without[:4])
            )
    return lines


def _has_cache(design: Network, caller: str) -> bool:
    return any(design.boxes[line.target].kind is Kind.CACHE for line in design.out[caller])


def _free_name(design: Network, wanted: str) -> str:
    name, count = wanted, 2
    while name in design.boxes:
        name, count = f"{wanted} {count}", count + 1
    return name


def name_of(graph: Graph, box_id: str) -> str:
    """How a line of the notation names a component."""
    node = graph.node(box_id)
    return node.label if node is not None and fold_name(node.label) == box_id else box_id
