"""Writes an architecture in the notation, so that what came as Mermaid or JSON can be typed on."""

import re
from itertools import groupby

from coach.boards.board import Finding, Severity
from coach.boards.diagram.arrow_lexer import chain
from coach.boards.diagram.graph import (
    Edge,
    EdgeStyle,
    Graph,
    Group,
    Kind,
    Node,
    Tip,
    fold_name,
)
from coach.boards.diagram.kinds import kind_of, said_kind
from coach.boards.diagram.notation import group_members
from coach.boards.diagram.slug import slugs

_SIGNS = {EdgeStyle.SYNC: "->", EdgeStyle.ASYNC: "~>", EdgeStyle.COPY: "=>"}
_PLAIN_LABEL = re.compile(r"(?!.*--)[\w .,/()?!+&'%$@*-]*[\w)]")
_PLAIN_REMARK = re.compile(r"(?![xX] ?\d)[^\W\d][\w ]*")
_NUMBER = re.compile(r"\d")
_BRACKETED = str.maketrans({",": ";", "[": "(", "]": ")", "=": "-"})
_LONGEST = 40
_WORDS = 6


def write(graph: Graph) -> str:
    """A text in the notation that reads as the same architecture.

    Components get their label as a name where the notation allows it. Quotation marks in labels
    become apostrophes, and what would end an attribute is replaced.
    """
    taken: set[str] = set()
    nodes = _names([(node.label, node.id) for node in graph.nodes], taken)
    groups = _names([(group.label, group.id) for group in graph.groups], taken)
    names = {node.id: name for node, name in zip(graph.nodes, nodes, strict=True)}
    frames = {group.id: name for group, name in zip(graph.groups, groups, strict=True)}
    told = {end for edge in graph.edges for end in (edge.source, edge.target)}
    lines = _edges(graph.edges, names)
    for node in graph.nodes:
        described = _described(node, names[node.id])
        if described != names[node.id] or (node.id not in told and node.group is None):
            lines.append(described)
    lines += [_group(graph, group, names, frames) for group in graph.groups]
    return "".join(f"{line}\n" for line in lines)


def losses(graph: Graph) -> tuple[Finding, ...]:
    """What of a graph the notation has no words for, said once for each."""
    told: list[Finding] = []
    bare = next((edge for edge in graph.edges if edge.tip is not Tip.ARROW), None)
    if bare is not None:
        message = "A line without an arrowhead, or with a circle or a cross, becomes an arrow."
        told.append(Finding("words", Severity.WARNING, message, bare.span))
    framed = next((e for e in graph.edges if e.source_group or e.target_group), None)
    if framed is not None:
        message = "An arrow to a group becomes one to the first component in it."
        told.append(Finding("words", Severity.WARNING, message, framed.span))
    return tuple(told)


def _names(wanted: list[tuple[str, str]], taken: set[str]) -> list[str]:
    """A name for each pair of label and id that reads as one name; no two alike."""
    names: list[str] = []
    for choices, slug in zip(wanted, slugs(pair[1] for pair in wanted), strict=True):
        name = next((c for c in choices if _reads(c) and fold_name(c) not in taken), slug)
        count = 1
        while fold_name(name) in taken:
            count += 1
            name = f"{slug} {count}"
        taken.add(fold_name(name))
        names.append(name)
    return names


def _reads(name: str) -> bool:
    """Whether the notation reads this as just this name."""
    odd = len(name) > _LONGEST or len(name.split()) > _WORDS or name.startswith(("- ", "* ", "• "))
    if odd or ";" in name or group_members(name) is not None:
        return False
    read = chain(name)
    mentions = read.stretches[0].mentions
    alone = len(read.stretches) == 1 and len(mentions) == 1 and not read.unclosed
    return alone and mentions[0].name == name and not read.stretches[0].label and '"' not in name


def _edges(edges: tuple[Edge, ...], names: dict[str, str]) -> list[str]:
    """A line for each edge; edges in a row that differ only in their targets share one."""
    lines: list[str] = []
    for (source, style, both, label), alike in groupby(
        edges, key=lambda edge: (edge.source, edge.style, edge.both, edge.label)
    ):
        sign = ("<" if both else "") + _SIGNS[style]
        targets = ", ".join(names[edge.target] for edge in alike)
        lines.append(f"{names[source]} {sign} {targets}" + (f": {_label(label)}" if label else ""))
    return lines


def _label(label: str) -> str:
    return label if _PLAIN_LABEL.fullmatch(label) else _quoted(label)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'


def _described(node: Node, name: str) -> str:
    """A component with all that its name does not tell."""
    text = name
    if node.label != name:
        text += f" {_quoted(node.label)}"
    if node.replicas > 1:
        text += f" x{node.replicas}"
    guessed = kind_of(name) if kind_of(name) is not Kind.SERVICE else kind_of(node.label)
    remarks = [] if guessed is node.kind else [node.kind.value]
    remarks += [_attribute(key, value) for key, value in node.attributes]
    return f"{text} [{', '.join(remarks)}]" if remarks else text


def _attribute(key: str, value: str) -> str:
    if key == "capacity" and all(_NUMBER.match(part.strip()) for part in value.split(",")):
        return value.translate({ord("["): "(", ord("]"): ")"})
    key, value = key.translate(_BRACKETED), value.translate(_BRACKETED)
    if not value and _PLAIN_REMARK.fullmatch(key) and said_kind(key) is None:
        return key
    return f"{key}={value}"


def _group(graph: Graph, group: Group, names: dict[str, str], frames: dict[str, str]) -> str:
    name = frames[group.id]
    title = name if name == group.label else f"{name} {_quoted(group.label)}"
    inside = [frames[inner.id] for inner in graph.groups if inner.parent == group.id]
    inside += [names[node.id] for node in graph.nodes if node.group == group.id]
    return f"group {title}: {', '.join(inside)}".rstrip()
