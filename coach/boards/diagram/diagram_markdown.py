"""Writes Markdown: the drawing in a fence, the components and connections, what was remarked."""

import re
from collections.abc import Iterable

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
        names = {node.id: _escaped(node.label) for node in graph.nodes}
        lines += ["", *(_edge(edge, names) for edge in graph.edges)]
    told = [f"- {_escaped(finding.message)}" for finding in remarks]
    if told:
        lines += ["", "Remarks:", "", *told]
    return "\n".join(lines) + "\n"


def _row(node: Node, groups: dict[str, str]) -> str:
    notes = [f"×{node.replicas}"] if node.replicas > 1 else []
    notes += [f"{key}: {value}" if value else key for key, value in node.attributes]
    group = groups.get(node.group or "", "")
    cells = (node.label, node.kind.value, group, ", ".join(notes))
    return "| " + " | ".join(map(_escaped, cells)) + " |"


def _edge(edge: Edge, names: dict[str, str]) -> str:
    arrow = "—" if edge.tip is Tip.NONE else "↔" if edge.both else _ARROWS[edge.style]
    told = ", ".join(filter(None, (_TOLD[edge.style], edge.label)))
    line = f"- {names[edge.source]} {arrow} {names[edge.target]}"
    return f"{line}: {_escaped(told)}" if told else line


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
