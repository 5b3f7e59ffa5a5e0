"""Writes DOT, the language of Graphviz: groups as clusters, kinds as shapes, styles of edges."""

from coach.boards.diagram.graph import Edge, EdgeStyle, Graph, Kind, Node, Tip
from coach.boards.diagram.picture import Direction

_SHAPES = {
    Kind.CLIENT: "oval",
    Kind.CACHE: "cylinder",
    Kind.DATABASE: "cylinder",
    Kind.REPLICA: "cylinder",
    Kind.BLOB_STORE: "folder",
    Kind.SEARCH_INDEX: "tab",
    Kind.QUEUE: "cds",
    Kind.STREAM: "cds",
    Kind.LOAD_BALANCER: "hexagon",
    Kind.GATEWAY: "hexagon",
    Kind.EXTERNAL: "component",
}
_STYLES = {
    EdgeStyle.SYNC: {},
    EdgeStyle.ASYNC: {"style": "dashed"},
    EdgeStyle.COPY: {"color": "black:invis:black"},
}
_CLUSTER = "cluster "
_TIPS = {Tip.CIRCLE: "odot", Tip.CROSS: "tee"}


def write(graph: Graph, direction: Direction = Direction.AUTO) -> str:
    """A DOT text of the graph; a copy is a doubled line, a message a dashed one."""
    rank = "LR" if direction is Direction.RIGHT else "TB"
    framed = any(edge.source_group or edge.target_group for edge in graph.edges)
    lines = [
        "digraph {",
        f"  graph [rankdir={rank}{', compound=true' if framed else ''}];",
        '  node [shape=box, fontname="sans-serif"];',
        '  edge [fontname="sans-serif", fontsize=11];',
    ]
    lines += [f"  {line}" for line in _members(graph, None)]
    lines += [f"  {_edge(edge)}" for edge in graph.edges]
    return "\n".join([*lines, "}"]) + "\n"


def _members(graph: Graph, within: str | None) -> list[str]:
    lines = [_node(node) for node in graph.nodes if node.group == within]
    for group in graph.groups:
        if group.parent == within:
            lines.append(f"subgraph {_quoted(_CLUSTER + group.id)} {{")
            lines.append(f"  label={_quoted(group.label)};")
            lines += [f"  {line}" for line in _members(graph, group.id)]
            lines.append("}")
    return lines


def _node(node: Node) -> str:
    settings = {"label": f"{node.label} ×{node.replicas}" if node.replicas > 1 else node.label}
    if node.kind in _SHAPES:
        settings["shape"] = _SHAPES[node.kind]
    if node.replicas > 1:
        settings["peripheries"] = "2"
    if node.attributes:
        told = ", ".join(f"{key}: {value}" if value else key for key, value in node.attributes)
        settings["tooltip"] = told
    return f"{_quoted(node.id)}{_settings(settings)};"


def _edge(edge: Edge) -> str:
    settings = dict(_STYLES[edge.style])
    if edge.label:
        settings["label"] = edge.label
    if edge.tip is Tip.NONE:
        settings["dir"] = "none"
    elif edge.both:
        settings["dir"] = "both"
    if edge.tip in _TIPS:
        settings["arrowhead"] = _TIPS[edge.tip]
        if edge.both:
            settings["arrowtail"] = _TIPS[edge.tip]
    if edge.source_group is not None:
        settings["ltail"] = _CLUSTER + edge.source_group
    if edge.target_group is not None:
        settings["lhead"] = _CLUSTER + edge.target_group
    return f"{_quoted(edge.source)} -> {_quoted(edge.target)}{_settings(settings)};"


def _settings(settings: dict[str, str]) -> str:
    if not settings:
        return ""
    return " [" + ", ".join(f"{key}={_quoted(value)}" for key, value in settings.items()) + "]"


def _quoted(text: str) -> str:
    """In quotes a backslash begins an escape of labels, so it is doubled."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
