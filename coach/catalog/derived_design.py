"""The design of a light prompt: components of its boxes, ways through it, its smallest version."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence

from coach.boards.diagram.diagram_text import read
from coach.boards.diagram.graph import Graph, Kind, Node, fold_name
from coach.catalog.board_parts import Component, Design, Walk
from coach.catalog.ids import identified
from coach.catalog.light import LightPart, LightPrompt

MOST_WALKS = 4
MOST_LOOKED_AT = 100
"""Ways that are compared: a drawing of four thousand characters may have thousands."""
_OUTSIDE = frozenset((Kind.CLIENT, Kind.EXTERNAL))
_KEEPS = frozenset(
    (Kind.DATABASE, Kind.CACHE, Kind.QUEUE, Kind.STREAM, Kind.BLOB_STORE, Kind.SEARCH_INDEX)
)
"""Boxes that a way may end at though it leads on: something is kept there."""
_ALIKE: Mapping[Kind, tuple[Kind, ...]] = {
    Kind.QUEUE: (Kind.QUEUE, Kind.STREAM),
    Kind.STREAM: (Kind.STREAM, Kind.QUEUE),
    Kind.LOAD_BALANCER: (Kind.LOAD_BALANCER, Kind.GATEWAY),
    Kind.GATEWAY: (Kind.GATEWAY, Kind.LOAD_BALANCER),
}
_SERVER = ("api", "backend", "server", "app server", "web server", "application")
"""What the only service of a design may be called as well."""


def design(light: LightPrompt) -> Design | None:
    """The design with its components in the order of the file; None where there are none."""
    graph = read(light.design)
    components = tuple(_components(light.components, graph))
    if not components:
        return None
    return Design(
        smallest=_smallest(graph) or light.design,
        reference=light.design,
        components=components,
        walks=tuple(_walks(graph, components)),
    )


def _components(parts: Mapping[str, LightPart], graph: Graph) -> Iterator[Component]:
    kinds = Counter(node.kind for node in graph.nodes)
    boxes = {fold_name(node.label): node for node in graph.nodes}
    for id_, (name, part) in zip(identified(parts), parts.items(), strict=True):
        node = boxes.get(fold_name(name))
        alone = node is not None and kinds[node.kind] == 1
        yield Component(
            id=id_,
            name=name,
            names=(*part.names, *(_SERVER if alone and node and _serves(node) else ())),
            kinds=_kinds(node) if alone and node else (),
            why=part.why,
            without=part.without,
            essential=not part.optional,
        )


def _serves(node: Node) -> bool:
    return node.kind is Kind.SERVICE


def _kinds(node: Node) -> tuple[str, ...]:
    """The kinds that count for the only box of its kind; "service" says nothing."""
    if node.kind in _OUTSIDE or _serves(node):
        return ()
    return tuple(kind.value for kind in _ALIKE.get(node.kind, (node.kind,)))


def _walks(graph: Graph, components: Sequence[Component]) -> Iterator[Walk]:
    """The shortest ways from a client to where something is kept or the drawing ends; none that
    lies within another, or ends at what a good drawing may lack."""
    known = {fold_name(part.name): part.id for part in components}
    needed = {part.id for part in components if part.essential}
    ids = {node.id: known[name] for node in graph.nodes if (name := fold_name(node.label)) in known}
    paths: dict[tuple[str, ...], None] = {}
    for way in _ways(graph):
        path = tuple(dict.fromkeys(ids[box] for box in way if box in ids))
        if len(path) > 1 and path[-1] in needed and len(paths) < MOST_LOOKED_AT:
            paths[path] = None
    whole = [path for path in paths if not any(_within(path, other) for other in paths)]
    kept = sorted(sorted(whole, key=len, reverse=True)[:MOST_WALKS], key=whole.index)
    names = {part.id: part.name for part in components}
    for path in kept:
        yield Walk(name=f"the way from the {names[path[0]]} to the {names[path[-1]]}", path=path)


def _within(path: Sequence[str], other: Sequence[str]) -> bool:
    size = len(path)
    return size < len(other) and any(
        tuple(other[at : at + size]) == tuple(path) for at in range(len(other) - size + 1)
    )


def _ways(graph: Graph) -> Iterator[tuple[str, ...]]:
    """From every client (where there is none, from what nothing leads to) the shortest way to each
    box that keeps something or leads nowhere."""
    onward: dict[str, list[str]] = {}
    reached = set()
    for edge in graph.edges:
        onward.setdefault(edge.source, []).append(edge.target)
        reached.add(edge.target)
    starts = [node.id for node in graph.nodes if node.kind is Kind.CLIENT]
    starts = starts or [node.id for node in graph.nodes if node.id not in reached]
    for start in starts:
        ways = _shortest(start, onward)
        for node in graph.nodes:
            ends = node.kind in _KEEPS or not onward.get(node.id)
            if node.id in ways and ends and node.kind not in _OUTSIDE:
                yield ways[node.id]


def _shortest(start: str, onward: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The shortest way to every box that can be reached, by breadth."""
    ways: dict[str, tuple[str, ...]] = {start: (start,)}
    waiting = deque((start,))
    while waiting:
        here = waiting.popleft()
        for box in onward.get(here, ()):
            if box not in ways:
                ways[box] = (*ways[here], box)
                waiting.append(box)
    return ways


def _smallest(graph: Graph) -> str:
    """A client, the first service that it reaches, the first database: the least that works."""
    sorts = (Kind.CLIENT, Kind.SERVICE, Kind.DATABASE)
    boxes = [next((node for node in graph.nodes if node.kind is sort), None) for sort in sorts]
    named = [box for box in boxes if box is not None]
    if len(named) < len(sorts):
        return ""
    told = " -> ".join(box.label for box in named)
    kinds = (f"{box.label} [{box.kind.value}]" for box in named if box.kind_said)
    return "\n".join((told, *kinds)) + "\n"
