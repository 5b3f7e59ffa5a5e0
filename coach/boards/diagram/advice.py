"""Remarks on a design: what an interviewer would ask about, in one sentence each.

All of it is read off the graph and nothing blocks drawing. A single point of failure is a
component whose removal cuts every way from the clients to some store: an articulation point
between the two, found by removing each in turn, where what has replicas or a copy and what a
provider manages is safe.
"""

from collections.abc import Iterator

from coach.boards.board import Finding, Severity, Span
from coach.boards.diagram.graph import EdgeStyle, Graph, Group, Kind, Node
from coach.boards.diagram.kinds import is_managed
from coach.boards.diagram.reach import ENTRIES, PIPES, ReachPaths, callers, entries, members

_FEW = 2
_STORES = frozenset({Kind.DATABASE, Kind.REPLICA, Kind.BLOB_STORE, Kind.SEARCH_INDEX})
_TRUTHS = _STORES | {Kind.SERVICE, Kind.EXTERNAL, Kind.STREAM}
_SAFE = ENTRIES | {Kind.DNS, Kind.CDN}
_CLIENTS = frozenset({Kind.CLIENT})


def advise(graph: Graph) -> tuple[Finding, ...]:
    """The remarks on a design in the order of the text; none on one or two lonely boxes."""
    if len(graph.nodes) <= _FEW or not graph.edges:
        return ()
    findings = [
        *_wired_to_database(graph),
        *_load_balancers(graph),
        *_pipes(graph),
        *_caches(graph),
        *_out_of_reach(graph),
        *_single_points(graph),
        *_groups(graph),
    ]
    return tuple(sorted(findings, key=lambda finding: finding.span.start if finding.span else -1))


def _warning(code: str, message: str, span: Span | None) -> Finding:
    return Finding(code, Severity.WARNING, message, span)


def _first(item: Node) -> Span | None:
    return item.said[0] if item.said else None


def _listed(labels: list[str]) -> str:
    """Names as a person lists them; many are counted."""
    if len(labels) > 3:
        return f"{', '.join(labels[:2])} and {len(labels) - 2} more"
    return " and ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))


def _wired_to_database(graph: Graph) -> Iterator[Finding]:
    nodes = {node.id: node for node in graph.nodes}
    for edge in graph.edges:
        ends = [nodes[edge.source], nodes[edge.target]]
        if edge.both and ends[1].kind is Kind.CLIENT:
            ends.reverse()
        client, store = ends
        if client.kind is Kind.CLIENT and store.kind in (Kind.DATABASE, Kind.REPLICA):
            message = (
                f"{client.label} is wired straight to {store.label}: put a service between "
                "them that checks who may read and write."
            )
            yield _warning("client-to-database", message, edge.span)


def _load_balancers(graph: Graph) -> Iterator[Finding]:
    replicas = {node.id: node.replicas for node in graph.nodes}
    paths = ReachPaths(graph)
    for node in graph.nodes:
        if node.kind is not Kind.LOAD_BALANCER:
            continue
        behind = list(dict.fromkeys(paths.out[node.id]))
        if len(behind) == 1 and replicas[behind[0]] == 1:
            backend = next(other.label for other in graph.nodes if other.id == behind[0])
            message = (
                f"{node.label} has one backend and so nothing to balance: give {backend} "
                f"replicas ({behind[0]} x3) or add another."
            )
            yield _warning("one-backend", message, _first(node))
        elif not behind and paths.back[node.id]:
            message = f"{node.label} has no backend: draw an arrow to what it balances."
            yield _warning("one-backend", message, _first(node))


def _pipes(graph: Graph) -> Iterator[Finding]:
    paths = ReachPaths(graph)
    for node in graph.nodes:
        if node.kind not in PIPES:
            continue
        takes, gives = bool(paths.out[node.id]), bool(paths.back[node.id])
        if gives and not takes:
            message = f"Nothing consumes {node.label}, so it only fills: {node.id} ~> worker."
            yield _warning("no-consumer", message, _first(node))
        elif takes and not gives:
            message = f"Nothing puts anything into {node.label}: api ~> {node.id}."
            yield _warning("no-producer", message, _first(node))


def _caches(graph: Graph) -> Iterator[Finding]:
    """A cache is beside a truth when it or one of its callers also leads to what holds it."""
    kinds = {node.id: node.kind for node in graph.nodes}
    paths = ReachPaths(graph, copies=True)
    for node in graph.nodes:
        if node.kind is not Kind.CACHE or not (paths.back[node.id] or paths.out[node.id]):
            continue
        near = set(paths.out[node.id]) | set(paths.back[node.id])
        beside = {other for caller in paths.back[node.id] for other in paths.out[caller]}
        held = any(kinds[other] in _STORES | {Kind.EXTERNAL, Kind.STREAM} for other in near)
        if held or any(kinds[other] in _TRUTHS for other in beside - {node.id}):
            continue
        message = (
            f"{node.label} does not sit beside a source of truth: draw the store that it is "
            "filled from, next to it."
        )
        yield _warning("cache-without-truth", message, _first(node))


def _out_of_reach(graph: Graph) -> Iterator[Finding]:
    """What no request comes to; of a part that is cut off only its beginning is named."""
    clients = entries(graph, _CLIENTS)
    starts = entries(graph) if clients else callers(graph)
    if not starts:
        return
    paths = ReachPaths(graph, copies=True)
    stores = [node for node in graph.nodes if node.kind in _STORES]
    cut = bool(clients and stores) and not paths.reach(clients) & {s.id for s in stores}
    if cut:
        message = "No path leads from a client to a store: connect what serves with what keeps."
        yield _warning("no-path", message, _first(stores[0]))
    reached = paths.reach(starts)
    left = [node for node in graph.nodes if node.id not in reached]
    while left:
        ids = {node.id for node in left}
        start = next((node for node in left if not ids & set(paths.back[node.id])), left[0])
        told = paths.reach([start.id])
        left = [node for node in left if node.id not in told]
        if (start.kind in PIPES and paths.out[start.id]) or (cut and start.kind in _STORES):
            continue
        yield _unreached(start)


def _unreached(node: Node) -> Finding:
    if node.kind is Kind.WORKER:
        message = f"Nothing sets {node.label} off: draw the queue or the scheduler that does."
        return Finding("unreached", Severity.HINT, message, _first(node))
    message = f"Nothing reaches {node.label}: draw the arrow from what calls it."
    return _warning("unreached", message, _first(node))


def _single_points(graph: Graph) -> Iterator[Finding]:
    paths = ReachPaths(graph)
    clients = entries(graph, _CLIENTS)
    stores = {node.id: node.label for node in graph.nodes if node.kind in _STORES}
    copied = {edge.source for edge in graph.edges if edge.style is EdgeStyle.COPY}
    reached = paths.reach(clients)
    for node in graph.nodes:
        safe = node.replicas > 1 or node.kind in _SAFE or node.id in copied
        if safe or node.id not in reached or is_managed(node.id, node.label):
            continue
        left = paths.reach(clients, frozenset({node.id}))
        cut = [stores[s] for s in stores if s in reached and s not in left and s != node.id]
        if cut:
            message = (
                f"{node.label} is a single point of failure: without it no request reaches "
                f"{_listed(cut)}; give it replicas ({node.id} x2) or a second way."
            )
            yield _warning("single-point", message, _first(node))


def _groups(graph: Graph) -> Iterator[Finding]:
    """Groups that hold every way to every store; of nested ones the innermost is named."""
    paths = ReachPaths(graph)
    clients = entries(graph, _CLIENTS)
    stores = {node.id for node in graph.nodes if node.kind in _STORES}
    fatal: list[Group] = []
    for group in graph.groups:
        inside = members(graph, group.id)
        outside = [client for client in clients if client not in inside]
        before = paths.reach(outside) & stores
        if len(inside) > 1 and before and not paths.reach(outside, inside) & stores:
            fatal.append(group)
    parents = {group.parent for group in fatal}
    for group in fatal:
        if group.id not in parents:
            message = (
                f"When {group.label} fails no store can be reached any more: every way from the "
                "clients goes through it."
            )
            yield Finding("group-loss", Severity.HINT, message, group.span)
