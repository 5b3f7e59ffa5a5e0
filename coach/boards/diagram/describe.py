"""What a selected component is: its kind, its neighbours either way, where the text names it."""

from coach.boards.diagram.graph import Edge, EdgeStyle, Graph, Node, Tip

_LINES = 8
_OUT = {EdgeStyle.SYNC: "calls", EdgeStyle.ASYNC: "sends to", EdgeStyle.COPY: "is copied to"}
_IN = {
    EdgeStyle.SYNC: "called by",
    EdgeStyle.ASYNC: "receives from",
    EdgeStyle.COPY: "is a copy of",
}


def about(graph: Graph, id: str) -> tuple[str, ...]:
    """Short phrases on a component, the most telling first; none for an unknown id."""
    node = graph.node(id)
    if node is None:
        return ()
    phrases = [_what(graph, node)]
    if node.attributes:
        phrases.append(", ".join(f"{key} {value}".rstrip() for key, value in node.attributes))
    phrases += _neighbours(graph, id)
    if node.said:
        lines = dict.fromkeys(graph.text.count("\n", 0, span.start) + 1 for span in node.said)
        shown = ", ".join(str(line) for line in list(lines)[:_LINES])
        more = ", …" if len(lines) > _LINES else ""
        phrases.append(f"{'line' if len(lines) == 1 else 'lines'} {shown}{more}")
    return tuple(phrases)


def _what(graph: Graph, node: Node) -> str:
    phrase = f"{node.label}: {node.kind.value}"
    if node.replicas > 1:
        phrase += f" ×{node.replicas}"
    groups = {group.id: group for group in graph.groups}
    within = groups.get(node.group or "")
    while within is not None:
        phrase += f" in {within.label}"
        within = groups.get(within.parent or "")
    return phrase


def _neighbours(graph: Graph, id: str) -> list[str]:
    """A phrase for each way of being joined, in the order of the edges."""
    labels = {node.id: node.label for node in graph.nodes}
    phrases: dict[str, list[str]] = {}
    for edge in graph.edges:
        if id not in (edge.source, edge.target):
            continue
        verb, other = _joined(edge, id, labels)
        phrases.setdefault(verb, []).append(f"{other} ({edge.label})" if edge.label else other)
    return [f"{verb} {', '.join(others)}" for verb, others in phrases.items()]


def _joined(edge: Edge, id: str, labels: dict[str, str]) -> tuple[str, str]:
    if edge.source == edge.target:
        return _OUT[edge.style], "itself"
    other = labels[edge.target if edge.source == id else edge.source]
    if edge.tip is Tip.NONE:
        return "is joined with", other
    if edge.both:
        return "goes both ways with", other
    return (_OUT if edge.source == id else _IN)[edge.style], other


def whole(graph: Graph) -> tuple[str, ...]:
    """The whole drawing in sentences, without a line drawn: how much of it there is, then each
    component with its kind and where its arrows lead, in the order of first mention."""
    if not graph.nodes:
        return ("Nothing is drawn yet.",)
    told = [f"{_many(len(graph.nodes), 'component')}, {_many(len(graph.edges), 'connection')}."]
    for group in graph.groups:
        within = [node.label for node in graph.nodes if node.group == group.id]
        within += [f"the group {inner.label}" for inner in graph.groups if inner.parent == group.id]
        if within:
            told.append(f"Group {group.label} holds {', '.join(within)}.")
    labels = {node.id: node.label for node in graph.nodes}
    joined = {end for edge in graph.edges for end in (edge.source, edge.target)}
    told += [_sentence(graph, node, labels, node.id in joined) for node in graph.nodes]
    return tuple(told)


def _sentence(graph: Graph, node: Node, labels: dict[str, str], joined: bool) -> str:
    """A component, what it is, and where its arrows lead; those that end at it are its callers'."""
    notes = ", ".join(f"{key} {value}".rstrip() for key, value in node.attributes)
    what = f"{_what(graph, node)}{f', {notes}' if notes else ''}"
    phrases: dict[str, list[str]] = {}
    for edge in graph.edges:
        if node.id != edge.source:
            continue
        verb, other = _joined(edge, node.id, labels)
        phrases.setdefault(verb, []).append(f"{other} ({edge.label})" if edge.label else other)
    ways = "; ".join(f"{verb} {', '.join(others)}" for verb, others in phrases.items())
    if not ways:
        ways = "leads nowhere on" if joined else "is joined with nothing"
    return f"{what}; {ways}."


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
