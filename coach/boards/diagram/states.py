"""Two pictures in one text: what runs today and what is wanted, and the difference between them.

A line `=== current` begins a state, `=== target` the next; each is a text in words of its own. They
become one graph, a frame for each state, in which the same name may stand once in every frame.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from coach.boards.board import Finding, Severity, Span
from coach.boards.diagram.graph import Edge, Graph, Group, Node, fold_name
from coach.frozen import dataclass

_MARK = re.compile(r"^[ \t]*={2,}[ \t]*([^=\n]{1,60}?)[ \t]*=*[ \t]*$", re.M)
Reader = Callable[[str], Graph]


@dataclass(frozen=True, slots=True)
class DiagramState:
    """One state: its name, its text, where the text begins, and where its mark stands."""

    name: str
    text: str
    start: int
    mark: Span


@lru_cache(maxsize=64)
def parts(text: str) -> tuple[DiagramState, ...]:
    """The states of a text in order; none in a text without marks."""
    if "==" not in text:
        return ()
    marks = list(_MARK.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)][: len(marks)]
    return tuple(
        DiagramState(mark[1], text[mark.end() : end], mark.end(), Span(mark.start(), mark.end()))
        for mark, end in zip(marks, ends, strict=True)
    )


def last(text: str) -> str:
    """The text of the last state that says anything, else the whole text."""
    said = [part.text for part in parts(text) if part.text.strip()]
    return said[-1] if said else text


def joined(text: str, read: Reader) -> Graph:
    """The states of a text as one graph, with what changes from each to the next as a finding."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    groups: list[Group] = []
    findings: list[Finding] = []
    before: tuple[DiagramState, Graph] | None = None
    for number, part in enumerate(parts(text), 1):
        graph = read(part.text)
        frame = f"{number} {fold_name(part.name)}"
        groups.append(Group(frame, part.name, None, part.mark))
        groups += [_group(group, frame, part.start) for group in graph.groups]
        nodes += [_node(node, frame, part.start) for node in graph.nodes]
        edges += [_edge(edge, frame, part.start) for edge in graph.edges]
        findings += [_finding(finding, part.start) for finding in graph.findings]
        if before is not None and graph.nodes:
            told = in_a_sentence(difference(before[1], graph))
            message = f"From {before[0].name} to {part.name}: {told}."
            findings.append(Finding("states-differ", Severity.HINT, message, part.mark))
        before = (part, graph)
    return Graph(tuple(nodes), tuple(edges), tuple(groups), tuple(findings), text)


def _moved(span: Span | None, by: int) -> Span | None:
    return None if span is None else Span(span.start + by, span.end + by)


def _group(group: Group, frame: str, by: int) -> Group:
    parent = f"{frame} {group.parent}" if group.parent else frame
    return Group(f"{frame} {group.id}", group.label, parent, _moved(group.span, by))


def _node(node: Node, frame: str, by: int) -> Node:
    group = f"{frame} {node.group}" if node.group else frame
    said = tuple(Span(span.start + by, span.end + by) for span in node.said)
    return replace(node, id=f"{frame} {node.id}", group=group, said=said)


def _edge(edge: Edge, frame: str, by: int) -> Edge:
    return replace(
        edge,
        source=f"{frame} {edge.source}",
        target=f"{frame} {edge.target}",
        span=_moved(edge.span, by),
        source_group=f"{frame} {edge.source_group}" if edge.source_group else None,
        target_group=f"{frame} {edge.target_group}" if edge.target_group else None,
    )


def _finding(finding: Finding, by: int) -> Finding:
    return replace(finding, span=_moved(finding.span, by))


@dataclass(frozen=True, slots=True)
class StateDifference:
    """What one state has and another has not, in the order of the texts."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


def difference(old: Graph, new: Graph) -> StateDifference:
    """The components and arrows that are added, removed and changed from one state to another."""
    was = {node.id: node for node in old.nodes}
    now = {node.id: node for node in new.nodes}
    added = [node.label for id_, node in now.items() if id_ not in was]
    removed = [node.label for id_, node in was.items() if id_ not in now]
    changed = [
        said for id_, node in now.items() if id_ in was and (said := _changed(was[id_], node))
    ]
    calls = {(edge.source, edge.target): edge for edge in old.edges}
    called = {(edge.source, edge.target): edge for edge in new.edges}
    both = was.keys() & now.keys()
    added += [_arrow(new, ends) for ends in called if ends not in calls and set(ends) <= both]
    removed += [_arrow(old, ends) for ends in calls if ends not in called and set(ends) <= both]
    changed += [
        f"{_arrow(new, ends)}: {calls[ends].style} becomes {called[ends].style}"
        for ends in called
        if ends in calls and calls[ends].style is not called[ends].style
    ]
    return StateDifference(tuple(added), tuple(removed), tuple(changed))


def _arrow(graph: Graph, ends: tuple[str, str]) -> str:
    labels = {node.id: node.label for node in graph.nodes}
    return f"{labels.get(ends[0], ends[0])} -> {labels.get(ends[1], ends[1])}"


def _changed(was: Node, now: Node) -> str:
    said = []
    if was.replicas != now.replicas:
        said.append(f"x{was.replicas} becomes x{now.replicas}")
    if was.kind is not now.kind:
        said.append(f"{was.kind} becomes {now.kind}")
    before = dict(was.attributes)
    said += [
        f"{name} {before.get(name, 'unsaid')} becomes {value}"
        for name, value in now.attributes
        if before.get(name) != value
    ]
    return f"{now.label}: {', '.join(said)}" if said else ""


def in_a_sentence(change: StateDifference) -> str:
    """A difference as clauses: adds a, b; removes c; changes d."""
    clauses = [
        f"{verb} {', '.join(said)}"
        for verb, said in (
            ("adds", change.added),
            ("removes", change.removed),
            ("changes", change.changed),
        )
        if said
    ]
    return "; ".join(clauses) or "nothing changes"


def told(text: str, read: Reader) -> list[tuple[str, str]]:
    """The differences of a text's states one after another, as a sign (+, -, ~) and words."""
    out: list[tuple[str, str]] = []
    graphs = [(part.name, read(part.text)) for part in parts(text)]
    for (old_name, old), (name, new) in pairwise(graphs):
        change = difference(old, new)
        out.append(("", f"{old_name} -> {name}:"))
        out += [("+", words) for words in change.added]
        out += [("-", words) for words in change.removed]
        out += [("~", words) for words in change.changed]
    return out
