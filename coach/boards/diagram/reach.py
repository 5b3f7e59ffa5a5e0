"""Where requests can go: directed reachability over an architecture, and what a failure cuts off.

A worker drawn with an arrow to a queue that nothing else takes from is read as pulling from it,
for that is how many people draw a consumer.
"""

from collections.abc import Iterable

from coach.boards.diagram.graph import Edge, EdgeStyle, Graph, Kind

PIPES = frozenset({Kind.QUEUE, Kind.STREAM})
CONSUMERS = frozenset({Kind.WORKER, Kind.SCHEDULER})
"""Kinds of components that may be drawn with an arrow to the pipe they take from."""
ENTRIES = frozenset({Kind.CLIENT, Kind.SCHEDULER, Kind.EXTERNAL})


class ReachPaths:
    """The ways along the arrows; with `copies` also from a store to what it is copied to.

    With `either_way` an arrow from a consumer to a pipe is not judged by what else the pipe has:
    it is walked both ways.
    """

    def __init__(self, graph: Graph, copies: bool = False, either_way: bool = False) -> None:
        self.out: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
        self.back: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
        pulled = frozenset() if either_way else pulls(graph)
        both = takers(graph) if either_way else frozenset()
        for edge in graph.edges:
            if edge.source == edge.target or (edge.style is EdgeStyle.COPY and not copies):
                continue
            if edge in pulled:
                self._add(edge.target, edge.source)
                continue
            self._add(edge.source, edge.target)
            if edge.two_way or edge in both:
                self._add(edge.target, edge.source)

    def _add(self, source: str, target: str) -> None:
        self.out[source].append(target)
        self.back[target].append(source)

    def reach(self, starts: Iterable[str], without: frozenset[str] = frozenset()) -> set[str]:
        """What can be reached from the starts, themselves included, when some are gone."""
        seen = {start for start in starts if start not in without}
        waiting = list(seen)
        while waiting:
            for target in self.out[waiting.pop()]:
                if target not in seen and target not in without:
                    seen.add(target)
                    waiting.append(target)
        return seen

    def onward(self, starts: Iterable[str], hops: int) -> frozenset[str]:
        """What one to so many arrows lead to; a start itself only where a way comes back to it."""
        reached: set[str] = set()
        edge = set(starts)
        for _ in range(hops):
            edge = {target for node in edge for target in self.out[node]} - reached
            reached |= edge
        return frozenset(reached)


def takers(graph: Graph) -> frozenset[Edge]:
    """Edges from consumers to pipes."""
    kinds = {node.id: node.kind for node in graph.nodes}
    return frozenset(
        edge
        for edge in graph.edges
        if kinds.get(edge.source) in CONSUMERS and kinds.get(edge.target) in PIPES
    )


def pulls(graph: Graph) -> frozenset[Edge]:
    """Edges from workers to pipes that are read backwards: the worker takes from the pipe."""
    kinds = {node.id: node.kind for node in graph.nodes}
    edges: set[Edge] = set()
    for pipe in (node.id for node in graph.nodes if node.kind in PIPES):
        if any(
            edge.source == pipe or (edge.two_way and edge.target == pipe) for edge in graph.edges
        ):
            continue
        into = [edge for edge in graph.edges if edge.target == pipe]
        takers = [edge for edge in into if kinds[edge.source] is Kind.WORKER]
        if len(takers) < len(into):
            edges.update(takers)
    return frozenset(edges)


def entries(graph: Graph, kinds: frozenset[Kind] = ENTRIES) -> tuple[str, ...]:
    """Where requests enter: components of these kinds, in order."""
    return tuple(node.id for node in graph.nodes if node.kind in kinds)


def callers(graph: Graph) -> tuple[str, ...]:
    """Where requests come from, in order: the clients.

    Without a client they come from schedulers and external services that call something, and from
    what no arrow points at, workers left out: teams that post, a partner, a nightly job. A provider
    that is only called is where they end. Where that leaves nobody, whatever no arrow points at.
    """
    clients = entries(graph, frozenset({Kind.CLIENT}))
    if clients:
        return clients
    paths = ReachPaths(graph)
    begins = {node.id for node in graph.nodes if not paths.back[node.id]}
    calling = tuple(
        node.id
        for node in graph.nodes
        if paths.out[node.id]
        and node.kind is not Kind.WORKER
        and (node.kind in ENTRIES or node.id in begins)
    )
    return calling or tuple(node.id for node in graph.nodes if node.id in begins)


def members(graph: Graph, group: str) -> frozenset[str]:
    """The components inside a group and the groups in it."""
    inside = {group}
    while True:
        more = {g.id for g in graph.groups if g.parent in inside} - inside
        if not more:
            return frozenset(node.id for node in graph.nodes if node.group in inside)
        inside |= more


def lost_without(graph: Graph, ids: Iterable[str]) -> frozenset[str]:
    """Components that no client reaches any more when these components or groups fail.

    The failed ones themselves are not among them, nor what was out of reach before. Without a
    client, requests enter at schedulers and external services, and without those at components
    that no arrow points at. A copy of a failed store is not lost with it.
    """
    wanted = frozenset(ids)
    groups = {group.id for group in graph.groups} & wanted
    failed = wanted.union(*(members(graph, group) for group in groups))
    paths = ReachPaths(graph)
    starts = callers(graph)
    return frozenset(paths.reach(starts) - paths.reach(starts, failed) - failed)
