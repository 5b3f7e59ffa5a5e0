"""Writes Markdown: the drawing in a fence, the components and connections, what was remarked."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from coach.boards.board import Finding
from coach.boards.diagram.graph import Edge, EdgeStyle, Graph, Node, Tip

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&])")
_ARROWS = {EdgeStyle.SYNC: "→", EdgeStyle.ASYNC: "⇢", EdgeStyle.COPY: "⇒"}
_TOLD = {EdgeStyle.SYNC: "", EdgeStyle.ASYNC: "asynchronous", EdgeStyle.COPY: "copy"}


def write(graph: Graph, drawing: str, remarks: Iterable[Finding] = ()) -> str:
    """A Markdown text of the graph around its drawing, without a heading of its own."""
    if not graph.nodes:
        return "Nothing is drawn yet.\n"
    ticks = max((len(run) for run in re.findall("`+", drawing)), default=0)
    fence = "`" * max(3, ticks + 1)
    lines = [f"{fence}text", drawing, fence, "", "| component | kind | group | notes |"]
    lines.append("| --- | --- | --- | --- |")
    labels = {group.id: group.label for group in graph.groups}
    lines += [_row(node, labels) for node in graph.nodes]
    if graph.edges:
        lines += ["", *_edges(graph, labels)]
    told = [f"- {_escaped(finding.message)}" for finding in remarks]
    if told:
        lines += ["", "Remarks:", "", *told]
    return "\n".join(lines) + "\n"


def _edges(graph: Graph, labels: dict[str, str]) -> Iterator[str]:
    """A line a connection; where two frames name a component alike, with the frame it is in."""
    seen = Counter(node.label for node in graph.nodes)
    names = {node.id: _escaped(node.label) for node in graph.nodes}
    frames = {node.id: _escaped(labels.get(node.group or "", "")) for node in graph.nodes}
    twice = {node.id for node in graph.nodes if seen[node.label] > 1}
    for edge in graph.edges:
        frame = frames[edge.source]
        alike = frame == frames[edge.target] and twice & {edge.source, edge.target}
        yield _edge(edge, names, f"{frame}: " if frame and alike else "")


def _row(node: Node, groups: dict[str, str]) -> str:
    notes = [f"×{node.replicas}"] if node.replicas > 1 else []
    notes += [f"{key}: {value}" if value else key for key, value in node.attributes]
    group = groups.get(node.group or "", "")
    cells = (node.label, node.kind.value, group, ", ".join(notes))
    return "| " + " | ".join(map(_escaped, cells)) + " |"


def _edge(edge: Edge, names: dict[str, str], before: str) -> str:
    arrow = "—" if edge.tip is Tip.NONE else "↔" if edge.both else _ARROWS[edge.style]
    told = ", ".join(filter(None, (_TOLD[edge.style], edge.label)))
    line = f"- {before}{names[edge.source]} {arrow} {names[edge.target]}"
    return f"{line}: {_escaped(told)}" if told else line


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
