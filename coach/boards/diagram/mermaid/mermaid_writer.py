"""Writes Mermaid flowcharts that reading gives back: labels, kinds, replicas, groups, edges."""

import re

from coach.boards.diagram.graph import Edge, EdgeStyle, Graph, Kind, Node, Tip
from coach.boards.diagram.kinds import kind_of
from coach.boards.diagram.mermaid.labels import numbered
from coach.boards.diagram.picture import Direction
from coach.boards.diagram.slug import graph_slugs

_WORDS = """end graph flowchart subgraph style class classdef click linkstyle direction default call
    href interpolate title o x v"""
_RESERVED = frozenset(_WORDS.split())
_LINES = {EdgeStyle.SYNC: "--", EdgeStyle.ASYNC: "-.-", EdgeStyle.COPY: "=="}
_TIPS = {Tip.ARROW: ">", Tip.CIRCLE: "o", Tip.CROSS: "x"}
_ESCAPES = str.maketrans(
    {'"': "#quot;", "#": "#35;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "|": "#124;", "`": "#96;"}
)
_MARKUP = re.compile(r"%%|\$\$|\\(?=n)|(?<=fa):(?=fa-)|(?<=fa[a-z]):(?=fa-)")
"""Signs of a directive, a formula, a line's end and an icon, which are read inside quotes too."""


def write(graph: Graph, direction: Direction = Direction.AUTO) -> str:
    """A flowchart of the graph, top-down unless it is to lead to the right.

    Kept: labels, kinds, replicas ("×3" in the label), groups, edges with style and label.
    Attributes are not: the format has no place for them.
    """
    nodes, groups = graph_slugs(graph, _RESERVED)
    lines = ["flowchart LR" if direction is Direction.RIGHT else "flowchart TD"]
    lines += _members(graph, None, nodes, groups)
    for edge in graph.edges:
        source = groups[edge.source_group] if edge.source_group else nodes[edge.source]
        target = groups[edge.target_group] if edge.target_group else nodes[edge.target]
        label = f"|{_quoted(edge.label)}|" if edge.label else ""
        lines.append(f"    {source} {_link(edge)}{label} {target}")
    return "\n".join(lines) + "\n"


def _link(edge: Edge) -> str:
    shaft = _LINES[edge.style]
    if edge.tip is Tip.NONE:
        return shaft if edge.style is EdgeStyle.ASYNC else shaft + shaft[-1]
    tip = _TIPS[edge.tip]
    return f"{'<' if tip == '>' else tip}{shaft}{tip}" if edge.both else shaft + tip


def _members(
    graph: Graph, within: str | None, nodes: dict[str, str], groups: dict[str, str]
) -> list[str]:
    lines = [_node(node, nodes[node.id]) for node in graph.nodes if node.group == within]
    for group in graph.groups:
        if group.parent == within:
            lines.append(f"subgraph {groups[group.id]}[{_quoted(group.label)}]")
            lines += _members(graph, group.id, nodes, groups)
            lines.append("end")
    return [f"    {line}" for line in lines]


def _node(node: Node, slug: str) -> str:
    label = node.label
    if node.replicas > 1 or numbered(label) != (label, None):
        plain = f"{label} ×{node.replicas}"
        label = (
            plain if numbered(plain) == (label, node.replicas) else f"{label}\u00a0×{node.replicas}"
        )
    opening, closing = "[", "]"
    if node.kind in (Kind.DATABASE, Kind.REPLICA):
        opening, closing = "[(", ")]"
    elif node.kind is Kind.CLIENT:
        opening, closing = "([", "])"
    suffix = "" if _guessed(node, slug) is node.kind else f":::{node.kind.replace(' ', '-')}"
    return f"{slug}{opening}{_quoted(label)}{closing}{suffix}"


def _guessed(node: Node, slug: str) -> Kind:
    """The kind a reader makes of label, identifier and shape alone."""
    for name in (node.label, slug):
        if kind_of(name) is not Kind.SERVICE:
            return kind_of(name)
    return Kind.DATABASE if node.kind in (Kind.DATABASE, Kind.REPLICA) else Kind.SERVICE


def _quoted(text: str) -> str:
    """In quotes, blank as a space, what would be markup even there as entities."""
    text = text if text.strip() else " "
    return '"' + _MARKUP.sub(_escaped, text.translate(_ESCAPES)) + '"'


def _escaped(match: re.Match[str]) -> str:
    return "".join(f"#{ord(char)};" for char in match[0])
