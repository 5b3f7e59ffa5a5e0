"""What of a graph is drawn: sound edges, self-loops apart, group chains, connected parts.

A graph from outside may name ends that do not exist, repeat edges, nest groups in circles. The
outline has none of that, so nothing after it needs to check.
"""

from collections.abc import Iterable
from dataclasses import field, replace

from coach.boards.diagram.graph import Edge, EdgeStyle, Graph, Node, Tip
from coach.frozen import dataclass

NESTING_LIMIT = 8


@dataclass(slots=True, eq=False, repr=False)
class GraphOutline:
    """A sound part of a graph. `chains` gives a node's groups, outermost first."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    loops: dict[str, list[Edge]] = field(default_factory=dict)
    chains: dict[str, tuple[str, ...]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    clipped: bool = False

    def common(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The groups that hold all of these nodes, outermost first."""
        shared: tuple[str, ...] | None = None
        for name in ids:
            chain = self.chains[name]
            if shared is None or shared == chain:
                shared = chain
            else:
                same = 0
                for a, b in zip(shared, chain, strict=False):
                    if a != b:
                        break
                    same += 1
                shared = shared[:same]
            if not shared:
                return ()
        return shared or ()


def outline(graph: Graph, node_limit: int, edge_limit: int) -> GraphOutline:
    """The sound part of a graph, of at most so many nodes and edges, in order of mention."""
    drawn = GraphOutline()
    for node in graph.nodes:
        if len(drawn.nodes) == node_limit:
            drawn.clipped = True
            break
        drawn.nodes.setdefault(node.id, node)
    _take_groups(graph, drawn)
    _take_edges(graph, drawn, edge_limit)
    return drawn


def _take_groups(graph: Graph, drawn: GraphOutline) -> None:
    titles = {group.id: group.label for group in graph.groups}
    parents = {group.id: group.parent for group in graph.groups}
    known: dict[str | None, tuple[str, ...]] = {None: ()}
    for node in drawn.nodes.values():
        if node.group not in known:
            chain: list[str] = []
            group = node.group
            while group is not None and group in titles and group not in chain:
                chain.append(group)
                group = parents[group]
            if len(chain) > NESTING_LIMIT:
                drawn.clipped = True
            known[node.group] = tuple(reversed(chain))[:NESTING_LIMIT]
        drawn.chains[node.id] = known[node.group]
    drawn.titles = {
        group: " ".join(titles[group].split()) for chain in drawn.chains.values() for group in chain
    }


def _take_edges(graph: Graph, drawn: GraphOutline, limit: int) -> None:
    taken: dict[tuple[str, str, str, EdgeStyle, Tip], Edge] = {}
    for edge in graph.edges:
        if edge.source not in drawn.nodes or edge.target not in drawn.nodes:
            continue
        if len(taken) >= limit:
            drawn.clipped = True
            break
        label = " ".join(edge.label.split())
        there = (edge.source, edge.target, label, edge.style, edge.tip)
        back = (edge.target, edge.source, label, edge.style, edge.tip)
        opposite = taken.get(back)
        if opposite is not None and edge.source != edge.target:
            if opposite.two_way:
                continue
            if edge.both:
                taken[back] = replace(opposite, both=True)
                continue
        same = taken.get(there)
        taken[there] = replace(edge, label=label, both=edge.both or bool(same and same.both))
    for edge in taken.values():
        if edge.source == edge.target:
            drawn.loops.setdefault(edge.source, []).append(edge)
        else:
            drawn.edges.append(edge)


def parts(drawn: GraphOutline) -> list[GraphOutline]:
    """The parts that neither an edge nor a group joins, each in order of first mention."""
    root = {name: name for name in drawn.nodes}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for edge in drawn.edges:
        root[find(edge.target)] = find(edge.source)
    first: dict[str, str] = {}
    for name, chain in drawn.chains.items():
        if chain:
            root[find(name)] = find(first.setdefault(chain[0], name))
    split: dict[str, GraphOutline] = {}
    for name, node in drawn.nodes.items():
        part = split.setdefault(find(name), GraphOutline())
        part.nodes[name] = node
        part.chains[name] = drawn.chains[name]
        if name in drawn.loops:
            part.loops[name] = drawn.loops[name]
        part.titles.update((group, drawn.titles[group]) for group in drawn.chains[name])
    for edge in drawn.edges:
        split[find(edge.source)].edges.append(edge)
    return list(split.values())
