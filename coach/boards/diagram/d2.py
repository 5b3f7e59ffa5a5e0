"""Writes D2 (https://d2lang.com): groups as containers, kinds as shapes, replicas stacked."""

from html import escape

from coach.boards.diagram.graph import Edge, EdgeStyle, Graph, Kind, Node, Tip
from coach.boards.diagram.picture import Direction
from coach.boards.diagram.slug import graph_slugs

_WORDS = """label desc description shape icon width height top left near tooltip link class classes
    constraint direction style grid_rows grid_columns grid_gap vertical_gap horizontal_gap layers
    scenarios steps vars null true false suspend unsuspend source_arrowhead target_arrowhead
    opacity stroke fill filled font bold italic underline shadow multiple animated"""
_RESERVED = frozenset(_WORDS.split())
_SHAPES = {
    Kind.CLIENT: "person",
    Kind.CDN: "cloud",
    Kind.EXTERNAL: "cloud",
    Kind.LOAD_BALANCER: "hexagon",
    Kind.GATEWAY: "hexagon",
    Kind.CACHE: "cylinder",
    Kind.DATABASE: "cylinder",
    Kind.REPLICA: "cylinder",
    Kind.BLOB_STORE: "stored_data",
    Kind.SEARCH_INDEX: "document",
    Kind.QUEUE: "queue",
    Kind.STREAM: "queue",
}
_STYLES = {
    EdgeStyle.SYNC: [],
    EdgeStyle.ASYNC: ["style.stroke-dash: 4"],
    EdgeStyle.COPY: ["style.stroke-width: 5"],
}
_TIPS = {Tip.CIRCLE: "circle", Tip.CROSS: "cross"}


def write(graph: Graph, direction: Direction = Direction.AUTO) -> str:
    """A D2 text of the graph; attributes become tooltips, which D2 takes for Markdown."""
    nodes, groups = graph_slugs(graph, _RESERVED)
    paths = {group.id: _path(graph, group.id, groups) for group in graph.groups}
    lines = ["direction: right" if direction is Direction.RIGHT else "direction: down"]
    lines += _members(graph, None, nodes, groups)
    ends = {
        node.id: f"{paths[node.group]}.{nodes[node.id]}" if node.group else nodes[node.id]
        for node in graph.nodes
    }
    lines += [_edge(edge, ends, paths) for edge in graph.edges]
    return "\n".join(lines) + "\n"


def _path(graph: Graph, id: str, slugs: dict[str, str]) -> str:
    parents = {group.id: group.parent for group in graph.groups}
    path: list[str] = []
    at: str | None = id
    while at is not None:
        path.insert(0, slugs[at])
        at = parents[at]
    return ".".join(path)


def _members(
    graph: Graph, within: str | None, nodes: dict[str, str], groups: dict[str, str]
) -> list[str]:
    lines: list[str] = []
    for node in graph.nodes:
        if node.group == within:
            lines += _node(node, nodes[node.id])
    for group in graph.groups:
        if group.parent == within:
            inside = _members(graph, group.id, nodes, groups)
            lines.append(f"{groups[group.id]}: {_quoted(group.label)} {{")
            lines += [f"  {line}" for line in inside]
            lines.append("}")
    return lines


def _node(node: Node, slug: str) -> list[str]:
    label = f"{node.label} ×{node.replicas}" if node.replicas > 1 else node.label
    inside: list[str] = []
    if node.kind in _SHAPES:
        inside.append(f"shape: {_SHAPES[node.kind]}")
    if node.replicas > 1:
        inside.append("style.multiple: true")
    if node.attributes:
        told = ", ".join(f"{key}: {value}" if value else key for key, value in node.attributes)
        inside.append(f"tooltip: {_quoted(escape(told, quote=False))}")
    if not inside:
        return [f"{slug}: {_quoted(label)}"]
    return [f"{slug}: {_quoted(label)} {{", *(f"  {line}" for line in inside), "}"]


def _edge(edge: Edge, ends: dict[str, str], paths: dict[str, str]) -> str:
    source = paths[edge.source_group] if edge.source_group else ends[edge.source]
    target = paths[edge.target_group] if edge.target_group else ends[edge.target]
    arrow = "--" if edge.tip is Tip.NONE else "<->" if edge.both else "->"
    line = f"{source} {arrow} {target}"
    looks = list(_STYLES[edge.style])
    if edge.tip in _TIPS:
        looks.append(f"target-arrowhead.shape: {_TIPS[edge.tip]}")
        if edge.both:
            looks.append(f"source-arrowhead.shape: {_TIPS[edge.tip]}")
    label = f" {_quoted(edge.label)}" if edge.label else ""
    style = f" {{{'; '.join(looks)}}}" if looks else ""
    return f"{line}:{label}{style}" if label or style else line


def _quoted(text: str) -> str:
    """Single quotes: nothing in them is special but themselves, which are doubled."""
    return "'" + text.replace("'", "''") + "'"
