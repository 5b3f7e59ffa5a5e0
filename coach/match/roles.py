"""A walk through boxes that have no known name but play the part: by kind, or by their arrows.

A store or a queue of the reference's very kind in the reference's place counts as that part. By
its arrows alone (what has none going out may be a store) a box only may be it: five of nine were.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from coach.boards.diagram.graph import EdgeStyle, Graph, Kind
from coach.boards.diagram.reach import ReachPaths
from coach.catalog.prompt import Prompt
from coach.match.components import Drawn, reference_kinds
from coach.match.walks import HOPS

_HOLDING = frozenset({Kind.DATABASE, Kind.QUEUE, Kind.STREAM, Kind.CACHE, Kind.BLOB_STORE})
"""Kinds of boxes that stand for a part by kind and place."""
_ROLES: Mapping[Kind, str] = {
    Kind.CLIENT: "client",
    Kind.LOAD_BALANCER: "edge",
    Kind.GATEWAY: "edge",
    Kind.DNS: "edge",
    Kind.CDN: "edge",
    Kind.CACHE: "store",
    Kind.DATABASE: "store",
    Kind.REPLICA: "store",
    Kind.SEARCH_INDEX: "store",
    Kind.BLOB_STORE: "store",
    Kind.QUEUE: "queue",
    Kind.STREAM: "queue",
    Kind.EXTERNAL: "external",
}
_BY_NAME, _BY_ROLE = 1.0, 0.5


def in_place(prompt: Prompt, drawn: Drawn, path: Sequence[str]) -> tuple[str, ...]:
    """The boxes along a walk of which one part is not named: a store or queue of the reference's
    kind stands in its place. Empty where the drawing has no such walk."""
    missing = [part for part in path if part not in drawn.present]
    if len(missing) > 1:
        return ()
    kinds = reference_kinds(prompt.design) if prompt.design else {}
    paths = ReachPaths(drawn.graph, copies=True, either_way=True)
    for part in missing or path:
        kind = kinds.get(part)
        if kind not in _HOLDING:
            continue
        alike = frozenset(node.id for node in drawn.graph.nodes if node.kind is kind)
        boxes = [alike if name == part else drawn.boxes.get(name, frozenset()) for name in path]
        if _led(paths, boxes):
            return tuple(labels_of(drawn.graph, some) for some in boxes)
    return ()


def labels_of(graph: Graph, ids: frozenset[str]) -> str:
    """The labels of boxes, joined."""
    return ", ".join(node.label for node in graph.nodes if node.id in ids)


def _led(paths: ReachPaths, boxes: Sequence[frozenset[str]]) -> bool:
    here = boxes[0]
    for there in boxes[1:]:
        here = there & paths.onward(here, HOPS)
    return bool(here)


def likeness(prompt: Prompt, drawn: Drawn, path: Sequence[str]) -> float:
    """How much of a walk the drawing can play in order, 0 to 1: a part by name counts whole, one
    by its role half."""
    graph = drawn.graph
    if len(graph.nodes) < 2:
        return 0.0
    roles, kinds = _roles(graph), reference_kinds(prompt.design) if prompt.design else {}
    paths = ReachPaths(graph, copies=True, either_way=True)

    def fits(part: str) -> dict[str, float]:
        named = drawn.boxes.get(part, frozenset())
        kind = kinds.get(part)
        role = _ROLES.get(kind, "service") if kind else "service"
        alike = {node.id: _BY_ROLE for node in graph.nodes if role in roles[node.id]}
        return alike | dict.fromkeys(named, _BY_NAME)

    here = fits(path[0])
    for part in path[1:]:
        there: dict[str, float] = {}
        fitting = fits(part)
        for box, value in here.items():
            for other in paths.onward({box}, HOPS):
                if other in fitting and other != box:
                    there[other] = max(there.get(other, 0.0), value + fitting[other])
        here = there
        if not here:
            return 0.0
    return max(here.values(), default=0.0) / len(path)


def _roles(graph: Graph) -> Mapping[str, frozenset[str]]:
    """What each box can be by its kind and by its arrows."""
    into: dict[str, list[EdgeStyle]] = defaultdict(list)
    out: dict[str, int] = defaultdict(int)
    for edge in graph.edges:
        into[edge.target].append(edge.style)
        out[edge.source] += 1
        if edge.two_way:
            into[edge.source].append(edge.style)
            out[edge.target] += 1
    roles_by_box: dict[str, frozenset[str]] = {}
    for node in graph.nodes:
        roles = {_ROLES.get(node.kind, "service")}
        if roles & {"service", "external"}:
            coming, going = into[node.id], out[node.id]
            if coming and not going:
                roles |= {"store", "external"}
            if EdgeStyle.ASYNC in coming:
                roles |= {"queue", "service"}
            if len(coming) >= 2 and going <= 1:
                roles.add("store")
        roles_by_box[node.id] = frozenset(roles)
    return roles_by_box
