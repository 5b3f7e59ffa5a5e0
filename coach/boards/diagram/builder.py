"""Collects components, edges and groups in order of first mention, within limits, into a Graph.

Every reader (the notation, Mermaid, JSON) adds to a Builder. What is beyond a limit is left out
and one finding names the limit; what contradicts what was said before is a finding too.
"""

from collections.abc import Iterable
from dataclasses import field, replace
from functools import lru_cache

from coach.boards.board import Finding, Severity, Span
from coach.boards.diagram.comma_pieces import merged
from coach.boards.diagram.graph import Edge, EdgeStyle, Graph, Group, Kind, Node, Tip
from coach.boards.diagram.kinds import kind_of
from coach.frozen import dataclass
from coach.text import clean_line, width

NODE_LIMIT = 240
"""So many boxes can still be read in a terminal; as a limit of time it would be several times as
high. Twice as many edges go with it."""
EDGE_LIMIT = 2 * NODE_LIMIT
GROUP_LIMIT = 60
DEPTH_LIMIT = 6
LINE_LIMIT = 2_000
TEXT_LIMIT = 60_000
NAME_LIMIT = 200
REPLICA_LIMIT = 999_999
FINDING_LIMIT = 100

_Key = tuple[str, str, EdgeStyle, bool, Tip, str | None, str | None]


@dataclass(slots=True)
class _Draft:
    """A component in the making."""

    id: str
    name: str
    label: str = ""
    kind: Kind | None = None
    replicas: int | None = None
    group: str | None = None
    attributes: list[tuple[str, str]] = field(default_factory=list)
    said: list[Span] = field(default_factory=list)


class Builder:
    """A graph in the making, of at most so many components and twice as many edges. No method
    raises; each leaves out what it cannot take."""

    def __init__(self, most: int = NODE_LIMIT) -> None:
        self.most = most
        self._nodes: dict[str, _Draft] = {}
        self._edges: dict[_Key, list[Edge]] = {}
        self._order: list[tuple[_Key, int]] = []
        self._groups: dict[str, Group] = {}
        self._findings: list[Finding] = []
        self._told: set[str] = set()

    def find(self, code: str, severity: Severity, message: str, span: Span | None = None) -> None:
        """Adds a finding; after FINDING_LIMIT of them the rest is dropped with a last one."""
        if len(self._findings) < FINDING_LIMIT:
            self._findings.append(Finding(code, severity, message, span))
        elif "findings" not in self._told:
            self._told.add("findings")
            text = f"There is more to say; only the first {FINDING_LIMIT} remarks are listed."
            self._findings.append(Finding("limit", Severity.HINT, text))

    def limit(
        self,
        name: str,
        message: str,
        span: Span | None = None,
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Adds the finding of a limit, once for each name."""
        if name not in self._told:
            self._told.add(name)
            self._findings.append(Finding("limit", severity, message, span))

    def line(self, text: str, span: Span | None = None) -> str:
        """A name or label as one harmless line of at most NAME_LIMIT characters."""
        if len(text) > NAME_LIMIT:
            message = f"A name is cut after {NAME_LIMIT} characters."
            self.limit("name", message, span)
        return _line(text[: NAME_LIMIT * 8])

    def has(self, id: str) -> bool:
        """Whether a component of that id was mentioned and there was room for it."""
        return id in self._nodes

    def has_group(self, id: str) -> bool:
        """Whether a group of that id was declared."""
        return id in self._groups

    def node(
        self,
        id: str,
        name: str,
        *,
        label: str = "",
        kind: Kind | None = None,
        replicas: int | None = None,
        attributes: Iterable[tuple[str, str]] = (),
        span: Span | None = None,
    ) -> bool:
        """Mentions a component: the first mention makes it, later ones add to it.

        False when there is no room for it any more.
        """
        draft = self._nodes.get(id)
        if draft is None:
            if len(self._nodes) >= self.most:
                self.limit("nodes", f"Only the first {self.most} components are drawn.", span)
                return False
            draft = self._nodes[id] = _Draft(id, name)
        if span is not None:
            draft.said.append(span)
        draft.label = label or draft.label
        draft.kind = kind or draft.kind
        self._replicate(draft, replicas, span)
        for pair in attributes:
            _set_attribute(draft.attributes, pair)
        return True

    def _replicate(self, draft: _Draft, replicas: int | None, span: Span | None) -> None:
        if replicas is None:
            return
        if not 1 <= replicas <= REPLICA_LIMIT:
            message = f"Replicas are a number from 1 to {REPLICA_LIMIT:,}: {draft.name} x3."
            self.find("replicas", Severity.WARNING, message, span)
            replicas = min(max(replicas, 1), REPLICA_LIMIT)
        if draft.replicas not in (None, replicas):
            message = (
                f"{draft.name} was said to be ×{draft.replicas} before; now ×{replicas} counts."
            )
            self.find("replicas", Severity.HINT, message, span)
        draft.replicas = replicas

    def edge(self, edge: Edge, merge: bool = True) -> bool:
        """Adds an edge between components that exist; the same edge twice is one.

        With `merge` an edge with a label and one without are the same, whichever came first.
        False when there is no room.
        """
        if edge.source not in self._nodes or edge.target not in self._nodes:
            return True
        frames = (edge.source_group, edge.target_group)
        key = (edge.source, edge.target, edge.style, edge.both, edge.tip, *frames)
        known = self._edges.setdefault(key, [])
        for index, old in enumerate(known):
            if old.label == edge.label or (merge and not edge.label):
                return True
            if merge and not old.label:
                known[index] = replace(old, label=edge.label)
                return True
        if len(self._order) >= 2 * self.most:
            self.limit("edges", f"Only the first {2 * self.most} edges are drawn.", edge.span)
            return False
        known.append(edge)
        self._order.append((key, len(known) - 1))
        return True

    def stand_in(self, group: str, other: str) -> str | None:
        """The component that stands for a frame at the end of an edge: the first inside it.

        It is not `other`, the other end, unless there is nothing else; None for an empty frame.
        """
        inside = {group}
        while more := {g.id for g in self._groups.values() if g.parent in inside} - inside:
            inside |= more
        members = [draft.id for draft in self._nodes.values() if draft.group in inside]
        return next((name for name in members if name != other), members[0] if members else None)

    def group(self, id: str, label: str, span: Span | None = None) -> bool:
        """Declares a group; a second declaration adds its members to the first."""
        if id in self._groups:
            return True
        if len(self._groups) >= GROUP_LIMIT:
            self.limit("groups", f"Only the first {GROUP_LIMIT} groups are drawn.", span)
            return False
        self._groups[id] = Group(id, label, None, span)
        return True

    def relabel(self, id: str, label: str) -> None:
        """Gives a declared group its display name."""
        self._groups[id] = replace(self._groups[id], label=label)

    def put(self, node: str, group: str, span: Span | None = None) -> None:
        """Puts a component into a group; the first group it was put into keeps it."""
        draft = self._nodes.get(node)
        if draft is None or group not in self._groups:
            return
        if draft.group not in (None, group):
            label = self._groups[draft.group].label if draft.group else ""
            message = f"{draft.name} is in {label} already: a component is in one group."
            self.find("group", Severity.WARNING, message, span)
            return
        draft.group = group

    def nest(self, inner: str, outer: str, span: Span | None = None) -> None:
        """Puts a group into another; circles, second parents and too deep nesting are refused."""
        if inner not in self._groups or outer not in self._groups:
            return
        group = self._groups[inner]
        above = self._above(outer)
        if inner in above or group.parent not in (None, outer):
            where = "itself" if inner in above else "two groups"
            message = f"{group.label} cannot be inside {where}: name it once as a member."
            self.find("group", Severity.WARNING, message, span)
        elif len(above) + self._height(inner) > DEPTH_LIMIT:
            message = f"Groups are drawn nested {DEPTH_LIMIT} deep and no deeper."
            self.limit("depth", message, span)
        else:
            self._groups[inner] = replace(group, parent=outer)

    def _above(self, id: str) -> list[str]:
        chain: list[str] = []
        group: str | None = id
        while group is not None:
            chain.append(group)
            group = self._groups[group].parent
        return chain

    def _height(self, id: str) -> int:
        inside = [g.id for g in self._groups.values() if g.parent == id]
        return 1 + max(map(self._height, inside), default=0)

    def graph(self, text: str = "") -> Graph:
        """The graph so far; `text` is what the spans point into."""
        nodes = tuple(_node(draft) for draft in self._nodes.values())
        edges = tuple(self._edges[key][index] for key, index in self._order)
        findings = sorted(self._findings, key=lambda f: (f.span is None, f.span and f.span.start))
        return Graph(nodes, edges, tuple(self._groups.values()), tuple(findings), text)


@lru_cache(maxsize=4096)
def _line(text: str) -> str:
    """The line; marks and joiners with nothing before them to stand on are left out."""
    line = clean_line(text, NAME_LIMIT)
    while line and not width(line[0]):
        line = line[1:].lstrip()
    return line


def _node(draft: _Draft) -> Node:
    label = draft.label or draft.name
    kind = draft.kind or kind_of(draft.name)
    if draft.kind is None and kind is Kind.SERVICE:
        kind = kind_of(label)
    return Node(
        draft.id,
        label,
        kind,
        draft.replicas or 1,
        draft.group,
        tuple(draft.attributes),
        draft.kind is not None,
        tuple(draft.said),
    )


def _set_attribute(attributes: list[tuple[str, str]], pair: tuple[str, str]) -> None:
    for index, (key, _) in enumerate(attributes):
        if key == pair[0]:
            said = merged(attributes[index][1], pair[1]) if key == "capacity" else pair[1]
            attributes[index] = (key, said)
            return
    attributes.append(pair)
